public import TalkootCRDT

/// One log, as far as it is here.
public struct LogState: Sendable {
  /// H("talkoot/log/1" ‖ descriptor).
  public let id: LogID
  /// Whose it is and how it came about.
  public var descriptor: LogDescriptor { shared.value }
  let shared: SharedDescriptor
  /// The branch that came first to this replica.
  public private(set) var main = LogBranch(start: 1)
  /// Of a forked log, the other branches, each from where it leaves one that came before it.
  public private(set) var branches: [LogBranch] = []

  init(_ shared: SharedDescriptor) {
    id = shared.id
    self.shared = shared
  }

  /// The node that writes it.
  public var node: NodeID { descriptor.node }
  /// The number of changes on the main branch.
  public var count: UInt64 { main.count }
  /// The newest change on the main branch.
  public var head: LocalVersion? { main.last }
  /// A forked log takes no more changes of its node.
  public var isFrozen: Bool { !branches.isEmpty }
  /// All branches, the main one first.
  public var allBranches: [LogBranch] { [main] + branches }
  /// The changes before the log's first fork; all of them in one that has not forked. What comes after is on a branch:
  /// it counts as far as others have built on it. The same on replicas that hold the same, whatever came first.
  public var undisputedCount: UInt64 { branches.reduce(main.count) { min($0, $1.start - 1) } }

  func versions(_ sequence: UInt64) -> [LocalVersion] {
    allBranches.compactMap { $0.version(sequence) }
  }

  /// The change at `sequence` whose predecessor is `previous`; in a forked log the one that came first.
  func successor(of previous: LocalVersion?, sequence: UInt64) -> LocalVersion? {
    for branch in allBranches {
      if let version = branch.version(sequence), branch.predecessor(of: sequence) == previous { return version }
    }
    return nil
  }

  mutating func append(_ version: LocalVersion, sequence: UInt32, after previous: LocalVersion?) {
    guard isFrozen || main.last != previous else { return main.append(version) }
    let all = allBranches
    let number = all.firstIndex { $0.last == previous } ?? all.count
    append(version, sequence: sequence, after: previous, onBranch: number)
  }

  mutating func append(
    _ version: LocalVersion,
    sequence: UInt32,
    count: UInt32 = 1,
    after previous: LocalVersion?,
    onBranch number: Int
  ) {
    if number == 0 { return main.append(version, count) }
    if number > branches.count { branches.append(LogBranch(start: UInt64(sequence), after: previous)) }
    branches[number - 1].append(version, count)
  }

  /// The number of the branch that holds `version` at `sequence`; 0 is the main one.
  func branch(of version: LocalVersion, _ sequence: UInt64) -> Int {
    isFrozen ? allBranches.firstIndex { $0.version(sequence) == version } ?? 0 : 0
  }
}

/// Consecutive changes of a log: sequence number -> version, in runs.
public struct LogBranch: Sendable {
  private struct Run: Sendable {
    var sequence: UInt32
    var version: UInt32
  }

  /// The sequence number of its first change.
  public let start: UInt64
  /// The change that it goes on from; nil at the beginning of a log.
  public let predecessor: LocalVersion?
  private var runs = ChunkedArray<Run>()
  /// Its newest change.
  public private(set) var last: LocalVersion?
  private var length: UInt32 = 0

  init(start: UInt64, after predecessor: LocalVersion? = nil) {
    self.start = start
    self.predecessor = predecessor
  }

  /// The sequence number of its last change; of an empty log 0.
  public var count: UInt64 { start - 1 + UInt64(length) }

  /// The change at a sequence number; nil beyond its ends.
  public func version(_ sequence: UInt64) -> LocalVersion? {
    guard sequence >= start, sequence <= count else { return nil }
    let run = runs[runs.partitioningIndex { $0.sequence <= UInt32(sequence) } - 1]
    return LocalVersion(run.version + (UInt32(sequence) - run.sequence))
  }

  /// What comes before the change at `sequence`, which is on this branch.
  func predecessor(of sequence: UInt64) -> LocalVersion? {
    sequence == start ? predecessor : version(sequence - 1)
  }

  mutating func append(_ version: LocalVersion, _ count: UInt32 = 1) {
    if last.map({ $0.rawValue + 1 }) != version.rawValue {
      runs.append(Run(sequence: UInt32(start) + length, version: version.rawValue))
    }
    last = LocalVersion(version.rawValue + count - 1)
    length += count
  }
}
