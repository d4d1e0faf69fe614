internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct InitCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("init", .aboutInit) }
  @Option(parsing: .unconditional) var network: String
  @Option(parsing: .unconditional) var name: String
  @Option(help: "HOST:PORT") var listen: String?
  @Option(name: .customLong("time-zone")) var timeZone: String?
  @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionFrom))) var from: String?
  @OptionGroup var passphrase: PassphraseOptions
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try Self.check(network, "--network")
    try Self.check(name, "--name")
    var arguments = ["init", "--home", session.home.path, "--network=" + network, "--name=" + name]
    arguments += passphrase.arguments
    if let listen { arguments.append("--listen=" + listen) }
    if let timeZone { arguments.append("--time-zone=" + timeZone) }
    if let from { arguments.append("--from=" + from) }
    let made = try DaemonProgram.run(arguments, language: Language.current, as: HomeCreated.self)
    try session.show(made) { $1.homeCreated($0) }
  }

  /// - Throws: `malformedValue` for an empty name, which the other program would take for none.
  static func check(_ name: String, _ option: String) throws(ErrorDescription) {
    if name.allSatisfy(\.isWhitespace) { throw ErrorDescription(.malformedValue, say(.nameEmpty, option)) }
  }
}

struct NodeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "node",
      .aboutNode,
      [
        Start.self, Stop.self, Status.self, Logs.self, List.self, InviteDevice.self, Adopt.self, Retire.self,
        VoiceOf.self, Protect.self, RenewTLS.self, RequestCertificate.self,
      ],
      default: Status.self
    )
  }

  struct Start: SessionCommand {
    static var configuration: CommandConfiguration { about("start", .aboutNodeStart) }
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionForeground))) var foreground = false
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let process = NodeProcess(session: session)
      if let running = try process.status() {
        if !session.isJSON { Output.note(say(.alreadyRunning)) }
        return try session.show(running) { $1.nodeStatus($0) }
      }
      if foreground {
        throw ChildProcess.become(try DaemonProgram.find(), ["--home", session.home.path] + passphrase.arguments)
      }
      try session.show(try process.start(passphrase.arguments)) { $1.nodeStatus($0) }
    }
  }

  struct Stop: SessionCommand {
    static var configuration: CommandConfiguration { about("stop", .aboutNodeStop) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try NodeProcess(session: session).stop()) { $1.line(say(.nodeStopped, String($0.pid))) }
    }
  }

  struct Status: SessionCommand {
    static var configuration: CommandConfiguration { about("status", .aboutNodeStatus) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.node)) { $1.nodeStatus($0) }
    }
  }

  struct VoiceOf: SessionCommand {
    static var configuration: CommandConfiguration { about("voice", .aboutNodeVoice) }
    @Argument var node: String?
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionTrustVoice))) var trust = false
    @OptionGroup var card: CardOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      if let node {
        let named = try session.client.send(Endpoints.assignVoice, node, body: card.act())
        return try session.show(named) { $1.line(say(.voiceNamed, $0.short, $0.memberName ?? "")) }
      }
      try session.show(try session.client.send(trust ? Endpoints.trustVoice : Endpoints.voice)) { $1.voice($0) }
    }
  }

  struct Logs: SessionCommand {
    static var configuration: CommandConfiguration { about("logs", .aboutNodeLogs) }
    @Option(name: .customShort("n"), help: ArgumentHelp(stringLiteral: say(.optionLines))) var lines = 200
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      // A node that is gone has left its last words here: they are shown before the error that says it is gone.
      let running = try NodeProcess(session: session).status()
      if running != nil || (!Files.isMissing(session.home.log) && !session.isJSON) {
        let text = String(decoding: try Files.read(session.home.log), as: UTF8.self)
        let shown = LongText.withoutLastBreak(text).split(separator: "\n", omittingEmptySubsequences: false)
          .suffix(max(0, lines)).map(String.init)
        let array = JSONValue.array(shown.map { .string($0) })
        try Output.write(session.isJSON ? array.text + "\n" : shown.map { Inert.line($0) + "\n" }.joined())
      }
      if running == nil { throw ErrorDescription(.noNode, say(.noNode, session.home.path)) }
    }
  }
}

