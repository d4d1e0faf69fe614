internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct AttentionCommand: SessionCommand {
  /// How many a person is shown who doesn't ask for more.
  private static let shown = 20

  static var configuration: CommandConfiguration { about("attention", .aboutAttention) }
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionMine))) var mine = false
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionAll))) var all = false
  @Option(help: ArgumentHelp(stringLiteral: say(.optionLimit))) var limit: Int?
  @OptionGroup var options: ListOptions
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let isWhole = all || session.isJSON || options.ids
    let filter = AttentionFilter(mine: mine ? true : nil, limit: limit ?? (isWhole ? nil : Self.shown))
    let report = try session.client.send(Endpoints.attention, query: filter)
    // A list is an array: how many are new and mended is in `status --json`.
    if session.isJSON { return try Output.write((report.json["items"] ?? .array([])).text + "\n") }
    if options.ids {
      let ids = try report.decoded().items.compactMap(\.object)
      return try Output.write(ids.map { Inert.line($0) + "\n" }.joined())
    }
    try session.show(report) { $1.attention($0) }
  }
}

struct InboxCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("inbox", .aboutInbox) }
  @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionSinceDay))) var since: String?
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let inbox = try session.client.send(Endpoints.inbox, query: InboxFilter(since: since))
    try session.show(inbox) { $1.inbox($0) }
  }
}
