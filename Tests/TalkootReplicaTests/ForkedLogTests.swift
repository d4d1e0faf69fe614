import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootSync
import TalkootTesting
import Testing

extension WholeReplica {
  /// What another replica holds and this one doesn't, where logs have forked or may have.
  func batches(for other: WholeReplica, bytes: Int = 64 << 10) throws -> LoadedBatch {
    let rows = other.core.index.rows
    let ranges = core.index.logStates.map { state in
      LogRange(log: state.id, beyond: rows.filter { $0.log == state.id }.map { SyncRow($0) }, isEnough: true)
    }
    let disputed = (core.index.logStates + other.core.index.logStates).filter(\.isFrozen).map(\.id)
    return try core.load(
      Selection(
        ranges: ranges.sorted { $0.log < $1.log },
        byteBudget: bytes,
        disputed: Set(disputed).sorted()
      )
    )
  }

  /// Takes in whatever another one holds, on whichever branch.
  func pullBranches(from other: WholeReplica, bytes: Int = 64 << 10) throws {
    for _ in 0..<1_000 {
      let batch = try other.batches(for: self, bytes: bytes)
      if batch.reached.isEmpty { return }
      let receipt = try core.receive(batch.pack, from: other.core.node)
      #expect(receipt.refusal == nil && !receipt.isAmbiguous)
      if receipt.changes == 0 { return }
    }
    Issue.record("there is no end to it")
  }

  /// Writes what forks ask of the node; returns whether there was something.
  func heedForks() throws -> Bool {
    let duty = core.forkDuty
    guard !duty.isEmpty else { return false }
    var draft = Draft()
    for one in duty.evidence { draft.append(.governance(.forkEvidence(one))) }
    try commit([CommitRequest(bringsBack: duty.buildsOn) { [draft] _, _ in [draft] }])
    return true
  }
}

/// One organisation's machine that was put back, so that its log has two branches, and another organisation.
private struct Forked {
  let founder: WholeReplica
  let other: WholeReplica
  /// The founder's machine as it was before, and went on beside it.
  let copy: WholeReplica
  let goal: String

  init(before: (WholeReplica, String) throws -> Void = { _, _ in }) throws {
    let storage = MemoryStorage()
    (founder, goal) = try WholeReplica.withGoal(in: storage)
    other = try founder.newcomer(1)
    try founder.pull(from: other)
    try before(founder, goal)
    let earlier = storage.copy()
    copy = WholeReplica(
      try ReplicaCore.open(earlier, key: founder.keys.node),
      keys: founder.keys,
      seed: 7
    )
  }

  /// Someone who takes in and never writes.
  func reader() throws -> WholeReplica {
    let network = founder.core.workspace.network
    return try .joining(network, as: other.core.member!, OrganisationKeys(9), in: MemoryStorage())
  }

  var log: LogID { founder.core.index.logStates[0].id }

  /// Everyone takes in everything, and heeds what it is to.
  func meet() throws {
    for _ in 0..<3 {
      for one in [founder, other, copy] {
        for another in [founder, other, copy] where one !== another { try one.pullBranches(from: another) }
      }
      for one in [founder, copy, other] { #expect(try !(one.heedForks() && one.heedForks())) }
    }
  }

  func expectAgreement() throws {
    for one in [founder, other, copy] {
      #expect(one.digest == founder.digest)
      #expect(one.core.index.rows == founder.core.index.rows)
      #expect(one.core.workspace.setAside.isEmpty)
      #expect(try one.core.verify().fault == nil)
    }
  }
}

@Suite struct ForkedLogTests {
  private let secret = "Hidden words"

