internal import GRDB
internal import TalkootLog

/// What can still be read of a damaged database's history.
public struct StoredRemains: Sendable {
  /// Logs, ids and places of the changes before the first of which those can't be read; nothing else.
  public var state = StoredState()
  /// What ended the reading; nil where everything is there.
  public var fault: StoreError?
}

extension SQLiteStorage {
  /// Reads of the history's columns what can be read, and lets `changes` give the changes that they speak of: each
  /// that can be read itself.
  public func remains() -> StoredRemains {
    var remains = StoredRemains()
    // How far it goes may be what is damaged.
    shape.end = .max
    do {
      try connection.read("reading what is left") { database in
        try readLogs(database, into: &remains.state.logs)
      }
    } catch { remains.fault = error }
    do {
      try connection.read("reading what is left") { database in
        try readColumns(database, into: &remains.state)
      }
    } catch { remains.fault = remains.fault ?? error }
    remains.cutToLogs()
    shape.end = UInt32(remains.state.ids.count)
    // Which block a version is in needs no more than its row.
    shape.tailStart = 0
    return remains
  }
}

extension StoredRemains {
  /// Changes of a log that is not known, and what follows them, are of no use.
  fileprivate mutating func cutToLogs() {
    guard let i = state.runs.firstIndex(where: { $0.log >= state.logs.count }) else { return }
    state.ids.removeSubrange(Int(state.runs[i].first.rawValue)...)
    state.runs.removeSubrange(i...)
  }
}
