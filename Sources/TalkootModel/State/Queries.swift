public import TalkootLog

// What views and lists ask. All of it costs what it returns, not what there is.

extension Workspace {
  /// A goal's children in their order; the top goals for nil.
  public func children(of goal: ObjectID?) -> [ObjectID] { tree.children(of: goal) }

  /// A goal's parent; nil at the top.
  public func parent(of goal: ObjectID) -> ObjectID? { tree.parent(of: goal) }

  /// How many goals are above a goal.
  public func depth(of goal: ObjectID) -> Int { tree.depth(of: goal) }

  /// Goals in tree order: each before those below it.
  ///
  /// - Parameters:
  ///   - root: only what is below it; nil is everything.
  ///   - archived: whether archived ones, with all below them, are in it.
  public func goalsInTreeOrder(under root: ObjectID? = nil, archived: Bool = false) -> [ObjectID] {
    var order: [ObjectID] = []
    var stack: [ObjectID] = tree.children(of: root).reversed()
    while let goal = stack.popLast() {
      if !archived, objects[goal]?.isArchived ?? true { continue }
      order.append(goal)
      stack.append(contentsOf: tree.children(of: goal).reversed())
    }
    return order
  }

  /// A goal's measures, in the order of their making.
  public func measures(of goal: ObjectID) -> [ObjectID] { linked(.measureOfGoal, goal) }

  /// A measure's check-ins by date, then in the order of operations; corrected ones too.
  public func checkIns(of measure: ObjectID) -> [ObjectID] { linked(.checkInOfMeasure, measure) }

  /// The corrections of a check-in that count: its own organisation's.
  public func corrections(of checkIn: ObjectID) -> [ObjectID] {
    guard let corrected = objects[checkIn] else { return [] }
    return linked(.correctionOfCheckIn, checkIn).filter { id in
      guard let state = objects[id], !state.isArchived else { return false }
      return state.creations.contains { corrected.isOwned(by: $0.organisation) }
    }
  }

  /// The comments on an object, oldest first.
  public func comments(on object: ObjectID) -> [ObjectID] { linked(.commentOn, object) }

  /// The position objects on a decision, in the order of operations.
  public func positions(on decision: ObjectID) -> [ObjectID] { linked(.positionOnDecision, decision) }

  /// The goals that say they need this one.
  public func dependents(of goal: ObjectID) -> [ObjectID] { linked(.dependentGoal, goal) }

  /// All decisions, agreements, questions, mandates or meetings, in the order of their making.
  public func list(_ kind: ObjectKind) -> [ObjectID] { linked(.ofKind, .nilID(kind)) }

  /// The answers to a question, oldest first.
  public func answers(to question: ObjectID) -> [ObjectID] { linked(.answerOfQuestion, question) }

  private func linked(_ relation: Relation, _ target: ObjectID) -> [ObjectID] {
    links.list(relation, of: target).entries.map(\.object)
  }

  // MARK: Measures

  /// The check-in that says where a measure stands: the last by date that is neither corrected nor archived.
  public func currentCheckIn(of measure: ObjectID) -> ObjectState? {
    links.list(.checkInOfMeasure, of: measure).last { entry in
      guard let state = objects[entry.object], !state.isArchived else { return false }
      return corrections(of: entry.object).isEmpty
    }
    .flatMap { objects[$0.object] }
  }

  /// A measure's first check-in by date, corrected or not.
  func firstCheckIn(of measure: ObjectID) -> ObjectState? {
    links.list(.checkInOfMeasure, of: measure).first.flatMap { objects[$0.object] }
  }

  /// Which way a measure is to go: positive is up, negative is down; nil for a standing measure.
  public func direction(ofMeasure measure: ObjectID) -> Int? {
    guard let state = objects[measure], let target = state.value(MeasureField.target).decimal else { return nil }
    return target.compare(state.value(MeasureField.from).decimal ?? Decimal(0))
  }

  /// How far a measure is, in thousandths; nil without a target, a start or a check-in.
  public func progressPermille(ofMeasure measure: ObjectID) -> Int? {
    objects[measure].flatMap { progressPermille(of: $0, at: currentCheckIn(of: measure)) }
  }

  /// The same of a measure whose check-in has been looked up.
  public func progressPermille(of measure: ObjectState, at current: ObjectState?) -> Int? {
    guard let target = measure.value(MeasureField.target).decimal,
      let value = current?.value(CheckInField.value).decimal
    else { return nil }
    return value.permille(from: measure.value(MeasureField.from).decimal ?? Decimal(0), to: target)
  }

