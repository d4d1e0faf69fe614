internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct SearchCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("search", .aboutSearch) }
  @Argument(help: ArgumentHelp(stringLiteral: say(.argumentWords))) var words: [String]
  @Option(help: ArgumentHelp(stringLiteral: say(.optionSearchKind))) var kind: String?
  @Option(help: ArgumentHelp(stringLiteral: say(.optionSearchLimit))) var limit: Int?
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError(say(.limitNegative)) }
  }

  func run(_ session: Session) throws(ErrorDescription) {
    let query = SearchQuery(words: words.joined(separator: " "), kind: kind, limit: limit)
    let found = try session.client.send(Endpoints.search, query: query)
    try session.list(found, ids: options.ids, \.id) { $1.found($0) }
  }
}

struct UndoCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("undo", .aboutUndo, discussion: .undoDiscussion) }
  @Argument var act: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try session.show(try session.client.send(Endpoints.undo, body: UndoRequest(act: act))) { $1.undone($0) }
  }
}
