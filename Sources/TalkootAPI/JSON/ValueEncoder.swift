extension JSONValue {
  /// A `Codable` value as a document.
  ///
  /// - Parameter absent: whether an absent optional is written as `null` (answers) or left out (requests).
  public init(encoding value: some Encodable, absent: AbsentFields) throws {
    self = try JSONValue(parsing: Self.bytes(encoding: value, absent: absent))
  }

  /// The bytes of a `Codable` value as a document, written in one pass: a list of thousands is no tree of objects first.
  public static func bytes(encoding value: some Encodable, absent: AbsentFields) throws -> [UInt8] {
    let writer = DocumentWriter()
    try ValueEncoder(writer: writer, absent: absent, codingPath: []).write(value)
    writer.close(to: 0)
    return writer.bytes
  }
}

/// What an encoder does with a nil optional.
public enum AbsentFields: Sendable {
  /// `"due": null`: every key of an answer is always there.
  case null
  /// No key: a request says only what is meant.
  case omitted
}

/// The document so far, and the lists and objects of it that are open, outermost first.
///
/// `Codable` opens a container and never says that it is complete. But it writes them one within the other, so what is
/// written to a container completes all that were opened within it.
final class DocumentWriter {
  private struct Open {
    let end: UInt8
    var isEmpty = true
  }

  private(set) var bytes: [UInt8] = []
  private var open: [Open] = []

  /// Opens a list or an object at the place that is next.
  /// - Returns: its depth, by which to write to it.
  func begin(_ start: Character, _ end: Character) -> Int {
    bytes.append(start.asciiValue!)
    open.append(Open(end: end.asciiValue!))
    return open.count
  }

  /// Completes what is deeper.
  func close(to depth: Int) {
    precondition(depth <= open.count, "a container is written to after it was completed")
    while open.count > depth { bytes.append(open.removeLast().end) }
  }

  /// Readies the place of the next element.
  func element(at depth: Int) {
    close(to: depth)
    if !open[depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
    open[depth - 1].isEmpty = false
  }

  /// Readies the place of a member's value.
  func member(_ key: String, at depth: Int) {
    element(at: depth)
    JSONValue.write(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  func write(_ value: JSONValue) { value.write(to: &bytes) }
  func write(_ text: String) { JSONValue.write(text, to: &bytes) }
  func write(literal: String) { bytes.append(contentsOf: literal.utf8) }
}

/// `Encoder` for the place that is next in a document.
struct ValueEncoder: Encoder {
  let writer: DocumentWriter
  let absent: AbsentFields
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    let depth = writer.begin("{", "}")
    return KeyedEncodingContainer(KeyedEncoding<Key>(encoder: self, depth: depth))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    UnkeyedEncoding(encoder: self, depth: writer.begin("[", "]"))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleEncoding(encoder: self) }

  /// Writes a value of any type.
  func write<T: Encodable>(_ value: T) throws {
    switch value {
    case let text as String: writer.write(text)
    case let flag as Bool: writer.write(.bool(flag))
    case let number as DecimalNumber: writer.write(literal: number.literal)
    case let value as JSONValue: writer.write(value)
    default: try whole(value)
    }
  }

  /// Writes a value that says of itself that it is a single one, as numbers do.
  func write<T: Encodable>(single value: T) throws {
    if let number = value as? any BinaryInteger { return writer.write(literal: number.description) }
    if value is Double || value is Float {
      throw EncodingError.invalidValue(
        value,
        .init(codingPath: codingPath, debugDescription: "the API has no floating point; use DecimalNumber")
      )
    }
    try write(value)
  }

  /// Writes what encodes itself; without a container it is an empty object.
  private func whole<T: Encodable>(_ value: T) throws {
    let start = writer.bytes.count
    try value.encode(to: self)
    if writer.bytes.count == start { writer.write(literal: "{}") }
  }

  /// An encoder for what is within.
  func within(_ key: some CodingKey) -> ValueEncoder {
    ValueEncoder(writer: writer, absent: absent, codingPath: codingPath + [key])
  }
}

private struct KeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  let depth: Int
  var codingPath: [any CodingKey] { encoder.codingPath }

  private func place(_ key: Key) -> DocumentWriter {
    encoder.writer.member(key.stringValue, at: depth)
    return encoder.writer
  }

  mutating func encodeNil(forKey key: Key) throws { place(key).write(.null) }
  mutating func encode(_ value: Bool, forKey key: Key) throws { place(key).write(.bool(value)) }
  mutating func encode(_ value: String, forKey key: Key) throws { place(key).write(value) }
  mutating func encode(_ value: Int, forKey key: Key) throws { place(key).write(literal: value.description) }

  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    _ = place(key)
    try encoder.within(key).write(value)
  }

  private mutating func absence(_ key: Key) throws {
    switch encoder.absent {
    case .null: try encodeNil(forKey: key)
    case .omitted: break
    }
  }

  // `Encodable`'s synthesis calls the overload of the exact type, so each one the API uses has to be here.
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absence(key) }
  }

  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absence(key) }
  }

  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absence(key) }
  }

  mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absence(key) }
  }

  mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absence(key) }
  }

  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try absence(key) }
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type,
    forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    _ = place(key)
    return encoder.within(key).container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    _ = place(key)
    return encoder.within(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { preconditionFailure("the API's types have no superclass") }
  mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

private struct UnkeyedEncoding: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  let depth: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { encoder.codingPath }

  init(encoder: ValueEncoder, depth: Int) {
    self.encoder = encoder
    self.depth = depth
  }

  private mutating func place() {
    encoder.writer.element(at: depth)
    count += 1
  }

  mutating func encodeNil() throws {
    place()
    encoder.writer.write(.null)
  }

  mutating func encode<T: Encodable>(_ value: T) throws {
    place()
    try encoder.write(value)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    place()
    return encoder.container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    place()
    return encoder.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { preconditionFailure("the API's types have no superclass") }
}

private struct SingleEncoding: SingleValueEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil() throws { encoder.writer.write(.null) }
  mutating func encode<T: Encodable>(_ value: T) throws { try encoder.write(single: value) }
}
