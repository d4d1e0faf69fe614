internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum MemberRoutes {
  static let all = [
    Route(Endpoints.members) { call, _, _ in try await call.withLastHeard(call.view.members()) },
    Route(Endpoints.member) { call, _, _ in
      let document = try document(of: try call.object(0, .organisation), call)
      return try await call.withLastHeard([document])[0]
    },
    Route(Endpoints.editMember) { call, _, edit in
      let change = TalkootModel.MemberEdit(
        strengths: edit.strengths,
        roles: edit.roles,
        motivation: edit.motivation,
        contact: edit.contact
      )
      try await call.write(seen: edit.seen) { [try $0.editMember(change, $1)] }
      guard let own = call.view.own else { throw ErrorDescription(.refused, "this node is not in the network yet") }
      return try document(of: own, call)
    },
    Route(Endpoints.confirm) { call, _, waiting in try await confirm(call, waiting) },
    Route(Endpoints.proposeRemoval) { call, _, request in
      try await propose(call, reason: request.reason) { .remove($0) }
    },
    Route(Endpoints.proposeRekey) { call, _, request in
      guard let bytes = Digest(hex: request.key)?.bytes, let key = PublicKey(bytes) else {
        throw ErrorDescription(
          .malformedValue,
          "the key is not a public key of 64 hexadecimal digits; the organisation reads it from its new card"
        )
      }
      return try await propose(call, reason: request.reason) { .rekey($0, key) }
    },
    Route(Endpoints.leave) { call, _, request in try await LeaveRoute.leave(call, request) },
  ]

  static func document(of id: ObjectID, _ call: Call) throws -> Member {
    let view = call.view
    guard let document = view.member(of: id).flatMap({ view.member($0) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such organisation; see talkoot member list")
    }
    return document
  }

  /// Proposes a change of the roster, or approves the same that is proposed.
  private static func propose(
    _ call: Call,
    reason: String,
    _ action: @escaping @Sendable (MemberID) -> RosterAction
  ) async throws -> Proposal {
    let id = try call.object(0, .organisation)
    guard let member = call.view.member(of: id) else {
      throw ErrorDescription(.noSuchObject, "there is no such organisation; see talkoot member list")
    }
    let action = action(member)
    try await call.write { state, context in try state.propose(action, reason: reason, context) }
    let own = call.view.snapshot.member
    let made = call.view.workspace.settled.allProposals.filter { $0.action == action }
    // What this organisation stands for now; of several that came to be at once, the one that got furthest.
    let shown =
      made.filter { proposal in own.map { proposal.approvers.contains($0) } ?? false }
      .max { $0.approvers.count < $1.approvers.count } ?? made.last
    guard let shown else { throw ErrorDescription(.internalFault, "the proposal is not there") }
    return try await ProposalRoutes.document(of: shown.id, call)
  }

  private static func confirm(_ call: Call, _ waiting: Waiting) async throws -> Member {
    let id = try call.object(0, .organisation)
    let view = call.view
    guard let member = view.member(of: id), let standing = view.workspace.settled.standing(of: member) else {
      throw ErrorDescription(.noSuchObject, "there is no such organisation; see talkoot member list")
    }
    switch standing {
    case .member: return try document(of: id, call)
    case .left, .removed:
      throw ErrorDescription(.refused, "that organisation is \(word: standing.word); it can only join anew")
    case .participant: break
    }
    try await call.write { state, context in try confirmation(of: member, state, context) }
    let isAlone = view.workspace.settled.members == [view.snapshot.member].compactMap { $0 }
    try await call.wait(waiting, isAlone: isAlone) { $0.workspace.settled.standing(of: member) == .member }
    return try document(of: id, call)
  }

  /// Proposes the confirmation, or approves the one that is proposed; nothing where this organisation did so before.
  private static func confirmation(
    of member: MemberID,
    _ state: Workspace,
    _ context: CommandContext
  ) throws -> [Draft] {
    let own = context.author.member
    guard member != own else {
      throw ErrorDescription(.notPermitted, "an organisation doesn't confirm itself; the members do")
    }
    let epoch = try state.rosterForMember(
      context,
      refusing: Sentence("only members confirm; a participant becomes one when more than half of them confirm it")
    )
    let proposal = state.settled.proposal(state.settled.confirmation(of: member))
    if let proposal, proposal.approvers.contains(own) { return [] }
    switch proposal?.state {
    case .open, .approved:
      return [try state.draft(of: .approve(proposal: proposal!.id, epoch: epoch.number), context).draft]
    case nil, .withdrawn, .stale, .settled:
      let made = RosterProposal(epoch: epoch.number, action: .confirm(member), reason: "")
      return [try state.draft(of: .propose(made), context).draft]
    }
  }
}
