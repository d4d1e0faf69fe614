internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

/// The options that every command takes, before or after the subcommand.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp(stringLiteral: say(.optionHome)), completion: .directory) var home: String?
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionJSON))) var json = false
  @Option(help: ArgumentHelp(stringLiteral: say(.optionLanguage)), completion: .list(["en", "fi"]))
  var lang: LanguageName?
  @Option(name: .customLong("as"), help: ArgumentHelp(stringLiteral: say(.optionAs))) var person: String?
  @Flag(name: .customLong("no-input"), help: ArgumentHelp(stringLiteral: say(.optionNoInput))) var noInput = false
}

/// `en` or `fi`.
enum LanguageName: String, ExpressibleByArgument, CaseIterable {
  case en, fi
}

/// One run of a command: which node, which form of output, who acts.
struct Session: Sendable {
  let home: Home
  let isJSON: Bool
  /// Whether the person at the terminal may be asked.
  let mayAsk: Bool
  private(set) var client: APIClient

  init(_ options: GlobalOptions) throws(ErrorDescription) {
    if options.home?.isEmpty == true { throw ErrorDescription(.usage, say(.homeEmpty)) }
    home = Home(chosen: options.home)
    isJSON = options.json
    mayAsk = !options.noInput && Output.isTerminal(0) && Output.isTerminal(2)
    let person = options.person ?? (try? ConfigFile(path: home.config).text("person")) ?? Environment.loginName
    client = APIClient(
      socketPath: home.socket,
      language: Language.current.rawValue,
      person: person,
      messages: APIClient.Messages(
        noNode: say(.noNode, home.path),
        notPermitted: say(.socketNotPermitted, home.path),
        brokeOff: say(.brokeOff),
        silent: say(.nodeSilent),
        emptyID: say(.idEmpty),
        writesOnly: say(.batchWritesOnly)
      )
    )
  }

  /// A session whose node may be silent for as long as it was asked to wait.
  func waiting(seconds: Int) -> Session {
    var copy = self
    copy.client.patienceSeconds = max(copy.client.patienceSeconds, min(seconds, 1 << 30) + 60)
    return copy
  }

  /// A session whose requests are kept in place of sent.
  func recording(_ recorder: RequestRecorder) -> Session {
    var copy = self
    copy.client.recorder = recorder
    return copy
  }

  /// A session that reads as of then.
  func asOf(_ moment: String) -> Session {
    var copy = self
    copy.client.asOf = moment
    return copy
  }

  /// Prints the node's document, or a page made of it.
  func show<Answer>(
    _ document: APIClient.Document<Answer>,
    _ render: (Answer, inout Page) -> Void
  ) throws(ErrorDescription) {
    if isJSON { return try Output.write(document.json.bytes + [UInt8(ascii: "\n")]) }
    var page = Page(columns: Output.columns, hasColour: Output.takesColour)
    render(try document.decoded(), &page)
    try Output.write(page.text)
  }

  /// Prints a list: the node's document, only the ids, or a page.
  func list<Item: Decodable & Sendable>(
    _ document: APIClient.Document<[Item]>,
    ids: Bool,
    _ id: (Item) -> String,
    _ render: ([Item], inout Page) -> Void
  ) throws(ErrorDescription) {
    if ids && !isJSON {
      return try Output.write(try document.decoded().map { Inert.line(id($0)) + "\n" }.joined())
    }
    try show(document, render)
  }

  /// Prints a document of this program's own.
  func show(own document: JSONValue, _ text: String) throws(ErrorDescription) {
    try Output.write((isJSON ? document.text : text) + "\n")
  }

  /// Runs something long with its progress on standard error.
  func withProgress<Answer>(
    _ body: (@escaping @Sendable (Progress) -> Void) throws(ErrorDescription) -> Answer
  ) throws(ErrorDescription) -> Answer {
    let line = ProgressLine(isSilent: isJSON)
    defer { line.end() }
    return try body { line.show($0) }
  }
}

/// A command that talks to a node.
protocol SessionCommand: ParsableCommand {
  var global: GlobalOptions { get }
  func run(_ session: Session) throws(ErrorDescription)
}

extension SessionCommand {
  func run() throws { try run(Session(global)) }
}

/// The help of a command, in the language of this run.
func about(
  _ name: String,
  _ message: Message,
  _ subcommands: [any ParsableCommand.Type] = [],
  default defaultSubcommand: (any ParsableCommand.Type)? = nil,
  discussion: Message? = nil
) -> CommandConfiguration {
  CommandConfiguration(
    commandName: name,
    abstract: say(message),
    discussion: discussion.map { say($0) } ?? "",
    subcommands: subcommands,
    defaultSubcommand: defaultSubcommand
  )
}
