internal import Logging
internal import Synchronization
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootReplica
internal import TalkootSync
internal import TalkootTransport

/// The links to other nodes. Carries out, in order, what the pure machines decide: `Mesh` whom to have a link with,
/// `Exchange` what goes over it.
///
/// Nothing is awaited between an input of a machine and the hand-over of its effects. What takes time (dialling,
/// reading the store, storing) runs in tasks that come back with another input; packs of one link are stored in order.
actor Links {
  let replica: Replica
  let dialer: Dialer
  let logger: Logger
  let room: DiskRoom
  /// Said once each time the disk gets full.
  var isShortOfRoom = false
  let clock = MonotonicClock()
  var generator = SystemRandomNumberGenerator()
  var mesh: Mesh
  var exchange: Exchange
  var links: [LinkID: OpenLink] = [:]
  private var lastLink: UInt64 = 0
  var roster: [NodeID: RosterNode] = [:]
  var histories: [NodeID: PeerHistory] = [:]
  private var waker: (due: SyncInstant, task: Task<Void, Never>)?
  /// Asks again for missing strings after a while.
  var contentAsker: Task<Void, Never>?
  var contentDelay = Duration.seconds(30)
  private var ownLogIsShort: @Sendable () -> Void = {}
  /// The log this node writes.
  private(set) var ownLog: LogID?
  /// A peer's word that this node lacks something of its own costs a new log and the voice's silence: it is believed
  /// once in a run. What really was missing shows itself when it arrives.
  private var hasHeededClaim = false
  /// Who may connect, for the listener, which asks from an event loop.
  nonisolated let admitted = Mutex<[PublicKey: MemberID]>([:])
  /// The turns of organisations with the replica's writer.
  nonisolated let turns = Turns()

  /// A link and the tasks that serve it.
  struct OpenLink {
    let connection: Connection
    let node: NodeID
    let outgoing: FrameQueue
    let storing: AsyncStream<(pack: [UInt8], tag: UInt64)>.Continuation
    let since: SyncInstant
    var isEstablished = false
    var ending: Ending?
  }

  /// What is known of a peer beyond its link, for people.
  struct PeerHistory: Sendable {
    var address: String?
    var lastSyncMilliseconds: Int64?
    var failure: String?
    var ending: Ending?
    /// Whether it last refused this node's key: what a removed organisation meets that wasn't there to be told.
    var isUnknownThere = false
  }

  init(replica: Replica, dialer: Dialer, log: LogID?, room: DiskRoom, logger: Logger) {
    self.room = room
    self.replica = replica
    self.dialer = dialer
    self.logger = logger
    ownLog = log
    let snapshot = replica.snapshot
    mesh = Mesh(node: snapshot.node, organisation: snapshot.member)
    exchange = Exchange(
      SyncIdentity(network: snapshot.workspace.network, node: snapshot.node, log: log),
      rows: snapshot.index.rows,
      mark: HeadsMark(snapshot.headsHash)
    )
  }

  /// Sets what happens when a peer has more of this node's own log than this node.
  func whenOwnLogIsShort(_ body: @escaping @Sendable () -> Void) { ownLogIsShort = body }

  // MARK: What happens

  /// The nodes of the network, as the state has them now.
  func roster(_ nodes: [RosterNode]) {
    let nodes = nodes.distinct
    roster = Dictionary(uniqueKeysWithValues: nodes.map { ($0.id, $0) })
    let keys = Dictionary(nodes.map { ($0.key, $0.organisation) }) { first, _ in first }
    admitted.withLock { $0 = keys }
    let entries = nodes.map { Mesh.Node(id: $0.id, organisation: $0.organisation, addresses: $0.addresses) }
    perform(mesh.roster(entries, now: clock.now, using: &generator))
  }

  /// This node has written.
  func wrote(_ row: LogRow, _ packs: [[UInt8]]) {
    let mark = HeadsMark(replica.snapshot.headsHash)
    exchange.writes(row.log)
    ownLog = row.log
    // Several packs are one large act: peers are told of it as of anything they lack.
    if packs.count == 1 {
      perform(exchange.committed([row], mark: mark, pack: packs[0], now: clock.now))
    } else {
      perform(exchange.relayed([row], mark: mark, now: clock.now, using: &generator))
    }
  }

  /// Changes came by a file; those of this node's own that it lacked too.
  func absorbed(_ rows: [LogRow]) {
    let mark = HeadsMark(replica.snapshot.headsHash)
    perform(exchange.relayed(current(rows), mark: mark, now: clock.now, using: &generator))
    if let ownLog, rows.contains(where: { $0.log == ownLog }) { ownLogGrew() }
  }

  /// A peer has connected, or has been connected to.
  func connected(_ connection: Connection) {
    let node = NodeID(of: connection.peer)
    lastLink += 1
    let link = LinkID(lastLink)
    let outgoing = FrameQueue()
    let (packs, storing) = AsyncStream<(pack: [UInt8], tag: UInt64)>.makeStream()
    links[link] = OpenLink(
      connection: connection,
      node: node,
      outgoing: outgoing,
      storing: storing,
      since: clock.now
    )
    histories[node, default: PeerHistory()].address = connection.remoteAddress
    Task { await send(outgoing, over: connection) }
    Task { await store(packs, of: link, from: node, whose: roster[node]?.organisation) }
    Task { await receive(link, connection) }
    logger.info("connected", metadata: ["peer": "\(node.short)", "inbound": "\(connection.isInbound)"])
    perform(mesh.connected(link, to: node, begunByUs: !connection.isInbound, now: clock.now))
    guard links[link]?.ending == nil else { return }
    perform(
      exchange.connected(link, role: connection.isInbound ? .answering : .dialling, peer: node, now: clock.now)
    )
  }

  /// Ends all links and begins none until `resume`.
  func pause() { perform(mesh.pause()) }

  /// Dials again.
  func resume() { perform(mesh.resume(now: clock.now)) }

  /// Tries every address at once.
  func retryAll() {
    // What comes of it is told anew.
    for node in histories.keys where !links.values.contains(where: { $0.node == node && $0.isEstablished }) {
      histories[node]?.failure = nil
      histories[node]?.ending = nil
    }
    perform(mesh.retryAll(now: clock.now))
  }

  /// Tells all peers that this node stops.
  func stop() {
    perform(exchange.endAll(.goodbye, "this node stops", now: clock.now))
    waker?.task.cancel()
    contentAsker?.cancel()
  }

  // MARK: What the machines want

  func perform(_ effects: [Mesh.Effect]) {
    for effect in effects {
      switch effect {
      case .dial(let node, let address): dial(node, address)
      case .drop(let link, let code):
        links[link]?.ending = .byUs(code)
        let farewell = exchange.end(link, code, "\(code)", now: clock.now)
        // A link that has not been given to the exchange yet has no farewell.
        if farewell.isEmpty { close(link, .byUs(code)) } else { perform(farewell) }
      }
    }
    scheduleWake()
  }

  func perform(_ effects: [LinkEffect]) {
    for effect in effects { perform(effect.effect, effect.link) }
    scheduleWake()
  }

  func perform(_ effect: SyncEffect, _ link: LinkID) {
    switch effect {
    case .send(let frame): if links[link]?.outgoing.offer(frame) == false { overflow(link) }
    case .load(let selection): load(selection, for: link)
    case .loadContent(let changes, let budget): load(changes, budget, for: link)
    case .store(let pack, let tag): links[link]?.storing.yield((pack, tag))
    case .established: links[link]?.isEstablished = true
    case .report(let status): note(status, link)
    case .forked(let log, let sequence): forked(log, sequence, link)
    case .evidence(let evidence): take(evidence, link)
    case .ownLogAhead(let log, let count):
      heedClaim(log, count, link)
    case .close(let ending): close(link, ending)
    }
  }

  private func note(_ status: LinkStatus, _ link: LinkID) {
    guard status.isInSync, let node = links[link]?.node else { return }
    // Not before all effects of this step are performed.
    Task { askForContent(link) }
    histories[node, default: PeerHistory()].lastSyncMilliseconds = SystemTime.milliseconds
    histories[node]?.failure = nil
    histories[node]?.ending = nil
    histories[node]?.isUnknownThere = false
  }

  /// A peer says that it has more of this node's log than this node.
  func heedClaim(_ log: LogID, _ count: UInt64, _ link: LinkID) {
    let peer = links[link]?.node.short ?? "?"
    guard !hasHeededClaim else {
      logger.notice("a peer says again that this node lacks something of its own", metadata: ["peer": "\(peer)"])
      return
    }
    hasHeededClaim = true
    logger.warning(
      "a peer has more of this node's log than this node: going on in a new log",
      metadata: ["peer": "\(peer)", "log": "\(log.short)", "count": "\(count)"]
    )
    ownLogIsShort()
  }

  /// Something of this node's own that it lacked has come in.
  func ownLogGrew() {
    logger.warning("something of this node's own was missing and has come back: going on in a new log")
    ownLogIsShort()
  }

  /// The peer asks for more than it takes: the link ends without last words, which it would not take either.
  private func overflow(_ link: LinkID) {
    guard let open = links[link], open.ending == nil else { return }
    logger.warning("a peer takes nothing of what it asks for", metadata: ["peer": "\(open.node.short)"])
    close(link, .byUs(.violation))
    _ = exchange.end(link, .violation, "", now: clock.now)
    open.connection.close("the peer takes nothing of what it asks for")
  }

  /// How long a link that is to end may take to send what is queued.
  private static let farewellTime = Duration.seconds(1)

  func close(_ link: LinkID, _ ending: Ending) {
    guard let open = links[link] else { return }
    links[link]?.ending = ending
    histories[open.node, default: PeerHistory()].ending = ending
    // The sender closes the connection once what is queued has gone.
    open.outgoing.finish()
    // A peer that takes nothing must not keep its link by that.
    let connection = open.connection
    Task {
      try? await Task.sleep(for: Links.farewellTime)
      connection.close("the link has ended")
    }
  }

  private func scheduleWake() {
    let due = [mesh.nextWake, exchange.nextWake].compactMap { $0 }.min()
    guard let due else {
      waker?.task.cancel()
      waker = nil
      return
    }
    if let waker, waker.due <= due, waker.due > clock.now { return }
    waker?.task.cancel()
    let clock = clock
    let task = Task {
      guard (try? await clock.sleep(until: due)) != nil else { return }
      self.woke()
    }
    waker = (due, task)
  }

  private func woke() {
    waker = nil
    let now = clock.now
    if let due = mesh.nextWake, due <= now { perform(mesh.woke(now: now, using: &generator)) }
    if let due = exchange.nextWake, due <= now { perform(exchange.woke(now: now)) }
    scheduleWake()
  }
}
