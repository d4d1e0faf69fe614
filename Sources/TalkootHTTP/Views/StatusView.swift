internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// The one-screen answer.
  func status(_ own: SelfDescription, _ peers: [PeerStatus], leavingSince: Int64? = nil) -> StatusReport {
    let settled = workspace.settled
    let goals = workspace.goalsInTreeOrder()
    let open = settled.openDecisions.filter { !(workspace[$0]?.isArchived ?? true) }
    return StatusReport(
      network: own.network,
      member: own.member,
      memberName: own.memberName,
      memberStatus: own.status,
      members: settled.members.count,
      participants: settled.participants().count,
      goals: goals.filter { workspace.parent(of: $0) == nil }.compactMap { goal($0, inList: true) },
      goalCount: goals.count,
      openDecisions: open.count,
      attention: rosterAttention(leavingSince: leavingSince) + attention(open, peers),
      peers: peers
    )
  }

  /// What stalls, each with the command that mends it: what only this organisation can do first.
  private func attention(_ open: [ObjectID], _ peers: [PeerStatus]) -> [AttentionItem] {
    var items = workspace.settled.sharedInvitations.map(alarm)
    if let member = snapshot.member, workspace.settled.standing(of: member) == .member {
      for newcomer in workspace.settled.participants() { items += toConfirm(newcomer, by: member) }
    }
    for id in open {
      guard let status = workspace.settled.decision(id), waitsForOwnPosition(status) else { continue }
      let short = short(id, .decision)
      items.append(
        AttentionItem(
          what: "\(name(id) ?? short) waits for this organisation's position",
          object: self.id(id, .decision),
          command: "talkoot decision position \(short) agree"
        )
      )
    }
    for conflict in workspace.conflicts(index).prefix(20) {
      let short = short(conflict.object, conflict.kind)
      items.append(
        AttentionItem(
          what: "\(conflict.fieldName) of \(name(conflict.object) ?? short) has several values",
          object: id(conflict.object, conflict.kind),
          command: "talkoot conflict settle \(short) \(conflict.fieldName) --value …"
        )
      )
    }
    for peer in peers where peer.state == "offline" || peer.state == "refused" {
      items.append(
        AttentionItem(
          what: peer.state == "refused"
            ? "\(peer.memberName ?? peer.nodeShort ?? "a peer") refuses this node: was this organisation removed?"
            : "\(peer.memberName ?? peer.nodeShort ?? "a peer") is \(peer.state)",
          object: peer.node,
          command: "talkoot sync status"
        )
      )
    }
    return items
  }

  private func alarm(_ invitation: GovernanceState.InvitationStatus) -> AttentionItem {
    let names = invitation.admitted.map { name(ObjectID($0)) ?? short(ObjectID($0), .organisation) }
    return AttentionItem(
      what: "ALARM: \(names.joined(separator: ", ")) came by one invitation; confirm only whom you know",
      object: id(invitation.id, .invitation),
      command: "talkoot member list"
    )
  }

  private func toConfirm(_ newcomer: MemberID, by own: MemberID) -> [AttentionItem] {
    let proposal = workspace.settled.proposal(workspace.settled.confirmation(of: newcomer))
    guard newcomer != own, !(proposal?.approvers.contains(own) ?? false) else { return [] }
    let short = short(ObjectID(newcomer), .organisation)
    return [
      AttentionItem(
        what: "\(name(ObjectID(newcomer)) ?? short) is not confirmed by this organisation yet",
        object: organisation(newcomer),
        command: "talkoot member confirm \(short)"
      )
    ]
  }
}
