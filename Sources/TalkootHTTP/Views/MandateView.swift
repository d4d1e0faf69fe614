internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A mandate's document as of a day; in lists without its comments.
  func mandate(_ id: ObjectID, on day: CalendarDate, inList: Bool = false) -> Mandate? {
    guard let state = workspace.object(id, .mandate), let status = workspace.mandate(id, on: day) else {
      return nil
    }
    let made = maker(of: state)
    return Mandate(
      id: self.id(id, .mandate),
      short: short(id, .mandate),
      holder: self.id(status.holder) ?? organisation(status.holder),
      holderName: name(status.holder),
      task: status.task,
      until: status.until?.description,
      status: status.state.rawValue,
      decision: self.id(status.decision, .decision),
      decisionShort: short(status.decision, .decision),
      endedEarly: status.isEndedEarly,
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time,
      archived: state.isArchived,
      comments: inList ? [] : comments(on: id),
      seen: inList ? nil : seen
    )
  }

  /// Mandates, newest first, without those put away.
  func mandates(on day: CalendarDate) -> [Mandate] {
    workspace.mandates(on: day).reversed().compactMap { mandate($0.id, on: day, inList: true) }
  }
}
