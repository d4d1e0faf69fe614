extension JSONValue {
  /// A `Codable` value as a document.
  ///
  /// - Parameter absent: whether an absent optional is written as `null` (answers) or left out (requests).
  public init(encoding value: some Encodable, absent: AbsentFields) throws {
    let encoder = ValueEncoder(absent: absent, codingPath: [])
    try value.encode(to: encoder)
    self = encoder.node.finished
  }
}

/// What an encoder does with a nil optional.
public enum AbsentFields: Sendable {
  /// `"due": null`: every key of an answer is always there.
  case null
  /// No key: a request says only what is meant.
  case omitted
}

/// A place in the document that is being written.
final class EncodingNode {
  enum Content {
    case empty
    case scalar(JSONValue)
    case array([EncodingNode])
    case object([(key: String, node: EncodingNode)])
  }

  var content = Content.empty

  var finished: JSONValue {
    switch content {
    case .empty: .object([])
    case .scalar(let value): value
    case .array(let nodes): .array(nodes.map(\.finished))
    case .object(let members): .object(members.map { JSONMember($0.key, $0.node.finished) })
    }
  }

  func member(_ key: String) -> EncodingNode {
    let node = EncodingNode()
    guard case .object(var members) = content else {
      content = .object([(key, node)])
      return node
    }
    content = .empty  // gives up the second reference, so that the append does not copy
    members.append((key, node))
    content = .object(members)
    return node
  }

  func element() -> EncodingNode {
    let node = EncodingNode()
    guard case .array(var nodes) = content else {
      content = .array([node])
      return node
    }
    content = .empty
    nodes.append(node)
    content = .array(nodes)
    return node
  }

  var count: Int { if case .array(let nodes) = content { nodes.count } else { 0 } }
}

/// `Encoder` that makes an `EncodingNode`.
final class ValueEncoder: Encoder {
  let node = EncodingNode()
  let absent: AbsentFields
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(absent: AbsentFields, codingPath: [any CodingKey]) {
    self.absent = absent
    self.codingPath = codingPath
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.content = .object([])
    return KeyedEncodingContainer(KeyedEncoding<Key>(node: node, absent: absent, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .array([])
    return UnkeyedEncoding(node: node, absent: absent, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleEncoding(node: node, absent: absent, codingPath: codingPath)
  }
}

/// The JSON of a value of one of the plain types, or nil for everything else.
private func scalar(_ value: some Encodable) -> JSONValue? {
  switch value {
  case let text as String: .string(text)
  case let flag as Bool: .bool(flag)
  case let number as any BinaryInteger: .number(number.description)
  case let value as JSONValue: value
  default: nil
  }
}

private func write(
  _ value: some Encodable,
  into node: EncodingNode,
  absent: AbsentFields,
  codingPath: [any CodingKey]
) throws {
  if let scalar = scalar(value) {
    node.content = .scalar(scalar)
    return
  }
  if value is Double || value is Float {
    throw EncodingError.invalidValue(
      value,
      .init(codingPath: codingPath, debugDescription: "the API has no floating point; use Decimal")
    )
  }
  let encoder = ValueEncoder(absent: absent, codingPath: codingPath)
  try value.encode(to: encoder)
  node.content = .scalar(encoder.node.finished)
}

private struct KeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: EncodingNode
  let absent: AbsentFields
  let codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) throws { node.member(key.stringValue).content = .scalar(.null) }

  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try write(value, into: node.member(key.stringValue), absent: absent, codingPath: codingPath + [key])
  }

  private mutating func optional<T: Encodable>(_ value: T?, _ key: Key) throws {
    if let value { return try encode(value, forKey: key) }
    switch absent {
    case .null: try encodeNil(forKey: key)
    case .omitted: break
    }
  }

  // `Encodable`'s synthesis calls the overload of the exact type, so each one the API uses has to be here.
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try optional(value, key) }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try optional(value, key) }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try optional(value, key) }
  mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try optional(value, key) }
  mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try optional(value, key) }
  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws { try optional(value, key) }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type,
    forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    let inner = node.member(key.stringValue)
    inner.content = .object([])
    return KeyedEncodingContainer(KeyedEncoding<NestedKey>(node: inner, absent: absent, codingPath: codingPath + [key]))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    let inner = node.member(key.stringValue)
    inner.content = .array([])
    return UnkeyedEncoding(node: inner, absent: absent, codingPath: codingPath + [key])
  }

  mutating func superEncoder() -> any Encoder { preconditionFailure("the API's types have no superclass") }
  mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

private struct UnkeyedEncoding: UnkeyedEncodingContainer {
  let node: EncodingNode
  let absent: AbsentFields
  let codingPath: [any CodingKey]
  var count: Int { node.count }

  mutating func encodeNil() throws { node.element().content = .scalar(.null) }

  mutating func encode<T: Encodable>(_ value: T) throws {
    try write(value, into: node.element(), absent: absent, codingPath: codingPath)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    let inner = node.element()
    inner.content = .object([])
    return KeyedEncodingContainer(KeyedEncoding<NestedKey>(node: inner, absent: absent, codingPath: codingPath))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    let inner = node.element()
    inner.content = .array([])
    return UnkeyedEncoding(node: inner, absent: absent, codingPath: codingPath)
  }

  mutating func superEncoder() -> any Encoder { preconditionFailure("the API's types have no superclass") }
}

private struct SingleEncoding: SingleValueEncodingContainer {
  let node: EncodingNode
  let absent: AbsentFields
  let codingPath: [any CodingKey]

  mutating func encodeNil() throws { node.content = .scalar(.null) }

  mutating func encode<T: Encodable>(_ value: T) throws {
    try write(value, into: node, absent: absent, codingPath: codingPath)
  }
}
