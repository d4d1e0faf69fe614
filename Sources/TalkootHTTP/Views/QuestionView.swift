internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A question's document; in lists without its answers and comments.
  func question(_ id: ObjectID, inList: Bool = false) -> Question? {
    guard let state = workspace.object(id, .question) else { return nil }
    let responsible = state.value(QuestionField.responsible).object
    let about = state.elements(QuestionField.about).compactMap(\.object)
    let made = maker(of: state)
    return Question(
      id: self.id(id, .question),
      short: short(id, .question),
      key: state.key,
      title: state.title,
      text: state.text(QuestionField.text).orNil,
      status: word(state.value(QuestionField.status), QuestionStatus.self) ?? QuestionStatus.open.name,
      responsible: responsible.map { organisation($0) },
      responsibleName: name(responsible),
      about: about.compactMap { self.id($0) },
      aboutTitles: about.compactMap { name($0) },
      answers: inList ? [] : workspace.answers(to: id).compactMap { answer($0) },
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time,
      archived: state.isArchived,
      comments: inList ? [] : comments(on: id),
      conflicts: conflicts(of: id),
      seen: inList ? nil : seen
    )
  }

  private func answer(_ id: ObjectID) -> Answer? {
    guard let state = workspace.object(id, .answer), !state.isArchived else { return nil }
    let made = maker(of: state)
    return Answer(
      text: state.value(AnswerField.text).string ?? "",
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time
    )
  }

  /// Questions, newest first, without those put away.
  func questions(_ filter: QuestionFilter) -> [Question] {
    workspace.list(.question).reversed().compactMap { id in
      guard let state = workspace[id], !state.isArchived else { return nil }
      let isOpen = QuestionStatus(state.value(QuestionField.status)) ?? .open == .open
      if filter.open == true, !isOpen { return nil }
      if filter.mine == true, own == nil || state.value(QuestionField.responsible).object != own { return nil }
      return question(id, inList: true)
    }
  }
}
