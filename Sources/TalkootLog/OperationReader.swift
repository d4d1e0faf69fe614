public import TalkootCrypto

/// Reads the body of one operation, value by value, as `OperationWriter` wrote it.
public struct OperationReader: Sendable {
  private var reader: ByteReader
  private let objects: [ObjectID]
  private let changes: [ChangeID]
  private var strings: Range<Int>

  init(_ structure: Structure, _ operation: Structure.Operation) {
    reader = ByteReader(structure.bytes, operation.body)
    objects = structure.objects
    changes = structure.changes
    strings = operation.strings
  }

  /// Whether everything was read.
  public var isAtEnd: Bool { reader.isAtEnd }
  /// Bytes not read yet: a bound for any count that follows.
  public var remaining: Int { reader.remaining }
  /// Where the next value is in the structure, for errors.
  public var offset: Int { reader.position }

  /// An unsigned number.
  public mutating func varint() throws(FormatError) -> UInt64 { try reader.varint("number") }

  /// A varint of at most `limit`, for counts.
  public mutating func count(atMost limit: Int) throws(FormatError) -> Int {
    try reader.count("count", atMost: limit)
  }

  /// A signed number.
  public mutating func signed() throws(FormatError) -> Int64 { try reader.signed("number") }

  /// An object, or none.
  public mutating func object() throws(FormatError) -> ObjectReference? {
    try reader.objectReference(objects, "object reference")
  }

  /// An operation of this or another change.
  public mutating func operation() throws(FormatError) -> OperationReference {
    let start = reader.position
    let code = try reader.varint("operation's change")
    guard code <= UInt64(changes.count) else {
      throw FormatError(.danglingReference, at: start, reading: "operation's change")
    }
    let index = try reader.count("operation index", atMost: ChangeLimits.operations - 1)
    return OperationReference(change: code == 0 ? nil : changes[Int(code) - 1], index: UInt32(index))
  }

  /// A change other than this one.
  public mutating func change() throws(FormatError) -> ChangeID {
    let start = reader.position
    let code = try reader.varint("change reference")
    guard code >= 1, code <= UInt64(changes.count) else {
      throw FormatError(.danglingReference, at: start, reading: "change reference")
    }
    return changes[Int(code) - 1]
  }

  /// The place and declared length of the operation's next string.
  public mutating func string() throws(FormatError) -> StringSlot {
    let start = reader.position
    let scalars = try reader.count("string length", atMost: ChangeLimits.stringBytes)
    guard let index = strings.first else {
      throw FormatError(.danglingReference, at: start, reading: "string")
    }
    strings = (index + 1)..<strings.upperBound
    return StringSlot(index: index, scalars: scalars)
  }

  /// A length and that many bytes.
  public mutating func bytes() throws(FormatError) -> [UInt8] {
    let count = try reader.count("byte count", atMost: reader.remaining)
    return try reader.array(count, "bytes")
  }

  /// 32 bytes.
  public mutating func digest() throws(FormatError) -> Digest { try reader.digest("digest") }

  /// - Throws: FormatError unless the whole body and all its strings were read.
  public func finish() throws(FormatError) {
    try reader.finish("operation body")
    guard strings.isEmpty else { throw FormatError(.trailingBytes, at: reader.position, reading: "operation strings") }
  }
}
