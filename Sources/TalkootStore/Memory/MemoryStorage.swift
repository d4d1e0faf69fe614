public import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

/// A replica's store in memory, for the simulator: the same answers as `SQLiteStorage` to the same transactions.
///
/// A commit is one assignment of a value, so that what a crash leaves is what was committed.
public final class MemoryStorage: ReplicaStorage {
  private var content: Content
  private var isClosed = false
  private var backups: [String: Content] = [:]
  /// Set by the simulator: the next commit throws this, and stores nothing.
  public var nextCommitFailure: StoreError?

  fileprivate struct Content {
    var changes: [StoredChange] = []
    var logs: [StoredLog] = []
    var touched: [ObjectID: [LocalVersion]] = [:]
    var signatures: [SignatureKey: StoredSignature] = [:]
    /// Those that the next of their branch replaces; the branch is the key with sequence 0.
    var newestSignatures: [SignatureKey: SignatureKey] = [:]
    var seeds: [SeedKey: [UInt8]] = [:]
    var objects: [ObjectID: [UInt8]] = [:]
    var snapshotEnd: LocalVersion?
    var tables: [String: [UInt8]] = [:]
    var meta: [String: [UInt8]] = [:]
    var peers: [NodeID: StoredPeer] = [:]
    var evidence: [Digest: StoredEvidence] = [:]
  }

  fileprivate struct SignatureKey: Hashable {
    var log: UInt32
    var branch: UInt32
    var sequence: UInt64
  }

  fileprivate struct SeedKey: Hashable {
    var log: UInt32
    var range: UInt64
  }

  /// An empty store.
  public init() { content = Content() }
  private init(_ content: Content) { self.content = content }

  // MARK: The simulator's

  /// What opens after a crash: all that was committed. The crashed one is closed.
  public func crash() -> MemoryStorage {
    isClosed = true
    return MemoryStorage(content)
  }

  /// An older state that is put back, or a clone that runs beside.
  public func copy() -> MemoryStorage { MemoryStorage(content) }

  /// What `backup(to:)` has written under a name.
  public func restore(from path: String) -> MemoryStorage? { backups[path].map { MemoryStorage($0) } }

  // MARK: ReplicaStorage

  /// What opening needs.
  public func load(object: (ObjectID, [UInt8]) -> Void) throws(StoreError) -> StoredState {
    try checkOpen()
    var state = StoredState()
    state.logs = content.logs
    state.ids = content.changes.map(\.id)
    for change in content.changes { state.runs.appendOrExtend(VersionRun(change)) }
    state.snapshotEnd = content.snapshotEnd
    state.tables = content.tables
    state.meta = content.meta
    state.peers = content.peers.values.sorted { $0.node < $1.node }
    state.evidence = content.evidence.values.sorted { $0.id < $1.id }
    for (id, bytes) in content.objects.sorted(by: { $0.key < $1.key }) { object(id, bytes) }
    return state
  }

  /// Stores all of the transaction or nothing.
  public func commit(_ transaction: StoreTransaction) throws(StoreError) {
    try checkOpen()
    transaction.check(end: UInt32(content.changes.count), logCount: UInt32(content.logs.count))
    if let failure = nextCommitFailure {
      nextCommitFailure = nil
      throw failure
    }
    content.apply(transaction)
  }

  /// The changes of these versions, in order.
  public func changes(_ versions: Range<LocalVersion>, _ body: (StoredChange) -> Bool) throws(StoreError) {
    try checkOpen()
    let end = min(Int(versions.upperBound.rawValue), content.changes.count)
    let start = min(Int(versions.lowerBound.rawValue), end)
    for change in content.changes[start..<end] { guard body(change) else { return } }
  }

  /// The changes of a log with these sequence numbers, by version.
  public func changes(
    log: UInt32,
    sequences: Range<UInt64>,
    _ body: (StoredChange) -> Bool
  ) throws(StoreError) {
    try checkOpen()
    for change in content.changes where change.log == log && sequences.contains(change.sequence) {
      guard body(change) else { return }
    }
  }

  /// The signatures of a log with these sequence numbers.
  public func signatures(log: UInt32, sequences: Range<UInt64>) throws(StoreError) -> [StoredSignature] {
    try checkOpen()
    return content.signatures.values
      .filter { $0.log == log && sequences.contains($0.sequence) }
      .sorted { $0.branch != $1.branch ? $0.branch < $1.branch : $0.sequence < $1.sequence }
  }

  /// The seed of a range, or what is left of it.
  public func seed(log: UInt32, range: UInt32, branch: UInt32) throws(StoreError) -> [UInt8]? {
    try checkOpen()
    return content.seeds[SeedKey(log: log, range: StoredSeed.key(range: range, branch: branch))]
  }

  /// The changes that touch an object.
  public func versionsTouching(_ object: ObjectID) throws(StoreError) -> [LocalVersion] {
    try checkOpen()
    return content.touched[object] ?? []
  }

  /// What is wrong with what is stored.
  public func integrityProblems(limit: Int) throws(StoreError) -> [String] {
    try checkOpen()
    return []
  }

  /// Where the bytes are.
  public func statistics() throws(StoreError) -> StoreStatistics {
    try checkOpen()
    var statistics = StoreStatistics()
    statistics.changes = content.changes.count
    statistics.objects = content.objects.count
    statistics.historyBytes = content.changes.reduce(0) { $0 + $1.byteCount }
    statistics.objectBytes = content.objects.values.reduce(0) { $0 + $1.count }
    statistics.indexBytes = content.touched.values.reduce(0) { $0 + 16 + 4 * $1.count }
    return statistics
  }

  /// See `ReplicaStorage`.
  public func tidy() {}

  /// Keeps a copy under a name.
  public func backup(to path: String) throws(StoreError) {
    try checkOpen()
    if backups[path] != nil { throw .exists(path: path) }
    backups[path] = content
  }

  /// Ends all use.
  public func close() throws(StoreError) { isClosed = true }

  private func checkOpen() throws(StoreError) {
    if isClosed { throw .closed }
  }
}

extension MemoryStorage.Content {
  mutating func apply(_ transaction: StoreTransaction) {
    logs += transaction.newLogs
    changes += transaction.changes
    for touch in transaction.touched.sorted(by: { $0.version < $1.version })
    where touched[touch.object]?.last != touch.version {
      touched[touch.object, default: []].append(touch.version)
    }
    for replacement in transaction.replacedStrings {
      changes[Int(replacement.version.rawValue)].strings[Int(replacement.index)] = replacement.string
    }
    for signature in transaction.signatures { put(signature) }
    for seed in transaction.seeds {
      seeds[.init(log: seed.log, range: StoredSeed.key(range: seed.range, branch: seed.branch))] = seed.bytes
    }
    for row in transaction.objects { objects[row.id] = row.bytes }
    for table in transaction.tables { tables[table.name] = table.bytes }
    for entry in transaction.meta { meta[entry.name] = entry.bytes }
    for peer in transaction.peers { peers[peer.node] = peer }
    for item in transaction.evidence { evidence[item.id] = item }
    snapshotEnd = transaction.snapshotEnd ?? snapshotEnd
  }

  private mutating func put(_ signature: StoredSignature) {
    typealias Key = MemoryStorage.SignatureKey
    let key = Key(log: signature.log, branch: signature.branch, sequence: signature.sequence)
    var branch = key
    branch.sequence = 0
    if let newest = newestSignatures.removeValue(forKey: branch) { signatures[newest] = nil }
    if !signature.isKept { newestSignatures[branch] = key }
    signatures[key] = signature
  }
}
