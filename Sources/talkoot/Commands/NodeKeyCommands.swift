internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

// The nodes of an organisation and their keys.
extension NodeCommand {
  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutNodeList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.nodes), ids: options.ids, \.id) { $1.nodes($0) }
    }
  }

  struct InviteDevice: SessionCommand {
    static var configuration: CommandConfiguration { about("invite-device", .aboutInviteDevice) }
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionDeviceExpires))) var expires: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let made = try session.client.send(Endpoints.inviteDevice, body: NewDevice(expires: expires))
      try session.show(made) { $1.line($0.code) }
    }
  }

  struct Adopt: SessionCommand {
    static var configuration: CommandConfiguration { about("adopt", .aboutAdopt) }
    @Argument(help: ArgumentHelp(stringLiteral: say(.argumentDeviceCode))) var code: String
    @Option(help: "HOST:PORT") var listen: String?
    @Option(help: ArgumentHelp(stringLiteral: say(.optionTimeout))) var timeout = 60
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      guard let secret = try LongText(session: session).given(code) else { return }
      var arguments = ["adopt", "--home", session.home.path] + passphrase.arguments
      if let listen { arguments.append("--listen=" + listen) }
      _ = try DaemonProgram.run(
        arguments,
        language: Language.current,
        input: secret.filter { !$0.isWhitespace } + "\n",
        as: HomeCreated.self
      )
      let member = try NodeProcess(session: session).arrive(timeout: timeout, passphrase)
      try session.show(member) { $1.line(say(.adopted, $0.name)) }
    }
  }

  /// The organisation's card, given to the running node for one act.
  struct CardOptions: ParsableArguments {
    @Option(help: ArgumentHelp(stringLiteral: say(.optionCard)), completion: .file()) var card: String?
    @Option(
      name: .customLong("card-passphrase-file"),
      help: ArgumentHelp(stringLiteral: say(.optionCardPassphrase)),
      completion: .file()
    ) var cardPassphraseFile: String?

    func act(_ reason: String? = nil) -> NodeAct {
      NodeAct(
        reason: reason,
        card: card.map { Environment.absolute($0) },
        cardPassphraseFile: cardPassphraseFile.map { Environment.absolute($0) }
      )
    }
  }

  struct Retire: SessionCommand {
    static var configuration: CommandConfiguration { about("retire", .aboutRetire) }
    @Argument var node: String
    @Option(parsing: .unconditional) var reason: String
    @OptionGroup var card: CardOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let retired = try session.client.send(Endpoints.retireNode, node, body: card.act(reason))
      try session.show(retired) { $1.line(say(.nodeRetired, $0.short, $0.memberName ?? "")) }
      let own = try retired.decoded().member
      let isSilent = try !session.client.send(Endpoints.nodes).decoded().contains { $0.member == own && $0.voice }
      if isSilent { Output.note(say(.voiceSilent)) }
    }
  }

  struct RenewTLS: SessionCommand {
    static var configuration: CommandConfiguration { about("renew-tls", .aboutRenewTLS) }
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.renewTLS)) { $1.line(say(.tlsRenewed, $0.tlsLeaf ?? "")) }
    }
  }

  struct RequestCertificate: SessionCommand {
    static var configuration: CommandConfiguration { about("certificate-request", .aboutCertificateRequest) }
    @Option(name: .shortAndLong, help: ArgumentHelp(stringLiteral: say(.optionOutput)), completion: .file())
    var output: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let request = try session.client.send(Endpoints.certificateRequest)
      guard let output else { return try session.show(request) { $1.line(LongText.withoutLastBreak($0.pem)) } }
      try Files.write(try request.decoded().pem, to: Environment.absolute(output))
    }
  }

  struct Protect: SessionCommand {
    static var configuration: CommandConfiguration { about("protect", .aboutProtect) }
    @Option(
      name: .customLong("new-passphrase-file"),
      help: ArgumentHelp(stringLiteral: say(.optionNewPassphrase)),
      completion: .file()
    ) var newPassphraseFile: String?
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionOff))) var off = false
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if (newPassphraseFile == nil) != off { throw ValidationError(say(.protectHow)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      if try NodeProcess(session: session).status() != nil { throw ErrorDescription(.refused, say(.protectRunning)) }
      var arguments = ["protect", "--home", session.home.path] + passphrase.arguments
      if let newPassphraseFile {
        arguments.append("--new-passphrase-file=" + Environment.absolute(newPassphraseFile))
      }
      let done = try DaemonProgram.run(arguments, language: Language.current, as: KeyProtection.self)
      try session.show(done) { $1.line(say($0.sealed ? .keyProtected : .keyUnprotected, $0.path)) }
    }
  }
}

extension NodeProcess {
  /// Starts a node that its organisation has let in, and waits for its first sync.
  func arrive(
    timeout: Int,
    _ passphrase: PassphraseOptions
  ) throws(ErrorDescription) -> APIClient.Document<Member> {
    _ = try start(passphrase.arguments)
    return try session.withProgress { (progress) throws(ErrorDescription) in
      try session.waiting(seconds: timeout).client.send(
        Endpoints.join,
        query: JoinWaiting(timeout: timeout),
        progress: progress
      )
    }
  }
}
