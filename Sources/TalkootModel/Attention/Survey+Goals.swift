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
}
