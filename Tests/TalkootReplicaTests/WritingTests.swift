import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct Writing {
  @Test(arguments: Keeping.allCases)
  func `a founder makes a network of which it is the only member`(_ keeping: Keeping) throws {
    let place = try Place(keeping)
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: try place.open())
    let state = founder.core.workspace
    #expect(state.networkName == "Talkoot")
    #expect(state.settled.members == [founder.core.member!])
    #expect(try founder.core.verify().fault == nil)
  }

  @Test func `of acts in one transaction a refused one leaves no trace and the others stay`() throws {
    let (replica, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let before = replica.count
    let written = try replica.commit([
      CommitRequest { state, context in [try state.addGoal(NewGoal(title: "First"), context)] },
      CommitRequest { state, context in [try state.moveGoal(goal, GoalDestination(under: goal), context)] },
      CommitRequest { state, context in
        [try state.addGoal(NewGoal(title: "Kept back"), context), try state.addGoal(NewGoal(title: ""), context)]
      },
      CommitRequest { state, context in [try state.addGoal(NewGoal(title: "Last"), context)] },
    ])
    #expect(throws: CommandError.self) { try written.results[1].get() }
    #expect(throws: CommandError.self) { try written.results[2].get() }
    #expect(replica.count == before + 2)
    #expect(written.row?.count == UInt64(replica.count))
    let titles = replica.core.workspace.goalsInTreeOrder().map { replica.core.workspace[$0]!.title }
    #expect(titles == ["Move to the new data centre", "First", "Last"])
  }

  @Test func `each act of a transaction sees those before it`() throws {
    let replica = try WholeReplica.founding(OrganisationKeys(0), in: MemoryStorage())
    let add = { (title: String, under: String?) in
      CommitRequest { state, context in
        let parent = under.flatMap { name in state.goalsInTreeOrder().first { state[$0]!.title == name } }
        return [
          try state.addGoal(NewGoal(title: title, under: parent.map { state.idText($0, .goal) }), context)
        ]
      }
    }
    try replica.commit([add("Top", nil), add("Below", "Top"), add("Lowest", "Below")])
    let state = replica.core.workspace
    #expect(state.goalsInTreeOrder().map { state.depth(of: $0) } == [0, 1, 2])
  }

  @Test func `an act with a change too large for anyone leaves no trace`() throws {
    let replica = try WholeReplica.founding(OrganisationKeys(0), in: MemoryStorage())
    let before = replica.count
    #expect(throws: ReplicaError.self) {
      try replica.commit { state, context in
        var large = Draft()
        for part in 0..<3 {
          let text = String(repeating: "\(part)", count: 100 * 1024)
          large.append(.create(Creation(kind: .goal, fields: [.init(GoalField.title, .text(text))])))
        }
        return [try state.addGoal(NewGoal(title: "Small"), context), large]
      }
    }
    #expect(replica.count == before)
    try replica.addGoal("After all")
    #expect(try replica.core.verify().fault == nil)
  }

  @Test func `a transaction that the storage refuses leaves nothing, and the next one works`() throws {
    let storage = MemoryStorage()
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    let (count, digest) = (replica.count, replica.digest)
    storage.nextCommitFailure = .diskFull(doing: "committing")
    #expect(throws: StoreError.self) { try replica.rename(goal, "Never written") }
    try replica.recover()
    #expect(replica.count == count)
    #expect(replica.digest == digest)
    try replica.rename(goal, "Written")
    #expect(try replica.goal(goal).title == "Written")
    #expect(replica.core.index.logStates.count == 1)
    #expect(try replica.core.verify().fault == nil)
  }

  @Test func `texts whose history can't be read are merged once it can, and nothing is left of the attempt`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    let other = try replica.newcomer(1)
    try exchange([replica, other])
    try other.describe(goal, "One.\nTwo, there.\nThree.\n")
    try replica.describe(goal, "One, here.\nTwo.\nThree.\n")
    let (count, digest) = (replica.count, replica.digest)
    storage.hidesHistory = true
    #expect(throws: StoreError.self) { try replica.pull(from: other) }
    storage.hidesHistory = false
    try replica.recover()
    #expect(replica.count == count)
    #expect(replica.digest == digest)
    try exchange([replica, other])
    #expect(try replica.description(goal) == "One, here.\nTwo, there.\nThree.\n")
    #expect(replica.digest == other.digest)
  }

  @Test func `a newcomer writes nothing before its admission has arrived`() throws {
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: MemoryStorage())
    let keys = OrganisationKeys(1)
    let member = try founder.admit(keys)
    let network = founder.core.workspace.network
    let newcomer = try WholeReplica.joining(network, as: member, keys, in: MemoryStorage())
    #expect(throws: ReplicaError.self) { try newcomer.addGoal("Too early") }
    try newcomer.pull(from: founder)
    try newcomer.addGoal("In time")
    #expect(try founder.pull(from: newcomer).allSatisfy { $0.refusal == nil })
    #expect(founder.digest == newcomer.digest)
  }

  @Test func `who knows more than 64 heads writes merge changes first`() throws {
    let storage = MemoryStorage()
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: storage)
    try founder.core.save()
    let backup = storage.copy()
    for number in 0..<130 {
      // The same node, always gone on from the same backup: a new log each time.
      let core = try ReplicaCore.open(backup.copy(), key: founder.keys.node, continuesLog: false)
      let other = WholeReplica(core, keys: founder.keys, seed: UInt64(number) + 100)
      try other.addGoal("Goal \(number)")
      for pack in try other.packs(for: founder.core) {
        #expect(try founder.core.receive(pack, from: core.node).refusal == nil)
      }
    }
    #expect(founder.core.index.heads.count == 130)
    let before = founder.count
    try founder.addGoal("All together")
    #expect(founder.core.index.heads.count == 1)
    #expect(founder.count == before + 3)
    #expect(try founder.core.verify().fault == nil)
  }
}
