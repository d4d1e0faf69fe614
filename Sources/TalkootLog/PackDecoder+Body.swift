internal import TalkootCrypto

// Rebuilding a change's structure, and reading its strings.

extension PackDecoder {
  mutating func readChange(
    _ control: PackControl,
    _ extras: PackExtras,
    _ start: Int
  ) throws(FormatError) -> Body {
    let dependencies = try readDependencies(control)
    milliseconds = milliseconds &+ (try reader.signed("claimed time"))
    let isFirst = logs[current].sequence == 0
    var bytes: [UInt8] = []
    bytes.append((isFirst ? 1 : 0) | (control.contains(.person) ? 2 : 0) | (control.contains(.act) ? 4 : 0))
    var descriptor: LogDescriptor?
    if isFirst {
      let read = try LogDescriptor(from: &reader)
      read.encode(into: &bytes)
      logs[current].log = read.id
      descriptor = read
    }
    try readObjects(into: &bytes)
    try readChanges(into: &bytes)
    try readOperations(control, extras, into: &bytes)
    let structure = try parse(bytes, start)
    var flags: ChangeFlags = []
    if extras.contains(.critical) { flags.insert(.critical) }
    if extras.contains(.governance) { flags.insert(.governance) }
    let log = logs[current]
    let header = ChangeHeader(
      flags: flags,
      log: log.log,
      sequence: log.sequence + 1,
      previous: log.last,
      dependencies: dependencies,
      claimedMilliseconds: milliseconds,
      structureHash: .zero,
      contentHash: .zero
    )
    return Body(
      header: header,
      structure: structure,
      structureBytes: bytes,
      stringCount: structure.stringCount,
      descriptor: descriptor
    )
  }

  private func parse(_ bytes: [UInt8], _ start: Int) throws(FormatError) -> Structure {
    do throws(FormatError) {
      return try Structure(parsing: bytes)
    } catch {
      // The place in the rebuilt structure says nothing about the pack.
      throw FormatError(error.code, at: start, reading: error.field)
    }
  }

  private mutating func readObjects(into bytes: inout [UInt8]) throws(FormatError) {
    let start = reader.position
    let count = try reader.count("object references", atMost: reader.remaining)
    guard count <= ChangeLimits.bodyBytes / 16 else {
      throw FormatError(.overLimit, at: start, reading: "object references")
    }
    bytes.appendVarint(count)
    for _ in 0..<count { bytes.append(try readObject()) }
  }

  private mutating func readObject() throws(FormatError) -> ObjectID {
    let start = reader.position
    let code = try reader.varint("object reference")
    if code >= 2 {
      guard code - 2 < UInt64(objects.count) else {
        throw FormatError(.danglingReference, at: start, reading: "object reference")
      }
      return objects[objects.count - 1 - Int(code - 2)]
    }
    let object: ObjectID
    if code == 0 {
      object = try reader.short(ObjectID.self, "object reference")
    } else {
      let change = try readChangeReference("object's change")
      let index = try reader.count("object's operation", atMost: Int(UInt32.max))
      object = ObjectID(madeBy: change, index: UInt32(index))
    }
    objects.append(object)
    return object
  }

  private mutating func readChanges(into bytes: inout [UInt8]) throws(FormatError) {
    let start = reader.position
    let count = try reader.count("change references", atMost: reader.remaining)
    guard count <= ChangeLimits.bodyBytes / 32 else {
      throw FormatError(.overLimit, at: start, reading: "change references")
    }
    bytes.appendVarint(count)
    for _ in 0..<count { bytes.append(try readChangeReference("change reference").digest) }
  }

  private mutating func readOperations(
    _ control: PackControl,
    _ extras: PackExtras,
    into bytes: inout [UInt8]
  ) throws(FormatError) {
    let start = reader.position
    if control.contains(.person) { _ = try reader.varint("person") }
    bytes.append(contentsOf: reader.bytes[start..<reader.position])
    if control.contains(.act) {
      if extras.contains(.newAct) { act = try reader.short(ActID.self, "act") }
      guard let act else { throw FormatError(.danglingReference, at: start, reading: "act") }
      bytes.append(act)
    } else if extras.contains(.newAct) {
      throw FormatError(.notCanonical, at: start, reading: "act")
    }
    let operations = reader.position
    let count = try reader.count("operation count", atMost: ChangeLimits.operations)
    var strings = 0
    for _ in 0..<count { strings = try reader.operationFrame(stringsBefore: strings).strings.upperBound }
    bytes.append(contentsOf: reader.bytes[operations..<reader.position])
  }

  mutating func readVerbatim(
    _ control: PackControl,
    _ extras: PackExtras,
    _ start: Int
  ) throws(FormatError) -> Body {
    let plain: PackControl = [.switchesLog, .signed, .extras]
    guard control.isSubset(of: plain), extras.isDisjoint(with: [.critical, .governance, .newAct]) else {
      throw FormatError(.notCanonical, at: start, reading: "control")
    }
    let place = reader.position
    let count = try reader.count("header length", atMost: ChangeLimits.headerBytes)
    let header = try readHeader(try reader.array(count, "header"), place)
    let length = try reader.count("structure length", atMost: ChangeLimits.bodyBytes)
    let bytes = try reader.array(length, "structure")
    let strings = try reader.count("string count", atMost: ChangeLimits.strings)
    var descriptor: LogDescriptor?
    if logs[current].sequence == 0 {
      descriptor = try? LogDescriptor(beginning: bytes)
      logs[current].log = header.log
    }
    let log = logs[current]
    guard header.log == log.log, header.sequence == log.sequence + 1, header.previous == log.last else {
      throw FormatError(.notCanonical, at: place, reading: "header")
    }
    return Body(
      header: header,
      structure: nil,
      structureBytes: bytes,
      stringCount: strings,
      descriptor: descriptor
    )
  }

  private func readHeader(_ bytes: [UInt8], _ start: Int) throws(FormatError) -> ChangeHeader {
    do throws(FormatError) {
      let header = try ChangeHeader(parsing: bytes)
      guard header.format > 1 else { throw FormatError(.notCanonical, at: 0, reading: "verbatim header") }
      return header
    } catch {
      throw FormatError(error.code, at: start + error.offset, reading: error.field)
    }
  }

  mutating func readStrings(_ body: Body, tagged: Bool) throws(FormatError) -> [ContentString] {
    let start = reader.position
    guard body.stringCount <= reader.remaining else {
      throw FormatError(.truncated, at: start, reading: "strings")
    }
    var strings: [ContentString] = []
    strings.reserveCapacity(body.stringCount)
    var weight = body.structureBytes.count
    for _ in 0..<body.stringCount {
      let string = try readString(tagged: tagged)
      if case .present(let bytes) = string { weight += bytes.count }
      strings.append(string)
    }
    guard weight <= ChangeLimits.bodyBytes else { throw FormatError(.overLimit, at: start, reading: "content") }
    return strings
  }

  private mutating func readString(tagged: Bool) throws(FormatError) -> ContentString {
    let start = reader.position
    let code = try reader.count("string length", atMost: ChangeLimits.stringBytes << (tagged ? 2 : 0))
    guard tagged else { return .present(try reader.array(code, "string")) }
    switch code & 3 {
    case 0: return .present(try reader.array(code >> 2, "string"))
    case 1 where code == 1: return .erased(commitment: try reader.digest("commitment"))
    case 2 where code == 2: return .missing(commitment: try reader.digest("commitment"))
    default: throw FormatError(.outOfRange, at: start, reading: "string length")
    }
  }
}
