internal import TalkootCrypto

/// Verifies what peers send and gives it out in causal order: `ReceivedChange` in, `VerifiedChange` out.
///
/// The caller `add`s what came out of a pack and then calls `next` until it is nil, appending each verified change to
/// the index (and folding it) before the next call: whether a log's first change is admitted depends on what came
/// before it. Every answer follows from the change's own past; arrival order changes nothing but the order in which
/// concurrent changes come out.
///
/// - A change comes out once a signature covers it (its own, or one of a later change of its log that is here), and
///   all it depends on is in the index.
/// - What waits is bounded: `Limits` for each organisation, however many nodes it admits. In memory only; after a
///   restart it is fetched again.
/// - Of a forked log two branches come in freely; a further one waits until a change of another log builds on it.
public struct Intake: Sendable {
  /// How much may wait.
  public struct Limits: Sendable {
    /// Changes of one organisation's peers, besides those without a signature in logs that are here: every log may
    /// have a range of them open at once.
    public var changes = 5_000
    /// Weight in bytes of those, besides 64 KiB for each log that is here.
    public var bytes = 8 << 20
    /// How many logs that are here count for more room.
    public var logs = 1_024
    /// How many branches of a forked log come in freely.
    public var freeBranches = 2
    /// Changes of one log from one peer that no signature covers.
    public var unsignedChanges = ChangeLimits.range
    /// Weight in bytes of those.
    public var unsignedBytes = ChangeLimits.unsignedBytes

    /// The limits of `rules.md` 2.12.
    public init() {}
  }

  /// What `next` found.
  public enum Event: Sendable {
    /// A change to be appended to the index before `next` is called again; `salts` are those of the range it begins.
    case verified(VerifiedChange, salts: SaltTree?)
    /// A change that is not taken.
    case rejected(Rejection)
    /// A fork; the change that shows it comes out next.
    case forked(Fork)
  }

  struct Waiting: Sendable {
    var received: ReceivedChange
    var peer: NodeID
    /// Whose room it takes.
    var account: Account
    /// Peers that sent it as well.
    var otherPeers: [NodeID] = []
    var weight: Int
    /// A signature of it or of a later change of its log, which was checked, speaks for it.
    var isCovered = false
    /// How many of its parents are not in the index yet.
    var missing = 0
    /// It begins a third branch of its log.
    var isQuarantined = false
    var forkIsKnown = false
  }

  struct Load: Sendable {
    var changes = 0
    var bytes = 0
  }

  /// Whose room a waiting change takes: an organisation gets no more of it by admitting more nodes.
  enum Account: Hashable, Sendable {
    case organisation(MemberID)
    /// Of a peer whose organisation is not known yet, as to a newcomer.
    case node(NodeID)
  }

  struct PeerLog: Hashable, Sendable {
    var peer: NodeID
    var log: LogID
  }

  struct PeerPlace: Hashable, Sendable {
    var peer: NodeID
    var place: LogPlace
  }

  /// A change that was not looked at yet.
  struct Incoming: Sendable {
    var change: ReceivedChange
    var peer: NodeID
    /// Where in `incoming` the signature is that speaks for it.
    var coverer: Int?
    /// Whether its own signature is its node's; nil when not asked yet.
    var isGenuine: Bool?
  }

  let limits: Limits
  var incoming: [Incoming] = []
  var incomingStart = 0
  /// Incoming signatures that speak for changes which wait already.
  var bridges: [(coverer: Int, previous: ChangeID)] = []
  var waiting: [ChangeID: Waiting] = [:]
  /// Parent that is not in the index -> what waits for it, in order of arrival.
  var dependents: [ChangeID: [ChangeID]] = [:]
  var ready: [ChangeID] = []
  var readyStart = 0
  var events: [Event] = []
  var loads: [Account: Load] = [:]
  /// Whose each peer is that has sent something.
  var organisations: [NodeID: MemberID] = [:]
  var unsigned: [PeerLog: Load] = [:]
  var invalid = RecentIDs(capacity: 1024)
  /// Of logs whose first change waits.
  var descriptors: [LogID: SharedDescriptor] = [:]
  /// Waiting changes with a signature that can't be checked before their log's first change is here.
  var unchecked: [LogID: [ChangeID]] = [:]
  /// What each peer sent where. Two peers can differ: one of them may have made its chain up.
  var places: [PeerPlace: ChangeID] = [:]
  /// What `next` gave out last, which is not in the index before the next call.
  var given: ChangeID?
  var quarantined: [ChangeID] = []
  /// What came with the changes added last and was not taken: its signatures may speak for what was.
  var passedOver: [ReceivedChange] = []
  /// Of the changes added last and given out, those that came with a proof.
  var proven: [ChangeID: HeaderChain] = [:]
  /// How many logs the index had when `next` was called last.
  private var logsHere = 0
  static let quarantineMax = 64

  /// Makes an intake in which nothing waits.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// The number of changes waiting for a signature or for others.
  public var waitingCount: Int { waiting.count }

  /// Whether reading from a peer should stop until `next` has given something out.
  public func isFull(_ peer: NodeID) -> Bool {
    guard let load = loads[account(of: peer)] else { return false }
    // Anyone admitted can begin logs without end: more of them must not let more wait.
    let logs = min(logsHere, limits.logs)
    return load.changes - limits.unsignedChanges * logs >= limits.changes
      || load.bytes - (64 << 10) * logs >= limits.bytes
  }

  func account(of peer: NodeID) -> Account { organisations[peer].map { .organisation($0) } ?? .node(peer) }

