internal import Foundation
internal import GRDB
public import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

extension SQLiteStorage {
  /// The changes of these versions, in order.
  public func changes(_ versions: Range<LocalVersion>, _ body: (StoredChange) -> Bool) throws(StoreError) {
    var version = versions.lowerBound.rawValue
    let end = min(versions.upperBound.rawValue, shape.end)
    while version < end {
      let block = try decodedBlock(holding: version)
      for change in block where change.version.rawValue >= version {
        guard change.version.rawValue < end, body(change) else { return }
      }
      version = block.last!.version.rawValue + 1
    }
  }

  /// The changes of a log with these sequence numbers, by version.
  public func changes(
    log: UInt32,
    sequences: Range<UInt64>,
    _ body: (StoredChange) -> Bool
  ) throws(StoreError) {
    let starts = try connection.read("finding the changes of a log") { database in
      let full = try Row.fetchAll(
        database.cachedStatement(
          sql: "SELECT first FROM log_blocks WHERE log = ? AND highest >= ? AND lowest < ? ORDER BY first"
        ),
        arguments: [log, Int64(clamping: sequences.lowerBound), Int64(clamping: sequences.upperBound)]
      )
      let small = try Row.fetchAll(
        database.cachedStatement(sql: "SELECT first FROM changes WHERE first >= ? ORDER BY first"),
        arguments: [shape.tailStart]
      )
      return try (full + small).map { row throws(StoreError) -> UInt32 in try row.number(0) }
    }
    for start in starts {
      for change in try decodedBlock(holding: start) where change.log == log && sequences.contains(change.sequence) {
        guard body(change) else { return }
      }
    }
  }

  /// The signatures of a log with these sequence numbers.
  public func signatures(log: UInt32, sequences: Range<UInt64>) throws(StoreError) -> [StoredSignature] {
    try connection.read("reading signatures") { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT log, branch, sequence, kept, signature FROM signatures
          WHERE log = ? AND sequence >= ? AND sequence < ? ORDER BY branch, sequence
          """
      )
      let rows = try Row.fetchAll(
        statement,
        arguments: [log, Int64(clamping: sequences.lowerBound), Int64(clamping: sequences.upperBound)]
      )
      return try rows.map { try signature($0) }
    }
  }

  func signature(_ row: Row) throws -> StoredSignature {
    var signature = StoredSignature(
      log: try row.number(0),
      branch: try row.number(1),
      sequence: try row.number(2),
      bytes: [],
      isKept: try row.number(3, Int.self) != 0
    )
    signature.bytes = try sealer.open(try row.blob(4), .signature(signature))
    return signature
  }

  /// The seed of a range, or what is left of it.
  public func seed(log: UInt32, range: UInt32, branch: UInt32) throws(StoreError) -> [UInt8]? {
    let key = StoredSeed.key(range: range, branch: branch)
    return try connection.read("reading a seed") { database in
      let statement = try database.cachedStatement(sql: "SELECT seed FROM seeds WHERE log = ? AND range = ?")
      return try Row.fetchOne(statement, arguments: [log, Int64(key)])
        .map { try sealer.open(try $0.blob(0), Sealer.Place("seeds", UInt64(log), key)) }
    }
  }

  /// The changes that touch an object.
  public func versionsTouching(_ object: ObjectID) throws(StoreError) -> [LocalVersion] {
    try connection.read("finding the changes of an object") { database in
      var versions: [LocalVersion] = []
      for (level, bucket) in [(1, object.bucket), (0, 0)] {
        let statement = try database.cachedStatement(
          sql: "SELECT first, entries FROM touched WHERE level = ? AND bucket = ? ORDER BY first"
        )
        let rows = try Row.fetchCursor(statement, arguments: [level, bucket])
        while let row = try rows.next() {
          let first: UInt32 = try row.number(0)
          let place = Sealer.Place("touched", UInt64(level), UInt64(bucket), UInt64(first))
          versions += try self.versions(of: object, in: try row.blob(1), first: first, place)
        }
      }
      let statement = try database.cachedStatement(
        sql: "SELECT first, count, touched FROM changes WHERE first >= ? ORDER BY first"
      )
      let rows = try Row.fetchCursor(statement, arguments: [shape.tailStart])
      while let row = try rows.next() {
        let first: UInt32 = try row.number(0)
        let place = Sealer.Place("changes.touched", UInt64(first), try row.number(1))
        versions += try self.versions(of: object, in: try row.blob(2), first: first, place)
      }
      return versions
    }
  }

  private func versions(
    of object: ObjectID,
    in data: Data,
    first: UInt32,
    _ place: Sealer.Place
  ) throws -> [LocalVersion] {
    let bytes = try sealer.open(data, place)
    return try decoding(place) { () throws(ColumnError) in
      try TouchColumn.versions(of: object, in: bytes, first: first)
    }
  }

  // MARK: Blocks

  /// The changes of the block that holds a version, by way of the cache.
  func decodedBlock(holding version: UInt32) throws(StoreError) -> [StoredChange] {
    try connection.checkUsable()
    if let changes = cache.changes(holding: version) { return changes }
    let changes = try connection.read("reading changes") { database -> [StoredChange] in
      guard let (block, _) = try fetchBlock(holding: version, database) else {
        throw StoreError.damaged(what: "change \(version) is missing", place: "table changes")
      }
      return try self.changes(of: block)
    }
    cache.keep(changes)
    return changes
  }

  func fetchBlock(holding version: UInt32, _ database: Database) throws -> (Block, touched: [UInt8]?)? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT first, count, ids, runs, touched, body FROM changes WHERE first <= ? ORDER BY first DESC LIMIT 1
        """
    )
    guard let row = try Row.fetchOne(statement, arguments: [version]) else { return nil }
    let (block, touched) = try self.block(row)
    return UInt64(version) < UInt64(block.first.rawValue) + UInt64(block.count) ? (block, touched) : nil
  }

