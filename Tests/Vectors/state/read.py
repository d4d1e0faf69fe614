#!/usr/bin/env python3
"""Computes the digest of each state vector anew, from docs/formats/state.md alone."""

import hashlib
import json
import pathlib
import sys


def digest(domain: str, *parts: bytes) -> bytes:
    return hashlib.sha256(domain.encode() + b"".join(parts)).digest()


def nibble(identifier: bytes, depth: int) -> int:
    byte = identifier[depth // 2]
    return byte >> 4 if depth % 2 == 0 else byte & 15


def trie(objects: dict, depth: int) -> bytes:
    if not objects:
        return bytes(32)
    if len(objects) == 1:
        ((identifier, state),) = objects.items()
        return digest("talkoot/state-leaf/1", identifier, digest("talkoot/state/1", state))
    children = [{} for _ in range(16)]
    for identifier, state in objects.items():
        children[nibble(identifier, depth)][identifier] = state
    return digest("talkoot/state-node/1", *(trie(child, depth + 1) for child in children))


def root(vector: dict) -> bytes:
    kinds: dict = {}
    for entry in vector["objects"]:
        objects = kinds.setdefault(entry["kind"], {})
        objects[bytes.fromhex(entry["id"])] = bytes.fromhex(entry["state"])
    assert all(kind < 128 for kind in kinds), "kinds above 127 take two bytes"
    return digest("talkoot/state-root/1", *(bytes([kind]) + trie(kinds[kind], 0) for kind in sorted(kinds)))


def main() -> None:
    wrong = 0
    for path in sorted(pathlib.Path(__file__).parent.glob("*.json")):
        vector = json.loads(path.read_text())
        good = root(vector).hex() == vector["digest"]
        wrong += not good
        print(f"{'ok' if good else 'WRONG'} {path.name}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