  /// A waiting change of a peer, by its place: for unpacking what the peer sends after it.
  public func id(_ log: LogID, _ sequence: UInt64, from peer: NodeID) -> ChangeID? {
    places.isEmpty ? nil : places[PeerPlace(peer: peer, place: LogPlace(log: log, sequence: sequence))]
  }

  /// A log whose first change waits, by the first 16 bytes of its id.
  public func log(prefix: ObjectID) -> LogID? {
    descriptors.keys.filter { ObjectID(truncating: $0.digest) == prefix }.min()
  }

  /// The salts of a range whose first change waits.
  public func salts(_ log: LogID, range: UInt64, from peer: NodeID) -> SaltTree? {
    id(log, range * UInt64(ChangeLimits.range) + 1, from: peer).flatMap { waiting[$0]?.received.salts }
  }

  /// Takes what came out of a pack. The next pack of this peer is unpacked when `next` has gone through it.
  ///
  /// - Parameter organisation: whose node the peer is, where that is known.
  public mutating func add(_ changes: [ReceivedChange], from peer: NodeID, of organisation: MemberID? = nil) {
    if let organisation { organisations[peer] = organisation }
    passedOver.removeAll()
    proven.removeAll()
    incoming.reserveCapacity(incoming.count + changes.count)
    for change in changes { incoming.append(Incoming(change: change, peer: peer)) }
    linkToCoverers(incoming.indices.suffix(changes.count))
  }

  /// Finds, from the last to the first, which signature each chain leads to.
  private mutating func linkToCoverers(_ positions: Range<Int>) {
    var chains: [LogID: Chain] = [:]
    var log: LogID?
    var chain: Chain?
    for i in positions.reversed() {
      let change = incoming[i].change
      if change.change.log != log {
        if let log { chains[log] = chain }
        log = change.change.log
        chain = chains[change.change.log]
      }
      if change.isVouchedFor {
        chain = Chain(previous: change.change.header.previous, coverer: i)
      } else if chain?.previous == change.id, chain!.length < ChangeLimits.range {
        chain!.length += 1
        chain!.previous = change.change.header.previous
      } else {
        continue
      }
      guard let found = chain else { continue }
      incoming[i].coverer = found.coverer
      if !waiting.isEmpty, let previous = found.previous, let entry = waiting[previous], !entry.isCovered,
        entry.received.change.log == log
      {
        bridges.append((found.coverer, previous))
      }
    }
  }

  /// Changes of a log one after the other, as they lead to a signature.
  private struct Chain {
    /// What comes before the first of them.
    var previous: ChangeID?
    /// Where in `incoming` the signature is.
    let coverer: Int
    /// No author leaves more than a range without a signature; so what speaks for a change is never longer.
    var length = 1
  }

  /// The next thing to do; nil when nothing more can come of what is here.
  ///
  /// - Parameters:
  ///   - index: holds every verified change given out so far.
  ///   - admission: whether, with all its dependencies applied, a log's node is admitted for its mid in the past of
  ///     its first change.
  public mutating func next(
    _ index: LogIndex,
    admission: (LogDescriptor, ChangeHeader) -> Bool
  ) -> Event? {
    if let given {
      self.given = nil
      precondition(index.contains(given), "a verified change goes into the index before the next one")
      release(dependentsOf: given)
    }
    logsHere = index.logStates.count
    if !bridges.isEmpty { crossBridges(index) }
    while true {
      if !events.isEmpty {
        let event = events.removeFirst()
        if case .verified(let change, _) = event { given = change.id }
        return event
      }
      if readyStart < ready.count {
        let id = ready[readyStart]
        readyStart += 1
        if readyStart == ready.count { clearReady() }
        give(id, index, admission)
      } else if incomingStart < incoming.count {
        examine(incomingStart, index, admission)
        incomingStart += 1
        if incomingStart == incoming.count { clearIncoming() }
      } else {
        return nil
      }
    }
  }

  /// Tells that a change came into the index by another way (this node wrote it).
  public mutating func note(_ id: ChangeID) { release(dependentsOf: id) }

  /// Forgets what a peer sent and no signature covers: it is gone, and so may be its patience.
  public mutating func forget(_ peer: NodeID) {
    let unsigned = waiting.filter { !$0.value.isCovered }
    for (id, entry) in unsigned.sorted(by: { $0.key < $1.key }) {
      if entry.peer != peer {
        leave(id, by: peer)
      } else if let heir = entry.otherPeers.first {
        // That one goes on from it, and won't send it again.
        handOver(id, to: heir)
        leave(id, by: peer)
      } else {
        remove(id)
      }
    }
    organisations[peer] = nil
  }

  private mutating func clearReady() {
    ready.removeAll(keepingCapacity: true)
    readyStart = 0
  }

  private mutating func clearIncoming() {
    incoming.removeAll(keepingCapacity: true)
    incomingStart = 0
  }
}

/// The ids seen last, up to a number.
struct RecentIDs: Sendable {
  private let capacity: Int
  private var order: [ChangeID] = []
  private var oldest = 0
  private var set: Set<ChangeID> = []

  init(capacity: Int) { self.capacity = capacity }

  func contains(_ id: ChangeID) -> Bool { set.contains(id) }

  mutating func insert(_ id: ChangeID) {
    guard set.insert(id).inserted else { return }
    if order.count < capacity {
      order.append(id)
    } else {
      set.remove(order[oldest])
      order[oldest] = id
      oldest = (oldest + 1) % capacity
    }
  }
}
