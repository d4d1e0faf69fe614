/// A link to another node.
public struct PeerStatus: APIDocument {
  /// The node's id; null while unknown.
  public var node: String?
  /// Its short id.
  public var nodeShort: String?
  /// Its organisation.
  public var member: String?
  /// Its name.
  public var memberName: String?
  /// Where it is reached.
  public var address: String?
  /// `connected`, `connecting`, `offline`, `paused` or `refused`.
  public var state: String
  /// How many changes of ours it has not acknowledged.
  public var ahead: Int?
  /// How many of its changes we lack.
  public var behind: Int?
  /// When both last had the same heads.
  public var lastSync: String?
  /// The link's round trip.
  public var roundTripMilliseconds: Int?
  /// Why it is refused or offline.
  public var detail: String?

  /// Makes the document from its fields.
  public init(
    node: String? = nil,
    nodeShort: String? = nil,
    member: String? = nil,
    memberName: String? = nil,
    address: String? = nil,
    state: String,
    ahead: Int? = nil,
    behind: Int? = nil,
    lastSync: String? = nil,
    roundTripMilliseconds: Int? = nil,
    detail: String? = nil
  ) {
    self.node = node
    self.nodeShort = nodeShort
    self.member = member
    self.memberName = memberName
    self.address = address
    self.state = state
    self.ahead = ahead
    self.behind = behind
    self.lastSync = lastSync
    self.roundTripMilliseconds = roundTripMilliseconds
    self.detail = detail
  }
}

/// How this node stands with the others.
public struct SyncStatus: APIDocument {
  /// Whether sync is paused.
  public var paused: Bool
  /// Whether every reachable peer has the same heads.
  public var inSync: Bool
  /// The links.
  public var peers: [PeerStatus]

  /// Makes the document from its fields.
  public init(
    paused: Bool,
    inSync: Bool,
    peers: [PeerStatus] = []
  ) {
    self.paused = paused
    self.inSync = inSync
    self.peers = peers
  }
}

/// An address that this node dials.
public struct PeerAddress: APIDocument {
  /// `HOST:PORT`.
  public var address: String
  /// `config` when given here, `network` when it spread by itself.
  public var source: String
  /// The node that answers there.
  public var node: String?
  /// Its organisation.
  public var member: String?
  /// Its name.
  public var memberName: String?
  /// See `PeerStatus.state`.
  public var state: String?

  /// Makes the document from its fields.
  public init(
    address: String,
    source: String,
    node: String? = nil,
    member: String? = nil,
    memberName: String? = nil,
    state: String? = nil
  ) {
    self.address = address
    self.source = source
    self.node = node
    self.member = member
    self.memberName = memberName
    self.state = state
  }
}
