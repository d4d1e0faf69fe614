internal import TalkootLanguage
internal import TalkootLog

/// A question to be.
public struct NewQuestion: Sendable {
  /// What is asked, in a line.
  public var title: String
  /// What it says.
  public var text: String?
  /// The organisation that shall answer for it; nil until somebody takes it.
  public var responsible: String?
  /// What it is about.
  public var about: [String]

  /// Makes one of its parts.
  public init(title: String, text: String? = nil, responsible: String? = nil, about: [String] = []) {
    self.title = title
    self.text = text
    self.responsible = responsible
    self.about = about
  }
}

/// What to change of a question: nil leaves a field, an empty text clears it.
public struct QuestionEdit: Sendable {
  /// What is asked.
  public var title: String?
  /// What it says.
  public var text: String?
  /// Where it stands.
  public var status: String?

  /// Makes one of its parts.
  public init(title: String? = nil, text: String? = nil, status: String? = nil) {
    self.title = title
    self.text = text
    self.status = status
  }
}

extension Workspace {
  /// Asks a question, which seeks somebody answerable where none is named.
  public func ask(_ question: NewQuestion, _ context: CommandContext) throws(CommandError) -> Draft {
    var draft = try draft(context)
    var fields: [Creation.FieldValue] = [
      .init(QuestionField.title, try Input.line(question.title, "title", required: true)),
      .init(QuestionField.status, QuestionStatus.open.value),
    ]
    if let text = question.text { fields.append(.init(QuestionField.text, try Input.line(text, "text"))) }
    if let responsible = question.responsible, !responsible.isEmpty {
      fields.append(.init(QuestionField.responsible, .object(try resolve(responsible, [.organisation]))))
    }
    var subjects: [Value] = []
    for id in question.about { subjects.append(.object(try resolve(id))) }
    draft.subject = draft.append(.create(Creation(kind: .question, fields: fields.filter { $0.value != .null })))
    for subject in subjects {
      draft.append(.add(object: draft.subject!, field: QuestionField.about, element: subject))
    }
    draft.subjectKind = .question
    return draft
  }

  /// Changes a question's title, text or status; the text edit by edit.
  public func editQuestion(
    _ id: String,
    _ edit: QuestionEdit,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.question])
    var draft = try editing(state, context)
    if let title = edit.title {
      set(QuestionField.title, of: state, to: try Input.line(title, "title", required: true), in: &draft, context)
    }
    if let status = edit.status {
      let value = try Input.choice(status, "status", QuestionStatus.self)
      guard value != .null else { throw CommandError(.missingValue, "A question always has a status.") }
      set(QuestionField.status, of: state, to: value, in: &draft, context)
    }
    if let text = edit.text { try self.edit(QuestionField.text, of: state, to: text, in: &draft, context) }
    return draft
  }

  /// Makes an organisation answerable for a question; nil is the author's own, an empty text nobody.
  public func assignQuestion(
    _ id: String,
    to organisation: String?,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.question])
    try requireOpen(state)
    let responsible: Value =
      switch organisation {
      case nil: .object(context.author.organisation)
      case ""?: .null
      case let name?: .object(try resolve(name, [.organisation]))
      }
    var draft = try editing(state, context)
    set(QuestionField.responsible, of: state, to: responsible, in: &draft, context)
    return draft
  }

  /// Answers a question, which then counts as answered. Further answers may follow, from anyone.
  public func answer(_ id: String, text: String, _ context: CommandContext) throws(CommandError) -> Draft {
    let state = try editable(id, [.question])
    var draft = try editing(state, context)
    let fields: [Creation.FieldValue] = [
      .init(AnswerField.question, .object(state.id)),
      .init(AnswerField.text, try Input.line(text, "answer", required: true)),
    ]
    draft.append(.create(Creation(kind: .answer, fields: fields)))
    set(QuestionField.status, of: state, to: QuestionStatus.answered.value, in: &draft, context)
    return draft
  }

  private func requireOpen(_ state: ObjectState) throws(CommandError) {
    guard QuestionStatus(state.value(QuestionField.status)) ?? .open == .open else {
      throw CommandError(
        .notOpen,
        "\(shortID(id: state)) is not open any more; open it again first, by its status."
      )
    }
  }
}
