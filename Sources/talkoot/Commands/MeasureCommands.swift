internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct MeasureCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("measure", .aboutMeasure, [List.self, Add.self, Show.self, Edit.self], default: List.self)
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutMeasureList) }
    @Argument var goal: String?
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionArchived))) var archived = false
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let filter = MeasureFilter(goal: goal, archived: archived ? true : nil)
      let measures = try session.client.send(Endpoints.measures, query: filter)
      try session.list(measures, ids: options.ids, \.id) { $1.measures($0) }
    }
  }

  struct Add: SessionCommand {
    static var configuration: CommandConfiguration { about("add", .aboutMeasureAdd) }
    @Argument var goal: String
    @Argument var name: String
    @Option(parsing: .unconditional) var unit: String?
    @Option(parsing: .unconditional) var from: String?
    @Option(parsing: .unconditional) var target: String?
    @Option(parsing: .unconditional, help: "1w, 1mo, 1q") var every: String?
    @Option(parsing: .unconditional) var until: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let measure = NewMeasure(
        goal: goal,
        name: name,
        unit: unit,
        from: from,
        target: target,
        every: every,
        until: until
      )
      try session.show(try session.client.send(Endpoints.addMeasure, body: measure)) { $1.line($0.short) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutMeasureShow) }
    @Argument var measure: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.measure, measure)) { $1.measure($0) }
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutMeasureEdit) }
    @Argument var measure: String
    @Option(parsing: .unconditional) var name: String?
    @Option(parsing: .unconditional) var unit: String?
    @Option(parsing: .unconditional) var from: String?
    @Option(parsing: .unconditional) var target: String?
    @Option(parsing: .unconditional) var every: String?
    @Option(parsing: .unconditional) var until: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let edit = MeasureEdit(name: name, unit: unit, from: from, target: target, every: every, until: until)
      if edit == MeasureEdit() { throw ErrorDescription(.usage, say(.nothingToChange)) }
      try session.show(try session.client.send(Endpoints.editMeasure, measure, body: edit)) { $1.measures([$0]) }
    }
  }
}

struct CheckinCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("checkin", .aboutCheckin, [Make.self, Correct.self], default: Make.self)
  }

  struct Make: SessionCommand {
    static var configuration: CommandConfiguration { about("new", .aboutCheckin) }
    @Argument var measure: String
    @Argument var value: String
    @Option(parsing: .unconditional) var on: String?
    @Option var confidence: Confidence?
    @Option(parsing: .unconditional) var note: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let checkin = NewCheckin(
        measure: measure,
        value: value,
        on: on,
        confidence: confidence?.rawValue,
        note: try LongText(session: session).given(note)
      )
      try session.show(try session.client.send(Endpoints.checkin, body: checkin)) { $1.line($0.short) }
    }
  }

  struct Correct: SessionCommand {
    static var configuration: CommandConfiguration { about("correct", .aboutCheckinCorrect) }
    @Argument var checkin: String
    @Argument var value: String
    @Option(parsing: .unconditional) var note: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let correction = CheckinCorrection(value: value, note: try LongText(session: session).given(note))
      try session.show(try session.client.send(Endpoints.correct, checkin, body: correction)) { $1.line($0.short) }
    }
  }
}
