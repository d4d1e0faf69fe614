public import TalkootCrypto

/// Writes the body of one operation.
public struct OperationWriter: Sendable {
  var body: [UInt8] = []
  var strings: [String] = []
  var tables = ReferenceTables()

  /// An unsigned number.
  public mutating func varint(_ value: UInt64) { body.appendVarint(value) }

  /// A signed number, zigzag-coded.
  public mutating func signed(_ value: Int64) { body.appendSigned(value) }

  /// An object, or none.
  public mutating func object(_ reference: ObjectReference?) {
    switch reference {
    case nil: body.append(0)
    case .made(let index): body.appendVarint(UInt64(index) << 1 | 1)
    case .object(let id): body.appendVarint(UInt64(tables.index(of: id) + 1) << 1)
    }
  }

  /// An operation of this change or of one in its past.
  public mutating func operation(_ reference: OperationReference) {
    if let change = reference.change {
      body.appendVarint(tables.index(of: change) + 1)
    } else {
      body.append(0)
    }
    body.appendVarint(UInt64(reference.index))
  }

  /// A change other than this one.
  public mutating func change(_ id: ChangeID) { body.appendVarint(tables.index(of: id) + 1) }

  /// A string: its length goes into the structure, the string itself into the content.
  public mutating func string(_ value: String) {
    body.appendVarint(value.unicodeScalars.count)
    strings.append(value)
  }

  /// A length and that many bytes, part of the structure: not to be erased, so never personal data.
  public mutating func bytes(_ value: [UInt8]) {
    body.appendVarint(value.count)
    body.append(contentsOf: value)
  }

  /// 32 bytes without a length.
  public mutating func digest(_ value: Digest) { body.append(value) }
}
