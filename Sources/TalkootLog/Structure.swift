internal import TalkootCrypto

/// The parsed frame of a change's structure. Operations of unknown kind are framed like any other and can be skipped.
public struct Structure: Hashable, Sendable {
  /// One operation's kind and the place of its body in `bytes`.
  public struct Operation: Hashable, Sendable {
    /// What it does: the model knows.
    public var kind: UInt64
    /// Its body's place in `bytes`.
    public var body: Range<Int>
    /// The change's strings that belong to it.
    public var strings: Range<Int>
  }

  // One reference: structures are handed on with their changes.
  private final class Storage: Sendable {
    let bytes: [UInt8]
    let descriptor: LogDescriptor?
    let objects: [ObjectID]
    let changes: [ChangeID]
    let person: ObjectReference?
    let personRange: Range<Int>
    let act: ActID?
    let operationsRange: Range<Int>
    let operations: [Operation]

    init(_ bytes: [UInt8]) throws(FormatError) {
      self.bytes = bytes
      var reader = ByteReader(bytes)
      let preamble = try StructurePreamble(from: &reader)
      descriptor = try preamble.hasDescriptor ? LogDescriptor(from: &reader) : nil
      objects = try Structure.table(from: &reader, "object references", entryBytes: 16) {
        (r) throws(FormatError) in try r.short(ObjectID.self, "object reference")
      }
      changes = try Structure.table(from: &reader, "change references", entryBytes: 32) {
        (r) throws(FormatError) in ChangeID(try r.digest("change reference"))
      }
      let start = reader.position
      person = try preamble.hasPerson ? reader.objectReference(objects, "person") : nil
      personRange = start..<reader.position
      guard (person == nil) != preamble.hasPerson else { throw FormatError(.outOfRange, at: start, reading: "person") }
      act = try preamble.hasAct ? reader.short(ActID.self, "act") : nil
      operationsRange = reader.position..<bytes.count
      operations = try Structure.operations(from: &reader)
      try reader.finish("structure")
    }
  }

  private let storage: Storage

  /// Parses a structure.
  /// - Throws: FormatError unless the bytes are exactly one structure within the limits of a change.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    guard bytes.count <= ChangeLimits.bodyBytes else {
      throw FormatError(.overLimit, at: ChangeLimits.bodyBytes, reading: "structure")
    }
    storage = try Storage(bytes)
  }

  /// The canonical bytes.
  public var bytes: [UInt8] { storage.bytes }
  /// The descriptor of the log that begins here.
  public var descriptor: LogDescriptor? { storage.descriptor }
  /// Who did it.
  public var person: ObjectReference? { storage.person }
  /// The act that it is a part of.
  public var act: ActID? { storage.act }
  /// Objects referred to, each once, in order of first use.
  public var objects: [ObjectID] { storage.objects }
  /// Changes referred to, each once, in order of first use.
  public var changes: [ChangeID] { storage.changes }
  /// The operations in their order.
  public var operations: [Operation] { storage.operations }
  /// The bytes of the reference to the person; empty when there is none.
  var personRange: Range<Int> { storage.personRange }
  /// The bytes from the operation count to the end.
  var operationsRange: Range<Int> { storage.operationsRange }

  /// How many strings the change has.
  public var stringCount: Int { operations.last?.strings.upperBound ?? 0 }

  /// Whether the two have the same bytes.
  public static func == (a: Structure, b: Structure) -> Bool { a.storage === b.storage || a.bytes == b.bytes }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// Reads the body of operation `index`.
  public func reader(for index: Int) -> OperationReader {
    OperationReader(self, operations[index])
  }

  private static func table<Entry: Hashable>(
    from reader: inout ByteReader,
    _ field: String,
    entryBytes: Int,
    _ read: (inout ByteReader) throws(FormatError) -> Entry
  ) throws(FormatError) -> [Entry] {
    let start = reader.position
    let count = try reader.count(field, atMost: reader.remaining)
    guard count > 0 else { return [] }
    guard count <= reader.remaining / entryBytes else { throw FormatError(.truncated, at: start, reading: field) }
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    for _ in 0..<count { entries.append(try read(&reader)) }
    guard areDistinct(entries) else { throw FormatError(.notCanonical, at: start, reading: field) }
    return entries
  }

  private static func areDistinct(_ entries: [some Hashable]) -> Bool {
    guard entries.count <= 8 else { return Set(entries).count == entries.count }
    for i in entries.indices {
      for j in 0..<i where entries[i] == entries[j] { return false }
    }
    return true
  }

  private static func operations(from reader: inout ByteReader) throws(FormatError) -> [Operation] {
    let count = try reader.count("operation count", atMost: ChangeLimits.operations)
    var operations: [Operation] = []
    operations.reserveCapacity(min(count, reader.remaining / 2))
    var strings = 0
    for _ in 0..<count {
      let operation = try reader.operationFrame(stringsBefore: strings)
      strings = operation.strings.upperBound
      operations.append(operation)
    }
    return operations
  }
}

/// Which parts a structure has before its operations.
struct StructurePreamble {
  let flags: UInt8
  var hasDescriptor: Bool { flags & 1 != 0 }
  var hasPerson: Bool { flags & 2 != 0 }
  var hasAct: Bool { flags & 4 != 0 }

  init(flags: UInt8) { self.flags = flags }

  init(from reader: inout ByteReader) throws(FormatError) {
    let start = reader.position
    flags = try reader.byte("preamble")
    guard flags < 8 else { throw FormatError(.outOfRange, at: start, reading: "preamble") }
  }
}

extension ByteReader {
  /// The frame of one operation; its body is passed over unread.
  mutating func operationFrame(stringsBefore: Int) throws(FormatError) -> Structure.Operation {
    let tag = try varint("operation kind")
    var strings = 0
    if tag & 1 != 0 {
      let start = position
      strings = try count("operation strings", atMost: ChangeLimits.strings - stringsBefore)
      guard strings > 0 else { throw FormatError(.notCanonical, at: start, reading: "operation strings") }
    }
    let length = try count("operation length", atMost: ChangeLimits.bodyBytes)
    let body = try skip(length, "operation body")
    return Structure.Operation(kind: tag >> 1, body: body, strings: stringsBefore..<stringsBefore + strings)
  }

  mutating func objectReference(_ table: [ObjectID], _ field: String) throws(FormatError) -> ObjectReference? {
    let start = position
    let code = try varint(field)
    if code == 0 { return nil }
    if code & 1 != 0 {
      guard code >> 1 < UInt64(ChangeLimits.operations) else {
        throw FormatError(.outOfRange, at: start, reading: field)
      }
      return .made(UInt32(code >> 1))
    }
    guard code >> 1 <= UInt64(table.count) else { throw FormatError(.danglingReference, at: start, reading: field) }
    return .object(table[Int(code >> 1) - 1])
  }
}
