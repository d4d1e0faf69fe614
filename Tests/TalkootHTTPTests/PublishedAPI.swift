import TalkootAPI

/// Answers held to the OpenAPI document; stricter than it: a key that it does not name is a fault as well.
enum PublishedAPI {
  /// What is wrong with an answer, each with where it is.
  ///
  /// - Parameter endpoint: nil where the request was refused, of which only the error is known.
  static func faults(of answer: JSONValue, from endpoint: EndpointDescription?, status: Int) -> [String] {
    let document = OpenAPIDocument.document
    guard let endpoint else {
      guard let response = document["components"]?["responses"]?["Status\(status)"] else { return ["no status"] }
      return check(answer, response["content"]?["application/json"]?["schema"])
    }
    let operation = document["paths"]?[endpoint.path]?[endpoint.method.rawValue.lowercased()]
    let content = operation?["responses"]?["\(status)"]?["content"]
    return check(answer, content?[endpoint.answer == .stream ? "application/x-ndjson" : "application/json"]?["schema"])
  }

  private static func check(_ value: JSONValue, _ schema: JSONValue?) -> [String] {
    guard let schema else { return ["no schema"] }
    return faults(value, schema, at: "")
  }

  private static func faults(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      guard let meant = OpenAPIDocument.document["components"]?["schemas"]?[String(name)] else {
        return ["\(place): no schema \(name)"]
      }
      return faults(value, meant, at: place)
    }
    if case .array(let choices)? = schema["anyOf"] {
      let all = choices.map { faults(value, $0, at: place) }
      return all.contains([]) ? [] : all.flatMap { $0 }
    }
    if case .array(let parts)? = schema["allOf"] {
      // Only the first one names all keys.
      return faults(value, parts[0], at: place)
    }
    var found: [String] = []
    if let type = schema["type"], !isOf(type, value) { found.append("\(place): not \(type.text)") }
    switch value {
    case .array(let items):
      guard let item = schema["items"] else { break }
      for (index, value) in items.enumerated() { found += faults(value, item, at: "\(place)/\(index)") }
    case .object(let members): found += membersFaults(members, schema, at: place)
    case .null, .bool, .number, .string: break
    }
    return found
  }

  private static func membersFaults(_ members: [JSONMember], _ schema: JSONValue, at place: String) -> [String] {
    var found: [String] = []
    if case .array(let required)? = schema["required"] {
      for key in required where !members.contains(where: { $0.key == key.string }) {
        found.append("\(place): no \(key.text)")
      }
    }
    guard schema["type"] != nil else { return found }
    for member in members {
      let inner = schema["properties"]?[member.key] ?? schema["additionalProperties"]
      found += inner.map { faults(member.value, $0, at: "\(place)/\(member.key)") } ?? ["\(place): \(member.key)?"]
    }
    return found
  }

  private static func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
    if case .array(let types) = type { return types.contains { isOf($0, value) } }
    return switch (type.string, value) {
    case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
      ("object", .object):
      true
    case ("integer", .number(let literal)): Int(literal) != nil || UInt64(literal) != nil
    default: false
    }
  }
}
