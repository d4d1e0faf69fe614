import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootTesting

/// Four organisations at work, of which the last is removed and doesn't accept it, the third hears of it late and goes
/// on building on what the removed one writes, and the second runs as two copies for a while.
///
/// Drawn from a seed. Who knows of the removal takes nothing from the removed one itself any more; others pass it on.
struct HostileHistory {
  /// A network of four, made once.
  private static let founded = Result { try TestCouncil(members: 4) }

  private(set) var replicas: [TestReplica]
  private var memories: [DutyMemory]
  private var generator: SplitMix64
  private var now: Int64
  /// Organisation 1's other copy, while there are two.
  private var copy: TestReplica?
  /// The removed one's replica as it was before: it writes on as if nothing had happened since.
  private var dated: TestReplica?
  private var proposal: ObjectID?
  private var isStale = false
  private(set) var figures = Figures()

  struct Figures {
    var forks = 0
    var backDated = 0
    var broughtIn = 0
  }

  static let copied = 1
  static let stale = 2
  static let removed = 3

  init(seed: UInt64) throws {
    let council = try HostileHistory.founded.get()
    replicas = council.replicas
    memories = council.memories
    now = council.now
    generator = SplitMix64(seed: seed)
    for i in replicas.indices { replicas[i].person = ["Anna", "Ben", nil, "Dora"][i] }
  }

  var outcast: MemberID { replicas[HostileHistory.removed].node.member }
  /// Those who stay.
  var loyal: [TestReplica] { Array(replicas.dropLast()) }

  mutating func go(steps: Int) throws {
    let start = happensAt(before: steps / 2)
    for step in 0..<steps {
      now += 2_000
      if step == start { proposeRemoval() }
      let i = drawn(below: replicas.count)
      switch drawn(below: 10) {
      case 0, 1, 2: pull(i, from: drawn(below: replicas.count))
      case 3, 4: carryOutDuties(of: i)
      case 5: try act(hostile: step)
      default: try work(i)
      }
    }
    if proposal == nil { proposeRemoval() }
    try finish()
  }

  private func happensAt(before steps: Int) -> Int {
    var generator = generator
    return Int.random(in: steps / 4..<steps, using: &generator)
  }

