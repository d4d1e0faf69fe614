internal import TalkootAPI
internal import TalkootLanguage

/// One page's files and addresses: what somebody who adds a page writes.
struct Page: Sendable {
  /// The entry of the navigation that it belongs to; nil for what has no page to look at.
  let section: Section?
  /// Words of its own, by the names that its templates say them by.
  var words: [String: Message] = [:]
  var templates: [Template] = []
  let routes: [PageRoute]
}

/// An address of a page and what answers there.
struct PageRoute: Sendable {
  typealias Handler = @Sendable (PageContext) async throws -> PageOutcome

  let method: PageRequest.Method
  /// The path's parts; a parameter is nil.
  let path: [String?]
  /// Whether the page can be seen as of then.
  let readsPast: Bool
  let handler: Handler

  private init(_ method: PageRequest.Method, _ path: String, readsPast: Bool, _ handler: @escaping Handler) {
    self.method = method
    self.path = path.split(separator: "/").map { $0.hasPrefix("{") ? nil : String($0) }
    self.readsPast = readsPast
    self.handler = handler
  }

  /// A page that shows something.
  ///
  /// - Parameters:
  ///   - path: with `{name}` for each parameter.
  ///   - readsPast: whether all that it asks for can be asked as of then.
  static func get(_ path: String, readsPast: Bool = false, _ handler: @escaping Handler) -> PageRoute {
    PageRoute(.get, path, readsPast: readsPast, handler)
  }

  /// What a form sends; answers with a `redirect`, so that a reload does nothing twice.
  static func post(_ path: String, _ handler: @escaping Handler) -> PageRoute {
    PageRoute(.post, path, readsPast: false, handler)
  }

  /// The path's parameters where it is this one.
  func match(_ parts: [String]) -> [String]? { PathPattern.parameters(of: parts, in: path) }
}

/// What a handler makes of a request.
enum PageOutcome: Sendable {
  /// A page.
  case page(PageContent)
  /// Another page, after something was done; `done` says what, in a line at its top.
  case redirect(String, done: Done? = nil, remember: [PageResponse.Remembered] = [])

  /// A page of a template's.
  ///
  /// - Parameter title: people's text or the catalogue's, plain.
  static func page(
    _ title: String,
    _ template: String,
    _ values: PageValue,
    remember: [PageResponse.Remembered] = []
  ) -> PageOutcome {
    .page(PageContent(title: title, template: template, values: values, remember: remember))
  }
}

/// A page's main part.
struct PageContent: Sendable {
  var title: String
  var template: String
  var values: PageValue
  var remember: [PageResponse.Remembered] = []
  var status = 200
}

/// What the line at a page's top says was done: a word of the address, so that it can say nothing else.
enum Done: String, Sendable, CaseIterable {
  case saved
  case sent
  case settled
  case undone
  case seen
  case synced
}
