internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct QuestionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about(
      "question",
      .aboutQuestion,
      [List.self, Ask.self, Show.self, Take.self, Assign.self, AnswerCommand.self, Edit.self],
      default: List.self
    )
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutQuestionList) }
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionOpen))) var open = false
    @Flag(help: ArgumentHelp(stringLiteral: say(.optionMine))) var mine = false
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let filter = QuestionFilter(open: open ? true : nil, mine: mine ? true : nil)
      let questions = try session.client.send(Endpoints.questions, query: filter)
      try session.list(questions, ids: options.ids, \.id) { $1.questions($0) }
    }
  }

  struct Ask: SessionCommand {
    static var configuration: CommandConfiguration { about("ask", .aboutQuestionAsk) }
    @Argument var title: String
    @Option(parsing: .unconditional) var text: String?
    @Option(parsing: .unconditional) var responsible: String?
    @Option(name: .customLong("about"), parsing: .upToNextOption) var subjects: [String] = []
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let question = NewQuestion(
        title: title,
        text: try LongText(session: session).textOrFile(text),
        responsible: responsible,
        about: subjects.isEmpty ? nil : subjects
      )
      try session.show(try session.client.send(Endpoints.ask, body: question)) { $1.line($0.short) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutQuestionShow) }
    @Argument var question: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.question, question)) { $1.question($0) }
    }
  }

  struct Take: SessionCommand {
    static var configuration: CommandConfiguration { about("take", .aboutQuestionTake) }
    @Argument var question: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let answer = try session.client.send(Endpoints.assign, question, body: QuestionAssignment())
      try session.show(answer) { $1.questions([$0]) }
    }
  }

  struct Assign: SessionCommand {
    static var configuration: CommandConfiguration { about("assign", .aboutQuestionAssign) }
    @Argument var question: String
    @Option(parsing: .unconditional) var to: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let answer = try session.client.send(Endpoints.assign, question, body: QuestionAssignment(to: to))
      try session.show(answer) { $1.questions([$0]) }
    }
  }

  struct AnswerCommand: SessionCommand {
    static var configuration: CommandConfiguration { about("answer", .aboutQuestionAnswer) }
    @Argument var question: String
    @Argument var text: String?
    @Option(name: .customLong("text"), completion: .file()) var file: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let text = try LongText(session: session).required(text, file: file)
      let answer = try session.client.send(Endpoints.answer, question, body: NewAnswer(text: text))
      try session.show(answer) { $1.questions([$0]) }
    }
  }

  struct Edit: SessionCommand {
    static var configuration: CommandConfiguration { about("edit", .aboutQuestionEdit) }
    @Argument var question: String
    @Option(parsing: .unconditional) var title: String?
    @Option(parsing: .unconditional) var text: String?
    @Option var status: QuestionStatus?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var edit = QuestionEdit(title: title, status: status?.rawValue)
      edit.text = try LongText(session: session).textOrFile(text)
      if edit == QuestionEdit() {
        guard session.mayAsk else { throw ErrorDescription(.usage, say(.nothingToChange)) }
        let before = try session.client.send(Endpoints.question, question).decoded()
        edit.text = try Editor.edit(before.text ?? "")
        edit.seen = before.seen
      }
      try session.show(try session.client.send(Endpoints.editQuestion, question, body: edit)) { $1.questions([$0]) }
    }
  }
}
