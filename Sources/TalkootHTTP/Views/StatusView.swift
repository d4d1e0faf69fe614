internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// How much of what stalls the one screen shows.
  private static let stalledShown = 12

  /// The one-screen answer.
  func status(
    _ own: SelfDescription,
    _ peers: [PeerStatus],
    _ attention: Attention,
    on day: CalendarDate,
    leavingSince: Int64? = nil
  ) -> StatusReport {
    let settled = workspace.settled
    let goals = workspace.goalsInTreeOrder()
    let open = settled.openDecisions.filter { !(workspace[$0]?.isArchived ?? true) }
    let first = attention.items.prefix(Self.stalledShown).map { item($0, attention.mandateDraft) }
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
      attention: nodeAttention(leavingSince: leavingSince) + first + peerAttention(peers),
      stalled: attention.items.count,
      stalledNew: attention.new,
      mended: attention.mended,
      mandates: mandates(on: day).filter { $0.status == "running" },
      peers: peers
    )
  }

  /// Peers that this node doesn't reach: others may.
  private func peerAttention(_ peers: [PeerStatus]) -> [TalkootAPI.AttentionItem] {
    peers.filter { $0.state == "offline" || $0.state == "refused" }.map { peer in
      let name = peer.memberName ?? peer.nodeShort ?? ""
      return TalkootAPI.AttentionItem(
        what: sentence(peer.state == "refused" ? "peerRefuses" : "peerOffline", name),
        reason: peer.state == "refused" ? "peerRefuses" : "peerOffline",
        object: peer.node,
        short: peer.nodeShort,
        objectKind: "node",
        title: name,
        command: "talkoot sync status"
      )
    }
  }
}
