internal import TalkootAPI
internal import TalkootLanguage

/// Search over everything that is written.
enum SearchPage {
  static let page = Page(
    section: .search,
    words: PageWords.searchPage,
    templates: [Template("search", PackageResources.search_mustache)],
    routes: [.get("/search", readsPast: true) { try await show($0) }]
  )

  private static let most = 100

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let words = context.request.query["words"]?.trimmed ?? ""
    let results =
      words.isEmpty ? [] : try await context.get(Endpoints.search, query: SearchQuery(words: words, limit: most))
    return .page(
      words.isEmpty ? context.say("search") : "\(words) – \(context.say("search"))",
      "search",
      [
        "words": .exact(words), "isAsked": .flag(!words.isEmpty), "hasResults": .flag(!results.isEmpty),
        "found": .text(context.say("searchFound", "\(results.count)")),
        "results": .list(
          results.map { result in
            [
              "id": .text(result.id), "short": .text(result.short), "title": .text(result.title),
              "kind": .text(KindName.of(result.kind, context)), "excerpt": .text(result.excerpt),
              "archived": .flag(result.archived),
            ]
          }
        ),
      ]
    )
  }
}

/// Kinds of objects for a reader.
enum KindName {
  static func of(_ kind: String, _ context: PageContext) -> String {
    PageWords.kindNames[kind]?.text(in: context.language) ?? kind
  }
}
