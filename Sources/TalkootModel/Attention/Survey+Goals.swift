internal import TalkootCRDT
internal import TalkootLog

extension Survey {
  /// Goals in tree order, so that whoever answers for the one above is known.
  mutating func lookAtGoals() {
    var stewards: [ObjectID: ObjectID] = [:]
    for id in workspace.goalsInTreeOrder() {
      guard let state = workspace[id] else { continue }
      let parent = workspace.parent(of: id)
      let above = parent.flatMap { stewards[$0] }
      let steward = state.value(GoalField.steward).object
      let answerable = steward.flatMap { present.contains($0) ? $0 : nil } ?? above
      if let answerable { stewards[id] = answerable }
      if lookAtStatus(of: state) { lookAt(state, steward: steward, above: above, answerable: answerable) }
    }
  }

  /// Whether a goal is still to be reached.
  private mutating func lookAtStatus(of goal: ObjectState) -> Bool {
    switch GoalStatus(goal.value(GoalField.status)) {
    case .achieved, .dropped:
      let wasLate = goal.value(GoalField.due).date.map { $0.dayNumber < today } ?? false
      let wasNobodys = goal.value(GoalField.steward).object == nil
      if wasLate || wasNobodys { mended(onDay: day(goal.written(GoalField.status))) }
      return false
    case .proposed, .active, nil: return true
    }
  }

  private mutating func lookAt(_ goal: ObjectState, steward: ObjectID?, above: ObjectID?, answerable: ObjectID?) {
    let needing = workspace.dependents(of: goal.id).count
    let heldBack = workspace.depth(of: goal.id) + needing
    let takenOn = day(goal.rewritten(GoalField.steward))
    func item(_ reason: AttentionReason, waitsFor: ObjectID?) -> AttentionItem {
      var item = AttentionItem(reason, goal.id, .goal)
      item.heldBack = heldBack
      item.waitsFor = waitsFor.map { [$0] } ?? []
      return item
    }
    // Without a steward it is those below that have nobody above them.
    func nobodys(_ reason: AttentionReason) -> AttentionItem {
      var item = item(reason, waitsFor: above)
      item.heldBack = workspace.children(of: goal.id).count + needing
      return item
    }
    if let steward {
      if !present.contains(steward) {
        add(nobodys(.stewardGone), sinceDay: takenOn ?? madeDay(goal))
      } else {
        mended(onDay: takenOn)
      }
    } else {
      add(nobodys(.noSteward), sinceDay: anew(madeDay(goal), takenOn: takenOn))
    }
    if let due = goal.value(GoalField.due).date, due.dayNumber < today {
      add(item(.overdue, waitsFor: answerable), sinceDay: anew(due.dayNumber + 1, takenOn: takenOn))
    }
    if let lost = goal.elements(GoalField.dependsOn).lazy.compactMap(\.object).first(where: isLost) {
      var item = item(.blocked, waitsFor: answerable)
      item.detail = workspace.name(of: lost)
      add(item, sinceDay: workspace[lost].flatMap { day($0.written(GoalField.status)) })
    }
    lookAtMeasures(of: goal, answerable: answerable, takenOn: takenOn, heldBack: heldBack)
  }

  private func isLost(_ goal: ObjectID) -> Bool {
    guard let state = workspace[goal] else { return false }
    return state.isArchived || GoalStatus(state.value(GoalField.status)) == .dropped
  }

  // MARK: Measures

  /// The check-ins that are missed, one item for each that answers for them; and the measure that is worst off.
  private mutating func lookAtMeasures(of goal: ObjectState, answerable: ObjectID?, takenOn: Int?, heldBack: Int) {
    var missed: [ObjectID?: (item: AttentionItem, since: Int)] = [:]
    var worst: (measure: ObjectState, checkIn: ObjectState, confidence: Confidence)?
    for id in workspace.measures(of: goal.id) {
      guard let measure = workspace[id], !measure.isArchived else { continue }
      let current = workspace.currentCheckIn(of: id)
      if let current, let confidence = Confidence(current.value(CheckInField.confidence)), confidence != .onTrack,
        worst.map({ confidence.rawValue > $0.confidence.rawValue }) ?? true
      {
        worst = (measure, current, confidence)
      }
      guard let interval = Interval(measure.value(MeasureField.every)) else { continue }
      if let day = current.flatMap(madeDay), isWithinWeek(day), !isWithinWeek(madeDay(measure)),
        wasLate(measure, interval, today: day)
      {
        mended(onDay: day)
      }
      guard let due = nextDue(of: measure, interval, current), due < today else { continue }
      let own = workspace.organisation(of: measure.value(MeasureField.responsible).object)
      let since = anew(due + 1, takenOn: own == nil ? takenOn : day(measure.rewritten(MeasureField.responsible)))!
      note(measure, waitingFor: own ?? answerable, since: since, heldBack, in: &missed)
    }
    for key in missed.keys.sorted(by: Self.precedes) { add(missed[key]!.item, sinceDay: missed[key]!.since) }
    guard let worst else { return }
    var item = AttentionItem(.offTrack, worst.measure.id, .measure)
    item.heldBack = heldBack + 1
    let own = workspace.organisation(of: worst.measure.value(MeasureField.responsible).object)
    item.waitsFor = [own ?? answerable].compactMap { $0 }
    item.detail = worst.confidence.name
    add(item, sinceDay: anew(madeDay(worst.checkIn), takenOn: own == nil ? takenOn : nil))
  }

  private func note(
    _ measure: ObjectState,
    waitingFor organisation: ObjectID?,
    since: Int,
    _ heldBack: Int,
    in missed: inout [ObjectID?: (item: AttentionItem, since: Int)]
  ) {
    let count = (missed[organisation]?.item.count ?? 0) + 1
    if let known = missed[organisation], known.since <= since {
      missed[organisation]!.item.count = count
      return
    }
    var item = AttentionItem(.checkInMissed, measure.id, .measure)
    item.heldBack = heldBack + 1
    item.waitsFor = organisation.map { [$0] } ?? []
    item.count = count
    missed[organisation] = (item, since)
  }

  private static func precedes(_ a: ObjectID?, _ b: ObjectID?) -> Bool {
    guard let a, let b else { return a == nil && b != nil }
    return a < b
  }

  /// The day on which a measure wants its next check-in; nil beyond its end.
  private func nextDue(of measure: ObjectState, _ interval: Interval, _ current: ObjectState?) -> Int? {
    let last = current?.value(CheckInField.on).date ?? (current ?? measure).creation?.claimedDate
    guard let next = last?.advanced(by: interval) else { return nil }
    if let until = measure.value(MeasureField.until).date, until.lastDay < next { return nil }
    return next.dayNumber
  }

  /// Whether, before its newest check-in, a measure had missed one.
  private func wasLate(_ measure: ObjectState, _ interval: Interval, today: Int) -> Bool {
    let entries = workspace.checkIns(of: measure.id)
    let before = entries.count >= 2 ? workspace[entries[entries.count - 2]] : nil
    guard let due = nextDue(of: measure, interval, before) else { return false }
    return due < today
  }
}
