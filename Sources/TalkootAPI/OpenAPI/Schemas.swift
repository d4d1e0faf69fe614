/// The JSON Schemas of the API's types: each document once, by its name, wherever it is used.
struct Schemas {
  /// Which way a document goes: in an answer every key is there, in a request an absent value has none.
  enum Direction {
    case request
    case answer
  }

  private var documents: [String: JSONValue] = [:]
  private var directions: [String: Direction] = [:]

  /// The documents that were asked for and what they hold, by name.
  var components: [JSONMember] {
    documents.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value) }
  }

  /// The schema of a value of this type.
  mutating func schema(of type: any Decodable.Type, _ direction: Direction) -> JSONValue {
    switch type {
    case is String.Type: return ["type": "string"]
    case is Bool.Type: return ["type": "boolean"]
    case is UInt64.Type: return ["type": "integer", "minimum": 0]
    case is any FixedWidthInteger.Type: return ["type": "integer", "format": "int64"]
    case is DecimalNumber.Type: return ["type": "number"]
    case is JSONValue.Type: return [:]
    case let list as any ListShape.Type:
      return ["type": "array", "items": schema(of: list.element, direction)]
    case let table as any TableShape.Type:
      return ["type": "object", "additionalProperties": schema(of: table.value, direction)]
    default: return reference(to: type, direction)
    }
  }

  private mutating func reference(to type: any Decodable.Type, _ direction: Direction) -> JSONValue {
    let name = "\(type)"
    if let known = directions.updateValue(direction, forKey: name) {
      precondition(known == direction, "\(name) is in requests and in answers, where other keys must be there")
    } else {
      documents[name] = object(type, direction)
    }
    return ["$ref": .string("#/components/schemas/\(name)")]
  }

  private mutating func object(_ type: any Decodable.Type, _ direction: Direction) -> JSONValue {
    let fields = ShapeRecorder.fields(of: type)
    let properties = fields.map { field in
      let schema = schema(of: field.type, direction)
      return JSONMember(field.name, field.isOptional ? Self.nullable(schema) : schema)
    }
    let required = fields.filter { !$0.isOptional || direction == .answer }.map { JSONValue.string($0.name) }
    var members = [JSONMember("type", "object"), JSONMember("properties", .object(properties))]
    if !required.isEmpty { members.append(JSONMember("required", .array(required))) }
    return .object(members)
  }

  private static func nullable(_ schema: JSONValue) -> JSONValue {
    if schema == [:] { return schema }
    guard case .object(var members) = schema, let index = members.firstIndex(where: { $0.key == "type" }) else {
      return ["anyOf": [schema, ["type": "null"]]]
    }
    members[index].value = [members[index].value, "null"]
    return .object(members)
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// A number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }

  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object, its members in this order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}
