extension Decodable {
  /// Reads a value from a document; keys it does not know are ignored, so that a newer node is understood.
  ///
  /// - Throws: `DecodingError`, naming the path of what is missing or of another type.
  public init(from document: JSONValue) throws {
    self = try read(Self.self, from: document, at: [])
  }
}

/// `Decoder` over a parsed document.
struct ValueDecoder: Decoder {
  let value: JSONValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = value else { throw mismatch([String: JSONValue].self, value, codingPath) }
    return KeyedDecodingContainer(KeyedDecoding<Key>(members: members, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let values) = value else { throw mismatch([JSONValue].self, value, codingPath) }
    return UnkeyedDecoding(values: values, codingPath: codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SingleDecoding(value: value, codingPath: codingPath)
  }
}

private func mismatch(_ type: Any.Type, _ value: JSONValue, _ path: [any CodingKey]) -> DecodingError {
  let found =
    switch value {
    case .null: "null"
    case .bool: "a truth value"
    case .number(let literal): "the number \(literal)"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  return .typeMismatch(type, .init(codingPath: path, debugDescription: "expected \(type), found \(found)"))
}

private func read<T: Decodable>(_ type: T.Type, from value: JSONValue, at path: [any CodingKey]) throws -> T {
  switch type {
  case is String.Type:
    guard case .string(let text) = value, let result = text as? T else { throw mismatch(type, value, path) }
    return result
  case is Bool.Type:
    let flag: Bool? =
      switch value {
      case .bool(let flag): flag
      case .string("true"): true  // from a query, where all values are text
      case .string("false"): false
      case .null, .number, .string, .array, .object: nil
      }
    guard let result = flag as? T else { throw mismatch(type, value, path) }
    return result
  case let integer as any FixedWidthInteger.Type:
    let literal: String? =
      switch value {
      case .number(let literal), .string(let literal): literal  // a string: from a query
      case .null, .bool, .array, .object: nil
      }
    guard let literal, let result = integer.init(literal, radix: 10) as? T else { throw mismatch(type, value, path) }
    return result
  default:
    return try T(from: ValueDecoder(value: value, codingPath: path))
  }
}

private struct KeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: [JSONMember]
  let codingPath: [any CodingKey]

  var allKeys: [Key] { members.compactMap { Key(stringValue: $0.key) } }

  private func find(_ key: Key) -> JSONValue? { members.first { $0.key == key.stringValue }?.value }

  private func require(_ key: Key) throws -> JSONValue {
    if let value = find(key) { return value }
    throw DecodingError.keyNotFound(
      key,
      .init(codingPath: codingPath, debugDescription: "no \"\(key.stringValue)\"")
    )
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try require(key) == .null }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try read(type, from: try require(key), at: codingPath + [key])
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try ValueDecoder(value: require(key), codingPath: codingPath + [key]).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try ValueDecoder(value: require(key), codingPath: codingPath + [key]).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { preconditionFailure("the API's types have no superclass") }
  func superDecoder(forKey key: Key) throws -> any Decoder { try superDecoder() }
}

private struct UnkeyedDecoding: UnkeyedDecodingContainer {
  let values: [JSONValue]
  let codingPath: [any CodingKey]
  var currentIndex = 0
  var count: Int? { values.count }
  var isAtEnd: Bool { currentIndex >= values.count }

  init(values: [JSONValue], codingPath: [any CodingKey]) {
    self.values = values
    self.codingPath = codingPath
  }

  private mutating func next() throws -> JSONValue {
    if isAtEnd {
      throw DecodingError.valueNotFound(
        JSONValue.self,
        .init(codingPath: codingPath, debugDescription: "the list ends too early")
      )
    }
    defer { currentIndex += 1 }
    return values[currentIndex]
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, values[currentIndex] == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try read(type, from: try next(), at: codingPath)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try ValueDecoder(value: next(), codingPath: codingPath).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try ValueDecoder(value: next(), codingPath: codingPath).unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { preconditionFailure("the API's types have no superclass") }
}

private struct SingleDecoding: SingleValueDecodingContainer {
  let value: JSONValue
  let codingPath: [any CodingKey]

  func decodeNil() -> Bool { value == .null }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try read(type, from: value, at: codingPath) }
}

extension DecodingError {
  /// What is wrong and where, in one line: `at quorum.needed: expected Int, found null`.
  public var brief: String {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return (path.isEmpty ? "" : "at \(path): ") + context.debugDescription
    @unknown default: return "\(self)"
    }
  }
}
