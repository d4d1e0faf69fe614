internal import Foundation
internal import GRDB

/// The schema's versions: `Schema/schema<n>.sql` brings a database from version n - 1 to n.
enum Schema {
  /// "TALK": what file(1) and SQLite's tools show of whose database this is.
  static let applicationID: Int32 = 0x5441_4c4b
  static let current = 1

  private static let migrations: [[UInt8]] = [PackageResources.schema1_sql]

  /// Makes the tables of an empty database, or brings older ones up.
  /// - Throws: `foreign`, `newerSchema`.
  static func prepare(_ connection: Connection, isNew: Bool) throws(StoreError) {
    let found: Int = try connection.read("reading the schema's version") { database in
      let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      guard application == applicationID || isNew else { throw StoreError.foreign(path: connection.path) }
      return try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }
    guard found <= current else {
      throw .newerSchema(path: connection.path, found: found, supported: current)
    }
    guard found < current else { return try checkObjects(connection) }
    try connection.write("preparing the schema") { database in
      for version in found..<current {
        try database.execute(sql: String(decoding: migrations[version], as: UTF8.self))
      }
      try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(current)")
    }
  }

  /// Code of someone else's in the file: a trigger would run within this node's own writes.
  private static func checkObjects(_ connection: Connection) throws(StoreError) {
    let strange = try connection.read("reading the schema") { database in
      try String.fetchOne(database, sql: "SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index') LIMIT 1")
    }
    guard strange == nil else {
      throw .damaged(what: "the schema holds a trigger or view, which is none of Talkoot's", place: connection.path)
    }
  }
}
