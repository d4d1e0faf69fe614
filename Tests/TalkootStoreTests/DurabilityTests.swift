import Foundation
import GRDB
import TalkootCRDT
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootStore

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct `A commit` {
  /// A real process, killed at a moment of its own choosing by another thread of it.
  @Test(arguments: 0..<5 as Range<UInt64>)
  func `that was acknowledged survives a kill at any moment, 50 times`(round: UInt64) async throws {
    let home = try TemporaryHome()
    try home.create().close()
    let acknowledged = home.path + "/acknowledged"
    var before = 0
    for cycle in 0..<10 as Range<UInt64> {
      let (database, seed) = (home.database, 100 * round + cycle)
      await #expect(processExitsWith: .signal(SIGKILL), "seed \(seed)") {
        [database = database as String, acknowledged = acknowledged as String, seed = seed as UInt64] in
        try WriterToKill.run(database: database, acknowledged: acknowledged, seed: seed)
      }
      // Killed before its first commit it has acknowledged nothing.
      let count = max(before, Int((try? String(contentsOfFile: acknowledged, encoding: .utf8)) ?? "") ?? 0)
      let store = try home.open()
      let state = try store.load { _, _ in }
      #expect(state.ids.count >= count && state.ids.count <= count + WriterToKill.batch, "seed \(seed)")
      before = state.ids.count
      let last = before - 1
      if last >= 0 {
        #expect(try store.change(LocalVersion(UInt32(last))) == WriterToKill.change(UInt32(last)), "seed \(seed)")
      }
      if cycle % 10 == 9 {
        let changes = try store.changes(LocalVersion(0)..<LocalVersion(.max))
        #expect(changes == (0..<UInt32(state.ids.count)).map { WriterToKill.change($0) }, "seed \(seed)")
        #expect(try store.integrityProblems(limit: 5) == [], "seed \(seed)")
      }
      try store.close()
    }
  }

  @Test func `on a full disk stores nothing, and the store works again when there is room`() throws {
    let disk = try SmallDisk(bytes: 2 << 20)
    let store = try disk.createStore()
    var history = RandomHistory(seed: 4)
    try store.commit(history.transaction(changes: 10...10))
    let before = try Answers(store, history)
    let big = history.transaction(changes: 2000...2000)
    try disk.fill()
    do {
      try store.commit(big)
      Issue.record("a commit found room on a full disk")
    } catch StoreError.diskFull {}
    #expect(try store.load { _, _ in } == before.state)
    #expect(try store.integrityProblems(limit: 5) == [])
    try disk.free()
    try store.commit(big)
    #expect(try store.changes(LocalVersion(0)..<LocalVersion(.max)) == history.changes)
    try store.close()
  }

  @Test func `whose fsync failed ends all use`() throws {
    let home = try TemporaryHome()
    let store = try home.create()
    let lost = StoreError.durabilityLost(doing: "committing", cause: "disk I/O error (1034)")
    #expect(throws: lost) { try store.connection.write("committing") { _ in throw Failures.fsync } }
    #expect(throws: lost) { try store.commit(StoreTransaction()) }
    #expect(throws: lost) { try store.load { _, _ in } }
  }

  @Test func `of erased strings takes their bytes from database and log`() throws {
    let home = try TemporaryHome()
    let store = try home.create()
    var history = RandomHistory(seed: 12)
    try store.commit(history.transaction(changes: 300...300))
    let secret = Array("the name nobody may keep".utf8)
    var change = history.changes[0]
    change.version = LocalVersion(300)
    change.predecessor = LocalVersion(0)
    change.sequence = 2
    change.strings = [.present(secret), .present(Array("stays".utf8))]
    for packed in [false, true] {
      let end = UInt32(try store.load { _, _ in }.ids.count)
      change.version = LocalVersion(end)
      var transaction = StoreTransaction()
      transaction.changes = [change]
      transaction.objects = [StoreTransaction.ObjectRow(history.object(0), secret)]
      try store.commit(transaction)
      if packed { try commitFiller(400, to: store, like: change) }
      #expect(contains(secret, home))
      var erasure = StoreTransaction()
      let gone = ContentString.erased(commitment: history.digest())
      erasure.replacedStrings = [.init(version: change.version, index: 0, string: gone)]
      erasure.objects = [StoreTransaction.ObjectRow(history.object(0), nil)]
      try store.commit(erasure)
      #expect(!contains(secret, home), "packed: \(packed)")
      #expect(try store.change(change.version)?.strings == [gone, .present(Array("stays".utf8))])
    }
    try store.close()
    #expect(!contains(secret, home))
  }

  @Test func `of erased strings takes their bytes also where the process was killed before it came to the log`() throws
  {
    let home = try TemporaryHome()
    let after = try TemporaryHome()
    let store = try home.create()
    var history = RandomHistory(seed: 13)
    try store.commit(history.transaction(changes: 20...20))
    let secret = Array("the name nobody may keep".utf8)
    var transaction = StoreTransaction()
    transaction.objects = [StoreTransaction.ObjectRow(history.object(0), secret)]
    var change = history.changes[0]
    change.version = LocalVersion(20)
    change.predecessor = LocalVersion(0)
    change.sequence = 2
    change.strings = [.present(secret)]
    transaction.changes = [change]
    try store.commit(transaction)
    var erasure = StoreTransaction()
    erasure.replacedStrings = [.init(version: change.version, index: 0, string: .erased(commitment: history.digest()))]
    erasure.objects = [StoreTransaction.ObjectRow(history.object(0), nil)]
    // Somebody reads, so the log can't be emptied; then the power goes.
    let reader = try DatabaseQueue(path: home.database)
    try reader.read { database in
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM changes")
      try store.commit(erasure)
      #expect(contains(secret, home))
      for suffix in ["", "-wal"] { try after.write(home.bytes(suffix), suffix) }
    }
    try reader.close()
    #expect(contains(secret, after))
    let reopened = try after.open()
    var next = StoreTransaction()
    next.meta = [StoreTransaction.NamedBytes("anything", [1])]
    try reopened.commit(next)
    #expect(!contains(secret, after))
    #expect(try reopened.change(change.version)?.strings.count == 1)
    try reopened.close()
    try store.close()
  }

  private func commitFiller(_ count: UInt32, to store: SQLiteStorage, like change: StoredChange) throws {
    for i in 1...count {
      var filler = change
      filler.version = LocalVersion(change.version.rawValue + i)
      filler.strings = []
      var transaction = StoreTransaction()
      transaction.changes = [filler]
      try store.commit(transaction)
    }
  }

  private func contains(_ secret: [UInt8], _ home: TemporaryHome) -> Bool {
    ["", "-wal", "-shm"].contains { Data(home.bytes($0)).range(of: Data(secret)) != nil }
  }
}

