#!/usr/bin/env python3
"""Reads the vectors of changes and packs with nothing but docs/formats/changes.md and pack.md in hand.

A second implementation, to show that the pages suffice: it shares no line with the Swift one.
Usage: Tests/Vectors/read.py   (exit status 0 when every vector is read as its file says)
"""

import hashlib
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent


class Fault(Exception):
    """The bytes are not what they should be; the argument is the code of `FormatError`."""


def digest(domain, *parts):
    return hashlib.sha256(domain.encode() + b"".join(parts)).digest()


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def left(self):
        return len(self.data) - self.at

    def take(self, count):
        if count > self.left():
            raise Fault("truncated")
        self.at += count
        return self.data[self.at - count : self.at]

    def u8(self):
        return self.take(1)[0]

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def varint(self, limit=None):
        value = shift = 0
        while True:
            byte = self.u8()
            if shift == 63 and byte > 1:
                raise Fault("overlongVarint")
            value |= (byte & 127) << shift
            if byte < 128:
                if byte == 0 and shift:
                    raise Fault("overlongVarint")
                break
            shift += 7
        if limit is not None and value > limit:
            raise Fault("overLimit")
        return value

    def signed(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def end(self):
        if self.left():
            raise Fault("trailingBytes")


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


# Headers, descriptors, structures


def read_header(data):
    if len(data) > 8192:
        raise Fault("overLimit")
    r = Reader(data)
    h = {"format": r.u8()}
    if h["format"] == 0:
        raise Fault("unknownFormat")
    h["flags"] = r.u8()
    if h["format"] == 1 and h["flags"] > 3:
        raise Fault("outOfRange")
    h["log"], h["sequence"] = r.take(32), r.number(8)
    if not 1 <= h["sequence"] < 2**32:
        raise Fault("outOfRange")
    h["previous"] = r.take(32) if h["sequence"] > 1 else None
    count = r.u8()
    if count > 64:
        raise Fault("overLimit")
    h["dependencies"] = [r.take(32) for _ in range(count)]
    if any(a >= b for a, b in zip(h["dependencies"], h["dependencies"][1:])):
        raise Fault("notCanonical")
    h["milliseconds"] = r.number(8)
    h["structure"], h["content"] = r.take(32), r.take(32)
    if h["format"] == 1:
        r.end()
    return h


def write_header(flags, log, sequence, previous, dependencies, milliseconds, structure, content):
    return (
        bytes([1, flags]) + log + sequence.to_bytes(8, "big") + (previous or b"") + bytes([len(dependencies)])
        + b"".join(dependencies) + (milliseconds % 2**64).to_bytes(8, "big") + structure + content
    )


def read_descriptor(r):
    start = r.at
    r.take(112)
    mark = r.u8()
    if mark > 1:
        raise Fault("outOfRange")
    if mark:
        r.take(32)
    return r.data[start : r.at]


def read_operations(r):
    kinds, strings = [], 0
    for _ in range(r.varint(2048)):
        tag = r.varint()
        kinds.append(tag >> 1)
        if tag & 1:
            count = r.varint(65535 - strings)
            if count == 0:
                raise Fault("notCanonical")
            strings += count
        r.take(r.varint(262144))
    return kinds, strings


def read_structure(data):
    r = Reader(data)
    parts = r.u8()
    if parts > 7:
        raise Fault("outOfRange")
    if parts & 1:
        read_descriptor(r)
    tables = []
    for size in (16, 32):
        count = r.varint(r.left())
        if count > r.left() // size:
            raise Fault("truncated")
        tables.append([r.take(size) for _ in range(count)])
        if len(set(tables[-1])) != count:
            raise Fault("notCanonical")
    if parts & 2:
        person = r.varint()
        if person % 2 == 0 and person >> 1 > len(tables[0]):
            raise Fault("danglingReference")
        if person == 0:
            raise Fault("outOfRange")
    if parts & 4:
        r.take(16)
    result = read_operations(r)
    r.end()
    return result


# Salts


def read_salts(r):
    count = r.varint(r.left())
    if count == 0:
        return [(0, 0, 0, 0, r.take(16))]
    nodes, last = [], 0
    for _ in range(count - 1):
        slot, depth = r.u8(), r.u8()
        deeper, number = (r.u8(), 0) if depth == 8 else (0, 0)
        if deeper > 16:
            raise Fault("outOfRange")
        if depth == 8:
            number = r.varint((1 << deeper) - 1)
        if depth > 8 or slot % (1 << (8 - depth)):
            raise Fault("outOfRange")
        nodes.append((slot, depth, deeper, number, r.take(16)))
    for slot, depth, deeper, number, _ in nodes:
        first = (slot << 16) + (number << (16 - deeper))
        if first < last:
            raise Fault("notCanonical")
        last = first + (1 << (24 - depth - deeper))
    return nodes


def salt(nodes, sequence, index, count):
    slot, levels = (sequence - 1) % 256, max(0, (count - 1).bit_length())
    path = [slot >> (7 - i) & 1 for i in range(8)] + [index >> (levels - 1 - i) & 1 for i in range(levels)]
    for first, depth, deeper, number, seed in nodes:
        known = [first >> (7 - i) & 1 for i in range(depth)] + [number >> (deeper - 1 - i) & 1 for i in range(deeper)]
        if path[: len(known)] == known:
            for bit in path[len(known) :]:
                seed = digest("talkoot/salt/1", bytes([bit]), seed)[:16]
            return seed
    return None


def content_hash(strings, nodes, sequence):
    commitments = []
    for index, (state, data) in enumerate(strings):
        if state == "present":
            found = salt(nodes, sequence, index, len(strings)) if nodes else None
            if found is None:
                raise Fault("missingSalt")
            data = digest("talkoot/string/1", found, data)
        commitments.append(data)
    return digest("talkoot/content/1", len(strings).to_bytes(4, "big"), *commitments)


# Packs, for a receiver that has nothing yet


class Log:
    def __init__(self, log, base, base_id):
        self.log, self.base, self.base_id, self.ids, self.mention, self.salts = log, base, base_id, [], base, None

    def sequence(self):
        return self.base + len(self.ids)

    def last(self):
        return self.ids[-1] if self.ids else self.base_id

    def id(self, sequence):
        if self.base < sequence <= self.sequence():
            return self.ids[sequence - self.base - 1]
        if sequence == self.base and self.base_id:
            return self.base_id
        raise Fault("unknownChange")


class Pack:
    def __init__(self, data):
        self.r, self.logs, self.objects = Reader(data), [], []
        self.current = self.last = self.act = None
        self.time = 0

    def read(self):
        if self.r.u8() != 1:
            raise Fault("unknownFormat")
        changes = [self.change() for _ in range(self.r.varint(16384))]
        self.r.end()
        return changes

    def new_log(self, may_be_new):
        form = self.r.u8()
        if form == 0:
            self.r.take(16)
            raise Fault("unknownLog")
        if form == 1:
            log, sequence = self.r.take(32), self.r.varint()
            if not 1 <= sequence < 2**32 - 1:
                raise Fault("outOfRange")
            self.logs.append(Log(log, sequence, self.r.take(32)))
        elif form == 2 and may_be_new:
            self.logs.append(Log(None, 0, None))
        else:
            raise Fault("outOfRange")

    def mention(self):
        code = self.r.varint(len(self.logs) + 1)
        if code == 0:
            return self.r.take(32)
        if code == len(self.logs) + 1:
            self.new_log(False)
            return self.logs[-1].base_id
        entry = self.logs[code - 1]
        sequence = entry.mention + self.r.signed()
        found = entry.id(sequence)
        entry.mention = sequence
        return found

    def object(self):
        code = self.r.varint()
        if code >= 2:
            if code - 2 >= len(self.objects):
                raise Fault("danglingReference")
            return self.objects[-1 - (code - 2)]
        if code == 0:
            made = self.r.take(16)
        else:
            change = self.mention()
            made = digest("talkoot/object/1", change, self.r.varint(2**32 - 1).to_bytes(4, "big"))[:16]
        self.objects.append(made)
        return made

    def dependencies(self, control):
        form = control >> 1 & 3
        if form == 0:
            return []
        if form == 1:
            if self.last is None:
                raise Fault("danglingReference")
            return [self.last]
        if form == 2:
            return [self.mention() for _ in range(self.r.varint(64))]
        entry = self.logs[self.r.varint(len(self.logs) - 1)]
        return [entry.id(entry.mention)]

    def change(self):
        control = self.r.u8()
        if control > 127:
            raise Fault("outOfRange")
        extras = self.r.u8() if control & 16 else 0
        if control & 16 and not 0 < extras < 128:
            raise Fault("outOfRange")
        if control & 1:
            entry = self.r.varint(len(self.logs))
            if entry == self.current:
                raise Fault("notCanonical")
            if entry == len(self.logs):
                self.new_log(True)
            self.current = entry
        if self.current is None:
            raise Fault("danglingReference")
        log = self.logs[self.current]
        if extras & 32:
            header, structure, count = self.verbatim(log)
        else:
            structure, count, dependencies = self.ordinary(control, extras, log)
        sequence = log.sequence() + 1
        salts = None
        if extras & 4:
            start = self.r.at
            log.salts = read_salts(self.r)
            salts = self.r.data[start : self.r.at]
        strings = [self.string(extras & 8) for _ in range(count)]
        content = content_hash(strings, log.salts, sequence)
        structure_hash = digest("talkoot/structure/1", structure)
        if not extras & 32:
            header = write_header(
                extras & 3, log.log, sequence, log.last(), dependencies, self.time, structure_hash, content)
        parsed = read_header(header)
        if parsed["structure"] != structure_hash or parsed["content"] != content:
            raise Fault("notCanonical")
        change = {
            "id": digest("talkoot/change/1", header).hex(), "header": header.hex(), "structure": structure.hex(),
            "strings": [state + ":" + data.hex() for state, data in strings],
        }
        if control & 8:
            change["signature"] = self.r.take(64).hex()
        if extras & 64:
            if control & 8:
                raise Fault("notCanonical")
            headers = [self.r.take(self.r.varint(8192)) for _ in range(self.r.varint(256))]
            assert read_header(headers[0])["previous"].hex() == change["id"]
            change["proof"] = [header.hex() for header in headers] + [self.r.take(64).hex()]
        if salts:
            change["salts"] = salts.hex()
        self.last = bytes.fromhex(change["id"])
        log.ids.append(self.last)
        log.mention = sequence
        return change

    def ordinary(self, control, extras, log):
        dependencies = self.dependencies(control)
        self.time += self.r.signed()
        is_first = log.sequence() == 0
        out = bytearray([is_first | (control >> 5 & 1) << 1 | (control >> 6 & 1) << 2])
        if is_first:
            descriptor = read_descriptor(self.r)
            log.log = digest("talkoot/log/1", descriptor)
            out += descriptor
        for read in (self.object, self.mention):
            count = self.r.varint(self.r.left())
            out += varint(count)
            for _ in range(count):
                out += read()
        if control & 32:
            out += varint(self.r.varint())
        if control & 64:
            if extras & 16:
                self.act = self.r.take(16)
            if self.act is None:
                raise Fault("danglingReference")
            out += self.act
        start = self.r.at
        _, count = read_operations(self.r)
        out += self.r.data[start : self.r.at]
        read_structure(bytes(out))
        return bytes(out), count, dependencies

    def verbatim(self, log):
        header = self.r.take(self.r.varint(8192))
        structure = self.r.take(self.r.varint(262144))
        h = read_header(header)
        log.log = log.log or h["log"]
        if (h["log"], h["sequence"], h["previous"]) != (log.log, log.sequence() + 1, log.last()):
            raise Fault("notCanonical")
        return header, structure, self.r.varint(65535)

    def string(self, tagged):
        code = self.r.varint(204800 << (2 if tagged else 0))
        if not tagged:
            return "present", self.r.take(code)
        if code & 3 == 0:
            return "present", self.r.take(code >> 2)
        if code in (1, 2):
            return ("erased", "missing")[code - 1], self.r.take(32)
        raise Fault("outOfRange")


# The files


def check_change(data, gives):
    h = read_header(data)
    known = {name: bytes.fromhex(value) for name, value in gives.items()}
    assert digest("talkoot/change/1", data) == known["id"]
    assert digest("talkoot/structure/1", known["structure"]) == known["structure hash"] == h["structure"]
    assert salt([(0, 0, 0, 0, known["salt root"])], h["sequence"], 0, 1) == known["salt"]
    assert digest("talkoot/string/1", known["salt"], known["string"]) == known["commitment"]
    assert digest("talkoot/content/1", bytes([0, 0, 0, 1]), known["commitment"]) == known["content hash"] == h["content"]
    made = digest("talkoot/object/1", known["id"], bytes(4))[:16]
    assert made == known["object made by operation 0"]


def check(vector):
    data, gives = bytes.fromhex(vector["hex"]), vector.get("gives", {})
    kind = vector["kind"]
    if kind == "header":
        read_header(data)
        assert digest("talkoot/change/1", data).hex() == gives["id"]
    elif kind == "change":
        check_change(data, gives)
    elif kind == "structure":
        kinds, strings = read_structure(data)
        assert " ".join(map(str, kinds)) == gives["kinds"] and str(strings) == gives["strings"]
        assert digest("talkoot/structure/1", data).hex() == gives["hash"]
    elif kind == "descriptor":
        r = Reader(data)
        read_descriptor(r)
        r.end()
        assert digest("talkoot/log/1", data).hex() == gives["log"]
        assert digest("talkoot/node/1", data[32:64]).hex() == gives["node"]
    elif kind == "salts":
        r = Reader(data)
        nodes = read_salts(r)
        r.end()
        for place, expected in gives.items():
            sequence, index, count = (int(word) for word in place.split() if word.isdigit())
            found = salt(nodes, sequence, index, count)
            assert (found.hex() if found else "lost") == expected, place
    elif kind == "pack":
        assert Pack(data).read() == vector["changes"]
    else:
        raise AssertionError("unknown kind " + kind)


def main():
    wrong = 0
    files = sorted(FOLDER.glob("changes/*.json")) + sorted(FOLDER.glob("pack/*.json"))
    for file in files:
        vector = json.loads(file.read_text())
        try:
            check(vector)
            result = None
        except Fault as fault:
            result = fault.args[0]
        except AssertionError as error:
            result = "wrong result " + str(error)
        if result != vector.get("error"):
            wrong += 1
            print(f"{file.relative_to(FOLDER)}: {result}, should be {vector.get('error')}")
    print(f"{len(files)} vectors, {wrong} read otherwise")
    return wrong > 0 or not files


if __name__ == "__main__":
    sys.exit(main())
