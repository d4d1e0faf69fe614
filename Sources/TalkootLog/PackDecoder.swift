internal import TalkootCrypto

/// Reads a pack, change by change, and rebuilds what was hashed.
struct PackDecoder<Target: PackTarget>: ~Copyable {
  private let target: Target
  private var reader: ByteReader
  private let count: Int
  private var hasher = ChangeHasher()
  private var logs: [PackLog] = []
  private var objects: [ObjectID] = []
  private var current = -1
  private var last: ChangeID?
  private var act: ActID?
  private var milliseconds: Int64 = 0

  init(_ bytes: [UInt8], _ target: Target) throws(FormatError) {
    self.target = target
    reader = ByteReader(bytes)
    guard try reader.byte("pack version") == ChangePack.version else {
      throw FormatError(.unknownFormat, at: 0, reading: "pack version")
    }
    count = try reader.count("change count", atMost: ChangePack.changesMax)
  }

  mutating func changes() throws(FormatError) -> [ReceivedChange] {
    var changes: [ReceivedChange] = []
    changes.reserveCapacity(min(count, reader.remaining / 4))
    for _ in 0..<count { changes.append(try next()) }
    try reader.finish("pack")
    return changes
  }

  private mutating func next() throws(FormatError) -> ReceivedChange {
    let start = reader.position
    let control = PackControl(rawValue: try reader.byte("control"))
    guard control.rawValue < 128 else { throw FormatError(.outOfRange, at: start, reading: "control") }
    let extras = try control.contains(.extras) ? readExtras() : []
    try selectLog(control)
    let body =
      try extras.contains(.verbatim) ? readVerbatim(control, extras, start) : readChange(control, extras, start)
    let salts = try extras.contains(.salts) ? SaltTree(from: &reader) : nil
    let strings = try readStrings(body, tagged: extras.contains(.absentStrings))
    let change = try hash(body, strings, salts, start)
    let signature = try control.contains(.signed) ? readSignature() : nil
    logs[current].append(change.id)
    last = change.id
    return ReceivedChange(
      change: change,
      structure: body.structure,
      descriptor: body.descriptor,
      signature: signature,
      salts: salts
    )
  }

  /// A change before its hashes are known.
  private struct Body {
    /// In a newer format with its hashes, else without.
    var header: ChangeHeader
    var structure: Structure?
    var structureBytes: [UInt8]
    var stringCount: Int
    var descriptor: LogDescriptor?
  }

  private mutating func readExtras() throws(FormatError) -> PackExtras {
    let start = reader.position
    let extras = PackExtras(rawValue: try reader.byte("extras"))
    guard !extras.isEmpty, extras.isSubset(of: .known) else {
      throw FormatError(.outOfRange, at: start, reading: "extras")
    }
    return extras
  }

  private mutating func readSignature() throws(FormatError) -> Signature {
    let range = try reader.skip(Signature.byteCount, "signature")
    return Signature(reader.bytes[range])!
  }

  // MARK: Logs

  private mutating func selectLog(_ control: PackControl) throws(FormatError) {
    let start = reader.position
    if control.contains(.switchesLog) {
      let entry = try reader.count("log number", atMost: logs.count)
      guard entry != current else { throw FormatError(.notCanonical, at: start, reading: "log number") }
      if entry == logs.count { try readLog(mayBeNew: true) }
      current = entry
    }
    guard current >= 0 else { throw FormatError(.danglingReference, at: start, reading: "log number") }
    guard logs[current].sequence < ChangeLimits.sequence else {
      throw FormatError(.outOfRange, at: start, reading: "sequence")
    }
  }

  private mutating func readLog(mayBeNew: Bool) throws(FormatError) {
    let start = reader.position
    guard logs.count < ChangePack.logsMax else { throw FormatError(.overLimit, at: start, reading: "logs") }
    switch PackLogForm(rawValue: try reader.byte("log form")) {
    case .known?:
      let prefix = try reader.short(ObjectID.self, "log")
      guard let log = target.log(prefix: prefix) else { throw FormatError(.unknownLog, at: start, reading: "log") }
      let sequence = try readSequence()
      guard let id = target.id(log, sequence) else {
        throw FormatError(.unknownChange, at: start, reading: "log's change")
      }
      logs.append(PackLog(.known, log, base: sequence, id: id))
    case .literal?:
      let log = LogID(try reader.digest("log"))
      let sequence = try readSequence()
      logs.append(PackLog(.literal, log, base: sequence, id: ChangeID(try reader.digest("log's change"))))
    case .new? where mayBeNew:
      // Its id follows from the descriptor in its first change.
      logs.append(PackLog(.new, LogID(.zero), base: 0, id: nil))
    case .new?, nil: throw FormatError(.outOfRange, at: start, reading: "log form")
    }
  }

