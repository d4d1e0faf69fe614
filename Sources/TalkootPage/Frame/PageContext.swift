internal import TalkootAPI
internal import TalkootLanguage

/// One request under way: what every page has to work with.
struct PageContext: Sendable {
  let request: PageRequest
  let backend: any PageBackend
  let words: Catalogue
  /// The path's parameters in their order.
  var parameters: [String] = []
  /// As of when the page is seen; nil for now.
  var asOf: String?

  var language: Language { request.language }

  /// What every address of the page begins with: nothing, or what says as of when it is seen.
  var root: String { asOf.map { "/at/" + PercentEncoding.encode($0) } ?? "" }

  /// What one of the page's words says in the reader's language.
  func say(_ name: String, _ arguments: String...) -> String { words.say(name, arguments) }

  /// A message that the command line says too.
  func say(_ message: Message, _ arguments: String...) -> String { message.text(in: language, arguments) }

  /// The same request, seen as of now.
  var now: PageContext {
    var context = self
    context.asOf = nil
    return context
  }

  /// The page that a form says it was on; the overview for what is none of this site's.
  var back: String {
    guard let path = request.form["back"], path.hasPrefix("/"), !path.hasPrefix("//"),
      path.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F && $0 != "\\" })
    else { return "/" }
    return path
  }

  // MARK: Asking

  /// Reads what has neither parameter nor query.
  func get<Answer>(_ endpoint: Endpoint<Nothing, Nothing, Answer>, _ parameters: String...) async throws -> Answer {
    try await backend.call(endpoint, parameters, query: Nothing(), body: Nothing(), caller: caller)
  }

  /// Reads with a query.
  func get<Query, Answer>(
    _ endpoint: Endpoint<Query, Nothing, Answer>,
    _ parameters: String...,
    query: Query
  ) async throws -> Answer {
    try await backend.call(endpoint, parameters, query: query, body: Nothing(), caller: caller)
  }

  /// Does something.
  @discardableResult
  func send<Body, Answer>(
    _ endpoint: Endpoint<Nothing, Body, Answer>,
    _ parameters: String...,
    body: Body
  ) async throws -> Answer {
    try await backend.call(endpoint, parameters, query: Nothing(), body: body, caller: caller)
  }

  private var caller: Caller { Caller(person: request.session.person, asOf: asOf) }
}
