public import TalkootCRDT
public import TalkootCrypto

/// A change's place in its log.
public struct LogPlace: Hashable, Sendable {
  /// The log.
  public var log: LogID
  /// From 1.
  public var sequence: UInt64

  /// Names a place.
  public init(log: LogID, sequence: UInt64) {
    self.log = log
    self.sequence = sequence
  }
}

/// How much of a log is here: what sync compares. A forked log has one row a branch.
public struct LogRow: Hashable, Sendable {
  /// The log.
  public var log: LogID
  /// The number of changes, which is the head's sequence number.
  public var count: UInt64
  /// The newest change.
  public var head: ChangeID

  /// Makes a row.
  public init(log: LogID, count: UInt64, head: ChangeID) {
    self.log = log
    self.count = count
    self.head = head
  }
}

/// Which changes are here, what follows what, and the numbers by which this replica calls them.
///
/// Pure and in memory: 32 bytes of id, about 7 of look-up table and 4 of Lamport time a change, the rest in runs. A
/// copy is a snapshot; a writer that shares with one copies a few pieces of some KiB, never all of it.
///
/// Invariants: causally closed (parents come before); one version a change; `lamport = 1 + max(lamport of parents)`.
public struct LogIndex: Sendable {
  /// The event graph, in local versions.
  public internal(set) var graph = CausalGraph()
  var ids = ChunkedArray<Digest>()
  var table = IDTable()
  var lamports = ChunkedArray<UInt32>()
  var runs = ChunkedArray<Run>()
  var logNumbers: [LogID: Int] = [:]
  /// By the first half of the id; of two alike the first stands. A pack may name thousands, so they are not searched for.
  var logPrefixes: [ObjectID: Int] = [:]
  var logs: [LogState] = []

  /// Consecutive versions of one format, each but the first having the one before it as its predecessor in the log.
  struct Run: Hashable, Sendable {
    var version: UInt32
    var log: UInt32
    var sequence: UInt32
    var format: UInt8
  }

  /// An index without changes.
  public init() {}

  /// The number of changes.
  public var count: Int { ids.count }

  // MARK: Growing

  /// Adds a change whose parents are here.
  ///
  /// - Precondition: it is not here yet, its dependencies and predecessor are.
  @discardableResult
  public mutating func append(_ change: VerifiedChange) -> LocalVersion {
    append(id: change.id, header: change.header, change.shared)
  }

  private mutating func append(id: ChangeID, header: ChangeHeader, _ descriptor: SharedDescriptor) -> LocalVersion {
    let previous = header.previous.map { known($0) }
    var parents: [LocalVersion] = []
    parents.reserveCapacity(header.dependencies.count + 1)
    if let previous { parents.append(previous) }
    for dependency in header.dependencies { parents.append(known(dependency)) }
    let version = graph.append(parents: parents)
    var lamport: UInt32 = 1
    for parent in parents { lamport = max(lamport, lamports[Int(parent.rawValue)] + 1) }
    table.insert(id.digest, at: version.rawValue, in: ids)
    ids.append(id.digest)
    lamports.append(lamport)
    place(version, header, after: previous, descriptor)
    return version
  }

  private func known(_ id: ChangeID) -> LocalVersion {
    guard let version = version(of: id) else { preconditionFailure("change \(id) comes after what it depends on") }
    return version
  }

  private mutating func place(
    _ version: LocalVersion,
    _ header: ChangeHeader,
    after previous: LocalVersion?,
    _ descriptor: SharedDescriptor
  ) {
    // Usually the log is that of the change before.
    let last = previous.map { runs[run(of: $0)].log }
    let number = last.map { Int($0) } ?? logNumber(adding: header.log, descriptor)
    logs[number].append(version, sequence: UInt32(header.sequence), after: previous)
    let continues = version.rawValue > 0 && previous == LocalVersion(version.rawValue - 1)
    if continues, runs[runs.count - 1].format == header.format { return }
    let sequence = UInt32(header.sequence)
    runs.append(Run(version: version.rawValue, log: UInt32(number), sequence: sequence, format: header.format))
  }

  private mutating func logNumber(adding log: LogID, _ descriptor: SharedDescriptor) -> Int {
    if let number = logNumbers[log] { return number }
    logNumbers[log] = logs.count
    notePrefix(of: log, logs.count)
    precondition(descriptor.id == log, "a log's id is its descriptor's hash")
    logs.append(LogState(descriptor))
    return logs.count - 1
  }

  mutating func notePrefix(of log: LogID, _ number: Int) {
    let prefix = ObjectID(truncating: log.digest)
    if logPrefixes[prefix] == nil { logPrefixes[prefix] = number }
  }

  // MARK: Changes

  /// The number of a change; nil if it is not here.
  public func version(of id: ChangeID) -> LocalVersion? {
    // In a linear history it is mostly the newest that is asked for.
    if count > 0, ids[count - 1] == id.digest { return LocalVersion(UInt32(count - 1)) }
    return table.position(of: id.digest, in: ids).map { LocalVersion($0) }
  }

