#!/usr/bin/env python3
"""Verifies the bundles here with nothing but docs/formats in hand: what a third party does who doesn't trust Talkoot.

A second implementation, to show that the pages suffice. Further nodes, named voices and re-keyed cards don't occur in
these vectors and are not read. Usage: Tests/Vectors/bundle/read.py (exit status 0 when each proves what its file says)
"""

import hashlib
import importlib.util
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("changes", HERE.parent / "read.py")
changes = importlib.util.module_from_spec(spec)
spec.loader.exec_module(changes)
digest, Reader = changes.digest, changes.Reader

# Ed25519 (RFC 8032, 5.1)

P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, l = f - e, h - g, h + g, f + e
    return i * j % P, k * l % P, j * k % P, i * l % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert y < P and (x * x - square) % P == 0 and (x or not sign), "no point"
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    point, scalar = decompress(signature[:32]), int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = multiply(scalar, BASE), add(point, multiply(challenge, decompress(key)))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0
    return scalar < Q and same


# Changes


class Change:
    """One change with a body: who wrote it, what it refers to, its operations."""

    def __init__(self, identifier, descriptor, structure, strings):
        self.id, self.strings = identifier, strings
        self.mid, self.key = descriptor["mid"], descriptor["key"]
        r = Reader(structure)
        parts = r.u8()
        if parts & 1:
            changes.read_descriptor(r)
        self.objects = [r.take(16) for _ in range(r.varint())]
        self.changes = [r.take(32) for _ in range(r.varint())]
        self.person = self.object(r) if parts & 2 else None
        if parts & 4:
            r.take(16)
        self.operations, at = [], 0
        for _ in range(r.varint()):
            tag = r.varint()
            count = r.varint() if tag & 1 else 0
            self.operations.append((tag >> 1, r.take(r.varint()), strings[at : at + count]))
            at += count
        r.end()

    def made(self, index):
        return digest("talkoot/object/1", self.id, index.to_bytes(4, "big"))[:16]

    def object(self, r):
        code = r.varint()
        if code == 0:
            return None
        return self.made(code >> 1) if code & 1 else self.objects[(code >> 1) - 1]

    def value(self, r, strings):
        tag = r.varint()
        if tag == 1:
            return r.signed() * 10 ** max(0, r.signed())
        if tag in (2, 3, 6):
            return r.varint()
        if tag == 4:
            return self.object(r)
        if tag == 5:
            r.varint()
            return strings.pop(0)
        if tag == 7:
            return r.take(r.varint())
        if tag == 8:
            return r.signed()
        if tag == 9:
            return [self.value(r, strings) for _ in range(r.varint())]
        assert tag == 0
        return None

    def creation(self, index):
        """Kind and fields of what operation `index` makes; None when it makes nothing."""
        kind, body, strings = self.operations[index]
        if kind != 1:
            return None
        r, strings = Reader(body), list(strings)
        made, flags = r.varint(), r.varint()
        assert flags == 0, "keys and places don't occur here"
        fields = {}
        for _ in range(r.varint()):
            field = r.varint()
            fields.setdefault(field, self.value(r, strings))
        return made, fields

    def matter(self, r):
        decision = self.object(r)
        return decision if decision else r.varint()


