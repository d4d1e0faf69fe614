/// One thing the local API does: the method and path that ask for it, and the types of what goes in and comes out.
///
/// `Query` is a flat document sent as the URL's query, `Body` what the request carries (`Nothing`, a JSON document or
/// `FileBytes`), `Answer` the JSON document that comes back.
public struct Endpoint<Query: APIDocument, Body: Sendable, Answer: Decodable & Sendable>: Sendable {
  /// The HTTP method.
  public let method: EndpointMethod
  /// The path, with `{name}` for each parameter.
  public let path: String
  /// How the answer comes.
  public let answer: AnswerForm

  /// Describes an endpoint.
  public init(_ method: EndpointMethod, _ path: String, answer: AnswerForm = .document) {
    self.method = method
    self.path = path
    self.answer = answer
  }

  /// What a router and a document need to know, without the types.
  public var description: EndpointDescription {
    EndpointDescription(
      method: method,
      path: path,
      answer: answer,
      queryType: Query.self,
      bodyType: Body.self,
      answeredType: Answer.self
    )
  }
}

/// The methods that the API uses.
public enum EndpointMethod: String, Sendable {
  /// Reads.
  case get = "GET"
  /// Makes or does something.
  case post = "POST"
  /// Changes fields.
  case patch = "PATCH"
  /// Takes away.
  case delete = "DELETE"
}

/// How an answer comes.
public enum AnswerForm: String, Sendable {
  /// One JSON document.
  case document
  /// Lines of JSON (`application/x-ndjson`): any number of `{"progress":…}`, then one `{"result":…}` or
  /// `{"error":…}`. The status is 200 once the first line is written; an error before that is a plain answer.
  case stream
}

/// An endpoint without its types' names in its own type, for lists.
public struct EndpointDescription: Sendable {
  /// The HTTP method.
  public let method: EndpointMethod
  /// The path, with `{name}` for each parameter.
  public let path: String
  /// How the answer comes.
  public let answer: AnswerForm
  /// The query's type; `Nothing` for none.
  let queryType: any Decodable.Type
  /// The body's type: `Nothing`, a document or `FileBytes`.
  let bodyType: any Sendable.Type
  /// The answer's type.
  let answeredType: any Decodable.Type

  /// The name of the query's type.
  public var query: String { "\(queryType)" }
  /// The name of the body's type.
  public var body: String { "\(bodyType)" }
  /// The name of the answer's type.
  public var answerType: String { "\(answeredType)" }

  /// Whether a request may say as of when it reads (`X-Talkoot-As-Of`).
  public var readsThePast: Bool {
    method == .get && APIHeader.pastAreas.contains(path.split(separator: "/").dropFirst().first.map(String.init) ?? "")
  }
}

/// The names of the API's own headers.
public enum APIHeader {
  /// The person acting for the organisation, percent-encoded UTF-8.
  public static let person = "X-Talkoot-Person"
  /// As of when to read: a change's hash, or a day or an instant in UTC; percent-encoded UTF-8.
  public static let asOf = "X-Talkoot-As-Of"
  /// What reads the shared work, by the path's first part: it can be read as of then.
  public static let pastAreas: Set<String> = [
    "goals", "measures", "decisions", "agreements", "questions", "objects", "members", "matrix", "mandates", "meetings",
    "search", "export",
  ]
  /// The language for messages: `en` or `fi`.
  public static let language = "Accept-Language"
}

/// Percent-encoding of path segments, query items and headers (RFC 3986: all but the unreserved characters).
public enum PercentEncoding {
  /// The text with every byte but letters, digits and `-._~` as `%XX`.
  public static func encode(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// The text that was encoded, or nil for a broken escape or invalid UTF-8.
  public static func decode(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next(), let low = rest.next(),
        let highDigit = Character(Unicode.Scalar(high)).hexDigitValue,
        let lowDigit = Character(Unicode.Scalar(low)).hexDigitValue
      else { return nil }
      bytes.append(UInt8(highDigit << 4 | lowDigit))
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Flat documents as URL queries: a list is a repeated key, an absent field is no key.
public enum QueryCoding {
  /// The fields of the API's queries that are lists.
  public static let listFields: Set<String> = ["map"]

  /// `key=value&…`, percent-encoded; empty for a document without fields.
  public static func encode(_ query: some APIDocument) throws -> String {
    guard case .object(let members) = try JSONValue(encoding: query, absent: .omitted) else { return "" }
    var items: [String] = []
    for member in members {
      let values = if case .array(let list) = member.value { list } else { [member.value] }
      for value in values {
        let text = if case .string(let text) = value { text } else { value.text }
        items.append(PercentEncoding.encode(member.key) + "=" + PercentEncoding.encode(text))
      }
    }
    return items.joined(separator: "&")
  }

  /// Reads a document from the decoded items of a query; `lists` names the fields that are lists.
  ///
  /// - Throws: `DecodingError` for a field that is missing or not of its type.
  public static func decode<Query: APIDocument>(
    _ type: Query.Type,
    from items: [(key: String, value: String)],
    lists: Set<String> = listFields
  ) throws -> Query {
    var members: [JSONMember] = []
    for name in lists.sorted() {
      let values = items.filter { $0.key == name }.map { JSONValue.string($0.value) }
      members.append(JSONMember(name, .array(values)))
    }
    for item in items where !lists.contains(item.key) {
      members.append(JSONMember(item.key, .string(item.value)))
    }
    return try Query(from: .object(members))
  }
}
