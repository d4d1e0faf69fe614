import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// Members of which the last is removed while it is away.
private struct Council {
  let place: Place
  let replicas: [WholeReplica]
  var loyal: [WholeReplica] { Array(replicas.dropLast()) }
  var outcast: WholeReplica { replicas[replicas.count - 1] }

  init(_ count: Int, _ keeping: Keeping = .inMemory) throws {
    place = try Place(keeping)
    var replicas = [try WholeReplica.withGoal(in: try place.open()).replica]
    for number in 1..<count {
      let newcomer = try replicas[0].newcomer(number)
      try exchange(replicas + [newcomer])
      for replica in replicas { try replica.confirm(newcomer.core.member!) }
      replicas.append(newcomer)
      try settle(replicas)
    }
    self.replicas = replicas
  }

  /// The loyal ones but `absent` remove the last.
  func remove(absent: Int? = nil) throws {
    let here = loyal.indices.filter { $0 != absent }.map { replicas[$0] }
    let epoch = here[0].core.workspace.settled.currentEpoch!.number
    let proposal = RosterProposal(epoch: epoch, action: .remove(outcast.core.member!), reason: "")
    let written = try here[0].write([.propose(proposal)])
    let id = RosterProposal.id(
      of: proposal.action,
      network: here[0].core.workspace.network,
      madeBy: written.changes[0],
      index: 0
    )
    try exchange(here)
    for replica in here.dropFirst() { try replica.write([.approve(proposal: id, epoch: epoch)]) }
    try settle(here)
    for replica in here { #expect(replica.standing(of: outcast) == .removed) }
  }

  /// All who stay have the same, and each of them the same after it was opened, proven and folded anew.
  func expectOneState(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try exchange(loyal)
    for replica in loyal {
      #expect(replica.digest == loyal[0].digest, sourceLocation: sourceLocation)
      #expect(replica.setAside == loyal[0].setAside, sourceLocation: sourceLocation)
      #expect(try replica.core.verify().fault == nil, sourceLocation: sourceLocation)
      #expect(replica.standing(of: outcast) == .removed, sourceLocation: sourceLocation)
    }
    let founder = loyal[0]
    let (digest, aside) = (founder.digest, founder.setAside)
    for saves in [false, true] {
      if saves { try founder.core.save() }
      try place.restart(founder)
      #expect(founder.digest == digest && founder.setAside == aside, "saved: \(saves)", sourceLocation: sourceLocation)
    }
    #expect(try founder.core.rebuild() == false, sourceLocation: sourceLocation)
  }
}

extension WholeReplica {
  fileprivate func standing(of other: WholeReplica) -> Standing? {
    core.workspace.settled.standing(of: other.core.member!)
  }

  fileprivate var setAside: Set<ChangeID> { Set(core.workspace.setAside.versions.map { core.index.id(of: $0) }) }

  fileprivate var titles: [String] {
    core.workspace.ids(of: .goal).map { core.workspace[$0]!.title }.sorted()
  }

  /// The organisation that brought in what made an object.
  fileprivate func bringer(ofGoal title: String) -> MemberID? {
    let state = core.workspace.ids(of: .goal).map { core.workspace[$0]! }.first { $0.title == title }
    return state?.creation.flatMap { core.workspace.bringer(of: $0.dot.version, core.index) }
      .map { core.index.logStates[core.index.numbers(of: $0).log].descriptor.member }
  }
}

@Suite struct `What is set aside` {
  @Test(arguments: Keeping.allCases)
  func `who was removed and signs on as if it were not changes nothing that anyone shows`(keeping: Keeping) throws {
    let council = try Council(4, keeping)
    try council.remove()
    let before = council.loyal[0].digest
    let goal = council.outcast.core.workspace.idText(council.outcast.core.workspace.ids(of: .goal)[0], .goal)
    try council.outcast.rename(goal, "Mine")
    try council.outcast.addGoal("Backdated")
    // Its links are closed; someone passes it on.
    try council.loyal[1].pull(from: council.outcast)
    #expect(council.loyal[1].setAside.count == 2)
    try council.expectOneState()
    #expect(council.loyal[0].digest == before)
    #expect(!council.loyal[2].titles.contains("Backdated") && !council.loyal[2].titles.contains("Mine"))
  }

  @Test func `different third branches that one who was removed left with different members keep nobody out of sync`()
    throws
  {
    let council = try Council(4)
    let earlier = try #require(council.outcast.core.storage as? MemoryStorage).copy()
    try council.remove()
    let branches = try (0..<3).map { number in
      let core = try ReplicaCore.open(earlier.copy(), key: council.outcast.keys.node)
      let branch = WholeReplica(core, keys: council.outcast.keys, seed: UInt64(number + 20))
      try branch.addGoal("On branch \(number)")
      return branch
    }
    // Somebody who stays passes them on, two to each.
    for number in [0, 1] { try council.loyal[0].pullBranches(from: branches[number]) }
    for number in [1, 2] { try council.loyal[1].pullBranches(from: branches[number]) }
    for _ in 0..<3 {
      for one in council.loyal {
        for other in council.loyal where other !== one { try one.pullBranches(from: other) }
        _ = try one.heedForks()
      }
    }
    #expect(Set(council.loyal.map(\.core.index.headsHash)).count > 1)
    #expect(Set(council.loyal.map(\.core.headsHash)).count == 1)
    #expect(Set(council.loyal.map(\.digest)).count == 1)
    for one in council.loyal {
      #expect(one.core.forkDuty.isEmpty && one.core.workspace.setAside.count == 2)
      #expect(one.core.forkEvidence(of: one.core.index.logStates.first { $0.isFrozen }!.id) != nil)
    }
  }