def read(data):
    """The changes whose hashes and signatures hold."""
    assert data[:16] == b"talkoot-bundle/1" and data[-32:] == digest("talkoot/bundle/1", data[:-32])
    r = Reader(data[16:-32])
    kind, subject, logs = r.u8(), r.take(16), {}
    for _ in range(r.varint()):
        raw = r.take(r.varint())
        logs[digest("talkoot/log/1", raw)] = {"network": raw[:32], "key": raw[32:64], "mid": raw[64:96]}
    entries = []
    for _ in range(r.varint()):
        raw = r.take(r.varint())
        header, form, body = changes.read_header(raw), r.u8(), None
        if form & 1:
            structure = r.take(r.varint())
            strings, commitments = [], []
            for _ in range(changes.read_structure(structure)[1]):
                if r.u8():
                    salt = r.take(16)
                    text = r.take(r.varint())
                    strings.append(text.decode())
                    commitments.append(digest("talkoot/string/1", salt, text))
                else:
                    strings.append(None)
                    commitments.append(r.take(32))
            assert header["structure"] == digest("talkoot/structure/1", structure)
            assert header["content"] == digest("talkoot/content/1", len(strings).to_bytes(4, "big"), *commitments)
            body = (structure, strings)
        entries.append((header, digest("talkoot/change/1", raw), body, r.take(64) if form & 2 else None))
    r.end()
    network = next(iter(logs.values()))["network"]
    assert all(log["network"] == network for log in logs.values())
    places = [(header["log"], header["sequence"], identifier) for header, identifier, *_ in entries]
    assert list(logs) == sorted(logs) and places == sorted(set(places))
    predecessors = set()
    for header, identifier, _, signature in reversed(entries):
        if signature:
            assert signed(logs[header["log"]]["key"], b"talkoot/signature/1" + identifier, signature)
        else:
            assert (header["log"], identifier) in predecessors
        predecessors.add((header["log"], header["previous"]))
    shown = [Change(identifier, logs[h["log"]], *body) for h, identifier, body, _ in entries if body]
    return kind, subject, network, logs, shown


# Keys and rosters


def establish(network, logs, shown):
    """Organisations by mid: root key and node key, from the genesis on."""
    known, invitations, founder = {}, {}, None
    while True:
        before = len(known) + len(invitations)
        for change in shown:
            for index, (kind, body, _) in enumerate(change.operations):
                r = Reader(body)
                if kind == 16:
                    r.varint()
                    nonce, zone = r.take(r.varint()), r.take(r.varint())
                    root, node, signature = r.take(32), r.take(32), r.take(64)
                    record = b"\x01" + nonce + bytes([len(zone)]) + zone + root + node
                    assert digest("talkoot/genesis/1", record) == network
                    assert signed(root, b"talkoot/join/1" + network + root + node + bytes(32), signature)
                    founder = digest("talkoot/admission/1", record)
                    assert (change.mid, change.key) == (founder, node)
                    known[founder] = (root, node)
                if change.mid not in known or known[change.mid][1] != change.key:
                    continue
                about = change.object(r) if kind in (17, 18) else None
                if kind == 17 and about is None:
                    invitations[change.made(index)] = r.take(32)
                if kind == 18 and about in invitations:
                    assert r.take(32) == network
                    root, node, exporter = r.take(32), r.take(32), r.take(32)
                    message = b"talkoot/join/1" + network + root + node + exporter
                    for key in (invitations[about], root, node):
                        assert signed(key, message, r.take(64))
                    known[digest("talkoot/admission/1", network, about, root, node, exporter)] = (root, node)
        if len(known) + len(invitations) == before:
            break
    assert all(known.get(log["mid"], (0, 0))[1] == log["key"] for log in logs.values())
    return known, founder


def number(value):
    return value.to_bytes(4, "big")


def read_value(change, r):
    """A value's parts and its digest."""
    mids = lambda: [r.take(32) for _ in range(r.varint())]
    if r.varint() == 1:
        outcome, option, positions = r.varint(), r.varint(), []
        data = b"\x01" + number(outcome) + number(option)
        for _ in range(r.varint()):
            mid, stance, choice = r.take(32), r.varint(), r.varint()
            named, index = change.changes[r.varint() - 1], r.varint()
            positions.append((mid, stance, choice, named, index))
        silent = mids()
        data += number(len(positions))
        for mid, stance, choice, named, index in positions:
            data += mid + number(stance) + number(choice) + named + number(index)
        data += number(len(silent)) + b"".join(silent)
        return (outcome, option, positions, silent), digest("talkoot/value/1", data)
    confirmed, removed = mids(), mids()
    assert r.varint() == 0, "no card is replaced here"
    left = mids()
    data = b"\x02"
    for some in (confirmed, removed):
        data += number(len(some)) + b"".join(some)
    data += number(0) + number(len(left)) + b"".join(left)
    return (confirmed, removed, left), digest("talkoot/value/1", data)


