internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel

extension View {
  /// The organisation that an object id stands for.
  func member(of id: ObjectID) -> MemberID? { workspace.settled.everyone.first { ObjectID($0) == id } }

  func members() -> [Member] { workspace.settled.everyone.compactMap { member($0) } }

  func member(_ member: MemberID) -> Member? {
    let settled = workspace.settled
    guard let standing = settled.standing(of: member) else { return nil }
    let id = ObjectID(member)
    let state = workspace[id]
    let confirmations = settled.confirmations(of: member)
    let confirmedBy = settled.approval(of: settled.confirmation(of: member))?.approvers ?? []
    // The fingerprint is the one that `talkoot self` and `init` show: the first node's key vouches for the root key.
    return Member(
      id: organisation(member),
      short: short(id, .organisation),
      key: state?.key,
      name: name(id) ?? "",
      status: standing.word,
      leaving: settled.isLeaving(member),
      own: member == snapshot.member,
      nodes: settled.nodes(of: member).filter { !$0.isRetired }.map { self.id(ObjectID($0.id), .node) },
      fingerprint: settled.nodes(of: member).first.map { Fingerprint.words(of: $0.id) },
      confirmations: Confirmations(have: confirmations.have, needed: confirmations.needed),
      confirmedBy: confirmedBy.map { organisation($0) },
      strengths: state?.elements(OrganisationField.strengths).compactMap(\.string) ?? [],
      roles: state?.elements(OrganisationField.roles).compactMap { word($0, Role.self) } ?? [],
      motivation: state?.value(OrganisationField.motivation).string,
      contact: state?.value(OrganisationField.contact).string,
      alarms: settled.sharedInvitations.contains { $0.admitted.contains(member) } ? ["sharedInvitation"] : [],
      conflicts: conflicts(of: id),
      seen: seen
    )
  }

  func proposal(_ status: ProposalStatus, _ facts: [LocalVersion: ChangeFacts]) -> Proposal {
    let concerned = status.action.concerned
    let first = status.proposers.first
    let approval = workspace.settled.approval(of: status.id)
    let approvers = approval?.approvers ?? status.approvers
    let settledIn = workspace.settled.epoch(settling: status.id)
    return Proposal(
      id: id(status.id, .rosterProposal),
      short: short(status.id, .rosterProposal),
      action: status.action.word,
      member: organisation(concerned),
      memberName: name(ObjectID(concerned)),
      newKey: status.action.newKey.map { Hex.text($0.bytes) },
      reason: first?.reason.orNil,
      epoch: Int(workspace.settled.currentEpoch?.number ?? 0),
      status: status.state.word,
      approvals: approvers.map { organisation($0) },
      approvalNames: approvers.map { name(ObjectID($0)) ?? "" },
      needed: approval?.needed ?? status.needed,
      proposer: first.map { organisation($0.origin.author.organisation) },
      proposerName: first.flatMap { name(ObjectID($0.origin.author.organisation)) },
      time: first.flatMap { facts[$0.origin.dot.version] }.flatMap { Moment.text($0.milliseconds) },
      certificate: settledIn.flatMap { workspace.settled.certificate(of: $0) }?.parts.map {
        organisation($0.organisation)
      } ?? []
    )
  }

  func invitation(
    _ status: GovernanceState.InvitationStatus,
    _ facts: [LocalVersion: ChangeFacts],
    code: String? = nil
  ) -> TalkootAPI.Invitation {
    let inviter = status.origin.author.organisation
    let isOver = status.invitation.expiresMilliseconds <= Moment.now
    let word = !status.admitted.isEmpty ? "spent" : status.isRevoked ? "revoked" : isOver ? "expired" : "open"
    return TalkootAPI.Invitation(
      id: id(status.id, .invitation),
      short: short(status.id, .invitation),
      code: code,
      expires: Moment.text(status.invitation.expiresMilliseconds) ?? "",
      status: word,
      member: organisation(inviter),
      memberName: name(ObjectID(inviter)),
      person: facts[status.origin.dot.version]?.person,
      admitted: status.admitted.map { organisation($0) },
      admittedNames: status.admitted.map { name(ObjectID($0)) ?? "" },
      alarm: workspace.settled.sharedInvitations.contains { $0.id == status.id }
    )
  }
}

extension Standing {
  /// The word in JSON.
  var word: String {
    switch self {
    case .participant: "participant"
    case .member: "member"
    case .left: "left"
    case .removed: "removed"
    }
  }
}

extension RosterAction {
  /// The word in JSON.
  var word: String {
    switch self {
    case .confirm: "confirm"
    case .remove: "remove"
    case .rekey: "rekey"
    }
  }
}

extension RosterAction {
  fileprivate var newKey: PublicKey? {
    switch self {
    case .confirm, .remove: nil
    case .rekey(_, let key): key
    }
  }
}

extension ProposalStatus.State {
  /// The word in JSON.
  var word: String {
    switch self {
    case .open: "open"
    case .approved: "settling"
    case .settled: "settled"
    case .withdrawn: "withdrawn"
    case .stale: "stale"
    }
  }
}
