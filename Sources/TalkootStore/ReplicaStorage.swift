public import TalkootCRDT
public import TalkootLog

/// Where a replica keeps what it has: the seam between the single writer and the disk.
///
/// What must hold:
/// - when `commit` returns, all of the transaction survives a crash; when it throws, none of it is there;
/// - a read after `commit` sees it; a read never sees a part of one;
/// - damage is an error, never an answer, and nothing is repaired silently;
/// - after `durabilityLost` every call throws it again: the process is to end.
///
/// Synchronous, and called from one thread at a time. `SQLiteStorage` keeps a file, `MemoryStorage` an array for the
/// simulator; both give the same answers to the same transactions.
public protocol ReplicaStorage: AnyObject {
  /// What opening needs, without reading what the changes say. Object rows go to `object` one by one, ascending by id.
  func load(object: (ObjectID, [UInt8]) -> Void) throws(StoreError) -> StoredState

  /// Makes the transaction durable.
  /// - Precondition: versions go on where the stored ones end; logs are known; replaced strings exist.
  func commit(_ transaction: StoreTransaction) throws(StoreError)

  /// Stored changes of these versions in order, until `body` returns false.
  func changes(_ versions: Range<LocalVersion>, _ body: (StoredChange) -> Bool) throws(StoreError)

  /// Stored changes of a log with these sequence numbers, by version, until `body` returns false.
  func changes(log: UInt32, sequences: Range<UInt64>, _ body: (StoredChange) -> Bool) throws(StoreError)

  /// Signatures of a log with these sequence numbers, ascending by branch, then sequence.
  func signatures(log: UInt32, sequences: Range<UInt64>) throws(StoreError) -> [StoredSignature]

  /// The seed of a range of 256 changes that begins on a branch, or what is left of it; nil when there is none.
  func seed(log: UInt32, range: UInt32, branch: UInt32) throws(StoreError) -> [UInt8]?

  /// The changes that touch an object, ascending.
  func versionsTouching(_ object: ObjectID) throws(StoreError) -> [LocalVersion]

  /// Reads everything and names what is wrong with it, at most `limit` findings; empty when all is well. Slow.
  func integrityProblems(limit: Int) throws(StoreError) -> [String]

  /// Where the bytes are.
  func statistics() throws(StoreError) -> StoreStatistics

  /// Writes a copy that opens as a *restored* replica. Works between commits; refuses an existing file.
  func backup(to path: String) throws(StoreError)

  /// Does what could not be done while somebody read the same file: taking what was erased out of it.
  func tidy() throws(StoreError)

  /// Ends all use. Closing twice is no error.
  func close() throws(StoreError)
}

extension ReplicaStorage {
  /// The seed of a range of a log that has not forked before it.
  public func seed(log: UInt32, range: UInt32) throws(StoreError) -> [UInt8]? {
    try seed(log: log, range: range, branch: 0)
  }

  /// The stored change of this version, nil when there is none.
  public func change(_ version: LocalVersion) throws(StoreError) -> StoredChange? {
    var found: StoredChange?
    try changes(version..<LocalVersion(version.rawValue + 1)) {
      found = $0
      return false
    }
    return found
  }

  /// All of `changes(_:_:)` at once. For few: each is held in memory.
  public func changes(_ versions: Range<LocalVersion>) throws(StoreError) -> [StoredChange] {
    var found: [StoredChange] = []
    try changes(versions) {
      found.append($0)
      return true
    }
    return found
  }

  /// All of `changes(log:sequences:_:)` at once. For few: each is held in memory.
  public func changes(log: UInt32, sequences: Range<UInt64>) throws(StoreError) -> [StoredChange] {
    var found: [StoredChange] = []
    try changes(log: log, sequences: sequences) {
      found.append($0)
      return true
    }
    return found
  }
}

/// What is in the store at the start, in columns: enough to build the log index and the causal graph, and nothing of
/// what the changes say.
public struct StoredState: Equatable, Sendable {
  /// By number.
  public var logs: [StoredLog] = []
  /// Ids of all changes, by local version.
  public var ids: [ChangeID] = []
  /// Place, lamport time and parents of all changes, run-length encoded, by local version.
  public var runs: [VersionRun] = []
  /// The object rows reflect all changes before this version.
  public var snapshotEnd: LocalVersion?
  /// The small parts of the snapshot, by name.
  public var tables: [String: [UInt8]] = [:]
  /// Facts about this replica, by name.
  public var meta: [String: [UInt8]] = [:]
  /// Ascending by node.
  public var peers: [StoredPeer] = []
  /// Ascending by id.
  public var evidence: [StoredEvidence] = []

  /// Nothing, all zero.
  public init() {}
}

/// Changes next to each other in local versions, of one log and one format, each with only the one before it as parent.
///
/// Within a run sequence and lamport go up by one a change; only the first may have dependencies.
public struct VersionRun: Hashable, Sendable {
  /// Its first change.
  public var first: LocalVersion
  /// How many changes.
  public var count: UInt32
  /// The log's number on this replica.
  public var log: UInt32
  /// Of the first change.
  public var sequence: UInt64
  /// Of the first change.
  public var lamport: UInt32
  /// Of the first change; that of the others is the change before them.
  public var predecessor: LocalVersion?
  /// Of the first change, without its predecessor in the log.
  public var dependencies: [LocalVersion]
  /// The format version of their headers.
  public var format: UInt8

  /// Memberwise; Swift's own would be internal.
  public init(
    first: LocalVersion,
    count: UInt32,
    log: UInt32,
    sequence: UInt64,
    lamport: UInt32,
    predecessor: LocalVersion?,
    dependencies: [LocalVersion],
    format: UInt8 = 1
  ) {
    self.first = first
    self.count = count
    self.log = log
    self.sequence = sequence
    self.lamport = lamport
    self.predecessor = predecessor
    self.dependencies = dependencies
    self.format = format
  }

  init(_ change: StoredChange) {
    self.init(
      first: change.version,
      count: 1,
      log: change.log,
      sequence: change.sequence,
      lamport: change.lamport,
      predecessor: change.predecessor,
      dependencies: change.dependencies,
      format: change.format
    )
  }

  /// Takes in the run that follows if the two are one.
  mutating func absorb(_ next: VersionRun) -> Bool {
    guard next.first.rawValue == first.rawValue + count, next.log == log, next.format == format,
      next.sequence == sequence + UInt64(count),
      next.lamport == lamport + count, next.dependencies.isEmpty, next.predecessor?.rawValue == next.first.rawValue - 1
    else { return false }
    count += next.count
    return true
  }
}

extension [VersionRun] {
  mutating func appendOrExtend(_ run: VersionRun) {
    if isEmpty || !self[count - 1].absorb(run) { append(run) }
  }
}

/// Where the store's bytes are.
public struct StoreStatistics: Equatable, Sendable {
  /// How many changes.
  public var changes = 0
  /// How many rows of the snapshot.
  public var objects = 0
  /// Of all changes as stored: ids, places and what they say.
  public var historyBytes = 0
  /// Of the rows of the snapshot.
  public var objectBytes = 0
  /// The index of changes by object.
  public var indexBytes = 0
  /// The database file; 0 in memory.
  public var fileBytes = 0
  /// The write-ahead log; 0 in memory.
  public var walBytes = 0
  /// Pages of the file that hold nothing.
  public var freeBytes = 0

  /// Nothing, all zero.
  public init() {}
}