/// The child of the kill test.
enum WriterToKill {
  static let batch = 3

  static func change(_ i: UInt32) -> StoredChange {
    var random = SplitMix64(seed: UInt64(i))
    return StoredChange(
      version: LocalVersion(i),
      log: 0,
      sequence: UInt64(i) + 1,
      id: ChangeID(.init((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })!),
      lamport: i + 1,
      predecessor: i == 0 ? nil : LocalVersion(i - 1),
      claimedMilliseconds: Int64(i),
      structure: [UInt8](repeating: 7, count: Int.random(in: 1...600, using: &random)),
      strings: [.present([1, 2, 3])]
    )
  }

  static func run(database: String, acknowledged: String, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let store = try SQLiteStorage(openingAt: database)
    let state = try store.load { _, _ in }
    let file = open(acknowledged, O_CREAT | O_WRONLY, 0o600)
    let microseconds = UInt32.random(in: 200...20_000, using: &random)
    Thread.detachNewThread {
      usleep(microseconds)
      kill(getpid(), SIGKILL)
    }
    var end = UInt32(state.ids.count)
    var hasLog = !state.logs.isEmpty
    while true {
      var transaction = StoreTransaction()
      for _ in 0..<Int.random(in: 1...batch, using: &random) {
        transaction.changes.append(change(end))
        end += 1
      }
      if !hasLog {
        let id = LogID(change(0).id.digest)
        transaction.newLogs = [StoredLog(number: 0, id: id, descriptor: [], nodeKey: [])]
        hasLog = true
      }
      try store.commit(transaction)
      let count = String(end)
      _ = pwrite(file, count, count.utf8.count, 0)
    }
  }
}
