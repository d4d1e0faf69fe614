import Foundation
import TalkootCRDT
import TalkootStore
import Testing

@Suite struct `A backup` {
  @Test func `made while another thread writes is a whole earlier state`() async throws {
    let home = try TemporaryHome()
    let store = try home.create()
    var history = RandomHistory(seed: 50)
    for _ in 0..<40 { try store.commit(history.transaction(changes: 50...100)) }
    let start = history.changes.count
    let (database, copy) = (home.database, home.path + "/copy.db")
    let backup = Task.detached { try SQLiteStorage.backup(of: database, to: copy) }
    for _ in 0..<60 { try store.commit(history.transaction(changes: 1...30)) }
    try await backup.value
    let copied = try SQLiteStorage(openingAt: copy)
    let changes = try copied.changes(LocalVersion(0)..<LocalVersion(.max))
    #expect(changes.count >= start)
    // Strings erased since are the one thing that may differ.
    #expect(changes.map(\.id) == history.changes.prefix(changes.count).map(\.id))
    #expect(try copied.integrityProblems(limit: 5) == [])
    try copied.close()
    #expect(try store.changes(LocalVersion(0)..<LocalVersion(.max)) == history.changes)
    try store.close()
  }

  @Test func `has what the original has, and is its owner's only`() throws {
    let home = try TemporaryHome()
    let store = try home.create()
    var history = RandomHistory(seed: 51)
    for _ in 0..<10 { try store.commit(history.transaction()) }
    let path = home.path + "/copy.db"
    try store.backup(to: path)
    #expect(throws: StoreError.exists(path: path)) { try store.backup(to: path) }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    let copied = try SQLiteStorage(openingAt: path)
    #expect(try Answers(copied, history) == Answers(store, history))
    try copied.close()
    try store.close()
  }

  @Test func `in memory is restored as it was`() throws {
    let store = MemoryStorage()
    var history = RandomHistory(seed: 52)
    try store.commit(history.transaction())
    try store.backup(to: "monday")
    let monday = try Answers(store, history)
    let first = history
    try store.commit(history.transaction(changes: 5...9))
    let restored = try #require(store.restore(from: "monday"))
    #expect(try Answers(restored, first) == monday)
    let crashed = store.crash()
    #expect(throws: StoreError.closed) { try store.load { _, _ in } }
    #expect(try crashed.changes(LocalVersion(0)..<LocalVersion(.max)) == history.changes)
  }
}
