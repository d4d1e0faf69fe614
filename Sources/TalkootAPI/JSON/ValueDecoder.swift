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
    return KeyedDecodingContainer(KeyedDecoding<Key>(members: Members(members), codingPath: codingPath))
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

private func text(_ value: JSONValue, _ path: @autoclosure () -> [any CodingKey]) throws -> String {
  guard case .string(let text) = value else { throw mismatch(String.self, value, path()) }
  return text
}

private func flag(_ value: JSONValue, _ path: @autoclosure () -> [any CodingKey]) throws -> Bool {
  switch value {
  case .bool(let flag): return flag
  case .string("true"): return true  // from a query, where all values are text
  case .string("false"): return false
  case .null, .number, .string, .array, .object: throw mismatch(Bool.self, value, path())
  }
}

private func integer<T: FixedWidthInteger>(
  _ type: T.Type,
  _ value: JSONValue,
  _ path: @autoclosure () -> [any CodingKey]
) throws -> T {
  let literal: String? =
    switch value {
    case .number(let literal), .string(let literal): literal  // a string: from a query
    case .null, .bool, .array, .object: nil
    }
  guard let literal, let result = T(literal, radix: 10) else { throw mismatch(type, value, path()) }
  return result
}

private func read<T: Decodable>(
  _ type: T.Type,
  from value: JSONValue,
  at path: @autoclosure () -> [any CodingKey]
) throws -> T {
  switch type {
  case is String.Type: return try text(value, path()) as! T
  case is Bool.Type: return try flag(value, path()) as! T
  case let type as any FixedWidthInteger.Type: return try integer(type, value, path()) as! T
  default: return try T(from: ValueDecoder(value: value, codingPath: path()))
  }
}

/// The members of an object, asked for by key: mostly in the order in which they come, so that is where it looks first.
///
/// Of a key that is there twice either may be taken.
private final class Members {
  private let members: [JSONMember]
  private var next = 0

  init(_ members: [JSONMember]) { self.members = members }

  var keys: [String] { members.map(\.key) }

  func find(_ key: String) -> JSONValue? {
    if next < members.count, members[next].key == key {
      next += 1
      return members[next - 1].value
    }
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    next = index + 1
    return members[index].value
  }
}

private struct KeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: Members
  let codingPath: [any CodingKey]

  var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

  private func require(_ key: Key) throws -> JSONValue {
    if let value = members.find(key.stringValue) { return value }
    throw DecodingError.keyNotFound(
      key,
      .init(codingPath: codingPath, debugDescription: "no \"\(key.stringValue)\"")
    )
  }

  /// The value of a key, or nil where it is absent or null.
  private func present(_ key: Key) -> JSONValue? {
    switch members.find(key.stringValue) {
    case nil, .null: nil
    case let value?: value
    }
  }

  func contains(_ key: Key) -> Bool { members.find(key.stringValue) != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    if case .null = try require(key) { true } else { false }
  }

  // Those that documents are mostly made of, without asking each time what type they are.
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try text(require(key), codingPath + [key]) }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try flag(require(key), codingPath + [key]) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(type, require(key), codingPath + [key]) }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try read(type, from: try require(key), at: codingPath + [key])
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try present(key).map { try text($0, codingPath + [key]) }
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try present(key).map { try flag($0, codingPath + [key]) }
  }

  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try present(key).map { try integer(type, $0, codingPath + [key]) }
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try present(key).map { try read(type, from: $0, at: codingPath + [key]) }
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