struct JoinCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("join", .aboutJoin) }
  @Argument(help: ArgumentHelp(stringLiteral: say(.argumentCode))) var code: String
  @Option(parsing: .unconditional) var name: String
  @Option(help: "HOST:PORT") var listen: String?
  @Option(help: ArgumentHelp(stringLiteral: say(.optionTimeout))) var timeout = 60
  @OptionGroup var passphrase: PassphraseOptions
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try InitCommand.check(name, "--name")
    let process = NodeProcess(session: session)
    try makeWay(process, session)
    guard let secret = try LongText(session: session).given(code) else { return }
    var arguments = ["prepare-join", "--home", session.home.path, "--name=" + name] + passphrase.arguments
    if let listen { arguments.append("--listen=" + listen) }
    let made = try DaemonProgram.run(
      arguments,
      language: Language.current,
      input: secret.filter { !$0.isWhitespace } + "\n",
      as: HomeCreated.self
    )
    _ = try process.start(passphrase.arguments)
    let member: APIClient.Document<Member>
    do {
      member = try session.withProgress { (progress) throws(ErrorDescription) in
        try session.waiting(seconds: timeout).client.send(
          Endpoints.join,
          query: JoinWaiting(timeout: timeout),
          progress: progress
        )
      }
    } catch {
      if error.known == .invitationEnded { _ = try? process.stop() }  // it would try in vain for ever
      throw error
    }
    try session.show(member) { $1.joined($0) }
    if let card = try made.decoded().recoveryCard, !session.isJSON { Output.note(say(.moveCardAway, card)) }
  }

  /// Stops a node that still tries to join by an earlier code.
  ///
  /// - Throws: `refused` for a node that is in a network.
  private func makeWay(_ process: NodeProcess, _ session: Session) throws(ErrorDescription) {
    guard let running = try process.status() else { return }
    guard try running.decoded().state == "joining" else {
      throw ErrorDescription(.refused, say(.homeInUse, session.home.path))
    }
    _ = try process.stop()
  }
}

struct SelfCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("self", .aboutSelf) }
  @Flag(help: ArgumentHelp(stringLiteral: say(.optionFingerprint))) var fingerprint = false
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try session.show(try session.client.send(Endpoints.whoami)) { node, page in
      if fingerprint { page.line(node.fingerprint) } else { page.whoami(node) }
    }
  }
}

struct StatusCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("status", .aboutStatus) }
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    try session.show(try session.client.send(Endpoints.status)) { $1.status($0) }
  }
}

struct DoctorCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("doctor", .aboutDoctor) }
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let running: Bool
    do {
      running = try NodeProcess(session: session).status() != nil
    } catch {
      running = false  // the socket is not ours to use: the program below says what is wrong with the home
    }
    let report: APIClient.Document<DoctorReport>
    if running {
      report = try session.client.send(Endpoints.doctor)
    } else {
      report = try DaemonProgram.run(["doctor", "--home", session.home.path], language: Language.current)
    }
    try session.show(report) { $1.doctor($0) }
    if try !report.decoded().ok { throw Found.fault }
  }
}

struct CompletionCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("completion", .aboutCompletion) }
  @Argument var shell: Shell
  @OptionGroup var global: GlobalOptions

  func run(_ session: Session) throws(ErrorDescription) {
    let script = Talkoot.completionScript(for: CompletionShell(rawValue: shell.rawValue) ?? .bash)
    try session.show(own: .object([JSONMember("script", .string(script))]), script)
  }
}

/// A result that was printed, and whose exit code is 1 all the same.
enum Found {
  static var fault: ErrorDescription { ErrorDescription(.faultFound, say(.faultFound)) }
}
