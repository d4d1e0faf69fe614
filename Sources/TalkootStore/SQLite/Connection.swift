internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// The one connection that writes and checkpoints, and the translation of SQLite's errors.
///
/// Checkpoints are made here and not by SQLite's hook, which swallows their errors: after a failed fsync of the
/// database file a second one may report success for pages that are gone (fsyncgate), so the first failure is final.
final class Connection {
  let path: String
  private let queue: DatabaseQueue
  private let gauge = WALGauge()
  private var nextCheckpoint = Connection.checkpointPages
  /// Once set, every use throws it.
  private var failure: StoreError?
  private var isTruncationDue = false

  /// 4 MiB of log: the file grows to about that and is then written over.
  private static let checkpointPages = 1000

  /// How many pages the write-ahead log had after the newest commit.
  private final class WALGauge { var pages = 0 }

  init(path: String) throws(StoreError) {
    self.path = path
    do {
      queue = try DatabaseQueue(path: path, configuration: Connection.configuration())
      try queue.writeWithoutTransaction { database in
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw StoreError.inaccessible(path: path, cause: "this file system cannot hold a write-ahead log")
        }
        // Sets the hook to none; the gauge's comes after it.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        sqlite3_wal_hook(
          database.sqliteConnection,
          { context, _, _, pages in
            Unmanaged<WALGauge>.fromOpaque(context!).takeUnretainedValue().pages = Int(pages)
            return SQLITE_OK
          },
          Unmanaged.passUnretained(gauge).toOpaque()
        )
      }
    } catch {
      throw Connection.translate(error, path: path, doing: "opening the database")
    }
  }

  /// A connection that only reads, and sees the database as it is now until it is closed.
  init(readingAt path: String) throws(StoreError) {
    self.path = path
    do {
      var configuration = Connection.configuration(readOnly: true)
      configuration.allowsUnsafeTransactions = true
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN")
        // A transaction begins with what it reads first.
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
      }
    } catch {
      throw Connection.translate(error, path: path, doing: "opening the database")
    }
  }

  static func configuration(readOnly: Bool = false) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = false
    configuration.label = "talkoot.store"
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA secure_delete = ON;
          PRAGMA cell_size_check = ON;
          PRAGMA trusted_schema = OFF;
          PRAGMA temp_store = MEMORY;
          PRAGMA journal_size_limit = 16777216;
          PRAGMA cache_size = -4096;
          """
      )
    }
    return configuration
  }

  /// - Throws: what ended its use, if anything did.
  func checkUsable() throws(StoreError) {
    if let failure { throw failure }
  }

  /// Runs `body` on the connection.
  func read<T>(_ doing: String, _ body: (Database) throws -> T) throws(StoreError) -> T {
    try checkUsable()
    do {
      return try queue.unsafeRead(body)
    } catch {
      throw remembered(error, doing)
    }
  }

  /// Runs `body` in a transaction and makes it durable.
  func write(_ doing: String, _ body: (Database) throws -> Void) throws(StoreError) {
    try checkUsable()
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try body(database)
          return .commit
        }
      }
    } catch {
      throw remembered(error, doing)
    }
    try checkpointIfDue()
  }

  // MARK: Checkpoints

  /// Takes what was erased out of the write-ahead log: now, or when a backup that still reads it has ended.
  func truncateLog() throws(StoreError) {
    isTruncationDue = true
    try checkpointIfDue()
  }

  /// A process that was killed may have left what it had erased in the log: it goes with the next commit.
  func truncateLogAtNextCommit() { isTruncationDue = true }

  /// Makes a checkpoint where one is due, or was and could not be made while somebody read.
  func checkpointIfDue() throws(StoreError) {
    guard isTruncationDue || gauge.pages >= nextCheckpoint else { return }
    let mode = isTruncationDue ? "TRUNCATE" : "PASSIVE"
    do {
      let isBusy = try queue.writeWithoutTransaction { database in
        try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(\(mode))") ?? 0 != 0
      }
      if !isBusy { isTruncationDue = false }
      nextCheckpoint = isBusy ? gauge.pages + Connection.checkpointPages : Connection.checkpointPages
    } catch {
      switch remembered(error, "moving the write-ahead log into the database") {
      case .diskFull:
        // Nothing is lost: the log holds it all, and grows until there is room.
        nextCheckpoint = gauge.pages + Connection.checkpointPages
      case let failure: throw failure
      }
    }
  }

  func close() throws(StoreError) {
    // A connection that lost what it wrote is left alone.
    guard failure == nil else { return }
    if gauge.pages > 0 {
      isTruncationDue = true
      try checkpointIfDue()
    }
    failure = .closed
    do { try queue.close() } catch { throw Connection.translate(error, path: path, doing: "closing the database") }
  }

  // MARK: Errors

  private func remembered(_ error: any Error, _ doing: String) -> StoreError {
    let translated = Connection.translate(error, path: path, doing: doing)
    if case .durabilityLost = translated, failure == nil {
      failure = translated
      // Closing would checkpoint, and so fsync a second time: the connection stays open until the process ends.
      _ = Unmanaged.passRetained(queue)
    }
    return translated
  }

  static func translate(_ error: any Error, path: String, doing: String) -> StoreError {
    if let error = error as? StoreError { return error }
    guard let error = error as? DatabaseError else {
      return .damaged(what: "a value of another kind than was written (\(error))", place: path)
    }
    let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: return .diskFull(doing: doing)
    // The statements are right for the schema; where SQLite does not find what they name, the schema's page is not.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR:
      return .damaged(what: "\(message) (while \(doing))", place: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path)
    case .SQLITE_IOERR: return inputOutput(error.extendedResultCode, message, path: path, doing: doing)
    default: return .inaccessible(path: path, cause: "\(message) (while \(doing))")
    }
  }

  private static func inputOutput(
    _ code: ResultCode,
    _ message: String,
    path: String,
    doing: String
  ) -> StoreError {
    switch code {
    case .SQLITE_IOERR_READ: .inaccessible(path: path, cause: "the disk did not give back what it holds (\(message))")
    case .SQLITE_IOERR_SHORT_READ: .damaged(what: "the file ends before its content (while \(doing))", place: path)
    // The shared index of the log is a file of a few pages that cannot be made longer.
    case .SQLITE_IOERR_SHMSIZE: .diskFull(doing: doing)
    default: .durabilityLost(doing: doing, cause: "\(message) (\(code.rawValue))")
    }
  }
}
