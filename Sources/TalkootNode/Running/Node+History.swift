internal import TalkootAPI
internal import TalkootLog
internal import TalkootReplica

/// What a node's people should know of its own history (rules 2.6, 2.11).
enum HistoryNotice: String, CaseIterable {
  /// Something of its own may have been missing: it goes on in a new log.
  case restored
  /// Its home is a copy of another.
  case copied
  /// A log of it was written in two places.
  case forked
  /// A copy of it has written since this run began.
  case twin
}

extension Node {
  /// Of this run, the most urgent last.
  var notices: [HistoryNotice] {
    var notices: [HistoryNotice] = []
    if isCopy { notices.append(.copied) } else if hasLost { notices.append(.restored) }
    let snapshot = replica.snapshot
    let own = snapshot.index.logStates.filter { $0.node == snapshot.node }
    if own.contains(where: \.isFrozen) { notices.append(.forked) }
    if let twin = replica.twin, twin != twinAtStart { notices.append(.twin) }
    return notices
  }
}

extension Doctor {
  static func history(_ notice: HistoryNotice) -> Finding {
    switch notice {
    case .restored:
      Finding(
        name: "history",
        ok: true,
        message: "restored: something of this node's own may have been missing; it goes on in a new log"
      )
    case .copied:
      Finding(
        name: "history",
        ok: true,
        message: "copied: this home is a copy of another, or was moved; this node goes on in a new log"
      )
    case .forked:
      Finding(
        name: "history",
        ok: true,
        message: "forked: a log of this node was written in two places, probably by a restored copy; both are kept"
      )
    case .twin:
      Finding(
        name: "history",
        ok: false,
        message: "a copy of this node is running elsewhere and writes with the same key",
        remedy: "stop one of the two for good; a second machine gets a node of its own: talkoot node invite-device"
      )
    }
  }
}
