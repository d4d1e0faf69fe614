internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// What waits for this organisation, and what others wrote since a day about what is its.
  func inbox(_ attention: Attention, since: CalendarDate) -> Inbox {
    guard let own else { return Inbox(since: since.description) }
    let waiting = attention.items(waitingFor: own).map { item($0, attention.mandateDraft) }
    var news: [(entry: InboxEntry, milliseconds: Int64)] = []
    let start = Int64(CalendarDate(dayNumber: since.firstDayNumber)?.dayNumber ?? 0) * 86_400_000
    for object in ofOwn(own) {
      for (what, id) in said(about: object) {
        guard let state = workspace[id], !state.isArchived, let creation = state.creation,
          creation.organisation != own, creation.claimedMilliseconds >= start
        else { continue }
        news.append((entry(what, about: object, state), creation.claimedMilliseconds))
      }
    }
    let sorted = news.sorted { a, b in
      a.milliseconds != b.milliseconds ? a.milliseconds > b.milliseconds : a.entry.object < b.entry.object
    }
    return Inbox(waiting: waiting, news: sorted.map(\.entry), since: since.description)
  }

  /// What an organisation made, answers for, or is.
  private func ofOwn(_ own: ObjectID) -> [ObjectID] {
    func isOwn(_ id: ObjectID, _ field: FieldNumber?) -> Bool {
      guard let state = workspace[id], !state.isArchived else { return false }
      if let field, let answerable = state.value(field).object { return answerable == own }
      return state.isOwned(by: own)
    }
    let goals = workspace.goalsInTreeOrder()
    let ownGoals = goals.filter { isOwn($0, GoalField.steward) }
    var things = [own] + ownGoals + ownGoals.flatMap { workspace.measures(of: $0) }
    things += workspace.list(.decision).filter { isOwn($0, nil) }
    things += workspace.list(.agreement).filter { isOwn($0, nil) }
    things += workspace.list(.question).filter { isOwn($0, nil) || isOwn($0, QuestionField.responsible) }
    things += workspace.list(.mandate).filter { workspace[$0]?.value(MandateField.holder).object == own }
    return things
  }

  private func said(about object: ObjectID) -> [(String, ObjectID)] {
    workspace.comments(on: object).map { ("comment", $0) } + workspace.answers(to: object).map { ("answer", $0) }
      + workspace.positions(on: object).map { ("position", $0) }
  }

  private func entry(_ what: String, about object: ObjectID, _ state: ObjectState) -> InboxEntry {
    let made = maker(of: state)
    let kind = workspace[object]?.kind ?? .network
    return InboxEntry(
      what: what,
      object: id(object, kind),
      short: short(object, kind),
      objectKind: kind.name,
      title: name(object),
      text: text(of: state),
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time
    )
  }

  private func text(of state: ObjectState) -> String? {
    guard state.kind == .position else { return state.title.orNil }
    let position = word(state.value(PositionField.position), PositionChoice.self)
    return [position, state.value(PositionField.reason).string].compactMap { $0 }.joined(separator: ": ").orNil
  }
}

extension CalendarDate {
  /// Days since 1970-01-01 of the first day that the date covers.
  fileprivate var firstDayNumber: Int { CalendarDate(year: year, month: month ?? 1, day: day ?? 1)!.dayNumber }
}
