internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct AgreementCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "agreement",
      .aboutAgreement,
      [
        List.self, Draft.self, Show.self, Edit.self, Sign.self, Withdraw.self, History.self, Diff.self, Bundle.self,
      ],
      default: List.self
    )
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutAgreementList) }
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionMineToSign))) var mine = false
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let filter = AgreementFilter(mine: mine ? true : nil)
      let agreements = try session.client.send(Endpoints.agreements, query: filter)
      try session.list(agreements, ids: options.ids, \.id) { $1.agreements($0) }
    }
  }

  struct Draft: SessionCommand {
    static var configuration: CommandConfiguration { about("draft", .aboutAgreementDraft) }
    @Argument var title: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionExactText)), completion: .file()) var text: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp(stringLiteral: say(.optionBinds))) var binds: [String] = []
    @Option(parsing: .unconditional) var review: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let agreement = NewAgreement(
        title: title,
        text: try ExactText(session: session).required(text),
        binds: binds,
        review: review
      )
      try session.show(try session.client.send(Endpoints.draft, body: agreement)) { $1.line($0.short) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutAgreementShow) }
    @Argument var agreement: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.agreement, agreement)) { $1.agreement($0) }
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutAgreementEdit) }
    @Argument var agreement: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionExactText)), completion: .file()) var text: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp(stringLiteral: say(.optionBinds))) var binds: [String] = []
    @Option(parsing: .unconditional) var title: String?
    @Option(parsing: .unconditional) var review: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var edit = AgreementEdit(title: title, binds: binds.isEmpty ? nil : binds, review: review)
      edit.text = try text.map { (file) throws(ErrorDescription) in try ExactText(session: session).required(file) }
      if edit == AgreementEdit() {
        guard session.mayAsk else { throw ErrorDescription(.usage, say(.nothingToChange)) }
        let before = try session.client.send(Endpoints.agreement, agreement).decoded()
        edit.text = try Editor.edit(before.versions.last { before.newest.contains($0.id) }?.text ?? "")
      }
      try session.show(try session.client.send(Endpoints.editAgreement, agreement, body: edit)) { $1.agreements([$0]) }
    }
  }

  struct Sign: SessionCommand {
    static var configuration: CommandConfiguration { about("sign", .aboutAgreementSign) }
    @Argument var agreement: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionVersion))) var version: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionSigningRole))) var role: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let signature = NewSignature(version: version, role: role)
      try session.show(try session.client.send(Endpoints.sign, agreement, body: signature)) { $1.agreements([$0]) }
    }
  }

  struct Withdraw: SessionCommand {
    static var configuration: CommandConfiguration { about("withdraw", .aboutAgreementWithdraw) }
    @Argument var agreement: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionVersion))) var version: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let choice = VersionChoice(version: version)
      try session.show(try session.client.send(Endpoints.unsign, agreement, body: choice)) { $1.agreements([$0]) }
    }
  }

  struct History: SessionCommand {
    static var configuration: CommandConfiguration { about("history", .aboutAgreementHistory) }
    @Argument var agreement: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.agreementHistory, agreement)) { $1.events($0) }
    }
  }

  struct Diff: SessionCommand {
    static var configuration: CommandConfiguration { about("diff", .aboutAgreementDiff) }
    @Argument var agreement: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionVersion))) var from: String?
    @Option(help: ArgumentHelp(stringLiteral: say(.optionVersion))) var to: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let choice = DifferenceChoice(from: from, to: to)
      try session.show(try session.client.send(Endpoints.agreementDifference, agreement, query: choice)) {
        $1.difference($0)
      }
    }
  }

  struct Bundle: SessionCommand {
    static var configuration: CommandConfiguration { about("bundle", .aboutAgreementBundle) }
    @Argument var agreement: String
    @Option(help: ArgumentHelp(stringLiteral: say(.optionVersion))) var version: String?
    @OptionGroup var file: BundleOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let choice = VersionChoice(version: version)
      try file.write(try session.client.send(Endpoints.agreementBundle, agreement, query: choice), session)
    }
  }
}

/// The text of an agreement: the bytes of a file or of standard input, just as they are; else what the person writes in
/// an editor.
struct ExactText {
  let session: Session

  func required(_ file: String?) throws(ErrorDescription) -> String {
    guard let file else { return try LongText(session: session).required(nil) }
    if file == "-", Output.isTerminal(0), !session.mayAsk { throw ErrorDescription(.usage, say(.wouldAsk)) }
    return try Files.readText(file)
  }
}
