internal import TalkootCrypto
public import TalkootLog
public import TalkootSync

/// A change without content: its place, what it depends on, and bytes that stand for the rest.
public struct SimulatedChange: Hashable, Sendable {
  /// The log.
  public var log: LogID
  /// Its number in the log, from 1.
  public var sequence: UInt64
  /// The change before it in the log.
  public var previous: ChangeID?
  /// The other heads when it was written.
  public var dependencies: [ChangeID]
  /// Anything.
  public var payload: [UInt8]

  /// A hash of all of it, so that two changes at one place have two ids.
  public var id: ChangeID {
    var bytes = log.digest.bytes + withUnsafeBytes(of: sequence.bigEndian) { Array($0) }
    bytes += previous?.digest.bytes ?? []
    for dependency in dependencies { bytes += dependency.digest.bytes }
    return ChangeID(SHA256.hash("talkoot/simulated-change/1", bytes + payload))
  }
}

/// A replica that only keeps changes in causal order: enough to drive sync, cheap enough for thousands of runs.
public struct SimulatedReplica: Sendable {
  /// In order of arrival, which is causal.
  public private(set) var changes: [SimulatedChange] = []
  /// Changes that came although they were here.
  public private(set) var duplicates = 0
  /// Changes that came in the place of another.
  public private(set) var forksSeen = 0

  private var versions: [ChangeID: Int] = [:]
  private var logs: [LogID: [Int]] = [:]
  private var headSet: Set<ChangeID> = []
  private var waiting: [SimulatedChange] = []
  private var ids: [ChangeID] = []

  /// An empty replica.
  public init() {}

  /// What it holds, in order of log.
  public var rows: [LogRow] { logs.keys.sorted().map { row(of: $0) } }

  /// The ids of the changes nothing depends on yet, ascending.
  public var heads: [ChangeID] { headSet.sorted() }

  /// Its heads hash, shortened.
  public var mark: HeadsMark {
    var hasher = SHA256()
    hasher.update("talkoot/heads/1")
    for head in heads { hasher.update(head.digest) }
    return HeadsMark(hasher.finish())
  }

  /// How many changes wait for others.
  public var waitingCount: Int { waiting.count }

  /// Whether a change is here.
  public func contains(_ change: ChangeID) -> Bool { versions[change] != nil }

  /// How many changes of a log are here.
  public func count(of log: LogID) -> UInt64 { UInt64(logs[log]?.count ?? 0) }

  func row(of log: LogID) -> LogRow {
    let versions = logs[log]!
    return LogRow(log: log, count: UInt64(versions.count), head: ids[versions.last!])
  }

  /// Writes a change that depends on all that is here.
  public mutating func commit(to log: LogID, payload: [UInt8]) -> SimulatedChange {
    let previous = logs[log].map { ids[$0.last!] }
    let change = SimulatedChange(
      log: log,
      sequence: count(of: log) + 1,
      previous: previous,
      dependencies: heads.filter { $0 != previous },
      payload: payload
    )
    append(change, change.id)
    return change
  }

  /// Takes in a pack; what lacks something waits. Returns the rows that have grown; nil for bytes that are no pack.
  public mutating func receive(pack: [UInt8]) -> [LogRow]? {
    guard let arrived = SimulatedPack.decode(pack) else { return nil }
    var grown: Set<LogID> = []
    waiting += arrived
    var progress = true
    while progress {
      progress = false
      let candidates = waiting
      waiting = []
      for change in candidates {
        if takeIn(change) {
          grown.insert(change.log)
          progress = true
        }
      }
    }
    return grown.sorted().map { row(of: $0) }
  }

  /// Appends the change if all it needs is here; keeps it waiting if not; drops it if it's here or a fork.
  private mutating func takeIn(_ change: SimulatedChange) -> Bool {
    let id = change.id
    if versions[id] != nil {
      duplicates += 1
      return false
    }
    if change.sequence <= count(of: change.log) {
      forksSeen += 1
      return false
    }
    let previous = logs[change.log].map { ids[$0.last!] }
    guard change.sequence == count(of: change.log) + 1, change.dependencies.allSatisfy({ versions[$0] != nil }) else {
      waiting.append(change)
      return false
    }
    guard change.previous == previous else {
      forksSeen += 1
      return false
    }
    append(change, id)
    return true
  }

  private mutating func append(_ change: SimulatedChange, _ id: ChangeID) {
    versions[id] = changes.count
    logs[change.log, default: []].append(changes.count)
    changes.append(change)
    ids.append(id)
    for dependency in change.dependencies { headSet.remove(dependency) }
    if let previous = change.previous { headSet.remove(previous) }
    headSet.insert(id)
  }

  /// What a store reads for a selection: in order of arrival, as much as the budget allows.
  public func load(_ selection: Selection) -> LoadedBatch {
    var ranges: [LogID: LogRange] = [:]
    var mismatched: [LogID] = []
    var first = changes.count
    for range in selection.ranges {
      let versions = logs[range.log] ?? []
      if let expected = range.expecting, HeadPrefix(ids[versions[Int(range.after) - 1]]) != expected {
        mismatched.append(range.log)
      } else if range.after < range.through {
        ranges[range.log] = range
        first = min(first, versions[Int(range.after)])
      }
    }
    var packed: [SimulatedChange] = []
    var reached: [LogID: LogRow] = [:]
    var size = 0
    for version in first..<max(first, changes.count) {
      let change = changes[version]
      guard let range = ranges[change.log], change.sequence > range.after, change.sequence <= range.through else {
        continue
      }
      size += SimulatedPack.byteCount(change)
      if size > selection.byteBudget { break }
      packed.append(change)
      reached[change.log] = LogRow(log: change.log, count: change.sequence, head: ids[version])
    }
    let rows = reached.keys.sorted().map { reached[$0]! }
    return LoadedBatch(pack: SimulatedPack.encode(packed), reached: rows, mismatched: mismatched)
  }
}
