public import TalkootCRDT
public import TalkootCrypto

extension LogIndex {
  /// The whole index as plain columns, for the store. Lamport times and the look-up table are derived again.
  public struct Columns: Hashable, Sendable {
    /// Consecutive versions that are consecutive changes of one format on one branch of one log.
    public struct Run: Hashable, Sendable {
      /// The first of them.
      public var first: LocalVersion
      /// Index in `logs`.
      public var log: Int
      /// 0 is the branch that came first.
      public var branch: Int
      /// The sequence number of the first.
      public var sequence: UInt64
      /// What comes before the first in the log; nil at the log's beginning.
      public var previous: LocalVersion?
      /// The format version of their headers.
      public var format: UInt8

      /// Describes a run.
      public init(first: LocalVersion, log: Int, branch: Int, sequence: UInt64, previous: LocalVersion?, format: UInt8)
      {
        self.first = first
        self.log = log
        self.branch = branch
        self.sequence = sequence
        self.previous = previous
        self.format = format
      }
    }

    /// Change ids by version.
    public var ids: [Digest]
    /// The logs in the order in which their first changes came.
    public var logs: [LogDescriptor]
    /// Where changes are in their logs, ascending.
    public var runs: [Run]
    /// What follows what.
    public var graph: [CausalGraph.Entry]

    /// Puts columns together, to be checked by `LogIndex.init`.
    public init(
      ids: [Digest],
      logs: [LogDescriptor],
      runs: [Run],
      graph: [CausalGraph.Entry]
    ) {
      self.ids = ids
      self.logs = logs
      self.runs = runs
      self.graph = graph
    }
  }

  /// What the store keeps.
  public var columns: Columns {
    let runs = runs.elements.map { run in
      let first = LocalVersion(run.version)
      let log = logs[Int(run.log)]
      let branch = log.branch(of: first, UInt64(run.sequence))
      return Columns.Run(
        first: first,
        log: Int(run.log),
        branch: branch,
        sequence: UInt64(run.sequence),
        previous: log.allBranches[branch].predecessor(of: UInt64(run.sequence)),
        format: run.format
      )
    }
    return Columns(
      ids: ids.elements,
      logs: logs.map(\.descriptor),
      runs: runs,
      graph: graph.entries
    )
  }

  /// The index that was stored; nil if the columns contradict each other.
  public init?(_ columns: Columns) {
    guard let graph = CausalGraph(entries: columns.graph), graph.count == columns.ids.count else { return nil }
    self.init()
    self.graph = graph
    logs = columns.logs.map { LogState(SharedDescriptor($0)) }
    for number in logs.indices {
      guard logNumbers.updateValue(number, forKey: logs[number].id) == nil else { return nil }
      notePrefix(of: logs[number].id, number)
    }
    for id in columns.ids {
      guard table.position(of: id, in: ids) == nil else { return nil }
      table.insert(id, at: UInt32(ids.count), in: ids)
      ids.append(id)
    }
    deriveLamports(columns.graph)
    guard restore(columns.runs) else { return nil }
  }

  private mutating func deriveLamports(_ entries: [CausalGraph.Entry]) {
    for entry in entries {
      var lamport: UInt32 = 0
      for parent in entry.parents { lamport = max(lamport, lamports[Int(parent.rawValue)]) }
      for offset in 1...UInt32(entry.count) { lamports.append(lamport + offset) }
    }
  }

  private mutating func restore(_ stored: [Columns.Run]) -> Bool {
    guard stored.first.map({ $0.first.rawValue == 0 }) ?? (ids.count == 0) else { return false }
    for (i, run) in stored.enumerated() {
      let end = i + 1 < stored.count ? Int(stored[i + 1].first.rawValue) : ids.count
      guard logs.indices.contains(run.log), end > run.first.rawValue, end <= ids.count,
        logs[run.log].accepts(run)
      else { return false }
      let count = UInt32(end) - run.first.rawValue
      logs[run.log].append(
        run.first,
        sequence: UInt32(run.sequence),
        count: count,
        after: run.previous,
        onBranch: run.branch
      )
      let sequence = UInt32(run.sequence)
      runs.append(
        Run(version: run.first.rawValue, log: UInt32(run.log), sequence: sequence, format: run.format)
      )
    }
    return true
  }
}

extension LogState {
  /// Whether a stored run goes on where its branch ends, or begins the next branch.
  fileprivate func accepts(_ run: LogIndex.Columns.Run) -> Bool {
    if run.branch == 0 { return run.sequence == main.count + 1 }
    if run.branch < 0 || run.branch > branches.count + 1 { return false }
    // A branch may leave another one than the main one, beyond the end of that.
    if run.branch == branches.count + 1 { return run.sequence >= 1 && run.sequence <= allBranches.map(\.count).max()! }
    return run.sequence == branches[run.branch - 1].count + 1
  }
}
