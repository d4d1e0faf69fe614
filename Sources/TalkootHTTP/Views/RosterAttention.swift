internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// What is amiss with who belongs to the network and settles things.
  /// - Parameter leavingSince: when this organisation said that it leaves, by its own clock.
  func rosterAttention(leavingSince: Int64?) -> [AttentionItem] {
    var items: [AttentionItem] = []
    let settled = workspace.settled
    if let member = snapshot.member, let own {
      switch settled.standing(of: member) {
      case .removed, .left:
        let what =
          settled.standing(of: member) == .left
          ? "this organisation has left the network" : "this organisation was removed from the network"
        items.append(AttentionItem(what: what, object: organisation(own), command: "talkoot export -o FILE"))
      case .member, .participant, nil: break
      }
      if settled.isLeaving(member) {
        items.append(
          AttentionItem(
            what: leavingSince.map { Moment.now - $0 > View.day } ?? false
              ? "leaving could not be settled within a day: too few of the other members' nodes were heard of"
              : "this organisation leaves; its node is needed until the other members' nodes have settled that",
            object: organisation(own),
            command: "talkoot sync status"
          )
        )
      }
    }
    if workspace.criticalUnknown > 0 {
      items.append(
        AttentionItem(
          what: "more than half of the members use a newer Talkoot: this node settles nothing until it is upgraded",
          command: "talkoot node voice"
        )
      )
    }
    if settled.isRosterContested || !settled.doubleVoices.isEmpty {
      items.append(
        AttentionItem(what: "a voice contradicted itself in settling", command: "talkoot replica status")
      )
    }
    return items + orphans()
  }

  private static let day: Int64 = 86_400_000

  /// Goals whose steward is out.
  private func orphans() -> [AttentionItem] {
    let settled = workspace.settled
    let out = settled.everyone.filter { settled.standing(of: $0) == .left || settled.standing(of: $0) == .removed }
    return out.flatMap { workspace.responsibilities(of: $0) }.filter { $0.kind == .goal }.prefix(20).map { item in
      let short = short(item.object, .goal)
      return AttentionItem(
        what: "the steward of \(name(item.object) ?? short) is no longer in the network",
        object: id(item.object, .goal),
        command: "talkoot goal edit \(short) --steward …"
      )
    }
  }
}