  private mutating func drawn(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

  // MARK: Honest work

  private mutating func work(_ i: Int) throws {
    var run = RandomRun([replicas[i]], generator)
    let draft = try run.draft(replicas[i])
    generator = run.generator
    if let draft, !draft.isEmpty { replicas[i].commit(draft) }
  }

  private func isLinked(_ receiver: Int, to sender: Int) -> Bool {
    if receiver == HostileHistory.stale, isStale { return sender == HostileHistory.removed }
    return sender != HostileHistory.removed || replicas[receiver].workspace.settled.standing(of: outcast) == .member
  }

  private mutating func pull(_ receiver: Int, from sender: Int) {
    guard receiver != sender, isLinked(receiver, to: sender) else { return }
    replicas[receiver].pull(from: replicas[sender])
  }

  private mutating func proposeRemoval() {
    let epoch = replicas[0].workspace.settled.currentEpoch!.number
    let remove = RosterProposal(epoch: epoch, action: .remove(outcast), reason: "")
    dated = replicas[HostileHistory.removed]
    let change = replicas[0].commit([.governance(.propose(remove))])
    proposal = RosterProposal.id(of: remove.action, network: replicas[0].workspace.network, madeBy: change, index: 0)
    // Two copies of one node run from here on, and one hears of little.
    if drawn(below: 2) == 0 { copy = replicas[HostileHistory.copied] }
    isStale = drawn(below: 2) == 0
  }

  private mutating func carryOutDuties(of i: Int) {
    let node = Author(organisation: replicas[i].node.member, node: replicas[i].node.descriptor.node)
    let state = replicas[i].workspace.settled
    if let proposal, i != HostileHistory.removed, let status = state.proposal(proposal), status.state == .open,
      !status.approvers.contains(node.organisation)
    {
      let epoch = state.currentEpoch!.number
      replicas[i].commit([.governance(.approve(proposal: proposal, epoch: epoch))])
    }
    let duties = replicas[i].workspace.settled.duties(
      of: node,
      memory: &memories[i],
      DutyCircumstances(now: now, jitter: UInt64(i), end: { Int64($0.lastDay.dayNumber + 1) * 86_400_000 })
    )
    if !duties.operations.isEmpty { replicas[i].commit(duties.operations.map { .governance($0) }) }
  }

  // MARK: The hostile minority

  private mutating func act(hostile step: Int) throws {
    switch drawn(below: 3) {
    case 0:
      // Backdated: goes on from before the removal, in its log, which may fork by that, or in a new one.
      guard var old = dated else { return }
      if drawn(below: 3) == 0 { old.node = again(old.node, UInt64(step) + 1_000) }
      var run = RandomRun([old], generator)
      let draft = try run.draft(old)
      generator = run.generator
      guard let draft, !draft.isEmpty else { return }
      old.commit(draft)
      dated = old
      figures.backDated += 1
      if drawn(below: 2) == 0 { replicas[HostileHistory.stale].receiveAll(old) }
    case 1:
      guard var other = copy else { return }
      var run = RandomRun([other], generator)
      let draft = try run.draft(other)
      generator = run.generator
      if let draft, !draft.isEmpty { other.commit(draft) }
      if drawn(below: 3) == 0 { other.pull(from: replicas[0]) }
      copy = other
      if drawn(below: 3) == 0 { replicas[0].receiveAll(other) }
    default: bringBack()
    }
  }

  /// Someone who stays brings back what was set aside.
  private mutating func bringBack() {
    let i = drawn(below: 3)
    let aside = replicas[i].workspace.setAside.versions
    guard let version = aside.randomElement(using: &generator) else { return }
    let wanted = replicas[i].index.graph.minimal(replicas[i].workspace.countedHeads + [version])
    replicas[i].buildsOn = wanted.map { replicas[i].index.id(of: $0) }
    replicas[i].commit([])
    replicas[i].buildsOn = nil
    figures.broughtIn += 1
  }

  private func again(_ node: TestNode, _ incarnation: UInt64) -> TestNode {
    TestNode(
      LogDescriptor(
        network: node.descriptor.network,
        nodeKey: node.descriptor.nodeKey,
        member: node.member,
        incarnation: Incarnation(high: incarnation, low: 1),
        predecessor: node.previous
      )
    )
  }

  // MARK: The end

  /// Whatever is under way is settled, the copies meet, and all who stay have everything.
  private mutating func finish() throws {
    isStale = false
    if let copy {
      replicas[HostileHistory.copied].receiveAll(copy)
      let one = replicas[HostileHistory.copied]
      let log = one.index.logState(copy.node.descriptor.id)!
      // Two branches, or more of its log than it has written itself: as a node does, it goes on in a new one.
      if log.isFrozen || log.head.map({ one.index.id(of: $0) }) != one.node.previous {
        if log.isFrozen { figures.forks += 1 }
        replicas[HostileHistory.copied].node = again(replicas[HostileHistory.copied].node, 9)
        try work(HostileHistory.copied)
        // Not every act comes to something.
        replicas[HostileHistory.copied].commit([])
      }
    }
    for _ in 0..<100 {
      exchange()
      for i in replicas.indices.dropLast() { carryOutDuties(of: i) }
      now += 5_000
      if replicas.dropLast().allSatisfy({ $0.workspace.settled.standing(of: outcast) == .removed }) { break }
    }
    if let dated { replicas[drawn(below: 3)].receiveAll(dated) }
    replicas[drawn(below: 3)].receiveAll(replicas[HostileHistory.removed])
    exchange()
    // Now that all of it is known to be set aside, some of it is wanted, while work goes on.
    for _ in 0..<4 {
      if drawn(below: 4) == 0 { bringBack() }
      try work(drawn(below: 3))
    }
    exchange()
  }

  private mutating func exchange() {
    for _ in 0..<2 {
      for i in replicas.indices.dropLast() {
        for j in replicas.indices.dropLast() where i != j { replicas[i].pull(from: replicas[j]) }
      }
    }
  }
}

extension TestReplica {
  /// Takes in what another one has, whoever it is from.
  mutating func receiveAll(_ other: TestReplica) { pull(from: other) }

  /// What counts by the letter of the rule: the past of every change by those who stay, before a fork of its log.
  func effectiveByTheLetter(without outcast: MemberID) -> Set<ChangeID> {
    let byID = Dictionary(uniqueKeysWithValues: changes.map { ($0.change.id, $0.change) })
    var successors: [LogID: [ChangeID?: Int]] = [:]
    for past in changes {
      successors[past.change.header.log, default: [:]][past.change.header.previous, default: 0] += 1
    }
    func isDisputed(_ change: VerifiedChange) -> Bool {
      var cursor: VerifiedChange? = change
      while let one = cursor {
        if successors[one.header.log]![one.header.previous]! > 1 { return true }
        cursor = one.header.previous.flatMap { byID[$0] }
      }
      return false
    }
    var effective: Set<ChangeID> = []
    var stack = changes.map(\.change).filter { $0.descriptor.member != outcast && !isDisputed($0) }.map(\.id)
    while let id = stack.popLast() {
      if effective.insert(id).inserted { stack += byID[id]!.header.parents }
    }
    return effective
  }

  /// What counts, as the replica has it.
  var counted: Set<ChangeID> {
    Set(changes.filter { !workspace.setAside.contains($0.version) }.map(\.change.id))
  }
}
