import TalkootCRDT
import TalkootStore
import TalkootTesting
import Testing

@Suite struct `Two stores` {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `give the same answers to the same transactions, also after reopening`(seed: UInt64) throws {
    let home = try TemporaryHome()
    var file = try home.create()
    let memory = MemoryStorage()
    var history = RandomHistory(seed: seed)
    for step in 0..<60 {
      let transaction = history.transaction()
      try file.commit(transaction)
      try memory.commit(transaction)
      if step % 17 == 5 {
        try file.close()
        file = try home.open()
      }
      guard step % 10 == 9 else { continue }
      #expect(try Answers(file, history) == Answers(memory, history), "seed \(seed), step \(step)")
    }
    #expect(try file.changes(LocalVersion(0)..<LocalVersion(.max)) == history.changes, "seed \(seed)")
    #expect(try file.integrityProblems(limit: 10) == [], "seed \(seed)")
    try file.close()
  }

  @Test func `agree when the index of objects has been sorted into buckets`() throws {
    let home = try TemporaryHome()
    let file = try home.create()
    let memory = MemoryStorage()
    var history = RandomHistory(seed: 99, objectCount: 500)
    for _ in 0..<20 {
      let transaction = history.transaction(changes: 900...1100)
      try file.commit(transaction)
      try memory.commit(transaction)
    }
    #expect(try Answers(file, history) == Answers(memory, history))
    try file.close()
  }

  @Test func `stop reading when they are told to`() throws {
    let home = try TemporaryHome()
    var history = RandomHistory(seed: 3)
    let transaction = history.transaction(changes: 700...700)
    for store in [try home.create(), MemoryStorage()] as [any ReplicaStorage] {
      try store.commit(transaction)
      var seen: [UInt32] = []
      try store.changes(LocalVersion(200)..<LocalVersion(600)) {
        seen.append($0.version.rawValue)
        return seen.count < 150
      }
      #expect(seen == Array(200..<350))
      #expect(try store.change(LocalVersion(512)) == history.changes[512])
      #expect(try store.change(LocalVersion(700)) == nil)
      try store.close()
      #expect(throws: StoreError.closed) { try store.change(LocalVersion(0)) }
    }
  }
}