  /// The mean of a goal's own measures in thousandths or, where it has none that tell, of the goals below it; nil when
  /// nothing tells. Achieved counts as all, dropped and archived goals count for nothing.
  public func progressPermille(ofGoal goal: ObjectID) -> Int? {
    var below: [ObjectID: [Int]] = [:]
    // Children before parents; a tree has no cycle, so this ends.
    for id in ([goal] + goalsInTreeOrder(under: goal)).reversed() {
      guard let state = objects[id], let own = progress(of: state, below: below[id] ?? []) else { continue }
      if id == goal { return own }
      if GoalStatus(state.value(GoalField.status)) == .dropped { continue }
      if let parent = tree.parent(of: id) { below[parent, default: []].append(own) }
    }
    return nil
  }

  private func progress(of state: ObjectState, below: [Int]) -> Int? {
    if GoalStatus(state.value(GoalField.status)) == .achieved { return 1000 }
    let own = measures(of: state.id).filter { !(objects[$0]?.isArchived ?? true) }
      .compactMap { progressPermille(ofMeasure: $0) }
    let parts = own.isEmpty ? below : own
    return parts.isEmpty ? nil : parts.reduce(0, +) / parts.count
  }

  /// When a measure wants its next check-in: one interval after the last, or after it was made; nil when it has no
  /// interval or the day lies beyond its end.
  public func nextDue(ofMeasure measure: ObjectID) -> CalendarDate? {
    objects[measure].flatMap { nextDue(of: $0, after: currentCheckIn(of: measure)) }
  }

  /// The same of a measure whose check-in has been looked up.
  public func nextDue(of measure: ObjectState, after current: ObjectState?) -> CalendarDate? {
    guard let interval = Interval(measure.value(MeasureField.every)) else { return nil }
    let last = current?.value(CheckInField.on).date ?? measure.creation?.claimedDate
    guard let next = last?.advanced(by: interval) else { return nil }
    if let until = measure.value(MeasureField.until).date, until.lastDay < next { return nil }
    return next
  }
}

extension CreationMark {
  /// The day, in UTC, that the author's clock said.
  public var claimedDate: CalendarDate? {
    let (days, rest) = claimedMilliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    return CalendarDate(dayNumber: Int(rest < 0 ? days - 1 : days))
  }
}

// MARK: - Decisions

/// A decision as views show it.
public struct DecisionView: Sendable {
  /// A position and the object that says it, with its reason.
  public struct Position: Sendable {
    /// The object.
    public let object: ObjectID
    /// The organisation.
    public let member: MemberID
    /// What is said.
    public let position: PositionChoice
    /// The option's text.
    public let option: String?
    /// Why.
    public let reason: String?
    /// Whether it came too late to be counted.
    public let isLate: Bool
  }

  /// Where it stands.
  public let status: DecisionStatus
  /// How positions make an outcome.
  public let rule: DecisionRule
  /// What there is to choose from.
  public let options: [String]
  /// `accepted`, `rejected` or an option's text; nil for none.
  public let outcome: String?
  /// Who says what.
  public let positions: [Position]
  /// The organisations whose nodes accepted, ascending.
  public let certificate: [MemberID]
}

extension Workspace {
  /// A decision with its positions and where it stands; nil when the settling part knows none.
  public func decisionView(_ id: ObjectID) -> DecisionView? {
    guard let state = objects[id], let status = governance.decision(id) else { return nil }
    let options = (state.value(DecisionField.options).list ?? []).map { $0.string ?? "" }
    func option(_ number: UInt32) -> String? { Int(number) < options.count ? options[Int(number)] : nil }
    let outcome: String? =
      switch status.outcome {
      case .accepted: "accepted"
      case .rejected: "rejected"
      case .chosen(let number): option(number)
      case .some(.none), .withdrawn, nil: nil
      }
    let positions = status.positions.map { position in
      let object = ObjectID(madeBy: position.origin.change, index: position.origin.dot.index)
      let (choice, number): (PositionChoice, UInt32?) =
        switch position.stance {
        case .agree: (.agree, nil)
        case .abstain: (.abstain, nil)
        case .object: (.object, nil)
        case .choose(let number): (.choose, number)
        }
      return DecisionView.Position(
        object: object,
        member: position.organisation,
        position: choice,
        option: number.flatMap { option($0) },
        reason: objects[object]?.value(PositionField.reason).string,
        isLate: position.isLate
      )
    }
    return DecisionView(
      status: status,
      rule: status.opening.rule,
      options: options,
      outcome: outcome,
      positions: positions,
      certificate: status.certificate?.parts.map(\.organisation) ?? []
    )
  }
}