  /// Whether a change is here.
  public func contains(_ id: ChangeID) -> Bool { version(of: id) != nil }

  /// - Precondition: `version` is one of this index.
  public func id(of version: LocalVersion) -> ChangeID { ChangeID(ids[Int(version.rawValue)]) }

  /// Derived Lamport time: 1 + the greatest among what the change depends on.
  public func lamport(of version: LocalVersion) -> UInt32 { lamports[Int(version.rawValue)] }

  /// Where a change is.
  public func place(of version: LocalVersion) -> LogPlace {
    let (log, sequence) = numbers(of: version)
    return LogPlace(log: logs[log].id, sequence: sequence)
  }

  /// Where a change is; nil if it is not here.
  public func place(of id: ChangeID) -> LogPlace? { version(of: id).map { place(of: $0) } }

  /// The number of the version's log in `logStates`, and its sequence number.
  public func numbers(of version: LocalVersion) -> (log: Int, sequence: UInt64) {
    let run = runs[run(of: version)]
    return (Int(run.log), UInt64(run.sequence + (version.rawValue - run.version)))
  }

  /// The format version of a change's header.
  public func format(of version: LocalVersion) -> UInt8 {
    runs[run(of: version)].format
  }

  private func run(of version: LocalVersion) -> Int {
    if runs[runs.count - 1].version <= version.rawValue { return runs.count - 1 }
    return runs.partitioningIndex { $0.version <= version.rawValue } - 1
  }

  /// The descriptor of a log that is here.
  public func descriptor(of log: LogID) -> LogDescriptor? { shared(log)?.value }

  func shared(_ log: LogID) -> SharedDescriptor? { logNumbers[log].map { logs[$0].shared } }

  /// A change that has the predecessor, and the sequence number, of one that is not here.
  func rival(of header: ChangeHeader, after previous: LocalVersion?) -> LocalVersion? {
    let number = previous.map { numbers(of: $0).log } ?? logNumbers[header.log]
    guard let number, logs[number].main.last != previous || logs[number].isFrozen else { return nil }
    return logs[number].successor(of: previous, sequence: header.sequence)
  }

  /// The change at a place; of a forked log, the one on the branch that came first to this replica.
  public func version(_ log: LogID, _ sequence: UInt64) -> LocalVersion? {
    logNumbers[log].flatMap { logs[$0].main.version(sequence) }
  }

  /// All changes at a place, more than one only in a forked log; in the order in which they came.
  public func versions(_ log: LogID, _ sequence: UInt64) -> [LocalVersion] {
    logNumbers[log].map { logs[$0].versions(sequence) } ?? []
  }

  /// The id of the change at a place; see `version(_:_:)`.
  public func id(_ log: LogID, _ sequence: UInt64) -> ChangeID? { version(log, sequence).map { id(of: $0) } }

  // MARK: Logs

  /// The logs by number: in the order in which their first changes came.
  public var logStates: [LogState] { logs }
  /// What is here of a log.
  public func logState(_ log: LogID) -> LogState? { logNumbers[log].map { logs[$0] } }
  /// The log whose id begins with these 16 bytes.
  func log(prefix: ObjectID) -> LogID? { logPrefixes[prefix].map { logs[$0].id } }
  /// The number of a log in `logStates`.
  public func logNumber(_ log: LogID) -> Int? { logNumbers[log] }

  /// One row a log (and branch), ascending by log and head: the same on replicas that hold the same.
  public var rows: [LogRow] {
    var rows: [LogRow] = []
    rows.reserveCapacity(logs.count)
    for log in logs {
      for branch in log.allBranches {
        guard let last = branch.last else { continue }
        rows.append(LogRow(log: log.id, count: branch.count, head: id(of: last)))
      }
    }
    return rows.sorted { $0.log != $1.log ? $0.log < $1.log : $0.head < $1.head }
  }

  /// The changes that nothing here depends on, ascending.
  public var heads: [ChangeID] { graph.heads.map { id(of: $0) }.sorted() }

  /// H("talkoot/heads/1" ‖ heads ascending). Equal exactly when the same changes are here.
  public var headsHash: Digest { LogIndex.headsHash(of: heads) }

  /// The same of a set of heads that is ascending already.
  public static func headsHash(of heads: [ChangeID]) -> Digest {
    var hasher = SHA256()
    hasher.update("talkoot/heads/1")
    for head in heads { hasher.update(head.digest) }
    return hasher.finish()
  }
}

extension LogIndex: CausalOrder {
  /// Whether `a` is in the past of `b`; see `CausalGraph`.
  public func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { graph.isInPast(a, of: b) }

  /// The total order of operations: Lamport time, then change id, then index.
  public func precedes(_ a: Dot, _ b: Dot) -> Bool {
    if a.version == b.version { return a.index < b.index }
    let lamportA = lamport(of: a.version)
    let lamportB = lamport(of: b.version)
    return lamportA != lamportB ? lamportA < lamportB : id(of: a.version) < id(of: b.version)
  }
}
