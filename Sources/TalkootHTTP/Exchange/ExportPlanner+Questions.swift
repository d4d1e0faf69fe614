internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension ExportPlanner {
  mutating func take(_ questions: [Question]) throws {
    for question in questions {
      let object: ObjectID
      if let known = existing(question.id, .question)
        ?? state.object(kind: .question, key: question.key ?? question.id)
      {
        object = known
        here[question.id] = known
        try update(question, known)
      } else {
        object = keyed(.question, question.key ?? question.id)
        here[question.id] = object
        try make(question)
        if question.archived { archive(object) }
      }
      takeSubjects(of: question, object)
      takeAnswers(to: question, object)
    }
  }

  private func responsible(for question: Question) -> ObjectID? {
    guard let id = question.responsible else { return nil }
    return here[id] ?? existing(id, .organisation)
      ?? question.responsibleName.flatMap { try? state.resolve($0, [.organisation]) }
  }

  private mutating func make(_ question: Question) throws {
    let place = "question \(question.short)"
    guard !question.title.allSatisfy(\.isWhitespace) else {
      throw CommandError(.missingValue, "\(place): the title is missing")
    }
    guard let status = QuestionStatus(name: question.status) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(question.status)) is no status")
    }
    var fields: [Creation.FieldValue] = [.init(QuestionField.title, .text(question.title))]
    if let text = question.text { fields.append(.init(QuestionField.text, .text(text))) }
    if let responsible = responsible(for: question) {
      fields.append(.init(QuestionField.responsible, .object(responsible)))
    }
    fields.append(.init(QuestionField.status, status.value))
    append(
      .create(Creation(kind: .question, key: question.key ?? question.id, fields: fields)),
      bytes: question.title.utf8.count + (question.text?.utf8.count ?? 0)
    )
    plan.created += 1
  }

  private mutating func update(_ question: Question, _ object: ObjectID) throws {
    let edit = TalkootModel.QuestionEdit(
      title: question.title,
      text: question.text ?? "",
      status: question.status
    )
    update(
      object,
      by: try state.editQuestion(state.idText(object, .question), edit, context),
      isArchived: question.archived
    )
    let wanted = responsible(for: question).map { Value.object($0) } ?? .null
    guard let known = state[object], known.value(QuestionField.responsible) != wanted else { return }
    append(.set(object: .object(object), field: QuestionField.responsible, seen: nil, value: wanted), bytes: 64)
  }

  /// What a question is about, but for decisions, which are made after it and say so themselves.
  private mutating func takeSubjects(of question: Question, _ object: ObjectID) {
    let known = state[object]?.elements(QuestionField.about) ?? []
    for id in question.about {
      guard let subject = here[id], !known.contains(.object(subject)) else { continue }
      append(.add(object: .object(object), field: QuestionField.about, element: .object(subject)), bytes: 64)
    }
  }

  /// An answer is known by its text.
  private mutating func takeAnswers(to question: Question, _ object: ObjectID) {
    var known: [ExactString: Int] = [:]
    for id in state.answers(to: object) {
      guard let text = state[id]?.value(AnswerField.text).string else { continue }
      known[ExactString(text), default: 0] += 1
    }
    for answer in question.answers {
      if let count = known[ExactString(answer.text)], count > 0 {
        known[ExactString(answer.text)] = count - 1
        continue
      }
      let fields: [Creation.FieldValue] = [
        .init(AnswerField.question, .object(object)), .init(AnswerField.text, .text(answer.text)),
      ]
      append(.create(Creation(kind: .answer, fields: fields)), bytes: answer.text.utf8.count)
      plan.created += 1
    }
  }
}