def certified(matter, members, shown):
    """The value that more than half of the members accepted in one round, and who did; None when none is."""
    values, accepts = {}, {}
    for change in shown:
        for kind, body, _ in change.operations:
            r = Reader(body)
            if kind not in (28, 29) or change.matter(r) != matter:
                continue
            accepted_round = (r.varint(), r.take(32))
            if kind == 28:
                value, name = read_value(change, r)
                values[name] = value
            elif change.mid in members:
                accepts.setdefault((accepted_round, r.take(32)), set()).add(change.mid)
    for (_, name), voices in sorted(accepts.items()):
        if len(voices) > len(members) // 2 and name in values:
            return values[name], voices
    return None


def rosters(founder, shown):
    epochs = [{founder}]
    while True:
        found = certified(len(epochs) - 1, epochs[-1], shown)
        if not found:
            return epochs
        confirmed, removed, left = found[0]
        epochs.append((epochs[-1] | set(confirmed)) - set(removed) - set(left))


# Findings


def agreement(subject, known, shown):
    made = {c.made(i): (c, c.creation(i)) for c in shown for i in range(len(c.operations)) if c.creation(i)}
    kind, fields = made[subject][1]
    assert kind == 18
    text, binds, name = fields[3], fields[5], fields[6]
    assert text is None or digest("talkoot/agreement-text/1", text.encode()) == name
    roots = {mid[:16]: root.hex() for mid, (root, _) in known.items()}
    records = {o: (c, f) for o, (c, (k, f)) in made.items() if k == 17 and f.get(2) == subject}
    taken = {(f[5], c.mid) for c, f in records.values() if f.get(5)}
    proven = set()
    for record, (change, fields) in records.items():
        if fields.get(5):
            continue
        assert fields[3] == name and change.mid[:16] in binds
        if (record, change.mid) not in taken:
            proven.add(known[change.mid][0].hex())
    return {
        "organisations": [roots.get(bound) for bound in sorted(binds)],
        "proven": sorted(proven),
        "hash": name.hex(),
        "text": text,
    }


STANCES = {1: "agree", 2: "abstain", 3: "object", 4: "choose"}


def decision(subject, known, founder, shown):
    made = {c.made(i): (c, c.creation(i)) for c in shown for i in range(len(c.operations)) if c.creation(i)}
    kind, fields = made[subject][1]
    assert kind == 5 and fields[4] == 2, "by majority, as the vector is"
    members = rosters(founder, shown)[fields[10]]
    (outcome, _, positions, silent), voices = certified(subject, members, shown)
    says = []
    for mid, stance, _, change, index in positions:
        said, (kind, position) = made[digest("talkoot/object/1", change, number(index))[:16]]
        assert kind == 16 and said.mid == mid and mid in members
        assert position[2] == subject and position[3] == stance
        says.append(STANCES[stance])
    assert len({mid for mid, *_ in positions} | set(silent)) == len(positions) + len(silent)
    assert len(says) > len(members) // 2, "the quorum"
    assert outcome == (1 if says.count("agree") > says.count("object") else 2)
    return {
        "organisations": [known[mid][0].hex() for mid in sorted(members)],
        "proven": sorted(known[mid][0].hex() for mid in voices),
        "text": fields[3],
        "outcome": {1: "accepted", 2: "rejected"}[outcome],
        "positions": sorted(f"{known[mid][0].hex()}: {STANCES[stance]}" for mid, stance, *_ in positions),
    }


def main():
    failed = 0
    for path in sorted(HERE.glob("*.json")):
        vector = json.loads(path.read_text())
        try:
            kind, subject, network, logs, shown = read(bytes.fromhex(vector["bytes"]))
            known, founder = establish(network, logs, shown)
            found = agreement(subject, known, shown) if kind == 1 else decision(subject, known, founder, shown)
            found.update(network=network.hex(), subject=subject.hex())
            wrong = [key for key, value in found.items() if vector.get(key) != value]
        except (AssertionError, KeyError, IndexError, changes.Fault) as error:
            wrong = [repr(error)]
        print(f"{path.name}: {'ok' if not wrong else 'WRONG ' + ', '.join(wrong)}")
        failed += bool(wrong)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
