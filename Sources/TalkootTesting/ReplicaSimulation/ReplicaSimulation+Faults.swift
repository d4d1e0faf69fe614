internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync

extension ReplicaSimulation {
  /// Something goes wrong at random.
  func somethingFails() {
    guard isFaulty else { return }
    let node = Int.random(in: 0..<nodes.count, using: &generator)
    switch Int.random(in: 0..<(conditions.rewinds ? 9 + 2 * conditions.rewindWeight : 8), using: &generator) {
    case 0: crash(node)
    case 1: nodes[node].storage.nextCommitFailure = .durabilityLost(doing: "committing", cause: "simulated")
    case 2: nodes[node].storage.nextCommitFailure = .diskFull(doing: "committing")
    case 3: partition()
    case 4: nodes[node].storing = happens(one: 2) ? 50_000...800_000 : conditions.storing
    case 5:
      for id in links.keys.sorted() where links[id]!.isUp && happens(one: 2) {
        figures.cuts += 1
        breakLink(id)
      }
    case 6: heal()
    case 8: keep(node)
    case 9...: if nodes[node].earlier == nil { keep(node) } else { rewind(node) }
    default:
      if let id = links.keys.sorted().filter({ links[$0]!.isUp }).randomElement(using: &generator) {
        figures.cuts += 1
        breakLink(id)
      }
    }
    schedule(.fault, in: draw(1...2 * conditions.faultEvery))
  }

  /// Keeps a state to go back to. Who has forgotten one of the others doesn't let it in; where it alone knew, nothing
  /// can help.
  private func keep(_ number: Int) {
    let node = nodes[number]
    let known = node.core.workspace.settled.admittedNodes.count
    guard node.earlier == nil, known > 1, known == conditions.organisations else { return }
    node.earlier = node.storage.copy()
  }

  /// The machine crashes and comes up as it was a while ago, which nothing in it tells. What it wrote since then and
  /// nobody else has is gone.
  private func rewind(_ number: Int) {
    let node = nodes[number]
    guard let earlier = node.earlier, node.isUp else { return }
    crash(number)
    node.storage = earlier
    // To the same state again and again: a branch more each time.
    node.earlier = happens(one: 2) ? node.storage.copy() : nil
    node.writesAtOnce = true
    node.wasPutBack = true
    figures.rewound += 1
    // What is in memory of a machine that is down may not be what it comes up with.
    let others = nodes.enumerated().filter { $0.offset != number && $0.element.isUp }.map(\.element)
    func isElsewhere(_ id: ChangeID) -> Bool {
      others.contains { $0.core.index.contains(id) }
    }
    lostStrings.formUnion(stringsNowhereElse(than: node.core, others))
    node.regained += node.acknowledged
    node.acknowledged = []
    for each in nodes { each.regained = each.regained.filter(isElsewhere) }
    sentences = sentences.filter { sentence in
      others.contains { $0.core.workspace[sentence.goal]?.text(GoalField.description).contains(sentence.text) ?? false }
    }
  }

  /// Changes whose strings it alone has: a peer that keeps strings back, or is about to be asked for them.
  private func stringsNowhereElse(than core: ReplicaCore, _ others: [Node]) -> [ChangeID] {
    func complete(_ core: ReplicaCore) -> Set<ChangeID> {
      var versions = Set((0..<UInt32(core.index.count)).map { LocalVersion($0) })
      versions.subtract(core.workspace.incompleteVersions)
      return Set(versions.map { core.index.id(of: $0) })
    }
    return others.reduce(into: complete(core)) { $0.subtract(complete($1.core)) }.sorted()
  }

  /// Parts the nodes into two sides for a while.
  private func partition() {
    for node in nodes { node.side = Int.random(in: 0...1, using: &generator) }
    for id in links.keys.sorted() where links[id]!.isUp {
      let ends = links[id]!.nodes
      guard nodes[ends[0]].side != nodes[ends[1]].side else { continue }
      figures.cuts += 1
      breakLink(id)
    }
    schedule(.heal, in: draw(500_000...6_000_000))
  }

  func heal() { for node in nodes { node.side = 0 } }

  /// The process is gone, with all that was not durable.
  func crash(_ number: Int) {
    let node = nodes[number]
    guard node.isUp else { return }
    figures.crashes += 1
    node.isUp = false
    node.run += 1
    node.storage = node.storage.crash()
    node.isStoring = false
    node.storeQueue = []
    node.wakeAt = nil
    for id in links.keys.sorted() where links[id]!.isUp && links[id]!.nodes.contains(number) { breakLink(id) }
    schedule(.restart(node: number), in: draw(10_000...3_000_000))
  }

  func restart(_ number: Int) {
    let node = nodes[number]
    guard !node.isUp, !node.isGone else { return }
    do { try node.replica.reopen(node.storage) } catch { return fail("node \(number) can't be opened: \(error)") }
    node.isUp = true
    node.exchange = ReplicaSimulation.exchange(node.core)
    node.mesh = Mesh(node: node.id, organisation: node.core.member)
    node.roster = []
    if isHonest(number, number) {
      checkAcknowledged(number)
      checkProofs(number)
    }
    node.asksAgainAt = nil
    askAllForContent(number)
    if node.writesAtOnce, isWorking {
      // Before anybody can tell it that it wrote more.
      node.writesAtOnce = false
      doSomething(number)
      guard node.isUp else { return }
    }
    updateRoster(number)
    schedule(.clerk(node: number, run: node.run), in: 1_000)
  }

  /// A storage refused a transaction: as the shells do, the process ends or the core is opened anew.
  func storageFailed(_ number: Int, _ error: any Error) {
    figures.failedCommits += 1
    switch error as? StoreError {
    case .durabilityLost: crash(number)
    case .diskFull:
      do { try nodes[number].replica.recover() } catch { fail("node \(number) can't go on: \(error)") }
      checkAcknowledged(number)
    default: fail("node \(number) can't store: \(error)")
    }
  }

  /// All faults end.
  func mend() {
    isFaulty = false
    mendHostile()
    heal()
    apart = []
    for (number, node) in nodes.enumerated() {
      node.storage.nextCommitFailure = nil
      node.storing = conditions.storing
      restart(number)
    }
  }
}
