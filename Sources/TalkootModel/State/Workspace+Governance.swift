internal import TalkootCRDT
internal import TalkootLog

// Where the fold hands over to the settling part.
extension Workspace {
  mutating func govern(_ operation: GovernanceOperation, at dot: Dot, _ fold: inout Fold) {
    guard fold.only == nil else { return }
    fold.isGovernance = true
    let origin = Origin(dot: dot, change: fold.changeID, author: fold.author)
    if governance.apply(operation, from: origin, order: fold.index) != nil {
      return fold.ignore(Int(dot.index), .unsettled)
    }
    if operation.concernsStanding { fold.concernsStanding = true }
    admit(networkObject, .network, &fold)
    if operation.concernsRoster { for proposal in ids(of: .rosterProposal) { note(proposal, &fold) } }
    switch operation {
    case .genesis(let genesis):
      admit(ObjectID(genesis.record.founder), .organisation, &fold)
      admit(ObjectID(NodeID(of: genesis.record.nodeKey)), .node, &fold)
    case .invite: admit(ObjectID(madeBy: fold.changeID, index: dot.index), .invitation, &fold)
    case .revoke(let invitation): admit(invitation, .invitation, &fold)
    case .admit(let admission):
      admit(admission.invitation, .invitation, &fold)
      admit(ObjectID(admission.member), .organisation, &fold)
      admit(ObjectID(NodeID(of: admission.nodeKey)), .node, &fold)
    case .admitNode(let admission): admit(ObjectID(NodeID(of: admission.nodeKey)), .node, &fold)
    case .retireNode(let retirement): admit(ObjectID(retirement.node), .node, &fold)
    case .assignVoice(let assignment): admit(ObjectID(assignment.node), .node, &fold)
    case .propose(let proposal):
      admit(
        RosterProposal.id(of: proposal.action, network: network, madeBy: fold.changeID, index: dot.index),
        .rosterProposal,
        &fold
      )
    case .approve(let proposal, _), .withdrawProposal(let proposal): admit(proposal, .rosterProposal, &fold)
    case .leave: admit(fold.organisation, .organisation, &fold)
    case .settle(.decision(let decision), _), .closeDecision(let decision), .withdrawDecision(let decision):
      note(decision, &fold)
    case .settle(.roster, _): break
    case .received(let decisions): for decision in decisions { note(decision, &fold) }
    case .erase(let erasure):
      fold.applied.erasures.append(AppliedErasure(dot: dot, author: fold.author.organisation, erasure: erasure))
    case .forkEvidence, .addressHint, .understands, .openDecision, .position: break
    }
  }

  /// An object that governance makes: it has no creation of its own.
  private mutating func admit(_ id: ObjectID, _ kind: ObjectKind, _ fold: inout Fold) {
    if objects[id] == nil, !fold.isSetAside { objects[id] = ObjectState(id: id, kind: kind) }
    note(id, &fold)
  }

  mutating func note(_ id: ObjectID, _ fold: inout Fold) {
    guard objects.contains(id) else { return }
    fold.touched.append(id)
  }

  /// Tells the settling part of a decision that opens or a position that is taken.
  mutating func noteForGovernance(_ id: ObjectID, _ creation: Creation, at dot: Dot, _ fold: inout Fold) {
    guard let operation = GovernanceOperation(making: id, creation) else {
      if creation.kind == .position { fold.ignore(Int(dot.index), .wrongValue) }
      return
    }
    if case .position(let decision, _) = operation { note(decision, &fold) }
    fold.isGovernance = true
    let origin = Origin(dot: dot, change: fold.changeID, author: fold.author)
    if governance.apply(operation, from: origin, order: fold.index) != nil {
      fold.ignore(Int(dot.index), .unsettled)
    }
  }

  /// What the settling part adds to an object's canonical state (`docs/formats/state.md`).
  func governedState(of state: ObjectState) -> [UInt8] {
    var writer = StateWriter()
    switch state.kind {
    case .decision:
      guard let decision = governance.decision(state.id) else { return [] }
      writer.byte(decision.state.code)
      writer.varint(UInt64(decision.outcome?.code ?? 0))
      writer.varint(UInt64(decision.outcome?.option ?? 0))
      writer.count(decision.electorate.count)
      for member in decision.electorate.organisations { writer.object(ObjectID(member)) }
      writer.count(decision.notReceived.count)
      for member in decision.notReceived { writer.object(ObjectID(member)) }
      writer.byte(decision.certificate == nil ? 0 : 1)
      if let certificate = decision.certificate { writer.blob(certificate.value.digest.bytes) }
    case .network:
      guard let epoch = governance.currentEpoch else { return [] }
      writer.blob(epoch.id.digest.bytes)
      let everyone = governance.everyone
      writer.count(everyone.count)
      for member in everyone {
        writer.object(ObjectID(member))
        writer.byte(governance.standing(of: member)?.code ?? 0)
      }
    case .rosterProposal:
      guard let proposal = governance.proposal(state.id) else { return [] }
      writer.count(proposal.approvers.count)
      for member in proposal.approvers { writer.object(ObjectID(member)) }
    case .invitation:
      guard let invitation = governance.invitation(state.id) else { return [] }
      writer.byte(invitation.isRevoked ? 1 : 0)
      writer.count(invitation.admitted.count)
      for member in invitation.admitted.sorted() { writer.object(ObjectID(member)) }
    case .goal, .measure, .checkIn, .agreement, .question, .comment, .organisation, .node, .person, .mandate, .meeting,
      .position, .signature, .agreementVersion, .answer:
      break
    }
    return writer.bytes
  }

