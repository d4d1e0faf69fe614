internal import TalkootCRDT
public import TalkootCrypto
public import TalkootLog
internal import TalkootModel
public import TalkootStore

extension ReplicaCore {
  /// Makes an empty replica of a network in an empty storage: a newcomer's, before its first sync, or a founder's,
  /// before its genesis.
  public static func create(
    in storage: any ReplicaStorage,
    network: NetworkID,
    member: MemberID?,
    key: SigningKey
  ) throws(StoreError) -> ReplicaCore {
    var transaction = StoreTransaction()
    transaction.meta = [StoreTransaction.NamedBytes(Meta.network, network.digest.bytes)]
    if let member { transaction.meta.append(StoreTransaction.NamedBytes(Meta.member, member.digest.bytes)) }
    try storage.commit(transaction)
    let core = ReplicaCore(storage: storage, key: key, index: LogIndex(), workspace: Workspace(network: network))
    core.member = member
    return core
  }

  /// Opens what the storage holds: the newest snapshot of the state and the changes after it.
  ///
  /// - Parameter continuesLog: whether this node is sure that nothing of its own is missing (rules 2.11); without it
  ///   the next change begins a new log.
  /// - Throws: `ReplicaError.store(.damaged)` for what cannot have been written, `.foreign` for another node's replica.
  public static func open(
    _ storage: any ReplicaStorage,
    key: SigningKey,
    continuesLog: Bool = true
  ) throws(ReplicaError) -> ReplicaCore {
    do {
      var rows: [(id: ObjectID, bytes: [UInt8])] = []
      let state = try storage.load { rows.append(($0, $1)) }
      guard let network = state.meta[Meta.network].flatMap({ Digest($0) }).map({ NetworkID($0) }) else {
        throw ReplicaError.foreign("the database holds no network")
      }
      let index = try state.index()
      let restored = restore(state, rows, network: network, index, storage)
      let core = ReplicaCore(
        storage: storage,
        key: key,
        index: index,
        workspace: restored ?? Workspace(network: network)
      )
      core.proofs = try proofs(in: state.meta)
      core.evidence = try evidence(in: state)
      core.member = state.meta[Meta.member].flatMap { Digest($0) }.map { MemberID($0) }
      try core.foldRest(from: restored == nil ? LocalVersion(0) : state.snapshotEnd ?? LocalVersion(0))
      core.continuesLog = continuesLog
      if continuesLog { try core.continueLog(state.meta[Meta.log]) }
      return core
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as ReplicaError {
      throw error
    } catch {
      throw .foreign("\(error)")
    }
  }

  /// The state as the snapshot has it; nil when there is none, or one that this version can't read: it is only a short
  /// cut, and what the storage holds damaged has been found by the storage.
  private static func restore(
    _ state: StoredState,
    _ rows: [(id: ObjectID, bytes: [UInt8])],
    network: NetworkID,
    _ index: LogIndex,
    _ storage: any ReplicaStorage
  ) -> Workspace? {
    guard let end = state.snapshotEnd, Int(end.rawValue) <= index.count,
      state.tables[StateTable.model] == [UInt8(Workspace.modelVersion)], let tree = state.tables[StateTable.tree],
      let governance = state.tables[StateTable.governance], let counts = state.tables[StateTable.counts]
    else { return nil }
    return try? Workspace(
      network: network,
      objects: rows,
      tree: tree,
      governance: governance,
      counts: counts,
      index: index,
      upTo: end
    ) { version in
      (try? storage.change(version)).flatMap { try? $0?.verified(index) }
    }
  }

  /// Folds the changes that the snapshot does not reflect.
  private func foldRest(from start: LocalVersion) throws(StoreError) {
    let end = LocalVersion(UInt32(index.count))
    guard start < end else { return }
    var failure: StoreError?
    try storage.changes(start..<end) { stored in
      do throws(StoreError) {
        let change = try stored.verified(index)
        let applied = workspace.apply(change, version: stored.version, index: index) { [unowned self] in
          self.history(of: $0).filter { $0.version <= stored.version }
        }
        unsaved.formUnion(applied.touched)
        unsaved.formUnion(recount(upTo: stored.version))
        try checkHistory()
        unsavedChanges += 1
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
  }

  private func continueLog(_ stored: [UInt8]?) throws(StoreError) {
    guard let log = stored.flatMap({ Digest($0) }).map({ LogID($0) }), let state = index.logState(log),
      !state.isFrozen, let head = state.head, state.descriptor.nodeKey == key.publicKey
    else { return }
    let range = SaltTree.range(state.count)
    guard let salts = try salts(log, range: range) else {
      throw .damaged(what: "the salts of this node's own log are missing", place: "log \(log)")
    }
    writer = LogWriter(
      descriptor: state.descriptor,
      count: state.count,
      head: index.id(of: head),
      salts: salts,
      unsignedBytes: try schedule(of: log).bytes
    )
  }

  /// The log that is written at present; nil before the next change begins one.
  public var ownLog: LogID? { writer?.log }

  /// Leaves the log as it is: the next change begins a new one.
  public func beginNewLog() {
    writer = nil
    continuesLog = false
  }

  /// Opens the storage anew after a batch that failed without loss of durability.
  public func reopen() throws(ReplicaError) -> ReplicaCore {
    let core = try ReplicaCore.open(storage, key: key, continuesLog: continuesLog)
    // Other peers' packs go on from what they sent before.
    core.intake = intakeBefore ?? intake
    core.foundations = foundations
    return core
  }

  /// This node was admitted for an organisation.
  public func admitted(for member: MemberID) throws(StoreError) {
    var transaction = StoreTransaction()
    transaction.meta = [StoreTransaction.NamedBytes(Meta.member, member.digest.bytes)]
    try storage.commit(transaction)
    self.member = member
  }

  // MARK: Salts and signatures

  /// The salts of a range of a log, as far as they are here.
  func salts(_ log: LogID, range: UInt64, branch: Int = 0) throws(StoreError) -> SaltTree? {
    if branch == 0, let newest = newestSalts[log], newest.range == range { return newest.salts }
    if let salts = batch.salts[RangeKey(log: log, range: range, branch: branch)] { return salts }
    guard let number = index.logNumber(log).map({ UInt32($0) }),
      let bytes = try storage.seed(log: number, range: UInt32(range), branch: UInt32(branch))
    else { return nil }
    guard let salts = try? SaltTree(parsing: bytes) else {
      throw .damaged(what: "salts that are none", place: "log \(log), range \(range)")
    }
    return salts
  }

  func salts(_ key: RangeKey) throws(StoreError) -> SaltTree? {
    try salts(key.log, range: key.range, branch: key.branch)
  }

  /// How much of a log has come since its last signature that is kept.
  func schedule(of log: LogID) throws(StoreError) -> SignatureSchedule {
    if let schedule = schedules[log] { return schedule }
    guard let number = index.logNumber(log).map(UInt32.init), let count = index.logState(log)?.count else {
      return SignatureSchedule()
    }
    let window = UInt64(ChangeLimits.range)
    let first = count > window ? count - window + 1 : 1
    let kept = try storage.signatures(log: number, sequences: first..<count + 1).last { $0.isKept }
    var bytes = 0
    try storage.changes(log: number, sequences: (kept.map { $0.sequence + 1 } ?? first)..<count + 1) { stored in
      bytes += stored.structure.count
      for case .present(let utf8) in stored.strings { bytes += utf8.count }
      return true
    }
    return SignatureSchedule(bytes: bytes)
  }
}
