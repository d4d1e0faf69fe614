internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// A decision's document; in lists without its comments.
  func decision(_ id: ObjectID, inList: Bool = false) -> Decision? {
    guard let state = workspace.object(id, .decision), let view = workspace.decisionView(id) else { return nil }
    let made = maker(of: state)
    let status = view.status
    let subjects = state.elements(DecisionField.about).compactMap(\.object)
    let positions = zip(view.positions, view.status.positions).map { position, said in
      Position(
        member: organisation(position.member),
        memberName: name(ObjectID(position.member)),
        position: position.position.name,
        option: position.option,
        reason: position.reason,
        late: position.isLate,
        otherWords: workspace.answersOtherWords(said, in: view.status, snapshot.index)
      )
    }
    return Decision(
      id: self.id(id, .decision),
      short: short(id, .decision),
      key: state.value(DecisionField.key).string,
      title: state.title,
      text: state.text(DecisionField.text).orNil,
      rule: view.rule.name,
      status: status.state.word,
      outcome: view.outcome,
      options: view.options,
      deadline: state.value(DecisionField.deadline).date?.description,
      review: state.value(DecisionField.review).date?.description,
      quorum: Quorum(
        needed: status.quorumNeeded,
        present: status.present,
        percent: state.value(DecisionField.quorum).decimal.flatMap { Int("\($0)") }
      ),
      about: subjects.compactMap { self.id($0) },
      aboutTitles: subjects.compactMap { workspace[$0]?.title },
      erases: state.erasableFields.compactMap { erased in
        guard let kind = workspace[erased.object]?.kind, let field = kind.field(erased.field) else { return nil }
        return "\(self.id(erased.object, kind)):\(field.name)"
      },
      member: made.member,
      memberName: made.memberName,
      person: made.person,
      time: made.time,
      electorate: status.electorate.organisations.map { organisation($0) },
      positions: positions,
      notReceived: status.notReceived.map { organisation($0) },
      certificate: view.certificate.map { organisation($0) },
      contested: status.isContested,
      mine: view.positions.last { $0.member == snapshot.member && !$0.isLate }?.position.name,
      archived: state.isArchived,
      comments: inList ? [] : comments(on: id),
      conflicts: conflicts(of: id),
      seen: inList ? nil : seen
    )
  }

  /// All decisions, newest first.
  func decisions(_ filter: DecisionFilter) -> [Decision] {
    workspace.list(.decision).reversed().compactMap { id in
      guard let state = workspace[id], !state.isArchived else { return nil }
      if filter.open == true || filter.mine == true {
        guard let status = workspace.settled.decision(id), status.state == .open || status.state == .settling else {
          return nil
        }
        if filter.mine == true, !waitsForOwnPosition(status) { return nil }
      }
      return decision(id, inList: true)
    }
  }

  /// Whether this organisation has a vote on it and hasn't said anything.
  func waitsForOwnPosition(_ status: DecisionStatus) -> Bool {
    guard let member = snapshot.member, status.state == .open else { return false }
    return status.electorate.contains(member) && !status.positions.contains { $0.organisation == member }
  }
}

extension DecisionStatus.State {
  /// The word in JSON.
  var word: String {
    switch self {
    case .open: "open"
    case .settling: "settling"
    case .settled: "settled"
    case .withdrawn: "withdrawn"
    }
  }
}