  @Test func `a node builds on both branches of its log by itself, and nobody has to write for them to count`() throws {
    let forked = try Forked()
    try forked.founder.describe(forked.goal, "By the first.\n")
    try forked.copy.rename(forked.goal, "By the second")
    try forked.other.pullBranches(from: forked.founder)
    try forked.other.pullBranches(from: forked.copy)
    #expect(forked.other.core.index.logState(forked.log)?.isFrozen == true)
    #expect(forked.other.core.workspace.setAside.count == 2)
    #expect(forked.other.core.forkDuty.buildsOn.isEmpty)
    try forked.founder.pullBranches(from: forked.other)
    #expect(forked.founder.core.forkDuty.buildsOn.count == 2 && forked.founder.core.forkDuty.isOwn)
    #expect(try forked.founder.heedForks())
    #expect(try !forked.founder.heedForks())
    let own = forked.founder.core.index.logStates.filter { $0.node == forked.founder.core.node }
    #expect(own.count == 2 && own[1].count == 1)
    try forked.meet()
    try forked.expectAgreement()
    #expect(try forked.other.description(forked.goal) == "By the first.\n")
    let titles = try forked.other.goal(forked.goal).register(GoalField.title).entries
    #expect(titles.count == 1)
  }

  @Test func `branches that some hold back become everyone's, with one change for each who has them`() throws {
    // The machine is put back again and again; each of two others hears of two branches.
    var joined: WholeReplica?
    let forked = try Forked { founder, _ in
      joined = try founder.newcomer(2)
      try founder.pull(from: joined!)
    }
    let third = joined!
    let storage = try #require(forked.copy.core.storage as? MemoryStorage)
    for number in 0..<4 {
      let core = try ReplicaCore.open(storage.copy(), key: forked.copy.keys.node)
      let branch = WholeReplica(core, keys: forked.copy.keys, seed: UInt64(number + 20))
      try branch.addGoal("On branch \(number)")
      try (number < 2 ? forked.other : third).pullBranches(from: branch)
    }
    // Its author is away.
    let here = [forked.other, third]
    for _ in 0..<4 {
      try here[0].pullBranches(from: here[1])
      try here[1].pullBranches(from: here[0])
      for one in here { #expect(try !(one.heedForks() && one.heedForks())) }
    }
    #expect(here.allSatisfy { $0.core.forkDuty.isEmpty && $0.core.snapshot.pending == 0 })
    #expect(here[0].core.index.rows == here[1].core.index.rows && here[0].digest == here[1].digest)
    for number in 0..<4 { #expect(here[0].shows("On branch \(number)")) }
  }

  @Test func `a string erased on one branch leaves that at its place on the other, and the salt goes with the last`()
    throws
  {
    let forked = try Forked()
    try forked.founder.rename(forked.goal, secret)
    let place = forked.founder.core.index.place(of: forked.founder.lastWritten!.row!.head)!
    let added = try forked.copy.addGoal("\(secret) too")
    #expect(forked.copy.core.index.place(of: forked.copy.lastWritten!.row!.head) == place)
    try forked.meet()
    try forked.founder.erase(forked.goal, "title")
    try forked.meet()
    try forked.expectAgreement()
    #expect(try forked.other.goal(added).title == "\(secret) too")
    #expect(try forked.salt(place, of: 2) != nil)
    // A newcomer takes that in from who has erased the other.
    let late = try forked.reader()
    try late.pullBranches(from: forked.other)
    #expect(late.shows("\(secret) too") && late.digest == forked.other.digest)
    for field in ["title", "description"] { try forked.copy.erase(added, field) }
    try forked.meet()
    try forked.expectAgreement()
    for count in [1, 2] { #expect(try forked.salt(place, of: count) == nil) }
    for one in [forked.founder, forked.other, forked.copy] { #expect(try !one.storedBytes().contains(secret)) }
  }

  @Test func `a push onto a place whose salts are gone is asked for again, though nobody knows of a fork`() throws {
    let forked = try Forked()
    try forked.founder.rename(forked.goal, secret)
    try forked.founder.erase(forked.goal, "title")
    try forked.other.pull(from: forked.founder)
    try forked.copy.rename(forked.goal, "By the second")
    let pushed = try #require(forked.copy.lastWritten?.packs.first)
    let receipt = try forked.other.core.receive(pushed, from: forked.copy.core.node)
    #expect(receipt.isAmbiguous && receipt.refusal == nil && receipt.changes == 0)
    try forked.other.pullBranches(from: forked.copy)
    #expect(forked.other.shows("By the second") || !forked.other.core.workspace.setAside.isEmpty)
    try forked.meet()
    try forked.expectAgreement()
    #expect(forked.other.shows("By the second"))
  }

  @Test func `what waits keeps the salts by which it was read, whatever is erased meanwhile`() throws {
    let forked = try Forked()
    try forked.founder.rename(forked.goal, secret)
    try forked.other.pull(from: forked.founder)
    // Two changes, of which the first comes late: the second waits with what the salts here made of it.
    try forked.copy.rename(forked.goal, "One")
    let first = forked.copy.lastWritten!.packs[0]
    try forked.copy.rename(forked.goal, "Two")
    let second = forked.copy.lastWritten!.packs[0]
    #expect(try forked.other.core.receive(first, from: forked.copy.core.node).refusal == nil)
    #expect(try forked.other.core.receive(second, from: forked.copy.core.node).refusal == nil)
    try forked.founder.erase(forked.goal, "title")
    try forked.meet()
    try forked.expectAgreement()
    #expect(forked.other.shows("Two"))
  }

  @Test func `salts of two branches that begin one range are kept apart, also where one pack brings both`() throws {
    let forked = try Forked { founder, goal in
      while founder.core.index.logStates[0].count < 255 {
        try founder.rename(goal, "Before \(founder.count)")
      }
    }
    for step in 0..<4 {
      try forked.founder.rename(forked.goal, "\(secret) \(step)")
      try forked.copy.describe(forked.goal, "\(step)\n")
    }
    let late = try forked.reader()
    try late.pullBranches(from: forked.copy, bytes: 1 << 20)
    try forked.meet()
    try late.pullBranches(from: forked.other, bytes: 1 << 20)
    try forked.founder.erase(forked.goal, "title")
    try forked.meet()
    try forked.expectAgreement()
    try late.pullBranches(from: forked.other)
    #expect(late.digest == forked.other.digest)
    #expect(try late.core.verify().fault == nil)
    for one in [forked.founder, forked.other, forked.copy, late] {
      #expect(try !one.storedBytes().contains(secret))
      #expect(try one.description(forked.goal) == "3\n")
    }
  }

  @Test func `two branches that begin a range with one seed are each passed on by who holds both`() throws {
    // Who forks on purpose may draw the same seed twice.
    let forked = try Forked { founder, goal in
      while founder.core.index.logStates[0].count < 256 { try founder.rename(goal, "Before \(founder.count)") }
    }
    let storage = try #require(forked.copy.core.storage as? MemoryStorage)
    func branch(_ title: String, seed: UInt64) throws -> WholeReplica {
      let core = try ReplicaCore.open(storage.copy(), key: forked.copy.keys.node)
      let branch = WholeReplica(core, keys: forked.copy.keys, seed: seed)
      try branch.rename(forked.goal, title)
      return branch
    }
    for number in 0..<2 { try forked.other.pullBranches(from: branch("\(number)", seed: 5)) }
    #expect(forked.other.core.index.logState(forked.log)?.isFrozen == true)
    // One with salts of its own to mistake for them.
    let late = try forked.reader()
    try late.pullBranches(from: branch("Other", seed: 6))
    try late.pullBranches(from: forked.other)
    #expect(late.core.index.logState(forked.log)?.branches.count == 1 && late.core.snapshot.pending == 1)
    #expect(try late.core.verify().fault == nil && forked.other.core.verify().fault == nil)
  }
}

extension Forked {
  /// The salt of the first of so many strings at a place, as everyone still has it.
  fileprivate func salt(_ place: LogPlace, of count: Int) throws -> SaltSeed? {
    let salts = try [founder, other, copy].map { replica in
      let number = UInt32(replica.core.index.logNumber(place.log)!)
      let seed = try replica.core.storage.seed(log: number, range: UInt32(SaltTree.range(place.sequence)), branch: 0)!
      return try SaltTree(parsing: seed).salt(sequence: place.sequence, string: 0, of: count)
    }
    #expect(Set(salts).count == 1)
    return salts[0]
  }
}
