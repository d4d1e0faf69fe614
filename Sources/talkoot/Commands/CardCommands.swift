internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

/// `--passphrase-file`, on what opens or makes this node's identity key.
struct PassphraseOptions: ParsableArguments {
  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp(stringLiteral: say(.optionPassphrase)),
    completion: .file()
  ) var passphraseFile: String?

  /// The same for `talkootd`.
  var arguments: [String] {
    passphraseFile.map { ["--passphrase-file=" + Environment.absolute($0)] } ?? []
  }
}

struct CardCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("card", .aboutCard, [Show.self, Check.self, Use.self, New.self], default: Show.self)
  }

  /// What a card tells without its secret.
  static func describe(_ file: String, _ session: Session) throws(ErrorDescription)
    -> APIClient.Document<RecoveryCardDescription>
  {
    let path = Environment.absolute(file)
    if Files.isMissing(path) { throw ErrorDescription(.malformedValue, say(.fileMissing, file)) }
    return try DaemonProgram.run(["card", path, "--home", session.home.path], language: Language.current)
  }

  /// The card that holds for this home's organisation, whether or not its node runs.
  static func current(_ session: Session) throws(ErrorDescription) -> RecoveryCardDescription {
    if try NodeProcess(session: session).status() != nil { return try session.client.send(Endpoints.card).decoded() }
    return try DaemonProgram.run(
      ["card", "--home", session.home.path],
      language: Language.current,
      as: RecoveryCardDescription.self
    ).decoded()
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutCardShow) }
    @Argument(completion: .file()) var file: String?
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionSecret))) var secret = false
    @Option(name: .shortAndLong, help: ArgumentHelp(stringLiteral: say(.optionCardOutput)), completion: .file())
    var output: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let file = file ?? session.home.path + "/recovery-card"
      let card = try CardCommand.describe(file, session)
      guard secret else { return try session.show(card) { $1.card($0) } }
      // On a screen or in a file of one's own, and never into a pipe, a log or a document by accident.
      guard output != nil || (Output.isTerminal(1) && !session.isJSON) else {
        throw ErrorDescription(.usage, say(.secretNeedsTerminal))
      }
      let text = try DaemonProgram.run(
        ["card", Environment.absolute(file), "--secret", "--home", session.home.path],
        language: Language.current,
        as: JSONValue.self
      ).json["text"]?.string
      guard let text else { throw ErrorDescription(.internalFault, say(.daemonSilent, "card", "0")) }
      guard let output else { return try Output.write(text) }
      try Files.write(text, to: Environment.absolute(output))
    }
  }

  struct Check: SessionCommand {
    static var configuration: CommandConfiguration { about("check", .aboutCardCheck) }
    @Argument(completion: .file()) var file: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var card = try CardCommand.describe(file, session).decoded()
      let holding = try CardCommand.current(session)
      card.valid = card.key == holding.key
      card.memberName = card.valid == true ? holding.memberName : nil
      if session.isJSON {
        guard let document = try? JSONValue(encoding: card, absent: .null) else { return }
        try session.show(own: document, "")
      } else if card.valid == true {
        try Output.write(Inert.line(say(.cardValid, file, holding.memberName ?? "")) + "\n")
      } else {
        try Output.write(Inert.line(say(.cardInvalid, file, holding.memberName ?? "")) + "\n")
      }
      if card.valid != true { throw Found.fault }
    }
  }

  struct Use: SessionCommand {
    static var configuration: CommandConfiguration { about("use", .aboutCardUse) }
    @Argument(completion: .file()) var file: String
    @Option(help: "HOST:PORT") var at: String?
    @Option(help: ArgumentHelp(stringLiteral: say(.optionPeer))) var peer: String?
    @Option(help: ArgumentHelp(stringLiteral: say(.optionKeep))) var keep: [String] = []
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionReason))) var reason: String?
    @Option(
      name: .customLong("card-passphrase-file"),
      help: ArgumentHelp(stringLiteral: say(.optionCardPassphrase)),
      completion: .file()
    ) var cardPassphraseFile: String?
    @Option(help: "HOST:PORT") var listen: String?
    @Option(help: ArgumentHelp(stringLiteral: say(.optionTimeout))) var timeout = 60
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let process = NodeProcess(session: session)
      if try process.status() != nil { throw ErrorDescription(.refused, say(.cardUseRunning)) }
      let path = Environment.absolute(file)
      if Files.isMissing(path) { throw ErrorDescription(.malformedValue, say(.fileMissing, file)) }
      var arguments = ["use-card", path, "--home", session.home.path] + passphrase.arguments
      arguments.append("--reason=" + (reason ?? say(.cardReason)))
      if let at { arguments.append("--at=" + at) }
      if let peer { arguments.append("--peer=" + peer) }
      if let listen { arguments.append("--listen=" + listen) }
      if let cardPassphraseFile {
        arguments.append("--card-passphrase-file=" + Environment.absolute(cardPassphraseFile))
      }
      for node in keep { arguments.append("--keep=" + node) }
      _ = try DaemonProgram.run(arguments, language: Language.current, as: HomeCreated.self)
      let member = try process.arrive(timeout: timeout, passphrase)
      try session.show(member) { $1.line(say(.cardUsed, $0.name)) }
    }
  }

  struct New: SessionCommand {
    static var configuration: CommandConfiguration { about("new", .aboutCardNew) }
    @Argument(completion: .file()) var file: String
    @Option(
      name: .customLong("card-passphrase-file"),
      help: ArgumentHelp(stringLiteral: say(.optionCardPassphrase)),
      completion: .file()
    ) var cardPassphraseFile: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let holding = try CardCommand.current(session)
      guard let document = try? JSONValue(encoding: holding, absent: .null) else { return }
      var arguments = ["card", Environment.absolute(file), "--new", "--home", session.home.path]
      if let cardPassphraseFile {
        arguments.append("--card-passphrase-file=" + Environment.absolute(cardPassphraseFile))
      }
      let made = try DaemonProgram.run(
        arguments,
        language: Language.current,
        input: document.text + "\n",
        as: RecoveryCardDescription.self
      )
      try session.show(made) { card, page in
        page.card(card)
        page.line(say(.cardNext, holding.memberName ?? "ORG", card.key))
      }
    }
  }
}