  @Test(arguments: Keeping.allCases)
  func `of who was removed meanwhile what the returning one had built on stays, and nothing later`(
    keeping: Keeping
  ) throws {
    let council = try Council(5, keeping)
    let (absent, outcast) = (council.loyal[3], council.outcast)
    let cited = try outcast.addGoal("Cited")
    try absent.pull(from: outcast)
    try absent.describe(cited, "Mine under theirs.\n")
    try outcast.pull(from: absent)
    try outcast.describe(cited, "Later.\nMine under theirs.\n")
    let later = try outcast.addGoal("Later")
    try outcast.commit { state, context in
      [
        try state.moveGoal(cited, GoalDestination(under: later), context),
        try state.addMeasure(to: cited, MeasureFields(name: "M", from: "0", target: "1"), context),
      ]
    }
    try council.remove(absent: 3)
    try absent.pull(from: outcast)
    try council.expectOneState()
    let founder = council.loyal[0]
    #expect(founder.titles.contains("Cited") && !founder.titles.contains("Later"))
    #expect(try founder.description(cited) == "Mine under theirs.\n")
    let goal = try founder.core.workspace.resolve(cited)
    #expect(founder.core.workspace.parent(of: goal) == nil && founder.core.workspace.measures(of: goal).isEmpty)
    #expect(founder.core.workspace.conflictCount == 0)
  }

  @Test(arguments: Keeping.allCases)
  func `what an insider built on late is shown as brought in by it, and roster and outcomes stay`(
    keeping: Keeping
  ) throws {
    let council = try Council(5, keeping)
    let (stale, outcast) = (council.loyal[3], council.outcast)
    let made = try council.loyal[0].commit { state, context in
      [try state.propose(NewDecision(title: "Red?", rule: "majority"), context)]
    }
    let decision = made.subjects[0]!
    try exchange(council.replicas)
    for replica in council.loyal.dropLast() {
      try replica.commit { state, context in
        [try state.takePosition(on: state.idText(decision, .decision), "agree", context)]
      }
    }
    try settle(council.loyal)
    let outcome = council.loyal[0].core.workspace.settled.decision(decision)?.certificate?.value.digest
    #expect(outcome != nil)
    try council.remove(absent: 3)
    try outcast.commit { state, context in
      [try state.takePosition(on: state.idText(decision, .decision), "object", reason: "No.", context)]
    }
    let goal = try outcast.addGoal("Smuggled")
    try stale.pull(from: outcast)
    #expect(stale.setAside.isEmpty)
    try stale.describe(goal, "Seen.\n")
    try council.expectOneState()
    let founder = council.loyal[0]
    #expect(founder.setAside.isEmpty && founder.titles.contains("Smuggled"))
    #expect(founder.bringer(ofGoal: "Smuggled") == stale.core.member)
    #expect(founder.bringer(ofGoal: "Move to the new data centre") == nil)
    let settled = founder.core.workspace.settled
    #expect(settled.members == council.loyal.map { $0.core.member! }.sorted())
    #expect(settled.decision(decision)?.certificate?.value.digest == outcome)
    #expect(settled.decision(decision)?.outcome == .accepted)
  }

  @Test(arguments: Keeping.allCases)
  func `any member brings back what is set aside, and it counts everywhere`(keeping: Keeping) throws {
    let council = try Council(4, keeping)
    try council.remove()
    let first = try council.outcast.addGoal("First")
    let wanted = council.outcast.core.index.heads[0]
    try council.outcast.addGoal("Second")
    try council.loyal[0].pull(from: council.outcast)
    try exchange(council.loyal)
    let bringer = council.loyal[1]
    let written = try bringer.commit([CommitRequest(person: "Ben", bringsBack: [wanted]) { _, _ in [] }])
    let change = try written.results[0].get().changes
    #expect(change.count == 1)
    #expect(bringer.setAside.count == 1)
    try council.expectOneState()
    for replica in council.loyal {
      #expect(replica.titles.contains("First") && !replica.titles.contains("Second"))
      #expect(replica.bringer(ofGoal: "First") == bringer.core.member)
      _ = try replica.goal(first)
    }
    // What is written after that brings nothing more back.
    for replica in council.loyal { try replica.addGoal("Onwards") }
    try council.expectOneState()
    #expect(council.loyal[0].setAside.count == 1)
  }

  @Test func `who was let in only by someone removed is nobody`() throws {
    let council = try Council(4)
    try council.remove()
    let keys = OrganisationKeys(9)
    let stranger = try council.outcast.admit(keys)
    let network = council.outcast.core.workspace.network
    let sybil = try WholeReplica.joining(network, as: stranger, keys, in: MemoryStorage())
    try sybil.pull(from: council.outcast)
    try sybil.addGoal("From nobody")
    try council.loyal[0].pull(from: sybil)
    try council.expectOneState()
    let settled = council.loyal[1].core.workspace.settled
    #expect(settled.participants().isEmpty && settled.standing(of: stranger) == nil)
    #expect(!settled.admittedNodes.contains { $0.organisation == stranger })
    #expect(settled.allInvitations.count == 3 && !council.loyal[1].titles.contains("From nobody"))
    #expect(!council.loyal[1].setAside.isEmpty)
  }
}
