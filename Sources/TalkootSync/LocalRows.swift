internal import TalkootLog

/// What this replica holds, as its sessions see it.
struct LocalRows: Sendable {
  private var rows: [LogID: SyncRow] = [:]
  private(set) var logs: [LogID] = []  // ascending
  private(set) var mark: HeadsMark

  init(_ rows: [LogRow], mark: HeadsMark) {
    self.mark = mark
    update(rows.map { SyncRow($0) }, mark: mark)
  }

  /// Takes in rows that are new or have grown; a row that comes late, behind a longer one, changes nothing.
  mutating func update(_ changed: [SyncRow], mark: HeadsMark) {
    self.mark = mark
    var added = false
    for row in changed where row.count > count(of: row.log) {
      if rows.updateValue(row, forKey: row.log) == nil {
        logs.append(row.log)
        added = true
      }
    }
    if added { logs.sort() }
  }

  func count(of log: LogID) -> UInt64 { rows[log]?.count ?? 0 }
  func row(of log: LogID) -> SyncRow? { rows[log] }
  var all: [SyncRow] { logs.map { rows[$0]! } }
}
