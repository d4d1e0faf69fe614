internal import Foundation
internal import GRDB
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

/// Appending changes: small blocks, and full ones made of them in the transaction that completes them.
extension SQLiteStorage {
  /// How many full blocks are sorted into buckets together.
  private static let blocksPerSort = 64

  func append(
    _ changes: [StoredChange],
    _ touched: [StoreTransaction.Touch],
    _ shape: inout Shape,
    _ database: Database
  ) throws {
    guard let first = changes.first?.version.rawValue else { return }
    shape.end = first + UInt32(changes.count)
    shape.tailBytes += changes.reduce(0) { $0 + $1.byteCount }
    let isFull =
      Int(shape.end - shape.tailStart) >= BlockPacking.fullCount || shape.tailBytes >= BlockPacking.fullBytes
    if isFull, try pack(changes, touched, &shape, database) { return }
    try write(Block(changes[...]), touched: TouchColumn.encode(touched, first: first), database)
  }

  /// Makes full blocks of the small ones and the new changes; false when they are not enough for one.
  private func pack(
    _ new: [StoredChange],
    _ newTouched: [StoreTransaction.Touch],
    _ shape: inout Shape,
    _ database: Database
  ) throws -> Bool {
    let tail = try fetchTail(from: shape.tailStart, database)
    let changes = tail.changes.isEmpty ? new : tail.changes + new
    let (full, rest) = BlockPacking.split(changes)
    guard !full.isEmpty else {
      shape.tailBytes = changes.reduce(0) { $0 + $1.byteCount }
      return false
    }
    var touched = (tail.touched + newTouched).sorted { $0.version < $1.version }[...]
    func touches(before end: UInt32) -> [StoreTransaction.Touch] {
      let count = touched.prefix { $0.version.rawValue < end }.count
      defer { touched = touched.dropFirst(count) }
      return Array(touched.prefix(count))
    }
    try execute("DELETE FROM changes WHERE first >= ?", [shape.tailStart], database)
    for part in full {
      let end = part.last!.version.rawValue + 1
      try writeFull(part, touches(before: end), database)
      shape.tailStart = end
      shape.unsortedBlocks += 1
    }
    shape.tailBytes = rest.reduce(0) { $0 + $1.byteCount }
    if let first = rest.first?.version.rawValue {
      try write(Block(rest), touched: TouchColumn.encode(touches(before: shape.end), first: first), database)
    }
    if shape.unsortedBlocks >= SQLiteStorage.blocksPerSort {
      try sortTouched(database)
      shape.unsortedBlocks = 0
    }
    return true
  }

  private func writeFull(
    _ changes: ArraySlice<StoredChange>,
    _ touched: [StoreTransaction.Touch],
    _ database: Database
  ) throws {
    let block = Block(changes)
    // The rows that it replaces go: it must read back as what they were.
    let isWhole = try block.changes().elementsEqual(changes)
    precondition(isWhole, "a block reads back as it was written")
    try write(block, touched: nil, database)
    let first = block.first.rawValue
    try putTouched(level: 0, bucket: 0, first: first, TouchColumn.encode(touched, first: first), database)
    for (log, span) in LogBlock.spans(changes) {
      try execute(
        "INSERT INTO log_blocks (log, first, lowest, highest) VALUES (?, ?, ?, ?)",
        [log, first, Int64(span.lowerBound), Int64(span.upperBound)],
        database
      )
    }
  }

  /// Writes a block's row, replacing the one that is there.
  func write(_ block: Block, touched: [UInt8]?, _ database: Database) throws {
    let first = UInt64(block.first.rawValue)
    let count = UInt64(block.count)
    let sealedTouched = touched.map { sealer.seal($0, Sealer.Place("changes.touched", first, count)) }
    try execute(
      "INSERT OR REPLACE INTO changes (first, count, ids, runs, touched, body) VALUES (?, ?, ?, ?, ?, ?)",
      [
        block.first.rawValue, block.count, sealer.seal(block.ids, Sealer.Place("changes.ids", first, count)),
        sealer.seal(block.runs, Sealer.Place("changes.runs", first, count)), sealedTouched,
        sealer.seal(block.body, Sealer.Place("changes.body", first, count)),
      ],
      database
    )
  }

  // MARK: Touched objects

  private func putTouched(
    level: Int,
    bucket: Int,
    first: UInt32,
    _ entries: [UInt8],
    _ database: Database
  ) throws {
    let place = Sealer.Place("touched", UInt64(level), UInt64(bucket), UInt64(first))
    try execute(
      "INSERT INTO touched (level, bucket, first, entries) VALUES (?, ?, ?, ?)",
      [level, bucket, first, sealer.seal(entries, place)],
      database
    )
  }

  /// Sorts the rows of single blocks into one row a bucket.
  private func sortTouched(_ database: Database) throws {
    var touched: [StoreTransaction.Touch] = []
    var start: UInt32?
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT first, entries FROM touched WHERE level = 0 AND bucket = 0 ORDER BY first"
    )
    while let row = try rows.next() {
      let first: UInt32 = try row.number(0)
      start = start ?? first
      touched += try decodeTouched(try row.blob(1), level: 0, bucket: 0, first: first)
    }
    guard let start else { return }
    try execute("DELETE FROM touched WHERE level = 0", [], database)
    var buckets = [[StoreTransaction.Touch]](repeating: [], count: 256)
    for touch in touched { buckets[touch.object.bucket].append(touch) }
    for (bucket, touched) in buckets.enumerated() where !touched.isEmpty {
      try putTouched(level: 1, bucket: bucket, first: start, TouchColumn.encode(touched, first: start), database)
    }
  }

  func decodeTouched(_ data: Data, level: Int, bucket: Int, first: UInt32) throws -> [StoreTransaction.Touch] {
    let place = Sealer.Place("touched", UInt64(level), UInt64(bucket), UInt64(first))
    let bytes = try sealer.open(data, place)
    return try decoding(place) { () throws(ColumnError) in try TouchColumn.decode(bytes, first: first) }
  }
}

extension ObjectID {
  var bucket: Int { Int(high >> 56) }
}

/// A row of `log_blocks`.
struct LogBlock: Equatable {
  var log: UInt32
  var first: UInt32
  var lowest: UInt64
  var highest: UInt64

  init(log: UInt32, first: UInt32, lowest: UInt64, highest: UInt64) {
    self.log = log
    self.first = first
    self.lowest = lowest
    self.highest = highest
  }

  init(_ row: Row) throws(StoreError) {
    self.init(log: try row.number(0), first: try row.number(1), lowest: try row.number(2), highest: try row.number(3))
  }

  /// The sequence numbers of each log in a block, ascending by log.
  static func spans(_ changes: some Sequence<StoredChange>) -> [(log: UInt32, span: ClosedRange<UInt64>)] {
    var spans: [UInt32: ClosedRange<UInt64>] = [:]
    for change in changes {
      let span = spans[change.log] ?? change.sequence...change.sequence
      spans[change.log] = min(span.lowerBound, change.sequence)...max(span.upperBound, change.sequence)
    }
    return spans.sorted { $0.key < $1.key }.map { (log: $0.key, span: $0.value) }
  }
}
