public import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootHTTP
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync
internal import TalkootTransport

/// A running node: composes store, replica, links, local API, and owns their life.
///
/// One home, one node; a lock keeps a second daemon out. `run` returns when the node has been asked to end and has
/// made everything durable; it throws when it can't begin or can't go on.
public actor Node {
  let home: NodeHome
  let configuration: NodeConfiguration
  let replica: Replica
  let links: Links
  let logger: Logger
  let addresses: [String]
  let startedMilliseconds = SystemTime.milliseconds
  /// Who may use the page.
  let page = PageAccess()
  private let lock: HomeLock
  private let storage: Storage
  private let key: SigningKey
  private let dialer: Dialer
  let tls: TLSState
  private let clerk: Mutex<Clerk?> = Mutex(nil)
  let clock = MonotonicClock()
  var pending: PendingJoin?
  /// This node is new to its organisation and has not synced yet.
  var admission: PendingAdmission?
  var joinFailure: ErrorDescription?
  var configuredPeers: [String]
  /// Something of this node's own may be missing: it admits nobody until it has synced.
  private(set) var isRestored: Bool
  /// Whether this run found something of its own missing, and whether its home is a copy.
  private(set) var hasLost: Bool
  let isCopy: Bool
  /// Whether the database was gone and everything is to come from others.
  private let beganAnew: Bool
  let twinAtStart: ChangeID?
  /// What its voice has still to hear.
  var voiceReturn: VoiceReturn?
  /// The first heads of a newcomer's first sync have been reached.
  private(set) var hasSynced = false
  private var boundPort: Int?
  /// What turned out to be damaged in the database, as it turns out.
  private let damages: AsyncStream<String>
  /// What the database in use was found to be damaged by.
  var damage: String?
  /// Whether this run has looked at what is left of a damaged database since it has synced.
  private var hasConcluded = false
  private let stopping = AsyncStream<Void>.makeStream()

  /// The database, kept for closing it and for marking the run's end; used by the replica's thread alone after start.
  private struct Storage: @unchecked Sendable {
    let sqlite: SQLiteStorage
  }

  /// Opens the home.
  /// - Throws: `HomeError`, `StoreError`, `KeyFileError`, `ReplicaError`, `ConfigurationError`; nothing has changed then.
  public init(_ home: NodeHome, logger: Logger) throws {
    try home.check()
    guard home.isInUse else { throw HomeError.notFounded(home.path) }
    self.home = home
    configuration = try NodeConfiguration(path: home.configuration)
    var logger = logger
    logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
    self.logger = logger
    lock = try HomeLock(home: home.path)
    key = try home.readIdentity()
    tls = try TLSState(key, configuration)
    let opened = try OpenedHome.open(home, key: key, logger)
    let (storage, continuity, core) = (opened.storage, opened.continuity, opened.core)
    beganAnew = opened.known != nil
    self.storage = Storage(sqlite: storage)
    hasLost = !continuity.continuesLog
    if case .copied = continuity { isCopy = true } else { isCopy = false }
    let admission = try PendingAdmission.read(home.admission)
    self.admission = admission
    // What its organisation's other nodes have said may not be here yet.
    isRestored = !continuity.continuesLog || admission != nil
    if !continuity.continuesLog {
      let publicKey = key.publicKey
      let last = core.snapshot.index.logStates.last { $0.descriptor.nodeKey == publicKey }?.descriptor.id
      Node.noteLoss(in: home, before: last, logger)
      logger.warning(
        "this database is a copy or was restored: going on in a new log",
        metadata: ["why": "\(continuity)"]
      )
    }
    voiceReturn = VoiceReturn.read(home.voice)
    try storage.beginRun(nonce: SecureRandom.bytes(16))
    pending = try PendingJoin.read(home.joining)
    configuredPeers = configuration.peers + ConfiguredPeers.read(home)
    dialer = Dialer(tls.context)
    addresses =
      configuration.advertise.isEmpty
      ? configuration.listen.map { Interfaces.reachable($0) } ?? [] : configuration.advertise
    let ownKey = key.publicKey
    let own = core.snapshot.index.logStates.last { $0.descriptor.nodeKey == ownKey }?.id
    introduced = opened.known?.nodes ?? []
    let (damages, damage) = AsyncStream<String>.makeStream()
    self.damages = damages
    let replica = Replica(core, Node.surroundings(logger, damage))
    twinAtStart = replica.twin
    self.replica = replica
    let room = DiskRoom(path: home.path, reserve: configuration.reserveBytes)
    links = Links(replica: replica, dialer: dialer, log: own, room: room, logger: logger)
  }

  private static func surroundings(
    _ logger: Logger,
    _ damage: AsyncStream<String>.Continuation
  ) -> ReplicaSurroundings {
    ReplicaSurroundings(
      milliseconds: { SystemTime.milliseconds },
      today: { SystemTime.today(in: $0) },
      random: { SecureRandom.bytes($0) },
      durabilityLost: { error in
        // A second fsync may lie (fsyncgate): what is acknowledged is there, and nothing more is promised.
        logger.critical("\(error)")
        exitNow(74)
      },
      damageFound: { damage.yield("\($0)") }
    )
  }

  // MARK: Running

  /// How a run ended.
  public enum Ending: Sendable {
    /// The node was asked to stop.
    case stopped
    /// The database is damaged: the home is to be opened again, which moves it aside and begins anew.
    case damaged
  }

  /// Serves until SIGTERM, SIGINT or `stop`, or until it is to start again.
  @discardableResult
  public func run() async throws -> Ending {
    let server = APIServer(replica: replica, control: self, socket: home.socket, logger: logger)
    let node = replica.snapshot.node
    let clerk = Clerk(
      replica: replica,
      jitter: UInt64.random(in: 0..<1_000),
      addresses: addresses,
      logger: logger,
      ready: { [weak self] in await self?.readyToWrite() }
    ) { [weak self] in
      await self?.caution ?? VoiceCaution(node: node, voiceReturn: nil)
    }
    self.clerk.withLock { $0 = clerk }
    noteHeard([])
    try await replicaTells(clerk)
    await refreshRoster()
    if Pause.isSet(in: home) { await links.pause() }
    // Before the socket is there: who sees it finds a node that has its port.
    let listener: Listener?
    do { listener = try await bind() } catch {
      try? await end()
      throw error
    }
    let hook = configuration.hook.map { Hook(words: $0, home: home, logger: logger) }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: server),
          .init(service: Work { try await self.servePage() }, successTerminationBehavior: .ignore),
          .init(service: Work { if let listener { await self.answer(listener) } }, successTerminationBehavior: .ignore),
          .init(service: Work { await clerk.run() }, successTerminationBehavior: .ignore),
          .init(service: Work { await self.keepSaving() }, successTerminationBehavior: .ignore),
          .init(service: Work { await self.keepExamining() }, successTerminationBehavior: .ignore),
          .init(service: Work { await self.heedDamage() }, successTerminationBehavior: .ignore),
          .init(service: Work { await hook?.run() }, successTerminationBehavior: .ignore),
          .init(service: Work { await self.joinIfPending() }, successTerminationBehavior: .ignore),
          .init(service: Work { await self.arriveIfAdmitted() }, successTerminationBehavior: .ignore),
          .init(service: Work(until: stopping.stream), successTerminationBehavior: .gracefullyShutdownGroup),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger
      )
    )
    do {
      try await group.run()
    } catch {
      try? await end()
      throw error
    }
    let startsAgain = damage != nil && Quarantine(home).canRebuild
    do { try await end() } catch  where startsAgain {
      logger.warning("the damaged database can't be closed as it should", metadata: ["error": "\(error)"])
    }
    return startsAgain ? .damaged : .stopped
  }

  /// Serves the page for people, where the configuration doesn't say otherwise.
  private func servePage() async throws {
    guard configuration.isWebEnabled else { return page.isOff("web.enabled is false") }
    try await PageServer(
      replica: replica,
      control: self,
      access: page,
      port: configuration.webPort,
      language: configuration.language,
      logger: logger
    ).run()
  }

  private func heedDamage() async { for await finding in damages { damageFound(finding) } }

  private func end() async throws {
    await links.stop()
    do { try await replica.save() } catch ReplicaError.store(.diskFull) {
      // Only a short cut for the next start: everything is in the changes.
      logger.warning("the state can't be saved: the disk is full")
    }
    // Marked once more, so that a copy taken while the node ran is known for one.
    let storage = storage
    try await replica.read { _ in try storage.sqlite.beginRun(nonce: SecureRandom.bytes(16)) }
    try await replica.close()
    logger.notice("stopped")
  }

  private func replicaTells(_ clerk: Clerk) async throws {
    let (news, teller) = AsyncStream<ReplicaNews>.makeStream()
    await replica.tell { teller.yield($0) }
    await links.whenOwnLogIsShort { [weak self] in
      Task { await self?.ownLogIsShort() }
    }
    Task { [weak self, links] in
      for await item in news {
        switch item {
        case .wrote(let row, let packs, _): await links.wrote(row, packs)
        case .absorbed(let rows, _): await links.absorbed(rows)
        case .received: break  // the link that brought it has told the others
        }
        clerk.poke()
        await self?.refreshRoster()
      }
    }
  }

  private func ownLogIsShort() async {
    isRestored = true
    hasLost = true
    Node.noteLoss(in: home, before: ownLog, logger)
    voiceReturn = VoiceReturn.read(home.voice)
    await replica.beginNewLog()
  }

  /// Tells the links who belongs to the network now.
  func refreshRoster() async {
    let workspace = replica.snapshot.workspace
    raiseAlarms(workspace)
    if noteOut(workspace) { return await links.roster([]) }
    var nodes: [RosterNode] = []
    for node in workspace.settled.admittedNodes where node.key != key.publicKey {
      var addresses = NodeAddress.usable(workspace.settled.addresses(of: node.id))
      // Which node is at a configured address is not known before it has answered there, so each is tried for all.
      for address in configuredPeers where !addresses.contains(address) { addresses.append(address) }
      nodes.append(
        RosterNode(id: node.id, key: node.key, organisation: node.organisation, addresses: addresses)
      )
    }
    // While a newcomer takes in the history, its roster is that of long ago.
    if nodes.isEmpty || pending != nil || admission != nil || beganAnew && isRestored { nodes += introduced }
    guard nodes != lastRoster else { return }
    lastRoster = nodes
    tls.roster(nodes)
    if !beganAnew || !isRestored { KnownNetwork.keep(nodes, of: replica.snapshot, in: home, logger) }
    await links.roster(nodes)
  }

  /// Two organisations on one code: said once in a run, and shown by the commands as long as it lasts.
  private func raiseAlarms(_ workspace: Workspace) {
    for invitation in workspace.settled.sharedInvitations where alarmed.insert(invitation.id).inserted {
      logger.warning(
        "several organisations came by one invitation: confirm only whom you know",
        metadata: [
          "invitation": "\(workspace.shortID(invitation.id, .invitation))",
          "members": "\(invitation.admitted.map(\.short).joined(separator: " "))",
        ]
      )
    }
  }

  private var alarmed: Set<ObjectID> = []

  /// Who is out dials nobody and admits nobody: the others have closed their links.
  private func noteOut(_ workspace: Workspace) -> Bool {
    guard let own = replica.snapshot.member, let standing = workspace.settled.standing(of: own) else { return false }
    switch standing {
    case .member, .participant: return false
    case .left, .removed: break
    }
    if !isOut {
      isOut = true
      lastRoster = []
      logger.notice("this organisation has \(standing == .left ? "left" : "been removed from") the network")
    }
    return true
  }

  private var isOut = false
  private var lastRoster: [RosterNode] = []
  /// Before a newcomer has synced, it knows only whom the acceptance told of.
  private var introduced: [RosterNode]

  func introduce(_ nodes: [JoinNode]) async {
    introduced = nodes.filter { $0.key != key.publicKey }.map {
      RosterNode(
        id: NodeID(of: $0.key),
        key: $0.key,
        organisation: $0.member,
        addresses: NodeAddress.usable($0.addresses)
      )
    }
    await refreshRoster()
  }

  private func bind() async throws(CloseReason) -> Listener? {
    guard let address = configuration.listen else { return nil }
    let links = links
    let logger = logger
    let listener = try await Listener.bind(
      tls.context,
      host: address.host,
      port: address.port,
      limits: TransportLimits(openFilesMax: OpenFiles.max),
      accepts: { key, spoken in
        switch spoken {
        case .peer: links.admitted.withLock { $0[key] != nil }
        case .join: true
        }
      },
      kin: { key in links.admitted.withLock { $0[key] }?.digest.bytes ?? key.bytes },
      refused: { address, reason in
        logger.notice("refused a connection", metadata: ["address": "\(address)", "reason": "\(reason)"])
      }
    )
    boundPort = listener.port
    logger.notice("listening", metadata: ["address": "\(address.text)"])
    return listener
  }

  private func answer(_ listener: Listener) async {
    let (links, logger) = (links, logger)
    let door = JoinDoor(
      replica: replica,
      addresses: addresses,
      codes: DeviceCodes(home),
      isOpen: { [weak self] in
        await self?.readyToWrite()
        return await !(self?.isRestored ?? true)
      },
      logger: logger
    )
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await connection in listener.connections {
          switch connection.applicationProtocol {
          case .peer: await links.connected(connection)
          case .join: group.addTask { await door.answer(connection) }
          }
        }
      }
    } onGracefulShutdown: {
      Task { await listener.close() }
    }
  }

  /// Keeps the stored snapshot of the state fresh, so that opening is fast.
  private func keepSaving() async {
    while !Task.isShuttingDownGracefully {
      guard (try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(5)) }) != nil else { return }
      // Saving saves time at the next start; on a full disk it would only fail again and again.
      if links.room.missing != .forAnything {
        do { try await replica.save() } catch {
          logger.error("saving the state failed", metadata: ["error": "\(error)"])
        }
      }
      await noteSync()
      tls.renewIfOld()
    }
  }

  /// After a restore, one sync with more than half of the others shows what was missing.
  func noteSync() async {
    let report = await links.report
    let inSync = Set(report.filter { $0.status?.isInSync ?? false }.map(\.node.organisation))
    if !inSync.isEmpty { hasSynced = true }
    noteHeard(inSync)
    guard isRestored || !hasConcluded else { return }
    let snapshot = replica.snapshot
    let others = Set(snapshot.workspace.settled.members).subtracting([snapshot.member].compactMap { $0 })
    guard inSync.intersection(others).count * 2 > others.count || others.isEmpty else { return }
    isRestored = false
    guard !hasConcluded else { return }
    hasConcluded = true
    await concludeQuarantine()
  }

  // MARK: Asked by the API

  func requestStop() { stopping.continuation.yield() }

  func pokeClerk() { clerk.withLock { $0 }?.poke() }

  var listenText: String? {
    guard let listen = configuration.listen else { return nil }
    return NodeAddress(host: listen.host, port: boundPort ?? listen.port).text
  }

  var identityKey: SigningKey { key }
  var joinDialer: Dialer { dialer }
}
