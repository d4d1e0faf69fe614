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
    /// The last that it has been sent.
    var sentHead: HeadPrefix?
    /// Up to here both are known to hold the same.
    var agreed: UInt64 = 0
  }

  private var entries: [LogID: Entry] = [:]
  /// Logs of which one side has branches that the other may lack: apart from `entries`, and few.
  private(set) var disputes: [LogID: Dispute] = [:]
  /// Logs with something to send.
  private(set) var pending: Set<LogID> = []
  /// Logs of which the peer has something that isn't known to be here: it may be another branch.
  private var unsure: Set<LogID> = []
  /// Logs of which the peer isn't known to have all that we have, or has more.
  private var ahead = Gaps()
  private var behind = Gaps()

  /// What the peer has of each log.
  var counts: [LogID: UInt64] {
    var counts = entries.mapValues(\.has)
    for log in disputes.keys { counts[log] = has(of: log) }
    return counts
  }

  /// Everything the peer has, told anew: what it doesn't name it hasn't. `inFlight` is what it has been sent and has
  /// not yet confirmed. Returns the logs found forked.
  mutating func reset(to rows: [SyncRow], inFlight: [SyncRow], _ local: LocalRows) -> [LogID] {
    self = PeerRows()
    for log in local.logs where local.isForked(log) { dispute(log, local) }
    let forks = note(rows, local)
    for row in inFlight { markSent(row, local, isChecked: false) }
    for log in local.logs { touch(log, local) }
    return forks
  }

  /// The peer's heads equal ours: it has what we have.
  mutating func resetToEqual(_ local: LocalRows) {
    self = PeerRows()
    _ = note(local.all, local)
  }

  /// The peer has at least this. Returns the logs that this shows to have forked.
  mutating func note(_ rows: [SyncRow], _ local: LocalRows) -> [LogID] {
    var forks: [LogID] = []
    for group in rows.byLog {
      let log = group[0].log
      if group.count > 1, dispute(log, local) { forks.append(log) }
      for row in group where note(row, local) { forks.append(log) }
    }
    return forks
  }

  private mutating func note(_ row: SyncRow, _ local: LocalRows) -> Bool {
    if disputes[row.log] != nil {
      disputes[row.log]!.noteHas(row)
      touch(row.log, local)
      return false
    }
    var entry = entries[row.log] ?? Entry()
    if row.count >= entry.has {
      entry.has = row.count
      entry.head = row.head
      if row.count >= entry.sent { (entry.sent, entry.sentHead) = (row.count, row.head) }
    }
    entries[row.log] = entry
    touch(row.log, local)
    return findFork(row.log, local)
  }

  /// Landmarks along what the peer has of a log: what can be found of them here is enough.
  mutating func learn(_ landmarks: [SyncRow], _ local: LocalRows) {
    for row in landmarks {
      _ = dispute(row.log, local)
      disputes[row.log]!.knowsLandmarks = true
      disputes[row.log]!.noteHas(row)
    }
    for group in landmarks.byLog { touch(group[0].log, local) }
  }

  /// Ours of this log has changed. Returns whether that shows a fork.
  mutating func localChanged(_ log: LogID, _ local: LocalRows) -> Bool {
    if local.isForked(log), dispute(log, local) { return true }
    touch(log, local)
    return findFork(log, local)
  }

  /// - Parameter isChecked: whether the peer's change that the sent ones follow was found to be here too.
  mutating func markSent(_ row: SyncRow, _ local: LocalRows, isChecked: Bool = true) {
    if isChecked, let entry = entries[row.log], entry.sent == entry.has, row.count >= entry.has {
      entries[row.log]!.agreed = max(entry.agreed, entry.has)
    }
    if disputes[row.log] != nil {
      disputes[row.log]!.noteSent(row)
    } else if row.count >= sent(of: row.log) {
      entries[row.log, default: Entry()].sent = row.count
      entries[row.log]!.sentHead = row.head
    }
    touch(row.log, local)
  }

  /// The two sides hold different branches of a log. Returns whether that is new.
  @discardableResult
  mutating func dispute(_ log: LogID, _ local: LocalRows) -> Bool {
    guard disputes[log] == nil else { return false }
    var dispute = Dispute()
    if let entry = entries.removeValue(forKey: log) {
      if let head = entry.head { dispute.noteHas(SyncRow(log: log, count: entry.has, head: head)) }
      if let head = entry.sentHead { dispute.noteSent(SyncRow(log: log, count: entry.sent, head: head)) }
    }
    disputes[log] = dispute
    touch(log, local)
    return true
  }

  /// Whether the peer is to be told landmarks of a disputed log: once for each state of this replica.
  mutating func tells(_ log: LogID, _ local: LocalRows) -> Bool {
    let tips = local.tips(of: log)
    guard let dispute = disputes[log], dispute.toldFor != tips else { return false }
    disputes[log]!.toldFor = tips
    return true
  }

  /// The store can give nothing more of these logs; they are tried again when they have changed.
  mutating func setAside(_ logs: [LogID]) { pending.subtract(logs) }

  func sent(of log: LogID) -> UInt64 { entries[log]?.sent ?? 0 }
  func has(of log: LogID) -> UInt64 {
    disputes[log].map { $0.has.map(\.count).max() ?? 0 } ?? entries[log]?.has ?? 0
  }

  /// Logs whose places may mean another change to the peer, ascending.
  func unsettled(_ local: LocalRows) -> [LogID] {
    unsure.union(disputes.filter { !$0.value.isSettled(local.tips(of: $0.key)) }.keys).sorted()
  }

  /// Whether every place in a log means the same change to both.
  func isClear(_ local: LocalRows) -> Bool {
    unsure.isEmpty && disputes.allSatisfy { $0.value.isSettled(local.tips(of: $0.key)) }
  }

  /// What the peer lacks, in order of log.
  func selection(_ local: LocalRows, byteBudget: Int) -> Selection {
    let ranges = pending.sorted().map { log in
      if let dispute = disputes[log] {
        return LogRange(log: log, beyond: dispute.known, isEnough: dispute.knowsLandmarks)
      }
      let entry = entries[log] ?? Entry()
      return LogRange(
        log: log,
        after: entry.sent,
        through: local.count(of: log),
        expecting: entry.sent == entry.has && entry.sent > 0 ? entry.head : nil
      )
    }
    return Selection(ranges: ranges, byteBudget: byteBudget, disputed: unsettled(local))
  }

  /// Changes we have and the peer isn't known to have. Of a disputed log a branch counts as one change: how much of it is
  /// lacking the counts don't say.
  var aheadCount: UInt64 { ahead.total }
  /// Changes the peer says it has and we have not.
  var behindCount: UInt64 { behind.total }

  /// By the rows both hold the same.
  var isLevel: Bool { ahead.isEmpty && behind.isEmpty }

  private mutating func touch(_ log: LogID, _ local: LocalRows) {
    if let dispute = disputes[log] {
      let tips = local.tips(of: log)
      pending.set(log, !tips.allSatisfy { dispute.isSent($0) })
      ahead.set(log, UInt64(tips.count { !dispute.isHeld($0) }))
      let (here, there) = (local.count(of: log), has(of: log))
      behind.set(log, there > here ? there - here : 0)
      unsure.remove(log)
      return
    }
    let mine = local.count(of: log)
    var entry = entries[log] ?? Entry()
    if mine == entry.has, mine > entry.agreed, entry.head == local.row(of: log)?.head {
      entry.agreed = mine
      entries[log] = entry
    }
    // What is about to be read for the peer is looked at then.
    let isChecked = mine > entry.sent && entry.sent == entry.has
    unsure.set(log, mine > entry.agreed && entry.has > entry.agreed && !isChecked)
    pending.set(log, mine > entry.sent)
    ahead.set(log, mine > entry.has ? mine - entry.has : 0)
    behind.set(log, mine < entry.has ? entry.has - mine : 0)
  }

  private mutating func findFork(_ log: LogID, _ local: LocalRows) -> Bool {
    guard disputes[log] == nil, let entry = entries[log], let head = entry.head, let mine = local.row(of: log),
      mine.count == entry.has, mine.head != head
    else { return false }
    return dispute(log, local)
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
