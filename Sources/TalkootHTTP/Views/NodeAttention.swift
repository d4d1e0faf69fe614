internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// What this node alone knows of: whether it is in, and whether its version settles things.
  /// - Parameter leavingSince: when this organisation said that it leaves, by its own clock.
  func nodeAttention(leavingSince: Int64?) -> [TalkootAPI.AttentionItem] {
    var items: [TalkootAPI.AttentionItem] = []
    let settled = workspace.settled
    if let member = snapshot.member, let own {
      switch settled.standing(of: member) {
      case .removed, .left:
        let what =
          settled.standing(of: member) == .left
          ? "this organisation has left the network" : "this organisation was removed from the network"
        items.append(
          TalkootAPI.AttentionItem(
            what: what,
            reason: settled.standing(of: member) == .left ? "hasLeft" : "wasRemoved",
            object: organisation(own),
            command: "talkoot export -o FILE"
          )
        )
      case .member, .participant, nil: break
      }
      if settled.isLeaving(member) {
        items.append(
          TalkootAPI.AttentionItem(
            what: leavingSince.map { Moment.now - $0 > View.day } ?? false
              ? "leaving could not be settled within a day: too few of the other members' nodes were heard of"
              : "this organisation leaves; its node is needed until the other members' nodes have settled that",
            reason: leavingSince.map { Moment.now - $0 > View.day } ?? false ? "leavingStalls" : "leaving",
            object: organisation(own),
            command: "talkoot sync status"
          )
        )
      }
    }
    if workspace.criticalUnknown > 0 {
      items.append(
        TalkootAPI.AttentionItem(
          what: "more than half of the members use a newer Talkoot: this node settles nothing until it is upgraded",
          reason: "outdated",
          command: "talkoot node voice"
        )
      )
    }
    return items
  }

  private static let day: Int64 = 86_400_000
}
