internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A meeting's document; in lists without its comments.
  func meeting(_ id: ObjectID, inList: Bool = false) -> Meeting? {
    guard let state = workspace.object(id, .meeting), let status = workspace.meeting(id) else { return nil }
    let made = maker(of: state)
    return Meeting(
      id: self.id(id, .meeting),
      short: short(id, .meeting),
      title: status.title,
      status: status.endedAt == nil ? "going" : "ended",
      started: Moment.text(status.startedMilliseconds),
      ended: status.endedMilliseconds.flatMap { Moment.text($0) },
      startedAt: status.startedAt.map(\.digest.hex),
      endedAt: (status.endedAt ?? []).map(\.digest.hex),
      minutes: state.text(MeetingField.minutes).orNil,
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      archived: state.isArchived,
      comments: inList ? [] : comments(on: id),
      conflicts: conflicts(of: id),
      seen: inList ? nil : seen
    )
  }

  /// Meetings, newest first, without those put away.
  var meetings: [Meeting] { workspace.meetings.reversed().compactMap { meeting($0.id, inList: true) } }

  // MARK: Since a meeting

  /// What is new and what has moved since a meeting, or since the beginning.
  func since(
    _ meeting: MeetingStatus?,
    _ attention: Attention,
    _ facts: [LocalVersion: ChangeFacts]
  ) -> SinceReport {
    let versions = workspace.changes(from: meeting.map { $0.endedAt ?? $0.startedAt } ?? [], to: nil, index)
    let movement = workspace.movement(versions, index)
    let point = meeting.map { $0.endedMilliseconds ?? $0.startedMilliseconds }
    return SinceReport(
      meeting: meeting.map { id($0.id, .meeting) },
      meetingTitle: meeting?.title,
      since: point.flatMap { Moment.text($0) },
      changes: versions.count,
      new: movement.new.compactMap { entry($0, []) },
      moved: movement.moved.compactMap { entry($0.object, $0.what.map(\.rawValue)) },
      stalled: stalled(attention, by: point),
      conflicts: movement.conflicts.map { conflict($0, facts) }
    )
  }

  /// What a meeting had before it.
  func report(
    _ meeting: MeetingStatus,
    _ attention: Attention,
    _ facts: [LocalVersion: ChangeFacts],
    on day: CalendarDate
  ) -> MeetingReport? {
    guard let document = self.meeting(meeting.id) else { return nil }
    let earlier = workspace.meetings.prefix { $0.id != meeting.id }.last { $0.endedAt != nil }
    let versions = workspace.changes(from: earlier?.endedAt ?? [], to: meeting.endedAt, index)
    let movement = workspace.movement(versions, index)
    return MeetingReport(
      meeting: document,
      previous: earlier.map { id($0.id, .meeting) },
      previousTitle: earlier?.title,
      changes: versions.count,
      new: movement.new.compactMap { entry($0, []) },
      moved: movement.moved.compactMap { entry($0.object, $0.what.map(\.rawValue)) },
      stalled: stalled(attention, by: meeting.endedMilliseconds ?? .max),
      conflicts: movement.conflicts.map { conflict($0, facts) },
      day: day.description
    )
  }

  /// What stalled at a time already.
  private func stalled(_ attention: Attention, by milliseconds: Int64?) -> [TalkootAPI.AttentionItem] {
    guard let milliseconds else { return [] }
    let day = Moment.text(milliseconds).flatMap { CalendarDate($0.prefix(10)) }
    return attention.items.filter { item in item.since.map { since in day.map { since <= $0 } ?? true } ?? false }
      .map { item($0, attention.mandateDraft) }
  }

  private func entry(_ object: ObjectID, _ what: [String]) -> SinceEntry? {
    guard let state = workspace[object] else { return nil }
    let (status, outcome) = standing(of: state)
    return SinceEntry(
      id: id(object, state.kind),
      short: short(object, state.kind),
      kind: state.kind.name,
      title: state.title,
      what: what,
      status: status,
      outcome: outcome
    )
  }

  /// Where an object stands, and of a settled decision what came of it.
  private func standing(of state: ObjectState) -> (status: String?, outcome: String?) {
    switch state.kind {
    case .goal: (word(state.value(GoalField.status), GoalStatus.self) ?? GoalStatus.proposed.name, nil)
    case .measure: (workspace.currentCheckIn(of: state.id)?.title, nil)
    case .decision: (workspace.settled.decision(state.id)?.state.word, workspace.decisionView(state.id)?.outcome)
    case .agreement: (workspace.agreement(state.id, index)?.state.rawValue, nil)
    case .question:
      (word(state.value(QuestionField.status), QuestionStatus.self) ?? QuestionStatus.open.name, nil)
    case .network, .checkIn, .comment, .organisation, .node, .person, .invitation, .rosterProposal, .mandate,
      .meeting, .position, .signature, .agreementVersion, .answer:
      (nil, nil)
    }
  }
}
