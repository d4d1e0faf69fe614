internal import TalkootAPI
internal import TalkootLanguage

/// A request as it came, checked for nothing but its form.
struct RawRequest: Sendable {
  /// The query's items, decoded.
  let query: [(key: String, value: String)]
  let body: [UInt8]
}

/// What a handler makes of a request: documents as they are sent.
enum Reply: Sendable {
  case document([UInt8])
  /// Progress and an end, each a line of JSON.
  case stream(@Sendable (@escaping @Sendable (Progress) -> Void) async throws -> JSONValue)
}

/// One endpoint with what answers it: from bytes, for who comes by the socket, and from values, for the page.
struct Route: Sendable {
  let endpoint: EndpointDescription
  var method: EndpointMethod { endpoint.method }

  /// The documents of a query and a body in, the answer's out; with each step of what takes long.
  typealias Perform =
    @Sendable (Call, any Sendable, any Sendable, @escaping @Sendable (Progress) -> Void) async throws -> any Sendable

  /// The path's parts; a parameter is nil.
  let path: [String?]
  let answer: @Sendable (Call, RawRequest) async throws -> Reply
  let perform: Perform

  private init(
    _ endpoint: EndpointDescription,
    _ perform: @escaping Perform,
    _ answer: @escaping @Sendable (Call, RawRequest) async throws -> Reply
  ) {
    self.endpoint = endpoint
    path = endpoint.path.split(separator: "/").map { $0.hasPrefix("{") ? nil : String($0) }
    self.perform = perform
    self.answer = answer
  }
}

extension Route {
  /// An endpoint that takes JSON or nothing, and its handler.
  init<Query, Body: APIDocument, Answer: Encodable & Sendable>(
    _ endpoint: Endpoint<Query, Body, Answer>,
    lists: Set<String> = [],
    _ handler: @escaping @Sendable (Call, Query, Body) async throws -> Answer
  ) {
    precondition(endpoint.answer == .document, "\(endpoint.path) is a stream")
    self.init(endpoint.description) { call, query, body, _ in
      try await handler(call, query as! Query, body as! Body)
    } _: { call, request in
      let query = try Reading.query(Query.self, request.query, lists: lists)
      let body = try Reading.body(Body.self, request.body)
      return .document(try JSONValue.bytes(encoding: try await handler(call, query, body), absent: .null))
    }
  }

  /// The same for what answers with a stream.
  init<Query, Body: APIDocument, Answer: Encodable & Sendable>(
    streaming endpoint: Endpoint<Query, Body, Answer>,
    _ handler:
      @escaping @Sendable (Call, Query, Body, @escaping @Sendable (Progress) -> Void) async throws ->
      Answer
  ) {
    precondition(endpoint.answer == .stream, "\(endpoint.path) is no stream")
    self.init(endpoint.description) { call, query, body, progress in
      try await handler(call, query as! Query, body as! Body, progress)
    } _: { call, request in
      let query = try Reading.query(Query.self, request.query, lists: [])
      let body = try Reading.body(Body.self, request.body)
      return .stream { progress in
        try JSONValue(encoding: try await handler(call, query, body, progress), absent: .null)
      }
    }
  }

  /// The same for what takes a file.
  init<Query, Answer: Encodable & Sendable>(
    receiving endpoint: Endpoint<Query, FileBytes, Answer>,
    lists: Set<String>,
    _ handler:
      @escaping @Sendable (Call, Query, [UInt8], @escaping @Sendable (Progress) -> Void) async throws ->
      Answer
  ) {
    self.init(endpoint.description) { call, query, body, progress in
      try await handler(call, query as! Query, (body as! FileBytes).bytes, progress)
    } _: { call, request in
      let query = try Reading.query(Query.self, request.query, lists: lists)
      return .stream { progress in
        try JSONValue(encoding: try await handler(call, query, request.body, progress), absent: .null)
      }
    }
  }
}

/// Requests as documents. What isn't one is the caller's mistake, named without what it holds.
private enum Reading {
  static func query<Query: APIDocument>(
    _ type: Query.Type,
    _ items: [(key: String, value: String)],
    lists: Set<String>
  ) throws -> Query {
    let query: Query
    do { query = try QueryCoding.decode(type, from: items, lists: lists) } catch {
      throw misunderstood(error, "query")
    }
    // An encoded document has all its keys.
    var known: Set<String> = []
    if case .object(let members) = try JSONValue(encoding: query, absent: .null) { known = Set(members.map(\.key)) }
    for item in items where !known.contains(item.key) {
      throw ErrorDescription(.usage, "the query key \(Plain.line(item.key)) is not known here")
    }
    return query
  }

  static func body<Body: APIDocument>(_ type: Body.Type, _ bytes: [UInt8]) throws -> Body {
    do {
      let document: JSONValue = bytes.isEmpty ? .object([]) : try JSONValue(parsing: bytes)
      guard case .object = document else { throw ErrorDescription(.usage, "the body must be a JSON object") }
      return try Body(from: document)
    } catch let error as ErrorDescription { throw error } catch { throw misunderstood(error, "body") }
  }

  private static func misunderstood(_ error: any Error, _ part: String) -> ErrorDescription {
    let what: Sentence =
      switch error {
      case DecodingError.keyNotFound(let key, _): Sentence("\(key.stringValue) is missing")
      case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
        DecodingError.dataCorrupted(let context):
        Sentence("\(context.codingPath.map(\.stringValue).joined(separator: ".")) is something else")
      default: Sentence("it is not JSON")
      }
    return ErrorDescription(.usage, "the request's \(part) is not as docs/protocol/local-api.md has it: \(what)")
  }
}

/// What comes from outside, in a message: short, on one line.
enum Plain {
  static func line(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars.prefix(80) {
      line.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return "\"" + line + (text.unicodeScalars.count > 80 ? "…" : "") + "\""
  }
}
