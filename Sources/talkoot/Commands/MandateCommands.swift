internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct MandateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("mandate", .aboutMandate, [List.self, Show.self, Give.self, End.self], default: List.self)
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutMandateList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.mandates), ids: options.ids, \.id) { $1.mandates($0) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutMandateShow) }
    @Argument var mandate: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.mandate, mandate)) { $1.mandate($0) }
    }
  }

  struct Give: SessionCommand {
    static var configuration: CommandConfiguration { about("give", .aboutMandateGive) }
    @Argument var member: String
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionTask))) var task: String
    @Option(parsing: .unconditional) var until: String
    @Option var rule: DecisionRule = .majority
    @Option(parsing: .unconditional) var deadline: String?
    @Option(parsing: .unconditional) var title: String?
    @Option(parsing: .unconditional) var text: String?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if rule == .choice { throw ValidationError(say(.choiceNeedsOptions)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      guard let task = try LongText(session: session).given(task) else { return }
      let holder = try session.client.send(Endpoints.member, member).decoded()
      let mandate = NewMandate(
        holder: holder.id,
        task: task,
        until: until,
        title: title ?? say(.mandateDecisionTitle, holder.name, until, task),
        rule: rule.rawValue,
        deadline: deadline,
        text: try LongText(session: session).textOrFile(text)
      )
      try session.show(try session.client.send(Endpoints.giveMandate, body: mandate)) { made, page in
        page.line(say(.mandateProposed, made.short, made.decisionShort))
      }
    }
  }

  struct End: SessionCommand {
    static var configuration: CommandConfiguration { about("end", .aboutMandateEnd) }
    @Argument var mandate: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let ended = try session.client.send(Endpoints.endMandate, body: MandateChoice(mandate: mandate))
      try session.show(ended) { $1.mandates([$0]) }
    }
  }
}
