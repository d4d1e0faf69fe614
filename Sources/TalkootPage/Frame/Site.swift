internal import TalkootAPI
public import TalkootLanguage

/// The whole page: every address of it, and the frame around what each shows.
///
/// Pure: a request and a backend in, an answer out. Who may ask is decided before, by the server that has the socket.
public struct Site: Sendable {
  let pages: [Page]
  private let templates: Templates
  private let frame: Frame
  private let words: [String: Message]

  /// Reads all templates.
  public init() {
    self.init(SitePages.all)
  }

  init(_ pages: [Page]) {
    self.pages = pages
    templates = Templates(Frame.templates + ErrorPage.templates + SignInPage.templates + pages.flatMap(\.templates))
    frame = Frame(sections: pages.compactMap(\.section))
    words = pages.reduce(into: PageWords.frame) { words, page in
      words.merge(page.words) { _, _ in preconditionFailure("two pages have a word of one name") }
    }
  }

  /// Answers somebody who is signed in.
  public func answer(_ request: PageRequest, _ backend: any PageBackend) async -> PageResponse {
    var context = PageContext(request: request, backend: backend, words: Catalogue(request.language, words))
    var parts = request.path
    if parts.count >= 2, parts[0] == "at" {
      context.asOf = parts[1]
      parts.removeFirst(2)
    }
    do {
      return try await answer(parts, &context)
    } catch {
      return failure(ErrorPage.describe(error), context)
    }
  }

  private func answer(_ parts: [String], _ context: inout PageContext) async throws -> PageResponse {
    var isPathKnown = false
    for page in pages {
      for route in page.routes {
        guard let parameters = route.match(parts) else { continue }
        isPathKnown = true
        guard route.method == context.request.method else { continue }
        if context.asOf != nil, !route.readsPast {
          return failure(.init(status: 404, title: "presentOnly", detail: nil), context, page.section)
        }
        context.parameters = parameters
        do {
          return respond(try await route.handler(context), context, page.section)
        } catch {
          return failure(ErrorPage.describe(error), context, page.section)
        }
      }
    }
    return failure(.init(status: isPathKnown ? 405 : 404, title: "notFound", detail: nil), context)
  }

  private func respond(_ outcome: PageOutcome, _ context: PageContext, _ section: Section?) -> PageResponse {
    switch outcome {
    case .page(let content): return page(content, context, section)
    case .redirect(let path, let done, let remember):
      let address = done.map { path + (path.contains("?") ? "&" : "?") + "done=" + $0.rawValue } ?? path
      return .redirect(to: address, remember: remember)
    }
  }

  private func page(_ content: PageContent, _ context: PageContext, _ section: Section?) -> PageResponse {
    let root = TemplateRoot(
      values: content.values,
      frame: frame.values(title: content.title, context, section),
      words: context.words
    )
    return .html(content.status, templates.render(content.template, root), remember: content.remember)
  }

  private func failure(_ failure: PageFailure, _ context: PageContext, _ section: Section? = nil) -> PageResponse {
    page(ErrorPage.content(failure, context), context, section)
  }

  // MARK: Those who are not signed in

  /// The page on which somebody signs in.
  public func signIn(_ language: Language, theme: Theme?, failed: Bool = false) -> PageResponse {
    let words = Catalogue(language, words)
    return bare(SignInPage.content(words, failed: failed), words, theme)
  }

  /// Says why a request is refused, to somebody of whom nothing is known.
  public func refusal(_ refusal: PageRefusal, _ language: Language, theme: Theme?) -> PageResponse {
    let words = Catalogue(language, words)
    return bare(ErrorPage.content(refusal, words), words, theme)
  }

  private func bare(_ content: PageContent, _ words: Catalogue, _ theme: Theme?) -> PageResponse {
    let root = TemplateRoot(
      values: content.values,
      frame: frame.bareValues(title: content.title, words.language, theme),
      words: words
    )
    return .html(content.status, templates.render(content.template, root))
  }

  // MARK: Files

  /// A file of the page's own by its path; nil where there is none.
  public func asset(_ path: [String]) -> PageResponse? { Assets.response(path) }

  /// The digest of the style that is in each page, for the policy that lets it in.
  public static let styleBytes: [UInt8] = Assets.style
}
