internal import TalkootCrypto
public import TalkootLog
public import TalkootSync

/// Replicas and their links in one process, with simulated time: the code that ships, under faults, repeated exactly
/// by a seed.
///
/// Links behave as TLS over TCP does: frames of one direction come in order and whole or not at all, directions and
/// links are independent, a cut loses what is under way, a blocked direction delays what is sent for as long as it
/// is blocked. Files: this one what a test does, `+Events` what happens by itself.
public struct SimulatedNetwork: Sendable {
  /// What links and nodes do to traffic.
  public struct Conditions: Sendable {
    /// A frame's way takes a random time of this range (microseconds).
    public var latency: ClosedRange<Int64> = 500...20_000
    /// Bytes a second in one direction of a link.
    public var bandwidth: Int64 = 50_000_000
    /// A transaction with its fsync takes a random time of this range (microseconds).
    public var storing: ClosedRange<Int64> = 500...5_000
    /// One load in so many brings changes that the peer has already; 0 for none.
    public var duplicateLoads: UInt64 = 0

    /// A good network.
    public init() {}
  }

  struct Node: Sendable {
    var id: NodeID
    var log: LogID
    var replica = SimulatedReplica()
    var exchange: Exchange
    var wakeAt: Int64?
    var storeQueue: [Pack] = []
    var isStoring = false
    var storing: ClosedRange<Int64>?
    var mesh: Mesh?
  }

  struct Link: Sendable {
    var nodes: [Int]  // the dialling one first
    var isUp = true
    /// By sending side: when the last frame arrives; frames held back while blocked.
    var lastArrival: [Int64] = [0, 0]
    var isBlocked = [false, false]
    var heldBack: [[[UInt8]]] = [[], []]
  }

  /// What a link has carried.
  public struct Traffic: Sendable {
    /// Frames sent.
    public var frames = 0
    /// Bytes of frames sent, without what TLS adds.
    public var bytes = 0
    /// Bytes of packs received.
    public var packBytes = 0
  }

  /// Microseconds since the start.
  public internal(set) var now: Int64 = 0
  /// What links and nodes do; may change at any time.
  public var conditions = Conditions()
  /// What all chance comes from.
  public var generator: SplitMix64
  /// What all links have carried.
  public internal(set) var traffic = Traffic()
  /// Links that a side has ended, and why.
  public internal(set) var endings: [(node: Int, ending: Ending)] = []
  /// Forks that nodes have found.
  public internal(set) var forks: [(node: Int, log: LogID)] = []
  /// Evidence that nodes have got.
  public internal(set) var forkEvidence: [(node: Int, evidence: ForkNotice)] = []
  /// Nodes that were told of changes of their own that they lack.
  public internal(set) var ownLogAhead: [Int] = []
  /// When the last pack came.
  public internal(set) var lastPackAt: Int64 = 0
  var nodes: [Node] = []
  var links: [LinkID: Link] = [:]
  var nextLink: UInt64 = 1
  var events = EventQueue<Event>()

  /// The network that all belong to.
  public static let network = NetworkID(SHA256.hash("talkoot/simulated-network/1", []))

  /// So many nodes without links, the first of them with these replicas.
  public init(nodes count: Int, seed: UInt64, replicas: [SimulatedReplica] = []) {
    generator = SplitMix64(seed: seed)
    for index in 0..<count {
      let id = SimulatedNetwork.nodeID(index)
      let log = SimulatedNetwork.logID(index)
      let replica = index < replicas.count ? replicas[index] : SimulatedReplica()
      let exchange = Exchange(
        SyncIdentity(network: SimulatedNetwork.network, node: id, log: log),
        rows: replica.rows,
        mark: replica.mark
      )
      nodes.append(Node(id: id, log: log, replica: replica, exchange: exchange))
    }
  }

  /// The id of the node with an index.
  public static func nodeID(_ index: Int) -> NodeID {
    NodeID(SHA256.hash("talkoot/simulated-node/1", Array("\(index)".utf8)))
  }

  /// The log that the node with an index writes.
  public static func logID(_ index: Int) -> LogID {
    LogID(SHA256.hash("talkoot/simulated-log/1", Array("\(index)".utf8)))
  }

