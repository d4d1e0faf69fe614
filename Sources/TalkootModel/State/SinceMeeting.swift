internal import TalkootCRDT
public import TalkootLog

/// What has become of the network's work since a point in history.
public struct Movement: Hashable, Sendable {
  /// Something that a change since then did to an object that was there already.
  public enum What: String, Hashable, Sendable, CaseIterable {
    /// A goal's status was set.
    case status
    /// Somebody became its steward, or answerable for it.
    case taken
    /// A goal went elsewhere in the tree.
    case placed
    /// A measure has a new check-in.
    case checkedIn
    /// An organisation took a position.
    case position
    /// A decision was settled.
    case settled
    /// An organisation signed.
    case signed
    /// An agreement has a new version.
    case drafted
    /// A question was answered.
    case answered
    /// Something else of it was changed.
    case edited
  }

  /// An object and what moved about it.
  public struct Moved: Hashable, Sendable {
    /// The object.
    public let object: ObjectID
    /// Its kind.
    public let kind: ObjectKind
    /// What moved, each once.
    public let what: [What]
  }

  /// Goals, measures, decisions, agreements, questions and mandates made since then, by kind, in the order of making.
  public var new: [ObjectID] = []
  /// What was there and moved, by kind.
  public var moved: [Moved] = []
  /// Fields in conflict of which a value was written since then.
  public var conflicts: [FieldConflict] = []
}

extension Workspace {
  private static let workKinds: [ObjectKind] = [.goal, .measure, .decision, .agreement, .question, .mandate]

  /// What is new, what has moved and what is in conflict by the changes in `since`. Costs one walk over what there is.
  public func movement(_ since: VersionRanges, _ index: LogIndex) -> Movement {
    var movement = Movement()
    guard !since.isEmpty else { return movement }
    for kind in Self.workKinds {
      for id in inOrderOfMaking(kind) {
        guard let state = objects[id], !state.isArchived, let creation = state.creation else { continue }
        if since.contains(creation.dot.version) {
          movement.new.append(id)
        } else {
          let what = moved(state, since)
          if !what.isEmpty { movement.moved.append(Movement.Moved(object: id, kind: kind, what: what)) }
        }
      }
    }
    movement.conflicts = conflicts(index).filter { $0.values.contains { since.contains($0.version) } }
    return movement
  }

  private func inOrderOfMaking(_ kind: ObjectKind) -> [ObjectID] {
    switch kind {
    case .goal: goalsInTreeOrder()
    case .measure: goalsInTreeOrder().flatMap { measures(of: $0) }
    case .decision, .agreement, .question, .mandate, .meeting: list(kind)
    case .network, .checkIn, .comment, .organisation, .node, .person, .invitation, .rosterProposal, .position,
      .signature, .agreementVersion, .answer:
      ids(of: kind)
    }
  }

  private func moved(_ state: ObjectState, _ since: VersionRanges) -> [Movement.What] {
    var what: [Movement.What] = []
    func wrote(_ field: FieldNumber) -> Bool {
      state.register(field).shown.map { since.contains($0.dot.version) } ?? false
    }
    func hasNew(_ relation: Relation, _ target: ObjectID) -> Bool {
      links.list(relation, of: target).contains { since.contains($0.dot.version) }
    }
    switch state.kind {
    case .goal:
      if wrote(GoalField.status) { what.append(.status) }
      if wrote(GoalField.steward) { what.append(.taken) }
      if let dot = tree.placedBy(state.id), since.contains(dot.version) { what.append(.placed) }
    case .measure:
      if hasNew(.checkInOfMeasure, state.id) { what.append(.checkedIn) }
      if wrote(MeasureField.responsible) { what.append(.taken) }
    case .decision:
      if hasNew(.positionOnDecision, state.id) { what.append(.position) }
      if let parts = governance.decision(state.id)?.certificate?.parts,
        parts.contains(where: { since.contains($0.place.version) })
      {
        what.append(.settled)
      }
    case .agreement:
      let versions = links.list(.versionOfAgreement, of: state.id).entries
      if versions.contains(where: { since.contains($0.dot.version) }) { what.append(.drafted) }
      if versions.contains(where: { hasNew(.signatureOfVersion, $0.object) }) { what.append(.signed) }
    case .question:
      if wrote(QuestionField.responsible) { what.append(.taken) }
      if hasNew(.answerOfQuestion, state.id) { what.append(.answered) }
    case .network, .checkIn, .comment, .organisation, .node, .person, .invitation, .rosterProposal, .mandate,
      .meeting, .position, .signature, .agreementVersion, .answer:
      break
    }
    if what.isEmpty, state.frontier.contains(where: { since.contains($0) }) { what.append(.edited) }
    return what
  }
}
