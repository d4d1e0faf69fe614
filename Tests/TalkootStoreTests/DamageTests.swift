import Foundation
import GRDB
import TalkootCRDT
import TalkootTesting
import Testing

@testable import TalkootStore

@Suite struct `A database` {
  /// A closed database with some history, and what it answers.
  private func sample(seed: UInt64) throws -> (home: TemporaryHome, history: RandomHistory, answers: Answers) {
    let home = try TemporaryHome()
    let store = try home.create()
    var history = RandomHistory(seed: seed)
    for _ in 0..<12 { try store.commit(history.transaction(changes: 0...60)) }
    let answers = try Answers(store, history)
    try store.close()
    return (home, history, answers)
  }

  @Test func `with a byte changed anywhere says so, at the latest when checked, or answers as before`() throws {
    let (home, history, answers) = try sample(seed: 31)
    let good = home.bytes()
    var random = SplitMix64(seed: 77)
    var found = 0
    let rounds = 300
    for round in 0..<rounds {
      var bad = good
      let place = Int.random(in: 0..<bad.count, using: &random)
      bad[place] ^= UInt8.random(in: 1...255, using: &random)
      try home.write(bad)
      do throws(any Error) {
        let store = try home.open()
        defer { try? store.close() }
        // A key that became another hides its row from who asks for it; the check reads them all.
        if try Answers(store, history) != answers {
          #expect(try store.integrityProblems(limit: 1) != [], "round \(round), byte \(place)")
        }
      } catch let error as StoreError {
        found += 1
        switch error {
        case .damaged, .foreign, .newerSchema: break
        case .inaccessible, .locked, .homeInUse, .unsafeFile, .notFound, .exists, .diskFull, .durabilityLost, .closed:
          Issue.record("round \(round), byte \(place): \(error)")
        }
      }
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: home.database + suffix) }
    }
    #expect(found > rounds / 4)
  }

  @Test func `with a trigger or a view of someone else's is not opened`() throws {
    for sql in [
      "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM signatures; END", "CREATE VIEW v AS SELECT 1",
    ] {
      let (home, _, _) = try sample(seed: 33)
      try DatabaseQueue(path: home.database).write { try $0.execute(sql: sql) }
      #expect {
        try home.open()
      } throws: { error in
        if case .damaged? = error as? StoreError { true } else { false }
      }
    }
  }

  @Test func `with a damaged page fails its check`() throws {
    let (home, _, _) = try sample(seed: 32)
    var bytes = home.bytes()
    let page = 4096 * 5
    for i in page..<page + 4096 { bytes[i] = 0xa5 }
    try home.write(bytes)
    do throws(StoreError) {
      let store = try SQLiteStorage(openingAt: home.database)
      #expect(try store.integrityProblems(limit: 10) != [])
      try store.close()
    } catch {
      guard case .damaged = error else { throw error }
    }
  }

  @Test(arguments: [0, 1, 511, 4096, 4097, 9000])
  func `that was cut short is damaged`(length: Int) throws {
    let (home, history, _) = try sample(seed: 33)
    try home.write(Array(home.bytes().prefix(length)))
    do throws(any Error) {
      let store = try home.open()
      _ = try Answers(store, history)
      Issue.record("cut to \(length) bytes, it opened and answered")
    } catch let error as StoreError {
      guard case .damaged = error else { throw error }
    }
  }

  @Test func `that is none is damaged`() throws {
    let home = try TemporaryHome()
    try home.write(Array(repeating: 0x41, count: 10_000))
    let error = #expect(throws: StoreError.self) { try home.open() }
    #expect(error?.isDamage == true)
  }

  @Test func `of another program is refused and not touched`() throws {
    let home = try TemporaryHome()
    let other = try DatabaseQueue(path: home.database)
    try other.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE t (a); INSERT INTO t VALUES (1)") }
    try other.close()
    let bytes = home.bytes()
    try home.write(bytes)
    #expect(throws: StoreError.foreign(path: home.database)) { try home.open() }
    #expect(home.bytes() == bytes)
  }

  @Test func `of a newer schema is refused`() throws {
    let home = try TemporaryHome()
    let store = try home.create()
    try store.connection.write("changing") { try $0.execute(sql: "PRAGMA user_version = 9") }
    try store.close()
    let error = StoreError.newerSchema(path: home.database, found: 9, supported: Schema.current)
    #expect(throws: error) { try home.open() }
  }

  @Test func `that is missing beside its log is damaged, and without one not found`() throws {
    let home = try TemporaryHome()
    #expect(throws: StoreError.notFound(path: home.database)) { try home.open() }
    try home.write([1, 2, 3], "-wal")
    let error = #expect(throws: StoreError.self) { try home.open() }
    #expect(error?.isDamage == true)
  }

  @Test func `is made once`() throws {
    let home = try TemporaryHome()
    try home.create().close()
    #expect(throws: StoreError.exists(path: home.database)) { try SQLiteStorage.create(at: home.database) }
  }

  @Test func `keeps its settings`() throws {
    let home = try TemporaryHome()
    let store = try home.create()
    let found = try store.connection.read("reading settings") { database in
      try ["journal_mode", "synchronous", "secure_delete", "wal_autocheckpoint", "application_id", "user_version"]
        .map { try String.fetchOne(database, sql: "PRAGMA \($0)") ?? "" }
    }
    #expect(found == ["wal", "2", "1", "0", "1413565515", "1"])
    let plain = try store.connection.read("reading the schema") { database in
      try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%'"
      )
    }
    #expect(plain == [])
    try store.close()
  }
}

extension StoreError {
  fileprivate var isDamage: Bool { if case .damaged = self { true } else { false } }
}
