internal import Foundation
internal import GRDB
internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

extension SQLiteStorage {
  /// Stores all of the transaction or nothing.
  public func commit(_ transaction: StoreTransaction) throws(StoreError) {
    transaction.check(end: shape.end, logCount: shape.logCount)
    var next = shape
    try connection.write("committing") { database in
      for log in transaction.newLogs { try insert(log, database) }
      next.logCount += UInt32(transaction.newLogs.count)
      try append(transaction.changes, transaction.touched, &next, database)
      try replace(transaction.replacedStrings, database)
      for signature in transaction.signatures { try put(signature, database) }
      for seed in transaction.seeds { try put(seed, database) }
      try putObjects(transaction.objects, database)
      try putNamed(transaction, database)
      for peer in transaction.peers { try put(peer, database) }
      for evidence in transaction.evidence { try put(evidence, database) }
    }
    cache.forget(from: shape.tailStart)
    shape = next
    if !transaction.replacedStrings.isEmpty {
      cache.forget(from: 0)
      try connection.truncateLog()
    }
  }

  // MARK: Strings

  private func replace(_ replacements: [StoreTransaction.StringReplacement], _ database: Database) throws {
    var left = replacements.sorted { $0.version < $1.version }[...]
    while let version = left.first?.version {
      guard let (block, touched) = try fetchBlock(holding: version.rawValue, database) else {
        throw StoreError.damaged(what: "change \(version.rawValue) is missing", place: "table changes")
      }
      var changes = try changes(of: block)
      while let next = left.first, next.version.rawValue < block.first.rawValue + UInt32(block.count) {
        let i = Int(next.version.rawValue - block.first.rawValue)
        precondition(Int(next.index) < changes[i].strings.count, "no such string in change \(next.version.rawValue)")
        changes[i].strings[Int(next.index)] = next.string
        left.removeFirst()
      }
      try write(Block(changes[...]), touched: touched, database)
    }
  }

  // MARK: Small rows

  private func insert(_ log: StoredLog, _ database: Database) throws {
    var record = ColumnWriter()
    record.counted(log.descriptor)
    record.counted(log.nodeKey)
    let place = Sealer.Place("logs", Key.log(Int64(log.number), log.id.digest.bytes))
    try execute(
      "INSERT INTO logs (number, id, record) VALUES (?, ?, ?)",
      [log.number, Data(log.id.digest.bytes), sealer.seal(record.bytes, place)],
      database
    )
  }

  private func put(_ signature: StoredSignature, _ database: Database) throws {
    try execute(
      "DELETE FROM signatures WHERE log = ? AND branch = ? AND kept = 0",
      [signature.log, signature.branch],
      database
    )
    try execute(
      "INSERT OR REPLACE INTO signatures (log, branch, sequence, kept, signature) VALUES (?, ?, ?, ?, ?)",
      [
        signature.log, signature.branch, Int64(signature.sequence), signature.isKept,
        sealer.seal(signature.bytes, .signature(signature)),
      ],
      database
    )
  }

  private func put(_ seed: StoredSeed, _ database: Database) throws {
    let key = StoredSeed.key(range: seed.range, branch: seed.branch)
    let place = Sealer.Place("seeds", UInt64(seed.log), key)
    try execute(
      "INSERT OR REPLACE INTO seeds (log, range, seed) VALUES (?, ?, ?)",
      [seed.log, Int64(key), sealer.seal(seed.bytes, place)],
      database
    )
  }

  private func put(_ peer: StoredPeer, _ database: Database) throws {
    let key = peer.node.digest.bytes
    try execute(
      "INSERT OR REPLACE INTO peers (node, record) VALUES (?, ?)",
      [Data(key), sealer.seal(peer.record, Sealer.Place("peers", key))],
      database
    )
  }

  private func put(_ evidence: StoredEvidence, _ database: Database) throws {
    let key = evidence.id.bytes
    try execute(
      "INSERT OR REPLACE INTO evidence (id, bytes) VALUES (?, ?)",
      [Data(key), sealer.seal(evidence.bytes, Sealer.Place("evidence", key))],
      database
    )
  }

  private func putObjects(_ rows: [StoreTransaction.ObjectRow], _ database: Database) throws {
    // In the order of the tree's pages, each is visited once.
    for row in rows.sorted(by: { $0.id < $1.id }) {
      let key = row.id.bytes
      if let bytes = row.bytes {
        try execute(
          "INSERT OR REPLACE INTO objects (id, bytes) VALUES (?, ?)",
          [Data(key), sealer.seal(bytes, Sealer.Place("objects", key))],
          database
        )
      } else {
        try execute("DELETE FROM objects WHERE id = ?", [Data(key)], database)
      }
    }
  }

  private func putNamed(_ transaction: StoreTransaction, _ database: Database) throws {
    for table in transaction.tables {
      if let bytes = table.bytes {
        try execute(
          "INSERT OR REPLACE INTO tables (name, bytes) VALUES (?, ?)",
          [table.name, sealer.seal(bytes, Sealer.Place("tables", Array(table.name.utf8)))],
          database
        )
      } else {
        try execute("DELETE FROM tables WHERE name = ?", [table.name], database)
      }
    }
    for entry in transaction.meta { try putMeta(entry.name, entry.bytes, database) }
    if let end = transaction.snapshotEnd {
      var writer = ColumnWriter()
      writer.varint(end.rawValue)
      try putMeta(SQLiteStorage.snapshotEndName, writer.bytes, database)
    }
  }

  func putMeta(_ name: String, _ bytes: [UInt8]?, _ database: Database) throws {
    guard let bytes else { return try execute("DELETE FROM meta WHERE name = ?", [name], database) }
    try execute(
      "INSERT OR REPLACE INTO meta (name, bytes) VALUES (?, ?)",
      [name, sealer.seal(bytes, Sealer.Place("meta", Array(name.utf8)))],
      database
    )
  }

  func execute(_ sql: String, _ arguments: StatementArguments, _ database: Database) throws {
    let statement = try database.cachedStatement(sql: sql)
    statement.setUncheckedArguments(arguments)
    try statement.execute()
  }
}

extension Sealer.Place {
  static func signature(_ signature: StoredSignature) -> Sealer.Place {
    Sealer.Place(
      "signatures",
      UInt64(signature.log),
      UInt64(signature.branch),
      signature.sequence,
      signature.isKept ? 1 : 0
    )
  }
}

extension StoreTransaction {
  /// What the caller owes; a breach is a bug, and must not reach the disk.
  func check(end: UInt32, logCount: UInt32) {
    let logs = logCount + UInt32(newLogs.count)
    for (i, log) in newLogs.enumerated() {
      precondition(log.number == logCount + UInt32(i), "logs are numbered from 0 without a gap")
    }
    for (i, change) in changes.enumerated() {
      precondition(change.version.rawValue == end + UInt32(i), "versions go on where the stored ones end")
      precondition(change.log < logs, "the change's log is known")
      precondition(change.predecessor.map { $0 < change.version } ?? true, "the predecessor comes before")
      precondition(change.dependencies.allSatisfy { $0 < change.version }, "dependencies come before")
    }
    let newEnd = end + UInt32(changes.count)
    precondition(
      touched.allSatisfy { $0.version.rawValue >= end && $0.version.rawValue < newEnd },
      "objects are touched by changes of this transaction"
    )
    precondition(replacedStrings.allSatisfy { $0.version.rawValue < newEnd }, "replaced strings are stored")
    precondition(!meta.contains { $0.name.hasPrefix("store.") }, "names of meta with 'store.' are the store's own")
  }
}
