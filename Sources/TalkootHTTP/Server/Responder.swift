internal import Hummingbird
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootReplica

/// Turns HTTP requests into calls and replies into HTTP answers.
struct Responder: HTTPResponder {
  typealias Context = BasicRequestContext

  let replica: Replica
  let control: any NodeControl
  let logger: Logger
  /// Sees each answer's endpoint, where one was found, its status and its document: how tests hold them to what the
  /// OpenAPI document says.
  let witness: Witness?
  private let table = RouteTable()
  private let past = PastReading()

  typealias Witness = @Sendable (EndpointDescription?, Int, JSONValue) -> Void

  init(replica: Replica, control: any NodeControl, logger: Logger, witness: Witness? = nil) {
    self.replica = replica
    self.control = control
    self.logger = logger
    self.witness = witness
  }

  @Sendable func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    do {
      switch try await reply(to: request) {
      case .document(let document): return Self.response(.ok, document)
      case .stream(let run): return stream(run, Self.language(of: request))
      }
    } catch {
      return failure(error, Self.language(of: request))
    }
  }

  /// The language of `message`, `what` and `remedy`.
  private static func language(of request: Request) -> Language {
    let wanted = request.headers[.acceptLanguage]?.prefix { $0.isLetter }
    return Language(chosen: wanted.map { String($0) }, environment: { _ in nil })
  }

  private func reply(to request: Request) async throws -> Reply {
    let target = request.head.path ?? "/"
    let split = target.firstIndex(of: "?")
    let (route, parameters) = try table.find(request.method.rawValue, split.map { target[..<$0] } ?? target[...])
    let query = try split.map { try Self.items(target[target.index(after: $0)...]) } ?? []
    let limit =
      switch route.path.last {
      case "import": APIServer.fileBytesMax
      case "absorb": CourierFile.bytesMax
      default: APIServer.bodyBytesMax
      }
    let body: [UInt8]
    do { body = Array(buffer: try await request.body.collect(upTo: limit)) } catch {
      throw ErrorDescription(.malformedValue, "the request is larger than \(limit >> 20) MiB, or broke off")
    }
    var call = Call(
      replica: replica,
      control: control,
      person: try Self.header(APIHeader.person, request),
      parameters: parameters
    )
    call.language = Self.language(of: request)
    if let moment = try Self.header(APIHeader.asOf, request) {
      let path = String(split.map { target[..<$0] } ?? target[...])
      call.past = try await past.past(moment, for: (request.method.rawValue, path), of: replica)
    }
    let asked = call
    // Who waits for something is not what a node that ends waits for.
    let reply = try await cancelWhenGracefulShutdown {
      try await route.answer(asked, RawRequest(query: query, body: body))
    }
    return witnessed(reply, route.endpoint)
  }

  private func witnessed(_ reply: Reply, _ endpoint: EndpointDescription) -> Reply {
    guard let witness else { return reply }
    switch reply {
    case .document(let document):
      witness(endpoint, 200, (try? JSONValue(parsing: document)) ?? .null)
      return reply
    case .stream(let run):
      return .stream { progress in
        let result = try await run(progress)
        witness(endpoint, 200, .object([JSONMember("result", result)]))
        return result
      }
    }
  }

  private static func header(_ name: String, _ request: Request) throws(ErrorDescription) -> String? {
    guard let field = request.headers[.init(name)!] else { return nil }
    guard let text = PercentEncoding.decode(field) else {
      throw ErrorDescription(.usage, "the header \(name) is not percent-encoded UTF-8")
    }
    return text
  }

  private static func items(_ query: Substring) throws(ErrorDescription) -> [(key: String, value: String)] {
    var items: [(key: String, value: String)] = []
    for item in query.split(separator: "&") {
      let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = PercentEncoding.decode(sides[0]), sides.count == 2, let value = PercentEncoding.decode(sides[1])
      else { throw ErrorDescription(.usage, "the query is not made of key=value, percent-encoded") }
      items.append((key, value))
    }
    return items
  }

  // MARK: Answers

  private static func response(_ status: HTTPResponse.Status, _ bytes: [UInt8]) -> Response {
    Response(
      status: status,
      headers: [.contentType: "application/json", .contentLength: String(bytes.count)],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }

  private func failure(_ error: any Error, _ language: Language) -> Response {
    let described = described(error).said(in: language)
    let document = Self.document(described)
    witness?(nil, described.status, document)
    return Self.response(HTTPResponse.Status(code: described.status), document.bytes)
  }

  /// What went wrong, for the client; faults of the node's own are noted as well, without what the request held.
  private func described(_ error: any Error) -> ErrorDescription {
    let described = ErrorDescription(describing: error)
    if described.known == .internalFault || described.known == .storageFailed {
      logger.error("a request failed", metadata: ["code": "\(described.code)", "type": "\(type(of: error))"])
    }
    return described
  }

  private static func document(_ error: ErrorDescription) -> JSONValue {
    let body = try? JSONValue(encoding: ErrorDocument(error: error), absent: .null)
    return body ?? .object([])
  }

  private func stream(
    _ run: @escaping @Sendable (@escaping @Sendable (Progress) -> Void) async throws -> JSONValue,
    _ language: Language
  ) -> Response {
    let body = ResponseBody { writer in
      let (lines, continuation) = AsyncStream.makeStream(of: JSONValue.self)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          continuation.yield(await lastLine(of: run, language) { continuation.yield($0) })
          continuation.finish()
        }
        for await line in lines { try await writer.write(ByteBuffer(bytes: line.bytes + [0x0A])) }
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
  }

  /// Runs what a stream tells of, passing its progress on now and then.
  private func lastLine(
    of run: @escaping @Sendable (@escaping @Sendable (Progress) -> Void) async throws -> JSONValue,
    _ language: Language,
    _ tell: @escaping @Sendable (JSONValue) -> Void
  ) async -> JSONValue {
    let rate = ProgressRate()
    do {
      let result = try await cancelWhenGracefulShutdown {
        try await run { progress in
          guard rate.admits(progress), let document = try? JSONValue(encoding: progress, absent: .null) else { return }
          tell(.object([JSONMember("progress", document)]))
        }
      }
      return .object([JSONMember("result", result)])
    } catch {
      return Self.document(described(error).said(in: language))
    }
  }
}
