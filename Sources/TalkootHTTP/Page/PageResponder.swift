internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootPage

/// A request's context that knows its connection.
struct PageRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

/// Lets requests in or refuses them, and has the page answer them.
struct PageResponder: HTTPResponder {
  typealias Context = PageRequestContext

  let site: Site
  let backend: NodeBackend
  let access: PageAccess
  let live: LiveUpdates
  /// The node, shortened.
  let node: String
  let fallback: Language
  let logger: Logger

  /// The largest form: a long agreement, with room.
  static let bodyBytesMax = 2 << 20
  /// How long a form may take to come.
  private static let bodySeconds = 20

  func respond(to request: Request, context: PageRequestContext) async throws -> Response {
    let answer: Answer
    do { answer = try await admit(request, context) } catch let refusal as Refused {
      let (language, theme) = (language(of: request), cookies.theme(in: request.headers))
      logger.debug("the page refused a request", metadata: ["why": "\(refusal.reason)"])
      answer = .page(site.refusal(refusal.reason, language, theme: theme), cookie: nil)
    }
    return response(answer)
  }

  private var cookies: PageCookies { PageCookies(port: access.port ?? 0, node: node) }

  private struct Refused: Error { let reason: PageRefusal }

  private enum Answer {
    /// A page, and what becomes of the session's cookie: a new one, or nil for as it was.
    case page(PageResponse, cookie: String?)
    case stream(ResponseBody)
  }

  private func admit(_ request: Request, _ context: PageRequestContext) async throws -> Answer {
    guard let port = access.port else { throw Refused(reason: .foreign) }
    guard await ConnectionOwner.isOwn(context.channel) else { throw Refused(reason: .otherUser) }
    let rules = PageGuard(port: port)
    if let refusal = rules.refusal(of: request.head) { throw Refused(reason: refusal) }
    guard let target = Target(request.head.path ?? "/") else { throw Refused(reason: .malformed) }
    if request.method == .get, let file = site.asset(target.path) { return .page(file, cookie: nil) }
    if target.path == ["sign-in"] { return try await signIn(request) }
    guard let session = cookies.session(in: request.headers).flatMap({ access.session($0) }) else {
      throw Refused(reason: .signedOut)
    }
    if target.path == ["live"] {
      guard request.method == .get, rules.isStreamAllowed(request.head) else { throw Refused(reason: .foreign) }
      return .stream(live.stream(for: session))
    }
    return try await page(request, target, session)
  }

  private func page(_ request: Request, _ target: Target, _ session: PageAccess.Session) async throws -> Answer {
    var form = Fields()
    if request.method == .post {
      form = try await self.form(of: request)
      let token = request.headers[Self.tokenField] ?? form["token"] ?? ""
      guard session.isOwn(token) else { throw Refused(reason: .staleForm) }
      if target.path == ["sign-out"] {
        access.end(session)
        return .page(PageResponse(status: 303, headers: [("Location", "/sign-in")]), cookie: "")
      }
    }
    let asked = PageRequest(
      method: request.method == .post ? .post : .get,
      path: target.path,
      query: target.query,
      form: form,
      language: language(of: request),
      session: SessionFacts(person: session.person, formToken: session.formToken),
      memory: cookies.memory(in: request.headers),
      now: Moment.now
    )
    return .page(await site.answer(asked, backend), cookie: nil)
  }

  private func signIn(_ request: Request) async throws -> Answer {
    let (language, theme) = (language(of: request), cookies.theme(in: request.headers))
    guard request.method == .post else { return .page(site.signIn(language, theme: theme), cookie: nil) }
    let code = try await form(of: request)["code"] ?? ""
    guard let cookie = access.redeem(code.filter { !$0.isWhitespace }.lowercased()) else {
      return .page(site.signIn(language, theme: theme, failed: true), cookie: nil)
    }
    return .page(PageResponse(status: 303, headers: [("Location", "/")]), cookie: cookie)
  }

  // MARK: Reading

  private static let tokenField = HTTPField.Name("X-Talkoot-Form")!

  private func form(of request: Request) async throws -> Fields {
    let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
    guard type == "application/x-www-form-urlencoded" else { throw Refused(reason: .malformed) }
    let body: ByteBuffer
    do { body = try await collected(request.body) } catch { throw Refused(reason: .tooLarge) }
    guard let text = String(validating: body.readableBytesView, as: UTF8.self), let fields = Fields(parsing: text)
    else {
      throw Refused(reason: .malformed)
    }
    return fields
  }

  private func collected(_ body: RequestBody) async throws -> ByteBuffer {
    try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
      group.addTask { try await body.collect(upTo: Self.bodyBytesMax) }
      group.addTask {
        try await Task.sleep(for: .seconds(Self.bodySeconds))
        throw CancellationError()
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }

  private func language(of request: Request) -> Language {
    cookies.language(in: request.headers) ?? AcceptedLanguage.first(of: request.headers[.acceptLanguage]) ?? fallback
  }

  // MARK: Answering

  private func response(_ answer: Answer) -> Response {
    switch answer {
    case .stream(let body):
      var headers = SecurityHeaders.all
      headers[.contentType] = "text/event-stream"
      return Response(status: .ok, headers: headers, body: body)
    case .page(let page, let cookie):
      var headers = SecurityHeaders.all
      for field in page.headers { if let name = HTTPField.Name(field.name) { headers[name] = field.value } }
      for item in page.remember { headers.append(cookies.remembering(item)) }
      if let cookie { headers.append(cookies.session(cookie)) }
      headers[.contentLength] = String(page.body.count)
      return Response(
        status: HTTPResponse.Status(code: page.status),
        headers: headers,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.body))
      )
    }
  }
}

/// A request's path and query, decoded.
struct Target {
  let path: [String]
  let query: Fields

  init?(_ target: String) {
    let split = target.firstIndex(of: "?")
    var parts: [String] = []
    for part in (split.map { target[..<$0] } ?? target[...]).split(separator: "/") {
      guard let text = PercentEncoding.decode(part) else { return nil }
      parts.append(text)
    }
    path = parts
    guard let split else {
      query = Fields()
      return
    }
    guard let fields = Fields(parsing: target[target.index(after: split)...]) else { return nil }
    query = fields
  }
}

/// The language that a browser asks for.
enum AcceptedLanguage {
  /// The first that is spoken here, by weight; nil where none is.
  static func first(of header: String?) -> Language? {
    guard let header else { return nil }
    var best: (language: Language, weight: Double)?
    for item in header.split(separator: ",").prefix(20) {
      let parts = item.split(separator: ";")
      guard let tag = parts.first?.filter({ $0 != " " }).lowercased(),
        let language = Language(rawValue: String(tag.prefix { $0 != "-" }))
      else { continue }
      let weight = parts.dropFirst().first.flatMap { Double($0.filter { $0 != " " }.dropFirst(2)) } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language
  }
}