  /// The time, for machines.
  public var instant: SyncInstant { SyncInstant(microseconds: now) }

  /// A node's replica.
  public func replica(_ node: Int) -> SimulatedReplica { nodes[node].replica }

  /// How a node sees the peer on a link.
  public func status(of link: LinkID, at node: Int) -> LinkStatus? { nodes[node].exchange.status(of: link) }

  /// How many links stand.
  public var linkCount: Int { links.values.reduce(0) { $0 + ($1.isUp ? 1 : 0) } }

  /// The mesh of a node, once meshes are started.
  public func mesh(_ node: Int) -> Mesh? { nodes[node].mesh }

  /// Whether all hold the same changes.
  public var isConverged: Bool {
    let marks = Set(nodes.map { $0.replica.mark })
    return marks.count == 1 && nodes.allSatisfy { $0.replica.waitingCount == 0 }
  }

  /// Whether each end of each link knows that it's in sync.
  public var isKnownInSync: Bool {
    links.allSatisfy { id, link in
      !link.isUp || link.nodes.allSatisfy { nodes[$0].exchange.status(of: id)?.isInSync == true }
    }
  }

  /// Connects two nodes as if `a` had dialled.
  @discardableResult
  public mutating func connect(_ a: Int, _ b: Int) -> LinkID {
    let id = LinkID(nextLink)
    nextLink += 1
    links[id] = Link(nodes: [a, b], lastArrival: [now, now])
    for (node, other, role) in [(a, b, LinkRole.dialling), (b, a, .answering)] {
      let effects = nodes[node].exchange.connected(id, role: role, peer: nodes[other].id, now: instant)
      perform(effects, at: node)
    }
    return id
  }

  /// Links of `a` and `b` break; what is under way is lost.
  public mutating func cut(_ a: Int, _ b: Int) {
    for id in linksBetween(a, b) { breakLink(id) }
  }

  /// From now on nothing that `a` sends reaches `b`, while the other direction works.
  public mutating func block(from a: Int, to b: Int) {
    for id in linksBetween(a, b) { links[id]!.isBlocked[links[id]!.nodes.firstIndex(of: a)!] = true }
  }

  /// What was held back arrives after all.
  public mutating func unblock(from a: Int, to b: Int) {
    for id in linksBetween(a, b) {
      let side = links[id]!.nodes.firstIndex(of: a)!
      links[id]!.isBlocked[side] = false
      let frames = links[id]!.heldBack[side]
      links[id]!.heldBack[side] = []
      for frame in frames { transmit(frame, on: id, side: side) }
    }
  }

  /// Storing takes this node so long (microseconds).
  public mutating func setStoring(_ node: Int, _ range: ClosedRange<Int64>) { nodes[node].storing = range }

  /// A node writes a change, or several in one transaction, and pushes them.
  public mutating func commit(at node: Int, bytes: Int, count: Int = 1) {
    var changes: [SimulatedChange] = []
    for _ in 0..<count {
      let payload = (0..<bytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      changes.append(nodes[node].replica.commit(to: nodes[node].log, payload: payload))
    }
    let row = nodes[node].replica.row(of: nodes[node].log)
    let effects = nodes[node].exchange.committed(
      [row],
      mark: nodes[node].replica.mark,
      pack: SimulatedPack.encode(changes),
      now: instant
    )
    perform(effects, at: node)
  }

  /// Hands a node bytes as if they had come on a link.
  public mutating func inject(_ frame: [UInt8], to node: Int, on link: LinkID) {
    perform(nodes[node].exchange.received(link, frame, now: instant), at: node)
  }

  /// A node sends evidence of a fork on all its links.
  public mutating func send(_ evidence: ForkNotice, at node: Int) {
    for id in links.keys.sorted() where links[id]!.nodes.contains(node) {
      perform(nodes[node].exchange.send(evidence, on: id, now: instant), at: node)
    }
  }

  /// Counts traffic anew.
  public mutating func resetTraffic() { traffic = Traffic() }

  func linksBetween(_ a: Int, _ b: Int) -> [LinkID] {
    links.keys.sorted().filter { links[$0]!.isUp && Set(links[$0]!.nodes) == Set([a, b]) }
  }
}