  /// Makes the settling part anew from the changes that concern it, in local-version order.
  mutating func restoreGovernance(_ change: PastChange, _ index: LogIndex) {
    guard let structure = change.change.structure else { return }
    let decoded = DecodedChange(change.change.change, structure, network: network)
    let descriptor = change.change.descriptor
    for (i, operation) in decoded.operations.enumerated() {
      let origin = Origin(
        dot: Dot(change.version, UInt32(i)),
        change: change.change.id,
        author: Author(organisation: descriptor.member, node: descriptor.node)
      )
      switch operation {
      case .governance(let operation): governance.apply(operation, from: origin, order: index)
      case .create(let creation):
        guard let id = decoded.made[i], let operation = GovernanceOperation(making: id, creation) else { continue }
        governance.apply(operation, from: origin, order: index)
      case .set, .add, .remove, .text, .move, .unknown: continue
      }
    }
  }
}

extension GovernanceOperation {
  /// What a creation of a decision or a position is to the settling part; nil for all others, and for one without an
  /// outside key only: those are made once.
  init?(making id: ObjectID, _ creation: Creation) {
    func value(_ field: FieldNumber) -> Value {
      creation.fields.first { $0.field == field && creation.kind.field(field)!.admits($0.value) }?.value ?? .null
    }
    switch creation.kind {
    case .decision: self = .openDecision(id, DecisionOpening(value))
    case .position:
      guard let decision = value(PositionField.decision).object, let stance = Stance(value) else { return nil }
      self = .position(decision: decision, stance)
    case .network, .goal, .measure, .checkIn, .agreement, .question, .comment, .organisation, .node, .person,
      .invitation, .rosterProposal, .mandate, .meeting, .signature, .agreementVersion, .answer:
      return nil
    }
  }
}

extension GovernanceOperation {
  /// Whether it may change who approves what: an approval is for one epoch.
  fileprivate var concernsRoster: Bool {
    switch self {
    case .leave, .settle(.roster, _), .propose, .approve, .withdrawProposal: true
    case .genesis, .invite, .revoke, .admit, .admitNode, .retireNode, .assignVoice, .settle(.decision, _), .received,
      .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision, .position:
      false
    }
  }
}

extension DecisionStatus.State {
  var code: UInt8 {
    switch self {
    case .open: 1
    case .settling: 2
    case .settled: 3
    case .withdrawn: 4
    }
  }
}

extension Standing {
  var code: UInt8 {
    switch self {
    case .participant: 1
    case .member: 2
    case .left: 3
    case .removed: 4
    }
  }
}

extension DecisionOpening {
  /// What a decision's creation says. Fields that nobody wrote are as the command line's defaults have them.
  init(_ value: (FieldNumber) -> Value) {
    self.init(
      epoch: UInt32(clamping: value(DecisionField.epoch).decimal?.mantissa ?? 0),
      rule: DecisionRule(value(DecisionField.rule)) ?? .consent,
      options: UInt32(clamping: value(DecisionField.options).list?.count ?? 0),
      quorumPercent: value(DecisionField.quorum).decimal.map { UInt32(clamping: $0.mantissa) },
      deadline: value(DecisionField.deadline).date
    )
  }
}

extension Stance {
  /// What a position's creation says; nil for nothing that counts.
  init?(_ value: (FieldNumber) -> Value) {
    switch PositionChoice(value(PositionField.position)) {
    case .agree: self = .agree
    case .abstain: self = .abstain
    case .object: self = .object
    case .choose:
      guard let option = value(PositionField.option).decimal, option.exponent == 0 else { return nil }
      self = .choose(UInt32(clamping: option.mantissa))
    case nil: return nil
    }
  }
}

extension Workspace {
  /// Who belongs to the network and what is settled.
  public var settled: GovernanceState { governance }

  /// Where a decision stands.
  func decisionStatus(_ id: ObjectID) -> DecisionStatus.State { governance.decision(id)?.state ?? .open }

  func isInElectorate(_ member: MemberID, of decision: ObjectState) -> Bool {
    governance.decision(decision.id)?.electorate.contains(member) ?? false
  }
}
