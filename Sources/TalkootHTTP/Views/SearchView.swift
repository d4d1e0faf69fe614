internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension View {
  private static let standardLimit = 50
  private static let limitMax = 10_000

  /// What a search finds, best first.
  func search(_ query: SearchQuery) throws -> [SearchResult] {
    guard !query.words.allSatisfy(\.isWhitespace) else {
      throw ErrorDescription(.usage, "there are no words to look for")
    }
    let limit = query.limit ?? Self.standardLimit
    guard (0...Self.limitMax).contains(limit) else {
      throw ErrorDescription(.usage, "the limit is 0 to \(Self.limitMax)")
    }
    let kinds = try query.kind.map { name in
      guard let kind = ObjectKind.allCases.first(where: { $0.name == name && $0.letter != nil }) else {
        throw ErrorDescription(.usage, "\(Plain.line(name)) is no kind of object")
      }
      return [kind]
    }
    return workspace.search(query.words, in: kinds ?? []).prefix(limit).compactMap { hit in
      guard let state = workspace[hit.object] else { return nil }
      let field = hit.kind.field(hit.field)?.name ?? ""
      return SearchResult(
        id: id(state.id, state.kind),
        short: short(state.id, state.kind),
        kind: state.kind.name,
        title: state.kind == .comment ? hit.excerpt : state.title,
        field: hit.kind == state.kind ? field : "\(hit.kind.name).\(field)",
        excerpt: hit.excerpt,
        archived: state.isArchived
      )
    }
  }
}
