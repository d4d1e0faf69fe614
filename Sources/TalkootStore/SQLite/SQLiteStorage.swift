internal import Foundation
internal import GRDB
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

/// A replica's database: one file, one connection, one fsync a commit (`docs/formats/database.md`).
///
/// Hold the home's `HomeLock` while one is open.
public final class SQLiteStorage: ReplicaStorage {
  /// The database file.
  public let path: String
  let connection: Connection
  var sealer = Sealer()
  /// What the newest rows are; true to the database between calls.
  var shape: Shape
  var cache = BlockCache()

  /// How many changes there are, and how many of them wait in small blocks.
  struct Shape: Equatable {
    var end: UInt32 = 0
    var tailStart: UInt32 = 0
    var tailBytes = 0
    /// Full blocks whose touched objects are not yet in buckets.
    var unsortedBlocks = 0
    /// Logs are numbered from 0 without a gap.
    var logCount: UInt32 = 0
  }

  /// Makes an empty database.
  ///
  /// It gets its name when it is complete, so that a file of that name never is one that was being made.
  /// - Throws: `exists`, `unsafeFile`, `diskFull`, …
  public static func create(at path: String) throws(StoreError) {
    try HomeFiles.checkHome(HomeFiles.directory(of: path))
    if try HomeFiles.checkFile(path) { throw .exists(path: path) }
    let temporary = path + ".new"
    removeFiles(temporary)
    do {
      try HomeFiles.create(temporary)
      let connection = try Connection(path: temporary)
      try Schema.prepare(connection, isNew: true)
      try connection.close()
      try HomeFiles.publish(temporary, as: path)
    } catch {
      removeFiles(temporary)
      throw error
    }
  }

  static let companions = ["", "-wal", "-shm", "-journal"]

  static func removeFiles(_ path: String) {
    for suffix in companions { unlink(path + suffix) }
  }

  /// Opens the database of a replica.
  /// - Throws: `notFound`, `unsafeFile`, `foreign`, `newerSchema`, `damaged`, …
  public init(openingAt path: String) throws(StoreError) {
    try HomeFiles.checkHome(HomeFiles.directory(of: path))
    var found = false
    for suffix in SQLiteStorage.companions {
      let isThere = try HomeFiles.checkFile(path + suffix)
      if suffix.isEmpty { found = isThere }
      if suffix == "-wal", isThere, !found {
        throw .damaged(what: "a write-ahead log without its database", place: path + suffix)
      }
    }
    guard found else { throw .notFound(path: path) }
    try SQLiteStorage.checkHeader(path)
    self.path = path
    let hasLog = HomeFiles.exists(path + "-wal")
    connection = try Connection(path: path)
    try Schema.prepare(connection, isNew: false)
    shape = Shape()
    shape = try readShape()
    if hasLog { connection.truncateLogAtNextCommit() }
  }

  /// Opens a database for reading alone, as it is in this moment: one that another connection writes, or a damaged one,
  /// of which `remains` tells what can still be read.
  /// - Throws: `notFound`, `damaged` where nothing at all can be read, …
  public init(readingAt path: String) throws(StoreError) {
    guard try HomeFiles.checkFile(path) else { throw .notFound(path: path) }
    self.path = path
    connection = try Connection(readingAt: path)
    shape = Shape()
    // A row that says nonsense is found by whoever reads what it speaks of.
    if let found = try? readShape() { shape = found }
  }

  /// Before SQLite opens it: it takes an empty file for an empty database, and what is not Talkoot's must not be
  /// changed by as much as its journal mode.
  private static func checkHeader(_ path: String) throws(StoreError) {
    let header = try HomeFiles.read(path, limit: 100) ?? []
    guard header.count == 100 else { throw .damaged(what: "the file ends before its content", place: path) }
    guard header.starts(with: Array("SQLite format 3".utf8) + [0]) else {
      throw .damaged(what: "the file is no SQLite database", place: path)
    }
    let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard application == UInt32(Schema.applicationID) else { throw .foreign(path: path) }
  }

  private func readShape() throws(StoreError) -> Shape {
    try connection.read("opening the database") { database in
      var shape = Shape()
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT first, count, touched IS NULL, length(body) FROM changes ORDER BY first DESC LIMIT 1000"
      )
      while let row = try rows.next() {
        let first: UInt32 = try row.number(0)
        let count: UInt32 = try row.number(1)
        guard !first.addingReportingOverflow(count).overflow else {
          throw StoreError.damaged(what: "a block of \(count) changes", place: "table changes, row \(first)")
        }
        if shape.end == 0 {
          shape.end = first + count
          shape.tailStart = shape.end
        }
        if try row.number(2, Int.self) != 0 { break }
        shape.tailStart = first
        shape.tailBytes += try row.number(3)
      }
      shape.unsortedBlocks = try Int.fetchOne(database, sql: "SELECT count(*) FROM touched WHERE level = 0") ?? 0
      shape.logCount = try UInt32.fetchOne(database, sql: "SELECT count(*) FROM logs") ?? 0
      return shape
    }
  }

  /// Moves the write-ahead log into the file and gives it up.
  public func close() throws(StoreError) { try connection.close() }

  // MARK: Continuity

  /// Whether this database goes on where the run before stopped. Ask once, before `beginRun`.
  public func continuity() throws(StoreError) -> Continuity {
    let home = HomeFiles.directory(of: path)
    return try ContinuityRecord.judge(
      kept: try ContinuityRecord.read(home: home),
      stored: try storedNonce(),
      home: home
    )
  }

  /// Marks database and home as this run's: at the start, before the first write, and once more at an orderly end, so
  /// that a copy taken in between is known for one.
  /// - Parameter nonce: 16 random bytes.
  public func beginRun(nonce: [UInt8]) throws(StoreError) {
    precondition(nonce.count == 16, "a run's nonce has 16 bytes")
    let home = HomeFiles.directory(of: path)
    let before = try storedNonce()
    try ContinuityRecord(nonce: nonce, before: before, home: home).write(home: home)
    try connection.write("marking the run") { database in
      try putMeta(SQLiteStorage.nonceName, nonce, database)
    }
    try ContinuityRecord(nonce: nonce, before: nil, home: home).write(home: home)
  }

  static let nonceName = "store.continuity"
  static let snapshotEndName = "store.snapshot end"
  static let ownPrefix = "store."

  private func storedNonce() throws(StoreError) -> [UInt8]? {
    try connection.read("reading the run's mark") { database in
      let place = Sealer.Place("meta", Array(SQLiteStorage.nonceName.utf8))
      return try Row.fetchOne(
        database,
        sql: "SELECT bytes FROM meta WHERE name = ?",
        arguments: [SQLiteStorage.nonceName]
      ).map { try sealer.open(try $0.blob(0), place) }
    }
  }
}