  /// The small blocks at the end.
  func fetchTail(
    from start: UInt32,
    _ database: Database
  ) throws -> (changes: [StoredChange], touched: [StoreTransaction.Touch]) {
    var all: [StoredChange] = []
    var allTouched: [StoreTransaction.Touch] = []
    let statement = try database.cachedStatement(
      sql: "SELECT first, count, ids, runs, touched, body FROM changes WHERE first >= ? ORDER BY first"
    )
    let rows = try Row.fetchCursor(statement, arguments: [start])
    while let row = try rows.next() {
      let (block, touched) = try block(row)
      all += try changes(of: block)
      let place = Sealer.Place("changes.touched", UInt64(block.first.rawValue), UInt64(block.count))
      allTouched += try decoding(place) { () throws(ColumnError) in
        try TouchColumn.decode(touched ?? [], first: block.first.rawValue)
      }
    }
    return (all, allTouched)
  }

  func block(_ row: Row) throws -> (Block, touched: [UInt8]?) {
    let first: UInt32 = try row.number(0)
    let count: UInt32 = try row.number(1)
    let (start, length) = (UInt64(first), UInt64(count))
    let touched = try row.blobIfAny(4).map {
      try sealer.open($0, Sealer.Place("changes.touched", start, length))
    }
    let block = Block(
      first: LocalVersion(first),
      count: Int(count),
      ids: try sealer.open(try row.blob(2), Sealer.Place("changes.ids", start, length)),
      runs: try sealer.open(try row.blob(3), Sealer.Place("changes.runs", start, length)),
      body: try sealer.open(try row.blob(5), Sealer.Place("changes.body", start, length))
    )
    return (block, touched)
  }

  func changes(of block: Block) throws(StoreError) -> [StoredChange] {
    try decoding(Sealer.Place("changes.body", UInt64(block.first.rawValue), UInt64(block.count))) {
      () throws(ColumnError) in try block.changes()
    }
  }
}

/// The blocks read last, decoded: a reader of changes asks for neighbours.
struct BlockCache {
  private static let limit = 4
  /// The newest last.
  private var blocks: [[StoredChange]] = []

  mutating func changes(holding version: UInt32) -> [StoredChange]? {
    guard
      let i = blocks.firstIndex(where: { $0[0].version.rawValue <= version && version <= $0.last!.version.rawValue })
    else { return nil }
    blocks.append(blocks.remove(at: i))
    return blocks.last
  }

  mutating func keep(_ changes: [StoredChange]) {
    if blocks.count == BlockCache.limit { blocks.removeFirst() }
    blocks.append(changes)
  }

  /// Forgets the blocks that hold a version from `start` on.
  mutating func forget(from start: UInt32) {
    blocks.removeAll { $0.last!.version.rawValue >= start }
  }
}
