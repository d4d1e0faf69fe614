internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct GoalCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "goal",
      .aboutGoal,
      [
        List.self, Add.self, Show.self, Edit.self, Archive.self, Move.self, Depend.self, Undepend.self,
        Contribute.self, BenefitCommand.self,
      ],
      default: List.self
    )
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutGoalList) }
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionTree))) var tree = false
    @Option var status: GoalStatus?
    @Option var steward: String?
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionArchived))) var archived = false
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let filter = GoalFilter(status: status?.rawValue, steward: steward, archived: archived ? true : nil)
      let goals = try session.client.send(Endpoints.goals, query: filter)
      try session.list(goals, ids: options.ids, \.id) { goals, page in
        if tree { page.goalTree(goals) } else { page.goals(goals) }
      }
    }
  }

  struct Add: SessionCommand {
    static var configuration: CommandConfiguration { about("add", .aboutGoalAdd) }
    @Argument var title: String
    @Option var under: String?
    @Option var steward: String?
    @Option(parsing: .unconditional) var due: String?
    @Option(parsing: .unconditional) var description: String?
    @Option(name: .customLong("text"), completion: .file()) var file: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp(stringLiteral: say(.optionNeeds))) var needs: [String] = []
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let goal = NewGoal(
        title: title,
        under: under,
        steward: steward,
        due: due,
        description: try LongText(session: session).given(description, file: file),
        needs: needs.isEmpty ? nil : needs.filter { !$0.isEmpty }
      )
      try session.show(try session.client.send(Endpoints.addGoal, body: goal)) { $1.line($0.short) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutGoalShow) }
    @Argument var goal: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.goal, goal)) { $1.goal($0) }
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutGoalEdit) }
    @Argument var goal: String
    @Option(parsing: .unconditional) var title: String?
    @Option(parsing: .unconditional) var description: String?
    @Option(name: .customLong("text"), completion: .file()) var file: String?
    @Option(parsing: .unconditional) var due: String?
    @Option(parsing: .unconditional) var steward: String?
    @Option var status: GoalStatus?
    @Option(parsing: .upToNextOption, help: ArgumentHelp(stringLiteral: say(.optionNeeds))) var needs: [String] = []
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var edit = GoalEdit(title: title, due: due, steward: steward, status: status?.rawValue)
      edit.description = try LongText(session: session).given(description, file: file)
      if !needs.isEmpty { edit.needs = needs.filter { !$0.isEmpty } }
      if edit == GoalEdit() {
        guard session.mayAsk else { throw ErrorDescription(.usage, say(.nothingToChange)) }
        let before = try session.client.send(Endpoints.goal, goal).decoded()
        edit.description = try Editor.edit(before.description ?? "")
        edit.seen = before.seen
      }
      try session.show(try session.client.send(Endpoints.editGoal, goal, body: edit)) { $1.goals([$0]) }
    }
  }

  struct Archive: SessionCommand {
    static var configuration: CommandConfiguration { about("archive", .aboutGoalArchive) }
    @Argument var goal: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.archive, goal)) { $1.changed($0) }
    }
  }

  struct Move: SessionCommand {
    static var configuration: CommandConfiguration { about("move", .aboutGoalMove) }
    @Argument var goal: String
    @Option var under: String?
    @Flag var top = false
    @Option var before: String?
    @Option var after: String?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
      if under != nil && top { throw ValidationError(say(.moveTwice, "--under", "--top")) }
      if before != nil && after != nil { throw ValidationError(say(.moveTwice, "--before", "--after")) }
      if under == nil && !top && before == nil && after == nil { throw ValidationError(say(.moveNowhere)) }
    }

    func run(_ session: Session) throws(ErrorDescription) {
      let move = GoalMove(under: under, top: top ? true : nil, before: before, after: after)
      try session.show(try session.client.send(Endpoints.moveGoal, goal, body: move)) { $1.goals([$0]) }
    }
  }

  struct Depend: SessionCommand {
    static var configuration: CommandConfiguration { about("depend", .aboutGoalDepend) }
    @Argument var goal: String
    @Option var on: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let answer = try session.client.send(Endpoints.depend, goal, body: GoalDependency(on: on))
      try session.show(answer) { $1.goals([$0]) }
    }
  }

  struct Undepend: SessionCommand {
    static var configuration: CommandConfiguration { about("undepend", .aboutGoalUndepend) }
    @Argument var goal: String
    @Option var on: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.undepend, goal, on)) { $1.goals([$0]) }
    }
  }

  struct Contribute: SessionCommand {
    static var configuration: CommandConfiguration { about("contribute", .aboutGoalContribute) }
    @Argument var goal: String
    @Option var role: ContributionRole
    @Option(parsing: .unconditional) var note: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let contribution = NewContribution(role: role.rawValue, note: try LongText(session: session).given(note))
      let answer = try session.client.send(Endpoints.contribute, goal, body: contribution)
      try session.show(answer) { $1.goals([$0]) }
    }
  }

  struct BenefitCommand: SessionCommand {
    static var configuration: CommandConfiguration { about("benefit", .aboutGoalBenefit) }
    @Argument var goal: String
    @Argument var text: String?
    @Option(name: .customLong("text"), completion: .file()) var file: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let text = try LongText(session: session).required(text, file: file)
      let answer = try session.client.send(Endpoints.benefit, goal, body: NewBenefit(text: text))
      try session.show(answer) { $1.goals([$0]) }
    }
  }
}
