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
  private let replica: Replica
  private let dialer: Dialer
  private let logger: Logger
  private let clock = MonotonicClock()
  private var generator = SystemRandomNumberGenerator()
  private var mesh: Mesh
  private var exchange: Exchange
  private var links: [LinkID: OpenLink] = [:]
  private var lastLink: UInt64 = 0
  private var roster: [NodeID: RosterNode] = [:]
  private var histories: [NodeID: PeerHistory] = [:]
  private var waker: (due: SyncInstant, task: Task<Void, Never>)?
  private var ownLogIsShort: @Sendable () -> Void = {}
  /// Who may connect, for the listener, which asks from an event loop.
  nonisolated let admitted = Mutex<Set<PublicKey>>([])

  /// A link and the tasks that serve it.
  private struct OpenLink {
    let connection: Connection
    let node: NodeID
    let outgoing: AsyncStream<[UInt8]>.Continuation
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
  }

  init(replica: Replica, dialer: Dialer, log: LogID?, logger: Logger) {
    self.replica = replica
    self.dialer = dialer
    self.logger = logger
    let snapshot = replica.snapshot
    mesh = Mesh(node: snapshot.node, organisation: snapshot.member)
    exchange = Exchange(
      SyncIdentity(network: snapshot.workspace.network, node: snapshot.node, log: log),
      rows: snapshot.index.rows,
      mark: HeadsMark(snapshot.index.headsHash)
    )
  }

  /// Sets what happens when a peer has more of this node's own log than this node.
  func whenOwnLogIsShort(_ body: @escaping @Sendable () -> Void) { ownLogIsShort = body }

  // MARK: What happens

  /// The nodes of the network, as the state has them now.
  func roster(_ nodes: [RosterNode]) {
    roster = Dictionary(uniqueKeysWithValues: nodes.map { ($0.id, $0) })
    admitted.withLock { $0 = Set(nodes.map(\.key)) }
    let entries = nodes.map { Mesh.Node(id: $0.id, organisation: $0.organisation, addresses: $0.addresses) }
    perform(mesh.roster(entries, now: clock.now, using: &generator))
  }

  /// This node has written.
  func wrote(_ row: LogRow, _ packs: [[UInt8]]) {
    let mark = HeadsMark(replica.snapshot.index.headsHash)
    exchange.writes(row.log)
    // Several packs are one large act: peers are told of it as of anything they lack.
    if packs.count == 1 {
      perform(exchange.committed([row], mark: mark, pack: packs[0], now: clock.now))
    } else {
      perform(exchange.relayed([row], mark: mark, now: clock.now, using: &generator))
    }
  }

  /// A peer has connected, or has been connected to.
  func connected(_ connection: Connection) {
    let node = NodeID(of: connection.peer)
    lastLink += 1
    let link = LinkID(lastLink)
    let (frames, outgoing) = AsyncStream<[UInt8]>.makeStream()
    let (packs, storing) = AsyncStream<(pack: [UInt8], tag: UInt64)>.makeStream()
    links[link] = OpenLink(
      connection: connection,
      node: node,
      outgoing: outgoing,
      storing: storing,
      since: clock.now
    )
    histories[node, default: PeerHistory()].address = connection.remoteAddress
    Task { await send(frames, over: connection) }
    Task { await store(packs, of: link, from: node) }
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
  func retryAll() { perform(mesh.retryAll(now: clock.now)) }

  /// Tells all peers that this node stops.
  func stop() {
    perform(exchange.endAll(.goodbye, "this node stops", now: clock.now))
    waker?.task.cancel()
  }

  // MARK: What the machines want

  private func perform(_ effects: [Mesh.Effect]) {
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

  private func perform(_ effects: [LinkEffect]) {
    for effect in effects { perform(effect.effect, effect.link) }
    scheduleWake()
  }

  private func perform(_ effect: SyncEffect, _ link: LinkID) {
    switch effect {
    case .send(let frame): links[link]?.outgoing.yield(frame)
    case .load(let selection): load(selection, for: link)
    case .loadContent(let changes, let budget): load(changes, budget, for: link)
    case .store(let pack, let tag): links[link]?.storing.yield((pack, tag))
    case .established: links[link]?.isEstablished = true
    case .report(let status): note(status, link)
    case .forked(let log, let sequence):
      logger.warning("a log has forked", metadata: ["log": "\(log.short)", "sequence": "\(sequence)"])
    case .evidence(let evidence):
      logger.warning("evidence of a fork", metadata: ["log": "\(evidence.log.short)"])
    case .ownLogAhead(let log, let count):
      logger.warning(
        "a peer has more of this node's log than this node: going on in a new log",
        metadata: ["log": "\(log.short)", "count": "\(count)"]
      )
      ownLogIsShort()
    case .close(let ending): close(link, ending)
    }
  }

  private func note(_ status: LinkStatus, _ link: LinkID) {
    guard status.isInSync, let node = links[link]?.node else { return }
    histories[node, default: PeerHistory()].lastSyncMilliseconds = clock.wallMilliseconds
    histories[node]?.failure = nil
  }

  private func close(_ link: LinkID, _ ending: Ending) {
    guard let open = links[link] else { return }
    links[link]?.ending = ending
    histories[open.node, default: PeerHistory()].ending = ending
    // The sender closes the connection once what is queued has gone.
    open.outgoing.finish()
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

  // MARK: What takes time

  private func dial(_ node: NodeID, _ address: String) {
    guard let key = roster[node]?.key, let endpoint = NodeAddress(address) else {
      return dialFailed(node, "bad address")
    }
    Task {
      do {
        connected(
          try await dialer.connect(host: endpoint.host, port: endpoint.port, protocol: .peer, expecting: key)
        )
      } catch {
        dialFailed(node, "\(error)")
      }
    }
  }

  private func dialFailed(_ node: NodeID, _ reason: String) {
    histories[node, default: PeerHistory()].failure = reason
    perform(mesh.dialFailed(node, now: clock.now, using: &generator))
  }

  private func load(_ selection: Selection, for link: LinkID) {
    Task {
      do {
        let batch = try await replica.load(selection)
        perform(exchange.loaded(link, batch, now: clock.now))
      } catch {
        logger.error("reading for a peer failed", metadata: ["error": "\(error)"])
        perform(exchange.end(link, .cannotStore, "the store can't be read", now: clock.now))
      }
    }
  }

  private func load(_ changes: [ChangeID], _ budget: Int, for link: LinkID) {
    Task {
      let batch = (try? await replica.load(changes, byteBudget: budget)) ?? LoadedBatch(pack: [], reached: [])
      perform(exchange.loaded(link, batch, now: clock.now))
    }
  }

  private nonisolated func send(_ frames: AsyncStream<[UInt8]>, over connection: Connection) async {
    for await frame in frames {
      do { try await connection.send(frame) } catch { return }
    }
    connection.close("the link has ended")
  }

  private nonisolated func store(
    _ packs: AsyncStream<(pack: [UInt8], tag: UInt64)>,
    of link: LinkID,
    from node: NodeID
  ) async {
    for await (pack, tag) in packs {
      do {
        let receipt = try await replica.receive(pack, from: node)
        await stored(receipt, link, tag)
      } catch {
        await storingFailed(link, error)
        return
      }
    }
  }

  private func stored(_ receipt: Receipt, _ link: LinkID, _ tag: UInt64) {
    let now = clock.now
    if !receipt.rows.isEmpty {
      let mark = HeadsMark(replica.snapshot.index.headsHash)
      perform(exchange.relayed(receipt.rows, mark: mark, now: now, using: &generator))
    }
    if let refusal = receipt.refusal {
      logger.warning("a peer's changes are refused", metadata: ["reason": "\(refusal)"])
      perform(exchange.refused(link, reason: refusal, now: now))
    } else {
      perform(exchange.stored(link, tag: tag, now: now))
    }
  }

  private func storingFailed(_ link: LinkID, _ error: any Error) {
    logger.error("storing what a peer sent failed", metadata: ["error": "\(error)"])
    perform(exchange.end(link, .cannotStore, "this node can't store at present", now: clock.now))
  }

  private nonisolated func receive(_ link: LinkID, _ connection: Connection) async {
    var reason = CloseReason.ended
    do {
      while let frame = try await connection.receive() { await received(frame, link) }
    } catch { reason = error }
    await disconnected(link, reason)
  }

  private func received(_ frame: [UInt8], _ link: LinkID) {
    perform(exchange.received(link, frame, now: clock.now))
  }

  private func disconnected(_ link: LinkID, _ reason: CloseReason) {
    guard let open = links.removeValue(forKey: link) else { return }
    open.outgoing.finish()
    open.storing.finish()
    if !links.values.contains(where: { $0.node == open.node }) {
      let replica = replica
      Task { await replica.forget(open.node) }
    }
    let ending = open.ending
    if ending == nil { histories[open.node, default: PeerHistory()].failure = "\(reason)" }
    let severity: Violation.Severity =
      if case .violation(let violation) = ending { violation.severity } else { .harmless }
    logger.info(
      "disconnected",
      metadata: ["peer": "\(open.node.short)", "reason": "\(ending.map { "\($0)" } ?? "\(reason)")"]
    )
    perform(exchange.disconnected(link, now: clock.now))
    perform(mesh.disconnected(link, from: open.node, severity, now: clock.now, using: &generator))
  }
}

// MARK: - Looking

extension Links {
  /// How a peer stands, for people.
  struct PeerReport: Sendable {
    var node: RosterNode
    var address: String?
    var isConnected: Bool
    var isDialling: Bool
    var wasRefused: Bool
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
        wasRefused: history?.ending?.isRefusal ?? false,
        status: link.flatMap { exchange.status(of: $0) },
        lastSyncMilliseconds: history?.lastSyncMilliseconds,
        detail: link == nil ? history?.failure : nil
      )
    }
  }
}

extension Ending {
  /// Whether trying again soon is of no use.
  fileprivate var isRefusal: Bool {
    switch self {
    case .violation(let violation): violation.severity != .harmless
    case .byPeer(let code, _): code == .notInNetwork || code == .violation || code == .wrongNetwork
    case .byUs: false
    }
  }
}
