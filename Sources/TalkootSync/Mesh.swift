public import TalkootLog

/// Whom this node keeps links with: a pure schedule of dialling.
///
/// Up to 64 nodes everyone dials everyone; beyond that each dials 8 partners drawn at random, two of them of other
/// organisations, one redrawn now and then. Of two links between the same nodes that crossed, the one begun by the smaller
/// node id stays; one that comes when the other has stood for a while is kept, whoever begins it: a node that has a link
/// dials no second one, so the old one is dead there, or another instance of the node (rules 2.11) wants a turn.
/// What must hold: nobody outside the roster is dialled or kept, no node is dialled twice at a time, a paused
/// mesh has no links.
public struct Mesh: Sendable {
  /// A node of the roster.
  public struct Node: Equatable, Sendable {
    /// The node.
    public var id: NodeID
    /// The organisation it belongs to.
    public var organisation: MemberID
    /// Hints, the best first.
    public var addresses: [String]

    /// A node of the roster.
    public init(id: NodeID, organisation: MemberID, addresses: [String]) {
      self.id = id
      self.organisation = organisation
      self.addresses = addresses
    }
  }

  /// What the shell does, in order.
  public enum Effect: Equatable, Sendable {
    /// Connect and authenticate as a dialler; answer with `connected` or `dialFailed`.
    case dial(NodeID, address: String)
    /// End the link with this code; answer with `disconnected`.
    case drop(LinkID, ByeCode)
  }

  /// Up to so many nodes, this one among them, everyone dials everyone.
  public static let fullMeshMax = 64
  static let partnersMax = 8
  static let foreignPartnersMin = 2
  static let dialsMax = 16
  /// A link that lasted this long had been good: the next dial doesn't wait long.
  static let goodAfter: Duration = .seconds(60)
  static let redrawAfter: Duration = .seconds(1_800)
  /// Links cross only while both are being made, which takes no longer than a handshake may.
  static let crossesFor: Duration = .seconds(15)
  /// How long a node waits, at least, whose place another instance of it has taken; up to twice that.
  static let displacedFor: Duration = .seconds(2)

  struct Peer: Sendable {
    var organisation: MemberID
    var addresses = AddressBook()
    var backoff = Backoff()
    var dialDue: SyncInstant
    var dialling: String?
    var link: Link?
  }

  struct Link: Sendable {
    var id: LinkID
    var begunByUs: Bool
    var since: SyncInstant
  }

  /// This node.
  public let node: NodeID
  let organisation: MemberID?
  var peers: [NodeID: Peer] = [:]
  var order: [NodeID] = []  // ascending
  var partners: Set<NodeID> = []
  var redrawDue: SyncInstant?
  /// Whether it keeps no links.
  public private(set) var isPaused = false

  /// A mesh that knows nobody yet.
  public init(node: NodeID, organisation: MemberID?) {
    self.node = node
    self.organisation = organisation
  }

  /// Whether links with this node are wanted: the check of an incoming connection.
  public func admits(_ node: NodeID) -> Bool { !isPaused && peers[node] != nil }

  /// The links that stand, in order of node.
  public var links: [(node: NodeID, link: LinkID)] {
    order.compactMap { node in peers[node]?.link.map { (node, $0.id) } }
  }

  /// When `woke` is to be called.
  public var nextWake: SyncInstant? {
    if isPaused { return nil }
    let free = dialCount < Mesh.dialsMax
    let dials = order.compactMap { node in free && wantsDial(node) ? peers[node]?.dialDue : nil }
    return (dials + [redrawDue].compactMap { $0 }).min()
  }

  /// The network's nodes as its state has them now, without removed and retired ones, plus configured addresses.
  public mutating func roster(
    _ nodes: [Node],
    now: SyncInstant,
    using generator: inout some RandomNumberGenerator
  ) -> [Effect] {
    var effects: [Effect] = []
    var next: [NodeID: Peer] = [:]
    for entry in nodes where entry.id != node {
      var peer = peers[entry.id] ?? Peer(organisation: entry.organisation, dialDue: now)
      peer.organisation = entry.organisation
      peer.addresses.replace(with: entry.addresses)
      next[entry.id] = peer
    }
    for gone in order where next[gone] == nil {
      if let link = peers[gone]?.link { effects.append(.drop(link.id, .notInNetwork)) }
    }
    peers = next
    order = next.keys.sorted()
    drawPartners(now: now, using: &generator)
    return effects + dial(now)
  }

