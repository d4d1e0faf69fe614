internal import TalkootLog

/// What this replica holds, as its sessions see it.
struct LocalRows: Sendable {
  private var rows: [LogID: SyncRow] = [:]
  /// Of the logs that have forked here, the row of each branch.
  private var branches: [LogID: [SyncRow]] = [:]
  private(set) var logs: [LogID] = []  // ascending
  private(set) var mark: HeadsMark

  init(_ rows: [LogRow], mark: HeadsMark) {
    self.mark = mark
    update(rows.map { SyncRow($0) }, mark: mark)
  }

  /// Takes in rows that are new or have grown, of a forked log all at once; a row that comes late, behind a longer
  /// one, changes nothing.
  mutating func update(_ changed: [SyncRow], mark: HeadsMark) {
    self.mark = mark
    var added = false
    for group in changed.byLog {
      let log = group[0].log
      if group.count > 1 { branches[log] = group }
      let longest = group.max { $0.count < $1.count }!
      guard longest.count > count(of: log) else { continue }
      if rows.updateValue(longest, forKey: log) == nil {
        logs.append(log)
        added = true
      }
    }
    if added { logs.sort() }
  }

  func count(of log: LogID) -> UInt64 { rows[log]?.count ?? 0 }
  func row(of log: LogID) -> SyncRow? { rows[log] }
  /// One row a branch; one alone, or none, of a log that has not forked here.
  func tips(of log: LogID) -> [SyncRow] { branches[log] ?? rows[log].map { [$0] } ?? [] }
  func isForked(_ log: LogID) -> Bool { branches[log] != nil }
  var all: [SyncRow] { branches.isEmpty ? logs.map { rows[$0]! } : logs.flatMap { tips(of: $0) } }
}

extension [SyncRow] {
  /// Rows next to each other that are of one log.
  var byLog: [[SyncRow]] {
    var groups: [[SyncRow]] = []
    groups.reserveCapacity(count)
    for row in self {
      if groups.last?[0].log == row.log { groups[groups.count - 1].append(row) } else { groups.append([row]) }
    }
    return groups
  }
}
