/// Learns the shape of a type by letting its own decoding tell which keys it asks for, and as what.
///
/// `Codable`'s synthesis is the only list of a type's fields, so a document made from it can't fall behind the code.
/// Every question is answered with an empty value. What may be absent is known by the decoding first asking whether
/// it is null.
final class ShapeRecorder: Decoder {
  /// A field that the type's decoding asked for.
  struct Field {
    let name: String
    let type: any Decodable.Type
    let isOptional: Bool
  }

  private(set) var fields: [Field] = []
  /// The key that was asked about being null, until it is decoded.
  private var pendingNull: String?

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The fields of a document's type, in the order of their declaration.
  static func fields(of type: any Decodable.Type) -> [Field] {
    let recorder = ShapeRecorder()
    do { _ = try type.init(from: recorder) } catch {
      preconditionFailure("\(type) does not read as an API document does: \(error)")
    }
    return recorder.fields
  }

  /// An empty value of a type.
  static func sample<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let known: Any? =
      switch type {
      case is String.Type: ""
      case is Bool.Type: false
      case let integer as any FixedWidthInteger.Type: integer.init(0)
      case is JSONValue.Type: JSONValue.null
      case is DecimalNumber.Type: DecimalNumber("0")
      case let list as any ListShape.Type: list.init()
      case let table as any TableShape.Type: table.init()
      default: nil
      }
    if let known = known as? Value { return known }
    return try Value(from: ShapeRecorder())
  }

  fileprivate func noteNull(_ key: String) { pendingNull = key }

  fileprivate func note(_ key: String, _ type: any Decodable.Type) {
    fields.append(Field(name: key, type: type, isOptional: pendingNull == key))
    pendingNull = nil
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RecordingContainer<Key>(recorder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw ShapeError.notADocument }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw ShapeError.notADocument }

  /// A type that is neither an object nor one of the plain ones.
  enum ShapeError: Error { case notADocument }
}

/// A list, with the type of what is in it.
protocol ListShape {
  static var element: any Decodable.Type { get }
  init()
}

extension Array: ListShape where Element: Decodable {
  static var element: any Decodable.Type { Element.self }
}

/// An object whose keys are data, with the type of its values.
protocol TableShape {
  static var value: any Decodable.Type { get }
  init()
}

extension Dictionary: TableShape where Key == String, Value: Decodable {
  static var value: any Decodable.Type { Value.self }
}

private struct RecordingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let recorder: ShapeRecorder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool { true }

  func decodeNil(forKey key: Key) -> Bool {
    recorder.noteNull(key.stringValue)
    return false
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    recorder.note(key.stringValue, type)
    return try ShapeRecorder.sample(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw ShapeRecorder.ShapeError.notADocument }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw ShapeRecorder.ShapeError.notADocument
  }

  func superDecoder() throws -> any Decoder { throw ShapeRecorder.ShapeError.notADocument }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw ShapeRecorder.ShapeError.notADocument }
}
