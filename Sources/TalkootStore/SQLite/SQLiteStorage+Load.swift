internal import Foundation
internal import GRDB
internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

extension SQLiteStorage {
  /// What opening needs.
  public func load(object: (ObjectID, [UInt8]) -> Void) throws(StoreError) -> StoredState {
    try connection.read("loading the replica") { database in
      var state = StoredState()
      state.logs = try loadLogs(database)
      try loadColumns(database, into: &state)
      try loadNamed(database, into: &state)
      state.peers = try loadPeers(database)
      state.evidence = try loadEvidence(database)
      try loadObjects(database, object)
      return state
    }
  }

  private func loadLogs(_ database: Database) throws -> [StoredLog] {
    var logs: [StoredLog] = []
    try readLogs(database, into: &logs)
    return logs
  }

  func readLogs(_ database: Database, into logs: inout [StoredLog]) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT number, id, record FROM logs ORDER BY number")
    while let row = try rows.next() {
      let number: Int64 = try row.number(0)
      let id = try row.blob(1)
      let place = Sealer.Place("logs", Key.log(number, id))
      var reader = ColumnReader(try sealer.open(try row.blob(2), place), "log record")
      guard number == logs.count, let digest = Digest(id) else {
        throw StoreError.damaged(what: "log \(logs.count) is missing", place: place.description)
      }
      logs.append(
        StoredLog(
          number: UInt32(number),
          id: LogID(digest),
          descriptor: Array(try counted(&reader, place)),
          nodeKey: Array(try counted(&reader, place))
        )
      )
    }
  }

  private func loadColumns(_ database: Database, into state: inout StoredState) throws {
    // A number from the file: a foreign one may say anything.
    state.ids.reserveCapacity(min(Int(shape.end), 1 << 20))
    try readColumns(database, into: &state)
    guard state.ids.count == Int(shape.end) else {
      throw StoreError.damaged(what: "changes from \(state.ids.count) on are missing", place: "table changes")
    }
  }

  /// Block by block: where one can't be read, `state` holds all before it.
  func readColumns(_ database: Database, into state: inout StoredState) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT first, count, ids, runs FROM changes ORDER BY first")
    while let row = try rows.next() {
      let first: Int = try row.number(0)
      let count: UInt32 = try row.number(1)
      guard first == state.ids.count, count > 0, first + Int(count) <= Int(shape.end) else {
        throw StoreError.damaged(
          what: "changes from \(state.ids.count) on are missing",
          place: "table changes, row \(first)"
        )
      }
      let ids = try sealer.open(try row.blob(2), Sealer.Place("changes.ids", UInt64(first), UInt64(count)))
      guard ids.count == Int(count) * Digest.byteCount else {
        throw StoreError.damaged(what: "\(ids.count) bytes of ids", place: "table changes, row \(first)")
      }
      let place = Sealer.Place("changes.runs", UInt64(first), UInt64(count))
      let runs = try sealer.open(try row.blob(3), place)
      let decoded = try decoding(
        place,
        { () throws(ColumnError) in
          try RunColumn.decode(runs, first: LocalVersion(UInt32(first)), count: Int(count))
        }
      )
      Block.appendIDs(ids, to: &state.ids)
      for run in decoded { state.runs.appendOrExtend(run) }
    }
  }

  private func loadNamed(_ database: Database, into state: inout StoredState) throws {
    state.tables = try named("tables", "SELECT name, bytes FROM tables", database)
    for (name, bytes) in try named("meta", "SELECT name, bytes FROM meta", database) {
      if name == SQLiteStorage.snapshotEndName {
        var reader = ColumnReader(bytes, "snapshot end")
        state.snapshotEnd = LocalVersion(
          try decoding(Sealer.Place("meta", Array(name.utf8))) { () throws(ColumnError) in try reader.number() }
        )
      } else if !name.hasPrefix(SQLiteStorage.ownPrefix) {
        state.meta[name] = bytes
      }
    }
  }

  private func named(_ table: StaticString, _ sql: String, _ database: Database) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    let rows = try Row.fetchCursor(database, sql: sql)
    while let row = try rows.next() {
      let name = try row.text(0)
      found[name] = try sealer.open(try row.blob(1), Sealer.Place(table, Array(name.utf8)))
    }
    return found
  }

  private func loadPeers(_ database: Database) throws -> [StoredPeer] {
    var peers: [StoredPeer] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT node, record FROM peers ORDER BY node")
    while let row = try rows.next() {
      let key = try row.blob(0)
      let place = Sealer.Place("peers", Array(key))
      let bytes = try sealer.open(try row.blob(1), place)
      peers.append(
        try decoding(place) { () throws(ColumnError) in
          var reader = ColumnReader(bytes, "peer record")
          guard let node = Digest(key) else { throw reader.error }
          return try StoredPeer(node: NodeID(node), from: &reader)
        }
      )
    }
    return peers
  }

  private func loadEvidence(_ database: Database) throws -> [StoredEvidence] {
    var evidence: [StoredEvidence] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT id, bytes FROM evidence ORDER BY id")
    while let row = try rows.next() {
      let key = try row.blob(0)
      let place = Sealer.Place("evidence", Array(key))
      let bytes = try sealer.open(try row.blob(1), place)
      guard let id = Digest(key) else { throw StoreError.damaged(what: "an id", place: place.description) }
      evidence.append(StoredEvidence(id: id, bytes: bytes))
    }
    return evidence
  }

  func loadObjects(_ database: Database, _ body: (ObjectID, [UInt8]) -> Void) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT id, bytes FROM objects ORDER BY id")
    var last: ObjectID?
    while let row = try rows.next() {
      let key = try row.blob(0)
      let place = Sealer.Place("objects", Array(key))
      let bytes = try sealer.open(try row.blob(1), place)
      guard let id = ObjectID(key), last.map({ $0 < id }) ?? true else {
        throw StoreError.damaged(what: "rows out of order", place: place.description)
      }
      last = id
      body(id, bytes)
    }
  }

  private func counted(_ reader: inout ColumnReader, _ place: Sealer.Place) throws -> ArraySlice<UInt8> {
    try decoding(place) { () throws(ColumnError) in try reader.counted() }
  }

  /// Names the place of what a column's reader found.
  func decoding<T>(_ place: Sealer.Place, _ body: () throws(ColumnError) -> T) throws(StoreError) -> T {
    do {
      return try body()
    } catch {
      throw .damaged(what: "column \(error.column) at byte \(error.position)", place: place.description)
    }
  }
}

/// The keys that seals cover, where they are more than numbers.
enum Key {
  static func log(_ number: Int64, _ id: some Sequence<UInt8>) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) } + id
  }
}

extension StoredPeer {
  init(node: NodeID, from reader: inout ColumnReader) throws(ColumnError) {
    var addresses: [String] = []
    for _ in 0..<(try reader.count()) { addresses.append(String(decoding: try reader.counted(), as: UTF8.self)) }
    let hasSucceeded = try reader.byte() != 0
    let time = try reader.signed()
    try reader.finish()
    self.init(node: node, addresses: addresses, lastSuccessMilliseconds: hasSucceeded ? time : nil)
  }

  var record: [UInt8] {
    var writer = ColumnWriter()
    writer.varint(addresses.count)
    for address in addresses { writer.counted(Array(address.utf8)) }
    writer.byte(lastSuccessMilliseconds == nil ? 0 : 1)
    writer.signed(lastSuccessMilliseconds ?? 0)
    return writer.bytes
  }
}