  private mutating func readSequence() throws(FormatError) -> UInt64 {
    let start = reader.position
    let sequence = try reader.varint("sequence")
    guard sequence >= 1, sequence < ChangeLimits.sequence else {
      throw FormatError(.outOfRange, at: start, reading: "sequence")
    }
    return sequence
  }

  // MARK: Changes referred to

  private mutating func readDependencies(_ control: PackControl) throws(FormatError) -> [ChangeID] {
    let start = reader.position
    switch control.intersection(.dependencyMask) {
    case .dependsOnLast:
      guard let last else { throw FormatError(.danglingReference, at: start, reading: "dependency") }
      return [last]
    case .dependsOnMention:
      let entry = try reader.count("dependency's log", atMost: logs.count - 1)
      guard let id = logs[entry].id(logs[entry].mention) else {
        throw FormatError(.danglingReference, at: start, reading: "dependency")
      }
      return [id]
    case .dependsOnList:
      let count = try reader.count("dependency count", atMost: ChangeLimits.dependencies)
      var ids: [ChangeID] = []
      for _ in 0..<count {
        let place = reader.position
        let id = try readChangeReference("dependency")
        if let previous = ids.last, previous >= id {
          throw FormatError(.notCanonical, at: place, reading: "dependency")
        }
        ids.append(id)
      }
      return ids
    default: return []
    }
  }

  private mutating func readChangeReference(_ field: String) throws(FormatError) -> ChangeID {
    let start = reader.position
    let code = try reader.count(field, atMost: logs.count + 1)
    if code == 0 { return ChangeID(try reader.digest(field)) }
    let entry = code - 1
    if entry == logs.count {
      try readLog(mayBeNew: false)
      return logs[entry].baseID!
    }
    let delta = try reader.signed(field)
    let (sequence, overflow) = Int64(logs[entry].mention).addingReportingOverflow(delta)
    guard !overflow, sequence >= 1, let id = id(logs[entry], UInt64(sequence)) else {
      throw FormatError(.unknownChange, at: start, reading: field)
    }
    logs[entry].mention = UInt64(sequence)
    return id
  }

  private func id(_ log: PackLog, _ sequence: UInt64) -> ChangeID? {
    log.id(sequence) ?? (log.form == .new ? nil : target.id(log.log, sequence))
  }

  // MARK: Structure and content

  private mutating func readChange(
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

  private mutating func readVerbatim(
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

  private mutating func readStrings(_ body: Body, tagged: Bool) throws(FormatError) -> [ContentString] {
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

  // MARK: Hashes

  private mutating func hash(
    _ body: Body,
    _ strings: [ContentString],
    _ salts: SaltTree?,
    _ start: Int
  ) throws(FormatError) -> Change {
    var header = body.header
    let range = SaltTree.range(header.sequence)
    if let salts {
      logs[current].salts = SaltPath(range: range, salts)
    } else if logs[current].salts?.range != range, !strings.isEmpty {
      // Another branch of the log may have brought them along.
      let brought = logs.first { $0.log == header.log && $0.salts?.range == range }?.salts
      logs[current].salts = brought ?? target.salts(header.log, range: range).map { SaltPath(range: range, $0) }
    }
    let slot = SaltTree.slot(header.sequence)
    guard let contentHash = hasher.contentHash(strings, slot: slot, salts: &logs[current].salts) else {
      throw FormatError(.missingSalt, at: start, reading: "content")
    }
    let structureHash = hasher.structureHash(body.structureBytes)
    if body.structure == nil {
      guard header.contentHash == contentHash, header.structureHash == structureHash else {
        throw FormatError(.notCanonical, at: start, reading: "hashes")
      }
    }
    header.structureHash = structureHash
    header.contentHash = contentHash
    return Change(trusting: header, id: hasher.id(header), structure: body.structureBytes, strings: strings)
  }
}
