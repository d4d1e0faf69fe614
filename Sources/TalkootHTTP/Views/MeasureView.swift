internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A measure's document; in lists without its check-ins and comments.
  func measure(_ id: ObjectID, inList: Bool = false) -> Measure? {
    guard let state = workspace.object(id, .measure) else { return nil }
    let goal = state.value(MeasureField.goal).object
    let current = workspace.currentCheckIn(of: id)
    return Measure(
      id: self.id(id, .measure),
      short: short(id, .measure),
      key: state.key,
      name: state.title,
      goal: goal.flatMap { self.id($0) },
      goalTitle: name(goal),
      unit: state.value(MeasureField.unit).string,
      from: number(state.value(MeasureField.from)),
      target: number(state.value(MeasureField.target)),
      value: current.flatMap { number($0.value(CheckInField.value)) },
      on: current?.value(CheckInField.on).date?.description,
      every: Interval(state.value(MeasureField.every))?.description,
      until: state.value(MeasureField.until).date?.description,
      nextCheckin: workspace.nextDue(of: state, after: current)?.description,
      progress: workspace.progressPermille(of: state, at: current).map { $0 / 10 },
      archived: state.isArchived,
      checkins: inList ? [] : workspace.checkIns(of: id).reversed().compactMap { shownCheckin($0) },
      comments: inList ? [] : comments(on: id),
      conflicts: conflicts(of: id),
      seen: inList ? nil : seen
    )
  }

  private func shownCheckin(_ id: ObjectID) -> Checkin? {
    guard let state = workspace[id], !state.isArchived else { return nil }
    return checkin(id)
  }

  /// All measures in the order of their goals, or one goal's.
  func measures(_ filter: MeasureFilter) throws -> [Measure] {
    let archived = filter.archived ?? false
    let goals = try filter.goal.map { [try resolve($0, [.goal])] } ?? workspace.goalsInTreeOrder(archived: archived)
    return goals.flatMap { workspace.measures(of: $0) }.compactMap { id in
      guard let state = workspace[id], archived || !state.isArchived else { return nil }
      return measure(id, inList: true)
    }
  }

  func checkin(_ id: ObjectID) -> Checkin? {
    guard let state = workspace.object(id, .checkIn), let value = number(state.value(CheckInField.value)) else {
      return nil
    }
    let measure = state.value(CheckInField.measure).object
    let made = maker(of: state)
    return Checkin(
      id: self.id(id, .checkIn),
      short: short(id, .checkIn),
      key: state.key,
      measure: measure.flatMap { self.id($0) } ?? "",
      measureName: name(measure),
      unit: measure.flatMap { workspace[$0] }?.value(MeasureField.unit).string,
      value: value,
      on: state.value(CheckInField.on).date?.description,
      confidence: word(state.value(CheckInField.confidence), Confidence.self),
      note: state.value(CheckInField.note).string,
      corrects: state.value(CheckInField.corrects).object.map { self.id($0, .checkIn) },
      correctedBy: workspace.corrections(of: id).last.map { self.id($0, .checkIn) },
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time,
      archived: state.isArchived
    )
  }
}
