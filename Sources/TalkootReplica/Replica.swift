internal import Synchronization
public import TalkootCrypto
public import TalkootLog
public import TalkootModel
public import TalkootStore
public import TalkootSync

/// What a replica tells when something has become durable.
public enum ReplicaNews: Sendable {
  /// This node wrote: the row of its log, and the packs for its peers.
  case wrote(row: LogRow, packs: [[UInt8]], headsHash: Digest)
  /// Peers' changes came in.
  case received(rows: [LogRow], headsHash: Digest)
  /// Changes came in by a file: no link knows of them yet.
  case absorbed(rows: [LogRow], headsHash: Digest)
}

/// The clock and generator of a replica, passed in by the shell.
public struct ReplicaSurroundings: Sendable {
  /// Milliseconds since 1970.
  public var milliseconds: @Sendable () -> Int64
  /// Today in a time zone, by its name in the tz database.
  public var today: @Sendable (_ zone: String) -> CalendarDate
  /// Random bytes.
  public var random: @Sendable (Int) -> [UInt8]
  /// Called once when the disk can't be trusted any more: the process is to end.
  public var durabilityLost: @Sendable (StoreError) -> Void
  /// Called when what the storage holds turned out to be damaged.
  public var damageFound: @Sendable (StoreError) -> Void

  /// The clock and generator that the shell has.
  public init(
    milliseconds: @escaping @Sendable () -> Int64,
    today: @escaping @Sendable (String) -> CalendarDate,
    random: @escaping @Sendable (Int) -> [UInt8],
    durabilityLost: @escaping @Sendable (StoreError) -> Void,
    damageFound: @escaping @Sendable (StoreError) -> Void = { _ in }
  ) {
    self.milliseconds = milliseconds
    self.today = today
    self.random = random
    self.durabilityLost = durabilityLost
    self.damageFound = damageFound
  }
}

