internal import TalkootLog

/// What is known of a peer's replica, log by log, beside ours. The sets are kept so that a change of one log costs
/// nothing for the others.
struct PeerRows: Sendable {
  private struct Entry {
    /// What the peer has said or confirmed to have.
    var has: UInt64 = 0
    /// The id of change `has`, as the peer told it.
    var head: HeadPrefix?
    /// What it has or has been sent.
    var sent: UInt64 = 0
  }

  private var entries: [LogID: Entry] = [:]
  /// Logs with something to send.
  private(set) var pending: Set<LogID> = []
  /// Logs of which the peer isn't known to have all that we have, or has more.
  private var ahead = Gaps()
  private var behind = Gaps()
  /// Logs of which the peer has other changes than we: nothing of them is sent.
  private var forked: Set<LogID> = []

  /// What the peer has of each log.
  var counts: [LogID: UInt64] { entries.mapValues(\.has) }

  /// Everything the peer has, told anew: what it doesn't name it hasn't. `inFlight` is what it has been sent and has
  /// not yet confirmed. Returns the logs found forked.
  mutating func reset(to rows: [SyncRow], inFlight: [SyncRow], _ local: LocalRows) -> [LogID] {
    self = PeerRows()
    var forks: [LogID] = []
    for row in rows where note(row, local) { forks.append(row.log) }
    for row in inFlight { markSent(row, local) }
    for log in local.logs { touch(log, local) }
    return forks
  }

  /// The peer's heads equal ours: it has what we have.
  mutating func resetToEqual(_ local: LocalRows) {
    self = PeerRows()
    for row in local.all { _ = note(row, local) }
  }

  /// The peer has at least this. Returns whether that shows a fork.
  mutating func note(_ row: SyncRow, _ local: LocalRows) -> Bool {
    var entry = entries[row.log] ?? Entry()
    if row.count >= entry.has {
      entry.has = row.count
      entry.head = row.head
      entry.sent = max(entry.sent, row.count)
    }
    entries[row.log] = entry
    touch(row.log, local)
    return findFork(row.log, local)
  }

  /// Ours of this log has changed. Returns whether that shows a fork.
  mutating func localChanged(_ log: LogID, _ local: LocalRows) -> Bool {
    touch(log, local)
    return findFork(log, local)
  }

  mutating func markSent(_ row: SyncRow, _ local: LocalRows) {
    var entry = entries[row.log] ?? Entry()
    entry.sent = max(entry.sent, row.count)
    entries[row.log] = entry
    touch(row.log, local)
  }

  mutating func markForked(_ log: LogID) {
    forked.insert(log)
    pending.remove(log)
  }

  /// The store can give nothing more of these logs; they are tried again when they have changed.
  mutating func setAside(_ logs: [LogID]) { pending.subtract(logs) }

  func sent(of log: LogID) -> UInt64 { entries[log]?.sent ?? 0 }
  func has(of log: LogID) -> UInt64 { entries[log]?.has ?? 0 }

  /// What the peer lacks, in order of log.
  func selection(_ local: LocalRows, byteBudget: Int) -> Selection {
    let ranges = pending.sorted().map { log in
      let entry = entries[log] ?? Entry()
      return LogRange(
        log: log,
        after: entry.sent,
        through: local.count(of: log),
        expecting: entry.sent == entry.has && entry.sent > 0 ? entry.head : nil
      )
    }
    return Selection(ranges: ranges, byteBudget: byteBudget)
  }

  /// Changes we have and the peer isn't known to have.
  var aheadCount: UInt64 { ahead.total }
  /// Changes the peer says it has and we have not.
  var behindCount: UInt64 { behind.total }

  /// By the rows both hold the same.
  var isLevel: Bool { ahead.isEmpty && behind.isEmpty }

  private mutating func touch(_ log: LogID, _ local: LocalRows) {
    let mine = local.count(of: log)
    let entry = entries[log] ?? Entry()
    pending.set(log, mine > entry.sent && !forked.contains(log))
    ahead.set(log, mine > entry.has ? mine - entry.has : 0)
    behind.set(log, mine < entry.has ? entry.has - mine : 0)
  }

  private mutating func findFork(_ log: LogID, _ local: LocalRows) -> Bool {
    guard let entry = entries[log], let head = entry.head, let mine = local.row(of: log), mine.count == entry.has,
      mine.head != head, !forked.contains(log)
    else { return false }
    markForked(log)
    return true
  }
}

/// How many changes lie between two sides, by log and in all. The sum is kept: a peer may claim tens of thousands of
/// logs, and what it comes to is asked for at every frame of every link.
private struct Gaps: Sendable {
  private var byLog: [LogID: UInt64] = [:]
  private var sum: UInt128 = 0

  var isEmpty: Bool { byLog.isEmpty }
  /// Saturates: a peer may claim any count.
  var total: UInt64 { UInt64(clamping: sum) }

  mutating func set(_ log: LogID, _ gap: UInt64) {
    guard gap > 0 || byLog[log] != nil else { return }
    sum -= UInt128(byLog.removeValue(forKey: log) ?? 0)
    guard gap > 0 else { return }
    sum += UInt128(gap)
    byLog[log] = gap
  }
}

extension Set {
  fileprivate mutating func set(_ element: Element, _ isMember: Bool) {
    if isMember { insert(element) } else { remove(element) }
  }
}
