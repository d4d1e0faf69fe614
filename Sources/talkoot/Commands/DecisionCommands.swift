internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct DecisionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "decision",
      .aboutDecision,
      [List.self, Propose.self, Show.self, Take.self, Close.self, Withdraw.self, Edit.self, Bundle.self],
      default: List.self
    )
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutDecisionList) }
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionOpen))) var open = false
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionMine))) var mine = false
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let filter = DecisionFilter(open: open ? true : nil, mine: mine ? true : nil)
      let decisions = try session.client.send(Endpoints.decisions, query: filter)
      try session.list(decisions, ids: options.ids, \.id) { $1.decisions($0) }
    }
  }

  struct Propose: SessionCommand {
    static var configuration: CommandConfiguration { about("propose", .aboutDecisionPropose) }
    @Argument var title: String
    @Option var rule: DecisionRule
    @Option(parsing: .upToNextOption) var option: [String] = []
    @Option(parsing: .unconditional) var deadline: String?
    @Option(parsing: .unconditional) var review: String?
    @Option(parsing: .unconditional, help: "N%") var quorum: String?
    @Option(name: .customLong("about"), parsing: .upToNextOption) var subjects: [String] = []
    @Option(parsing: .unconditional) var text: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp(stringLiteral: say(.optionErases))) var erases: [String] = []
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if rule == .choice && option.count < 2 { throw ValidationError(say(.choiceNeedsOptions)) }
      if rule != .choice && !option.isEmpty { throw ValidationError(say(.optionsNeedChoice)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      let decision = NewDecision(
        title: title,
        rule: rule.rawValue,
        options: option,
        deadline: deadline,
        review: review,
        quorum: quorum,
        about: subjects,
        text: try LongText(session: session).textOrFile(text),
        erases: erases.isEmpty ? nil : erases
      )
      try session.show(try session.client.send(Endpoints.propose, body: decision)) { $1.line($0.short) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutDecisionShow) }
    @Argument var decision: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.decision, decision)) { $1.decision($0) }
    }
  }

  struct Take: SessionCommand {
    static var configuration: CommandConfiguration { about("position", .aboutDecisionPosition) }
    @Argument var decision: String
    @Argument var position: PositionKind
    @Option(parsing: .unconditional) var option: String?
    @Option(parsing: .unconditional) var reason: String?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if position == .choose && option == nil { throw ValidationError(say(.choosingNeedsOption)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      var reason = try LongText(session: session).given(reason)
      if position == .object && reason == nil {
        guard session.mayAsk else { throw ErrorDescription(.usage, say(.objectionNeedsReason)) }
        reason = try LongText(session: session).required(nil)
      }
      let position = NewPosition(position: position.rawValue, option: option, reason: reason)
      try session.show(try session.client.send(Endpoints.position, decision, body: position)) { $1.decisions([$0]) }
    }
  }

  struct Close: SessionCommand {
    static var configuration: CommandConfiguration { about("close", .aboutDecisionClose) }
    @Argument var decision: String
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let closed = try session.waiting(seconds: waiting.timeout).client.send(
        Endpoints.close,
        decision,
        body: Waiting(wait: waiting.wait ? true : nil, timeout: waiting.wait ? waiting.timeout : nil)
      )
      try session.show(closed) { $1.decisions([$0]) }
    }
  }

  struct Withdraw: SessionCommand {
    static var configuration: CommandConfiguration { about("withdraw", .aboutDecisionWithdraw) }
    @Argument var decision: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.withdraw, decision)) { $1.decisions([$0]) }
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutDecisionEdit) }
    @Argument var decision: String
    @Option(parsing: .unconditional) var title: String?
    @Option(parsing: .unconditional) var review: String?
    @Option(parsing: .unconditional) var text: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var edit = DecisionEdit(title: title, review: review)
      edit.text = try LongText(session: session).textOrFile(text)
      if edit == DecisionEdit() {
        guard session.mayAsk else { throw ErrorDescription(.usage, say(.nothingToChange)) }
        let before = try session.client.send(Endpoints.decision, decision).decoded()
        edit.text = try Editor.edit(before.text ?? "")
        edit.seen = before.seen
      }
      try session.show(try session.client.send(Endpoints.editDecision, decision, body: edit)) { $1.decisions([$0]) }
    }
  }

  struct Bundle: SessionCommand {
    static var configuration: CommandConfiguration { about("bundle", .aboutDecisionBundle) }
    @Argument var decision: String
    @OptionGroup var file: BundleOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try file.write(try session.client.send(Endpoints.decisionBundle, decision), session)
    }
  }
}
