import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootSync
import TalkootTesting
import Testing

@Suite struct `Passing on` {
  @Test(arguments: Keeping.allCases)
  func `who has received everything has the same state`(_ keeping: Keeping) throws {
    let place = try Place(keeping)
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1, in: try place.open())
    try founder.rename(goal, "Here")
    try other.rename(goal, "There")
    try exchange([founder, other])
    #expect(founder.core.index.headsHash == other.core.index.headsHash)
    #expect(founder.digest == other.digest)
    #expect(other.core.workspace.conflictCount == 1)
    #expect(try other.core.verify().fault == nil)
    try place.restart(other)
    #expect(founder.digest == other.digest)
  }

  @Test func `the packs that a commit gives are what peers take`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1)
    for number in 0..<300 {
      try founder.rename(goal, "Title \(number)")
      for pack in founder.lastWritten!.packs {
        let receipt = try other.core.receive(pack, from: founder.core.node)
        #expect(receipt.refusal == nil)
        #expect(receipt.rows == [founder.lastWritten!.row!])
      }
    }
    try founder.pull(from: other)
    #expect(founder.digest == other.digest)
  }

  @Test func `parts of logs are read from and to where they are asked for`() throws {
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    for number in 0..<20 { try founder.rename(goal, "Title \(number)") }
    let row = founder.core.index.rows[0]
    let part = try founder.core.load(
      Selection(ranges: [LogRange(log: row.log, after: 5, through: 9)], byteBudget: 1 << 16)
    )
    #expect(part.reached == [LogRow(log: row.log, count: 9, head: founder.core.index.id(row.log, 9)!)])
    let wrong = LogRange(log: row.log, after: 5, through: 9, expecting: HeadPrefix(row.head))
    let mismatched = try founder.core.load(Selection(ranges: [wrong], byteBudget: 1 << 16))
    #expect(mismatched.mismatched == [row.log])
    #expect(mismatched.reached.isEmpty)
    let beyond = LogRange(log: row.log, after: row.count, through: row.count + 5)
    #expect(try founder.core.load(Selection(ranges: [beyond], byteBudget: 1 << 16)).reached.isEmpty)
  }

  @Test func `no pack is larger than asked for, and one change always fits`() throws {
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: MemoryStorage())
    for size in [10, 190, 3, 199, 150, 60, 199, 1, 120, 199, 199] {
      let text = String(repeating: "x", count: size << 10)
      try founder.commit { state, context in [try state.addGoal(NewGoal(title: "T", description: text), context)] }
    }
    let packs = try founder.core.packs(after: [:], bytes: SyncLimits.batchBytesMax)
    #expect(packs.allSatisfy { $0.count <= SyncLimits.batchBytesMax })
    #expect(packs.count <= 4)
    let single = try founder.core.packs(after: [:], bytes: 1)
    #expect(single.count == founder.count)
  }

  @Test func `a pack goes on in a log of which nothing but unsigned changes has come before`() throws {
    let (founder, _) = try WholeReplica.withGoal(in: MemoryStorage())
    let keys = OrganisationKeys(1)
    let member = try founder.admit(keys)
    let other = try WholeReplica.joining(founder.core.workspace.network, as: member, keys, in: MemoryStorage())
    try other.pull(from: founder)
    // One signature for three changes.
    try other.commit(
      (0..<3).map { number in
        CommitRequest { state, context in [try state.addGoal(NewGoal(title: "\(number)"), context)] }
      }
    )
    let receipts = try founder.pull(from: other, bytes: 1)
    #expect(receipts.map(\.refusal) == [nil, nil, nil])
    #expect(receipts.map(\.changes) == [0, 0, 3])
    #expect(founder.digest == other.digest)
  }

  @Test func `what waits for a signature is still there when another peer's changes can't be stored`() throws {
    let storage = MemoryStorage()
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: storage)
    let (first, second) = (try founder.newcomer(1), try founder.newcomer(2))
    try exchange([founder, first, second])
    try first.commit(
      (0..<3).map { number in
        CommitRequest { state, context in [try state.addGoal(NewGoal(title: "\(number)"), context)] }
      }
    )
    try second.addGoal("Another")
    let packs = try first.packs(for: founder.core, bytes: 1)
    for pack in packs.dropLast() { #expect(try founder.core.receive(pack, from: first.core.node).changes == 0) }
    storage.nextCommitFailure = .diskFull(doing: "committing")
    let other = second.lastWritten!.packs[0]
    #expect(throws: StoreError.self) { try founder.core.receive(other, from: second.core.node) }
    try founder.recover()
    #expect(try founder.core.receive(packs.last!, from: first.core.node).changes == 3)
    #expect(try founder.core.receive(other, from: second.core.node).changes == 1)
    #expect(try founder.core.verify().fault == nil)
  }

  @Test(arguments: [1, 2, 3, 4])
  func `a newcomer can verify what a relay passes on, cut anywhere, whenever the relay restarts`(
    _ seed: UInt64
  ) throws {
    var generator = SplitMix64(seed: seed)
    let (author, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let place = try Place(seed == 1 ? .inSQLite : .inMemory)
    let relay = try author.newcomer(1, in: try place.open())
    let keys = OrganisationKeys(2)
    let member = try author.admit(keys)
    let newcomer = try WholeReplica.joining(
      author.core.workspace.network,
      as: member,
      keys,
      in: MemoryStorage()
    )
    for round in 0..<12 {
      for number in 0..<Int.random(in: 1...60, using: &generator) {
        let acts = (0..<Int.random(in: 1...4, using: &generator)).map { act in
          CommitRequest { state, context in
            [try state.editGoal(goal, GoalEdit(title: "\(round) \(number) \(act)"), context)]
          }
        }
        try author.commit(acts)
        if number % 17 == 3 {
          try author.commit { state, context in
            [try state.propose(NewDecision(title: "D \(number)", rule: "majority"), context)]
          }
        }
      }
      let budget = Int.random(in: 50...20_000, using: &generator)
      #expect(try relay.pull(from: author, bytes: budget).allSatisfy { $0.refusal == nil })
      if round % 3 == 0 { try place.restart(relay) }
      if round % 4 == 1 { try relay.rename(goal, "by the relay \(round)") }
      if round % 4 == 2 { try author.pull(from: relay) }
      // A part of it, for the link breaks somewhere.
      let packs = try relay.packs(for: newcomer.core, bytes: Int.random(in: 50...3_000, using: &generator))
      for pack in packs.prefix(Int.random(in: 0...packs.count, using: &generator)) {
        #expect(try newcomer.core.receive(pack, from: relay.core.node).refusal == nil)
      }
      newcomer.core.forget(relay.core.node)
    }
    try newcomer.pull(from: relay, bytes: 700)
    #expect(newcomer.core.index.headsHash == relay.core.index.headsHash)
    #expect(newcomer.digest == relay.digest)
    #expect(try newcomer.core.verify().fault == nil)
    #expect(try relay.core.verify().fault == nil)
  }

  @Test(arguments: Keeping.allCases)
  func `a change taken before its signed successor is proven after a crash, to others too`(_ keeping: Keeping) throws {
    let place = try Place(keeping)
    let author = try WholeReplica.founding(OrganisationKeys(0), in: MemoryStorage())
    let (other, relay) = (try author.newcomer(1), try author.newcomer(2))
    let (taker, third) = (try author.newcomer(3, in: try place.open()), try author.newcomer(4))
    try exchange([author, other, relay, taker, third])
    // Both logs go on, so that the relay keeps no signature of "Before" and "Elsewhere" themselves.
    try author.addGoal("Before")
    try relay.pull(from: author)
    try other.addGoal("Elsewhere")
    try author.pull(from: other)
    try author.addGoal("After")
    try relay.pull(from: author)
    try other.addGoal("Elsewhere again")
    try relay.pull(from: other)
    let packs = try relay.packs(for: taker.core, bytes: 1)
    let receipts = try packs.prefix(3).map { try taker.core.receive($0, from: relay.core.node) }
    #expect(packs.count == 4)
    #expect(receipts.map(\.refusal) == [nil, nil, nil])
    #expect(receipts.map(\.changes) == [0, 0, 1])
    try place.restart(taker)
    #expect(try taker.core.verify().fault == nil)
    try third.pull(from: taker)
    #expect(third.core.index.headsHash == taker.core.index.headsHash)
    #expect(try third.core.verify().fault == nil)
    #expect(try taker.core.storage.load { _, _ in }.meta.keys.contains { $0.hasPrefix("proof.") })
    try exchange([author, other, relay, third, taker])
    #expect(taker.digest == author.digest)
    #expect(try taker.core.storage.load { _, _ in }.meta.keys.allSatisfy { !$0.hasPrefix("proof.") })
  }

  @Test func `bytes that are no pack are refused and change nothing`() throws {
    let (founder, _) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1)
    let before = founder.digest
    let pack = other.lastWritten!.packs[0]
    for end in 0..<pack.count {
      #expect(try founder.core.receive(Array(pack[..<end]), from: other.core.node).changes == 0)
    }
    for position in stride(from: 0, to: pack.count, by: 3) {
      var bytes = pack
      bytes[position] ^= 0x40
      #expect(try founder.core.receive(bytes, from: other.core.node).changes == 0)
    }
    #expect(founder.digest == before)
    founder.core.forget(other.core.node)
    #expect(try founder.core.receive(pack, from: other.core.node).refusal == nil)
    #expect(founder.digest == other.digest)
  }
}