  /// A link is authenticated. Says which of two to the same node stays.
  public mutating func connected(
    _ link: LinkID,
    to node: NodeID,
    begunByUs: Bool,
    now: SyncInstant
  ) -> [Effect] {
    guard var peer = peers[node] else { return [.drop(link, .notInNetwork)] }
    if begunByUs, let address = peer.dialling {
      peer.addresses.succeeded(address, now: now)
      peer.dialling = nil
      peers[node] = peer
    }
    guard !isPaused else { return [.drop(link, .paused)] }
    var effects: [Effect] = []
    let new = Link(id: link, begunByUs: begunByUs, since: now)
    if let old = peer.link {
      // Same side twice: the old one is dead there already.
      let isOld = old.begunByUs == begunByUs || old.since.duration(to: now) >= Mesh.crossesFor
      let keepsNew = isOld || begunByUs == (self.node < node)
      effects.append(.drop(keepsNew ? old.id : link, .duplicateLink))
      if keepsNew { peer.link = new }
    } else {
      peer.link = new
    }
    peers[node] = peer
    return effects + dial(now)
  }

  /// A dial came to nothing.
  public mutating func dialFailed(
    _ node: NodeID,
    now: SyncInstant,
    using generator: inout some RandomNumberGenerator
  ) -> [Effect] {
    if var peer = peers[node], let address = peer.dialling {
      peer.addresses.failed(address)
      peer.dialling = nil
      peer.dialDue = now.advanced(by: peer.backoff.next(using: &generator))
      peers[node] = peer
    }
    return dial(now)
  }

  /// A link has ended, whichever side ended it and why.
  public mutating func disconnected(
    _ link: LinkID,
    from node: NodeID,
    _ severity: Violation.Severity,
    now: SyncInstant,
    using generator: inout some RandomNumberGenerator
  ) -> [Effect] {
    if var peer = peers[node], let current = peer.link, current.id == link {
      if current.since.duration(to: now) >= Mesh.goodAfter { peer.backoff.reset() }
      if severity != .harmless { peer.backoff.setToLongest() }
      peer.link = nil
      peer.dialDue = now.advanced(by: peer.backoff.next(using: &generator))
      peers[node] = peer
    }
    return dial(now)
  }

  /// The peer has ended a link because it has another one with this node.
  ///
  /// Where this node has no other, a second instance of it runs elsewhere, and each pushes the other out. They take
  /// turns, so that both get what the other wrote and learn of each other; a pause that grew would keep them apart.
  public mutating func displaced(
    _ link: LinkID,
    from node: NodeID,
    now: SyncInstant,
    using generator: inout some RandomNumberGenerator
  ) -> [Effect] {
    if var peer = peers[node], peer.link?.id == link {
      let least = Mesh.displacedFor.wholeMicroseconds
      peer.link = nil
      peer.dialDue = now.advanced(by: .microseconds(Int64.random(in: least...2 * least, using: &generator)))
      peers[node] = peer
    }
    return dial(now)
  }

  /// The network interfaces have changed, or an operator wants it: every address is worth a try at once.
  public mutating func retryAll(now: SyncInstant) -> [Effect] {
    for node in order {
      peers[node]?.backoff.reset()
      peers[node]?.dialDue = now
    }
    return dial(now)
  }

  /// Ends all links and begins none.
  public mutating func pause() -> [Effect] {
    isPaused = true
    return links.map { .drop($0.link, .paused) }
  }

  /// Dials again.
  public mutating func resume(now: SyncInstant) -> [Effect] {
    isPaused = false
    return retryAll(now: now)
  }

  /// Time has come to `nextWake`.
  public mutating func woke(now: SyncInstant, using generator: inout some RandomNumberGenerator) -> [Effect] {
    var effects: [Effect] = []
    if !isPaused, let due = redrawDue, now >= due { effects = redrawOne(now: now, using: &generator) }
    return effects + dial(now)
  }
}
