internal import Foundation
internal import GRDB
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

/// Proving, measuring and copying the database.
extension SQLiteStorage {
  /// What is wrong with what is stored.
  public func integrityProblems(limit: Int) throws(StoreError) -> [String] {
    var problems: [String] = try connection.read("checking the database") { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check(\(max(1, limit)))").filter { $0 != "ok" }
    }
    for check in [checkRows, checkChanges, checkKeptApart] where problems.count < limit {
      do { try check() } catch { problems.append("\(error)") }
    }
    return Array(problems.prefix(limit))
  }

  private func checkRows() throws(StoreError) { _ = try load { _, _ in } }

  /// All changes, and the index of logs, which is derived from them.
  private func checkChanges() throws(StoreError) {
    cache.forget(from: 0)
    var expected: [LogBlock] = []
    var version: UInt32 = 0
    while version < shape.tailStart {
      let block = try decodedBlock(holding: version)
      for (log, span) in LogBlock.spans(block) {
        expected.append(LogBlock(log: log, first: version, lowest: span.lowerBound, highest: span.upperBound))
      }
      version = block.last!.version.rawValue + 1
    }
    try changes(LocalVersion(shape.tailStart)..<LocalVersion(shape.end)) { _ in true }
    let found = try connection.read("checking the index of logs") { database in
      try Row.fetchAll(database, sql: "SELECT log, first, lowest, highest FROM log_blocks ORDER BY first, log")
        .map { row throws(StoreError) -> LogBlock in try LogBlock(row) }
    }
    guard found == expected else {
      throw .damaged(what: "rows that do not fit the changes", place: "table log_blocks")
    }
  }

  /// Signatures, seeds and the index of touched objects, which `load` does not read: every row, whatever its key says.
  private func checkKeptApart() throws(StoreError) {
    try connection.read("checking signatures, seeds and the index of objects") { database in
      let signatures = try Row.fetchCursor(
        database,
        sql: "SELECT log, branch, sequence, kept, signature FROM signatures"
      )
      while let row = try signatures.next() { _ = try signature(row) }
      let seeds = try Row.fetchCursor(database, sql: "SELECT log, range, seed FROM seeds")
      while let row = try seeds.next() {
        _ = try sealer.open(try row.blob(2), Sealer.Place("seeds", try row.number(0), try row.number(1)))
      }
      let touched = try Row.fetchCursor(database, sql: "SELECT level, bucket, first, entries FROM touched")
      while let row = try touched.next() {
        _ = try decodeTouched(
          try row.blob(3),
          level: try row.number(0),
          bucket: try row.number(1),
          first: try row.number(2)
        )
      }
    }
  }

  /// Where the bytes are.
  public func statistics() throws(StoreError) -> StoreStatistics {
    var statistics = try connection.read("measuring the database") { database in
      var statistics = StoreStatistics()
      func sum(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      statistics.changes = Int(shape.end)
      statistics.objects = try sum("SELECT count(*) FROM objects")
      statistics.historyBytes = try sum("SELECT sum(length(ids) + length(runs) + length(body)) FROM changes")
      statistics.objectBytes = try sum("SELECT sum(length(bytes)) FROM objects")
      statistics.indexBytes =
        try sum("SELECT sum(length(entries)) FROM touched") + sum("SELECT sum(length(touched)) FROM changes")
      statistics.freeBytes = try sum("PRAGMA freelist_count") * sum("PRAGMA page_size")
      return statistics
    }
    statistics.fileBytes = HomeFiles.byteCount(of: path)
    statistics.walBytes = HomeFiles.byteCount(of: path + "-wal")
    return statistics
  }

  /// See `ReplicaStorage`.
  public func tidy() throws(StoreError) { try connection.checkpointIfDue() }

  /// Keeps a copy under a name.
  public func backup(to destination: String) throws(StoreError) {
    try SQLiteStorage.backup(of: path, to: destination)
  }

  /// Copies a database that is open in this process, from any thread: it reads a snapshot over a connection of its own,
  /// which neither writes nor checkpoints (it is read only, and at its end the writer still holds the file).
  ///
  /// The copy has this run's mark taken out, so that it opens as *restored*, and gets its name when it is complete.
  public static func backup(of path: String, to destination: String) throws(StoreError) {
    if HomeFiles.exists(destination) { throw .exists(path: destination) }
    let temporary = destination + ".partial"
    removeFiles(temporary)
    do {
      try HomeFiles.create(temporary)
      try vacuum(path, into: temporary)
      try unmark(temporary)
      try HomeFiles.publish(temporary, as: destination)
    } catch {
      removeFiles(temporary)
      // A disk that fails here fails the copy only.
      if case .durabilityLost(_, let cause) = error { throw .inaccessible(path: destination, cause: cause) }
      throw error
    }
  }

  private static func vacuum(_ path: String, into temporary: String) throws(StoreError) {
    do {
      let source = try DatabaseQueue(path: path, configuration: Connection.configuration(readOnly: true))
      try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
      try source.close()
    } catch {
      throw Connection.translate(error, path: path, doing: "copying the database")
    }
  }

  private static func unmark(_ temporary: String) throws(StoreError) {
    do {
      let copy = try DatabaseQueue(path: temporary, configuration: Connection.configuration())
      try copy.write { try $0.execute(sql: "DELETE FROM meta WHERE name = ?", arguments: [nonceName]) }
      try copy.close()
    } catch {
      throw Connection.translate(error, path: temporary, doing: "marking the copy")
    }
  }
}
