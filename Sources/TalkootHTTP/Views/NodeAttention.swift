internal import TalkootAPI
internal import TalkootLanguage
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
        let reason = settled.standing(of: member) == .left ? "hasLeft" : "wasRemoved"
        items.append(
          TalkootAPI.AttentionItem(
            what: sentence(reason),
            reason: reason,
            object: organisation(own),
            command: "talkoot export -o FILE"
          )
        )
      case .member, .participant, nil: break
      }
      if settled.isLeaving(member) {
        let reason = leavingSince.map { Moment.now - $0 > View.day } ?? false ? "leavingStalls" : "leaving"
        items.append(
          TalkootAPI.AttentionItem(
            what: sentence(reason),
            reason: reason,
            object: organisation(own),
            command: "talkoot sync status"
          )
        )
      }
    }
    if workspace.criticalUnknown > 0 {
      items.append(
        TalkootAPI.AttentionItem(
          what: sentence("outdated"),
          reason: "outdated",
          command: "talkoot node voice"
        )
      )
    }
    return items
  }

  private static let day: Int64 = 86_400_000
}