/// The single writer of a replica, on a thread of its own. Reading needs no turn: `snapshot` is what is durable now.
public actor Replica {
  private var core: ReplicaCore
  private let surroundings: ReplicaSurroundings
  private let queue = WriterQueue()
  private let published: Mutex<ReplicaSnapshot>
  /// The log that is written at present.
  private let writing: Mutex<LogID?>
  private var waiting: [Waiting] = []
  private var listener: (@Sendable (ReplicaNews) -> Void)?
  /// Set when the disk can't be trusted, or what it holds can't be read: nothing is written any more.
  private var lost: StoreError?

  private struct Waiting {
    let request: CommitRequest
    let answer: CheckedContinuation<Committed, any Error>
  }

  /// Everything of this actor runs on the writer's thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  /// Takes over a core, which nobody else uses from now on.
  public init(_ core: sending ReplicaCore, _ surroundings: ReplicaSurroundings) {
    published = Mutex(core.snapshot)
    writing = Mutex(core.ownLog)
    self.core = core
    self.surroundings = surroundings
  }

  /// What is durable now. Costs nothing, waits for nobody.
  public nonisolated var snapshot: ReplicaSnapshot { published.withLock { $0 } }

  /// Today in the network's time zone.
  public nonisolated var today: CalendarDate { surroundings.today(snapshot.workspace.timeZone ?? "UTC") }

  /// Sets who is told of what has become durable, in order. Called on the writer's thread: it must only pass it on.
  public func tell(_ listener: @escaping @Sendable (ReplicaNews) -> Void) { self.listener = listener }

  /// What is durable now, ready to tell its digest at no cost (`Workspace.digest`).
  public func digested() -> ReplicaSnapshot {
    core.refreshDigest()
    publish()
    return core.snapshot
  }

  // MARK: Writing

  /// Carries out an act; returns when it is durable. Acts that wait at the same time share one transaction.
  public func commit(_ request: CommitRequest) async throws -> Committed {
    try await withCheckedThrowingContinuation { answer in
      waiting.append(Waiting(request: request, answer: answer))
      // Whoever is queued on this thread by now joins the transaction.
      if waiting.count == 1 { Task { self.commitWaiting() } }
    }
  }

  private func commitWaiting() {
    let group = waiting
    waiting = []
    let zone = core.workspace.timeZone ?? "UTC"
    let authoring = AuthoringContext(
      milliseconds: surroundings.milliseconds(),
      today: surroundings.today(zone),
      random: surroundings.random
    )
    do throws(ReplicaError) {
      let written = try durably { core throws(StoreError) in try core.commit(group.map(\.request), authoring) }
      publish()
      if let row = written.row {
        listener?(.wrote(row: row, packs: written.packs, headsHash: core.headsHash))
      }
      for (one, result) in zip(group, written.results) { one.answer.resume(with: result) }
    } catch {
      for one in group { one.answer.resume(throwing: error) }
    }
  }

  /// Takes in what a peer sent; returns when it is durable.
  public func receive(
    _ pack: [UInt8],
    from peer: NodeID,
    of organisation: MemberID? = nil
  ) throws(ReplicaError) -> Receipt {
    let receipt = try durably { core throws(StoreError) in try core.receive(pack, from: peer, of: organisation) }
    if receipt.filled > 0 { publish() }
    guard receipt.changes > 0 else { return receipt }
    publish()
    listener?(.received(rows: receipt.rows, headsHash: core.headsHash))
    return receipt
  }

  /// What some nodes lack, as far as is known what they have.
  public func courier(lacking known: [CourierKnowledge]) throws(ReplicaError) -> (file: CourierFile, changes: Int) {
    try reading { core throws(StoreError) in try core.courier(lacking: known) }
  }

  /// Takes in a file that somebody brought, all of it or nothing; returns when it is durable.
  ///
  /// - Throws: `CourierFault` where it is not what it should be, `ReplicaError`.
  public func absorb(_ bytes: [UInt8]) throws -> Receipt {
    let file = try CourierFile(parsing: bytes)
    // Nobody's links: what it is about to send, and what waits of it, is the file's alone.
    let courier = NodeID(SHA256.hash("talkoot/courier-node/1", bytes))
    let (receipt, fault) = try durably { core throws(StoreError) in try core.absorb(file, as: courier) }
    if let fault {
      try reopen()
      throw fault
    }
    guard receipt.changes > 0 || receipt.filled > 0 else { return receipt }
    publish()
    listener?(.absorbed(rows: receipt.rows, headsHash: core.headsHash))
    return receipt
  }

  /// Takes back from a damaged replica of this node what is not here (`ReplicaCore.takeBack`).
  public func takeBack(from remains: sending ReplicaRemains) throws(ReplicaError) -> TakenBack {
    let taken = try durably { core throws(StoreError) in try core.takeBack(from: remains) }
    guard taken.changes > 0 else { return taken }
    publish()
    listener?(.absorbed(rows: taken.rows, headsHash: core.headsHash))
    return taken
  }

  /// Takes evidence of a fork that a peer sent; returns whether it is valid and was not known.
  public func take(evidence bytes: [UInt8]) throws(ReplicaError) -> Bool {
    let isNew = try durably { core throws(StoreError) in try core.take(bytes) }
    if isNew { publish() }
    return isNew
  }

  /// The newest change of another instance of this node that writes beside it, as far as is known here.
  public nonisolated var twin: ChangeID? {
    let snapshot = snapshot
    let own = writing.withLock { $0 }
    return own.flatMap { snapshot.index.twin(of: $0) }
  }

  /// The evidence that a log forked, if this node has some.
  public func forkEvidence(of log: LogID) -> ForkEvidence? { core.forkEvidence(of: log) }

  /// What this node is to write of forks (`ReplicaCore.forkDuty`).
  public func forkDuty() -> ForkDuty { core.forkDuty }

  /// A peer's link is gone.
  public func forget(_ peer: NodeID) { core.forget(peer) }

  /// This node was admitted for an organisation.
  public func admitted(for member: MemberID) throws(ReplicaError) {
    try durably { core throws(StoreError) in try core.admitted(for: member) }
    publish()
  }

  /// The next change begins a new log: something of this node's own may be missing.
  public func beginNewLog() { core.beginNewLog() }

  /// Writes the state's snapshot if at least so many changes came since the last.
  public func save(after changes: Int = 1) throws(ReplicaError) {
    guard core.unsavedChanges >= changes || changes == 1 else { return }
    try durably { core throws(StoreError) in try core.save() }
  }

  // MARK: Reading what only the storage has

  /// Reads what a peer lacks.
  public func load(_ selection: Selection) throws(ReplicaError) -> LoadedBatch {
    try reading { core throws(StoreError) in try core.load(selection) }
  }

  /// Reads changes whose content a peer lacks.
  public func load(_ changes: [ChangeID], byteBudget: Int) throws(ReplicaError) -> LoadedBatch {
    try reading { core throws(StoreError) in try core.load(changes, byteBudget: byteBudget) }
  }

  /// Calls `body` with the core, between two transactions. Must not keep it.
  public func read<Answer: Sendable>(
    _ body: @Sendable (ReplicaCore) throws -> Answer
  ) throws -> Answer {
    do { return try body(core) } catch {
      if let fault = error as? StoreError { noteDamage(fault) }
      if case ReplicaError.store(let fault) = error { noteDamage(fault) }
      throw error
    }
  }

  private func reading<Answer>(
    _ body: (ReplicaCore) throws(StoreError) -> Answer
  ) throws(ReplicaError) -> Answer {
    do { return try body(core) } catch {
      noteDamage(error)
      throw .store(error)
    }
  }

  private func noteDamage(_ error: StoreError) {
    if case .damaged = error { surroundings.damageFound(error) }
  }

  /// Proves the stored replica (`ReplicaCore.verify`). Others wait meanwhile.
  public func verify(progress: @Sendable (Int, Int) -> Void) throws(ReplicaError) -> Verification {
    try reading { core throws(StoreError) in try core.verify(progress: progress) }
  }

  /// Makes the stored state anew (`ReplicaCore.rebuild`).
  public func rebuild(progress: @Sendable (Int, Int) -> Void) throws(ReplicaError) -> Bool {
    let changed = try durably { core throws(StoreError) in try core.rebuild(progress: progress) }
    publish()
    return changed
  }

  /// Ends all use: the state is saved, the storage closed.
  public func close() throws(ReplicaError) {
    if let lost { throw .store(lost) }
    do {
      try core.save()
      try core.storage.close()
    } catch { throw .store(error) }
  }

  // MARK: Failing

  /// Runs something that writes. When the storage refuses, the core is opened anew, so that nothing half-done shows;
  /// when the disk can't be trusted, the process is told to end.
  @discardableResult
  private func durably<Answer>(
    _ body: (ReplicaCore) throws(StoreError) -> Answer
  ) throws(ReplicaError) -> Answer {
    if let lost { throw .store(lost) }
    do throws(StoreError) {
      return try body(core)
    } catch {
      if case .durabilityLost = error {
        lost = error
        surroundings.durabilityLost(error)
      } else {
        noteDamage(error)
        try reopen()
      }
      throw .store(error)
    }
  }

  /// Leaves nothing of what has failed. Where the storage can't be read any more, what was shown last is shown on, and
  /// nothing is written.
  private func reopen() throws(ReplicaError) {
    do { core = try core.reopen() } catch {
      if case .store(let fault) = error {
        lost = fault
        noteDamage(fault)
      } else {
        lost = .damaged(what: "\(error)", place: "the database")
      }
      throw error
    }
    publish()
  }

  private func publish() {
    let snapshot = core.snapshot
    let log = core.ownLog
    writing.withLock { $0 = log }
    published.withLock { $0 = snapshot }
  }
}
