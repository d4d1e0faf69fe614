internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum ProposalRoutes {
  static let all = [
    Route(Endpoints.proposals) { call, _, _ in
      let view = call.view
      // Those that are done or void answer to their ids.
      let proposals = view.workspace.settled.allProposals.filter { $0.state == .open || $0.state == .approved }
      let facts = try await call.facts(of: proposals.flatMap { $0.proposers.map(\.origin.dot.version) })
      return proposals.map { view.proposal($0, facts) }
    },
    Route(Endpoints.proposal) { call, _, _ in try await document(of: try call.object(0, .rosterProposal), call) },
    Route(Endpoints.approve) { call, _, _ in
      let id = try call.object(0, .rosterProposal)
      try await call.write { state, context in try approval(of: id, state, context) }
      return try await document(of: id, call)
    },
    Route(Endpoints.withdrawProposal) { call, _, _ in
      let id = try call.object(0, .rosterProposal)
      try await call.write { state, context in try withdrawal(of: id, state, context) }
      return try await document(of: id, call)
    },
  ]

  static func document(of id: ObjectID, _ call: Call) async throws -> Proposal {
    let view = call.view
    let status = try status(of: id, view.workspace)
    var document = view.proposal(status, try await call.facts(of: status.proposers.map(\.origin.dot.version)))
    document.doubleVoices = try await call.proofs(view.workspace.settled.doubleVoicesOfRoster)
    return document
  }

  private static func status(of id: ObjectID, _ state: Workspace) throws(ErrorDescription) -> ProposalStatus {
    guard let status = state.settled.proposal(id) else {
      throw ErrorDescription(.noSuchObject, "there is no such proposal; see talkoot proposal list")
    }
    return status
  }

  private static func approval(of id: ObjectID, _ state: Workspace, _ context: CommandContext) throws -> [Draft] {
    let status = try status(of: id, state)
    let epoch = try state.rosterForMember(
      context,
      refusing: Sentence("only members approve; a participant becomes one when more than half of them confirm it")
    )
    guard status.action.concerned != context.author.member else {
      throw ErrorDescription(.notPermitted, "the organisation concerned never approves")
    }
    switch status.state {
    case .settled: return []
    case .withdrawn, .stale:
      throw ErrorDescription(.refused, "the proposal is \(word: status.state.word); propose it anew")
    case .open, .approved:
      if status.approvers.contains(context.author.member) { return [] }
      return [try state.draft(of: .approve(proposal: id, epoch: epoch.number), context).draft]
    }
  }

  private static func withdrawal(of id: ObjectID, _ state: Workspace, _ context: CommandContext) throws -> [Draft] {
    let status = try status(of: id, state)
    let own = context.author.member
    guard status.proposers.contains(where: { $0.origin.author.organisation == own }) || status.approvers.contains(own)
    else { throw ErrorDescription(.notPermitted, "only those who proposed or approved it take that back") }
    switch status.state {
    case .settled: throw ErrorDescription(.refused, "the proposal is settled, which is final")
    case .withdrawn: return []
    case .open, .approved, .stale: return [try state.draft(of: .withdrawProposal(id), context).draft]
    }
  }
}
