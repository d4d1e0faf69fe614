internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A goal's document; in lists without its measures and comments.
  func goal(_ id: ObjectID, inList: Bool = false) -> Goal? {
    guard let state = workspace.object(id, .goal) else { return nil }
    let parent = workspace.parent(of: id)
    let steward = state.value(GoalField.steward).object
    let needed = state.elements(GoalField.dependsOn).compactMap(\.object)
    return Goal(
      id: self.id(id, .goal),
      short: short(id, .goal),
      key: state.key,
      title: state.title,
      description: state.text(GoalField.description).orNil,
      status: word(state.value(GoalField.status), GoalStatus.self) ?? GoalStatus.proposed.name,
      parent: parent.map { self.id($0, .goal) },
      parentTitle: name(parent),
      depth: workspace.depth(of: id),
      steward: steward.map { organisation($0) },
      stewardName: name(steward),
      due: state.value(GoalField.due).date?.description,
      archived: state.isArchived,
      progress: workspace.progressPermille(ofGoal: id).map { $0 / 10 },
      contributions: contributions(of: state),
      benefits: benefits(of: state),
      needs: state.elements(GoalField.needs).compactMap(\.string),
      dependsOn: needed.compactMap { self.id($0) },
      dependsOnTitles: needed.compactMap { workspace[$0]?.title },
      measures: inList ? [] : workspace.measures(of: id).compactMap { shownMeasure($0) },
      comments: inList ? [] : comments(on: id),
      conflicts: conflicts(of: id),
      seen: inList ? nil : seen
    )
  }

  /// What is under a goal and not put away.
  private func shownMeasure(_ id: ObjectID) -> Measure? {
    guard let state = workspace[id], !state.isArchived else { return nil }
    return measure(id, inList: true)
  }

  private func contributions(of goal: ObjectState) -> [Contribution] {
    goal.elements(GoalField.contributions).compactMap { element in
      guard let parts = element.list, parts.count == 3, let member = parts[0].object else { return nil }
      return Contribution(
        member: organisation(member),
        memberName: name(member) ?? "",
        role: word(parts[1], Role.self) ?? "",
        note: parts[2].string
      )
    }
  }

  private func benefits(of goal: ObjectState) -> [Benefit] {
    goal.elements(GoalField.benefits).compactMap { element in
      guard let parts = element.list, parts.count == 2, let member = parts[0].object else { return nil }
      return Benefit(member: organisation(member), memberName: name(member) ?? "", text: parts[1].string ?? "")
    }
  }

  /// Goals in tree order.
  func goals(_ filter: GoalFilter) throws -> [Goal] {
    let steward = try filter.steward.map { try resolve($0, [.organisation]) }
    if let status = filter.status, GoalStatus(name: status) == nil {
      let words = GoalStatus.allCases.map(\.name).joined(separator: ", ")
      throw ErrorDescription(.usage, "\(Plain.line(status)) is no status; it is one of \(words)")
    }
    return workspace.goalsInTreeOrder(archived: filter.archived ?? false).compactMap { id in
      guard let state = workspace[id] else { return nil }
      if let steward, state.value(GoalField.steward).object != steward { return nil }
      if let status = filter.status, word(state.value(GoalField.status), GoalStatus.self) != status { return nil }
      return goal(id, inList: true)
    }
  }

  /// The comments on an object, oldest first, without those put away.
  func comments(on object: ObjectID) -> [Comment] {
    workspace.comments(on: object).filter { !(workspace[$0]?.isArchived ?? true) }.compactMap { comment($0) }
  }

  func comment(_ id: ObjectID) -> Comment? {
    guard let state = workspace.object(id, .comment), let about = state.value(CommentField.about).object else {
      return nil
    }
    let made = maker(of: state)
    return Comment(
      id: self.id(id, .comment),
      short: short(id, .comment),
      about: self.id(about) ?? "",
      text: state.value(CommentField.text).string ?? "",
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time,
      archived: state.isArchived
    )
  }

  /// Who made an object, and when by that author's clock.
  func maker(of state: ObjectState) -> (member: String, memberName: String?, person: String?, time: String?) {
    guard let creation = state.creation else { return ("", nil, nil, nil) }
    return (
      organisation(creation.organisation), name(creation.organisation), name(creation.person),
      Moment.text(creation.claimedMilliseconds)
    )
  }
}
