internal import TalkootCRDT
internal import TalkootLog

extension Survey {
  /// From how many days on a member counts as not heard from.
  static let silentDays = 14
  /// How many days before its end a mandate is told of.
  static let mandateNoticeDays = 14

  /// Members with one node, and those not heard from.
  mutating func lookAtMembers() {
    for member in members {
      let id = ObjectID(member)
      if workspace.settled.nodes(of: member).count(where: { !$0.isRetired }) == 1, members.count > 1 {
        var item = AttentionItem(.singleNode, id, .organisation)
        item.waitsFor = [id]
        item.count = 1
        add(item, sinceDay: nil)
      }
      if let heard = day(times.lastHeard[id]), today - heard >= Self.silentDays {
        var item = AttentionItem(.silent, id, .organisation)
        item.waitsFor = [id]
        add(item, sinceDay: heard)
      }
      if let newest, !workspace.settled.understands(member, newest, workspace.settled.here) {
        var item = AttentionItem(.versionSkew, id, .organisation)
        item.waitsFor = [id]
        add(item, sinceDay: nil)
      }
    }
  }

  /// The most that a member's voice has said it understands; nil where nobody has said more than all do.
  private var newest: Understanding? {
    let said = members.flatMap { workspace.settled.understandings[$0] ?? [] }.map(\.understanding)
    guard let most = said.max(by: { ($0.kindsBelow, $0.format) < ($1.kindsBelow, $1.format) }) else { return nil }
    return Understanding.first.includes(most) ? nil : most
  }

  /// Who waits to be confirmed, removed or re-keyed; and what should not be.
  mutating func lookAtRoster() {
    let settled = workspace.settled
    for invitation in settled.sharedInvitations {
      add(AttentionItem(.sharedInvitation, invitation.id, .invitation), sinceDay: nil)
    }
    if settled.isRosterContested || !settled.doubleVoices.isEmpty {
      var item = AttentionItem(.contradiction, workspace.networkObject, .network)
      item.waitsFor = Electorate.distinct(settled.doubleVoices.map { ObjectID($0.organisation) })
      add(item, sinceDay: nil)
    }
    for newcomer in settled.participants() {
      let approvers = settled.proposal(settled.confirmation(of: newcomer))?.approvers ?? []
      var item = AttentionItem(.unconfirmed, ObjectID(newcomer), .organisation)
      item.waitsFor = members.filter { !approvers.contains($0) }.map { ObjectID($0) }
      add(item, sinceDay: settled.admission(of: newcomer).flatMap { day(times.written[$0.dot.version]) })
    }
    for proposal in settled.allProposals {
      guard proposal.state == .open else { continue }
      let concerned = proposal.action.concerned
      if case .confirm = proposal.action { continue }
      var item = AttentionItem(.proposalOpen, proposal.id, .rosterProposal)
      item.waitsFor = members.filter { !proposal.approvers.contains($0) && $0 != concerned }.map { ObjectID($0) }
      add(item, sinceDay: proposal.proposers.first.flatMap { day(times.written[$0.origin.dot.version]) })
    }
  }

  /// Roles that nobody takes and strengths that nobody brings.
  mutating func lookAtStrengths() {
    guard members.count > 1 else { return }
    let matrix = workspace.matrix
    for role in matrix.roles where role.members.isEmpty && role.contributors.isEmpty {
      var item = AttentionItem(.roleVacant, workspace.networkObject, .network)
      item.detail = role.role.name
      add(item, sinceDay: nil)
    }
    for strength in matrix.strengths where strength.members.isEmpty {
      var item = AttentionItem(.strengthUncovered, strength.goals.first ?? workspace.networkObject, .network)
      item.detail = strength.strength
      item.heldBack = strength.goals.count
      add(item, sinceDay: nil)
    }
  }

  /// What was written at the same time and nobody settled.
  mutating func lookAtConflicts() {
    for conflict in workspace.conflicts(index).prefix(Self.conflictsMax) {
      var item = AttentionItem(.conflict, conflict.object, conflict.kind)
      item.detail = conflict.fieldName
      item.count = conflict.values.count
      item.waitsFor = conflict.values.map { ObjectID($0.member) }
      add(item, sinceDay: conflict.values.compactMap { day(times.written[$0.version]) }.max())
    }
  }

  /// Mandates whose end is near.
  mutating func lookAtMandates() {
    for mandate in workspace.mandates(on: times.today) where mandate.state == .running {
      guard let until = mandate.until?.dayNumber, until - today <= Self.mandateNoticeDays else { continue }
      var item = AttentionItem(.mandateEnding, mandate.id, .mandate)
      item.waitsFor = [workspace.organisation(of: mandate.holder)].compactMap { $0 }
      item.count = until - today
      add(item, sinceDay: nil)
    }
  }
}

extension GovernanceState {
  /// Where an organisation was admitted; of several the one with the smallest change id.
  func admission(of member: MemberID) -> Origin? {
    organisations[member]?.admitted.filter { here.covers($0.dot) }.min(by: Origin.precedes)
  }
}
