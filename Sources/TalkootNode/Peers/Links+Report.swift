internal import TalkootLog
internal import TalkootSync

extension Links {
  /// How a peer stands, for people.
  struct PeerReport: Sendable {
    var node: RosterNode
    var address: String?
    var isConnected: Bool
    var isDialling: Bool
    var wasRefused: Bool
    /// Whether the peer said that its operator has paused it.
    var hasPaused: Bool
    var status: LinkStatus?
    var lastSyncMilliseconds: Int64?
    var detail: String?
  }

  /// Whether the mesh is paused.
  var isPaused: Bool { mesh.isPaused }

  /// How many peers are connected and have greeted.
  var establishedCount: Int { links.values.count { $0.isEstablished && $0.ending == nil } }

  /// What a connected peer has of each log, as it last said; nil when it is not connected.
  func rows(of node: NodeID) -> [LogID: UInt64]? {
    let link = links.first { $0.value.node == node && $0.value.isEstablished && $0.value.ending == nil }?.key
    return link.flatMap { exchange.rows(of: $0) }
  }

  /// All peers, ascending by node.
  var report: [PeerReport] {
    roster.values.filter { $0.id != replica.snapshot.node }.sorted { $0.id < $1.id }.map { node in
      let link = links.first { $0.value.node == node.id && $0.value.isEstablished && $0.value.ending == nil }?.key
      let history = histories[node.id]
      return PeerReport(
        node: node,
        address: node.addresses.first ?? history?.address,
        isConnected: link != nil,
        isDialling: !node.addresses.isEmpty && !mesh.isPaused,
        wasRefused: (history?.ending?.isRefusal ?? false) || (history?.isUnknownThere ?? false),
        hasPaused: link == nil && history?.ending?.code == .paused,
        status: link.flatMap { exchange.status(of: $0) },
        lastSyncMilliseconds: history?.lastSyncMilliseconds,
        detail: link == nil
          ? history?.failure ?? history?.ending?.farewell
          : isShortOfRoom ? "what it writes waits: this node's disk is nearly full" : nil
      )
    }
  }
}

extension Ending {
  /// What the peer ended the link with.
  fileprivate var code: ByeCode? {
    switch self {
    case .byPeer(let code, _): code
    case .violation, .byUs: nil
    }
  }

  /// What the peer's last word means for whoever waits for it; nil where another link is on its way.
  fileprivate var farewell: String? {
    switch code {
    case .paused: "the peer has paused sync"
    case .notInNetwork: "the peer says that this organisation is not in the network any more"
    case .goodbye: "the peer has stopped"
    default: nil
    }
  }

  /// Whether trying again soon is of no use.
  fileprivate var isRefusal: Bool {
    switch self {
    case .violation(let violation): violation.severity != .harmless
    case .byPeer(let code, _): code == .notInNetwork || code == .violation || code == .wrongNetwork
    case .byUs: false
    }
  }
}
