internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync

// A minority that means ill: each of its organisations forks its log on purpose and shows different branches to
// different peers, writes with the past of long ago, repeats and garbles what was sent, keeps back what it should pass
// on, and contradicts itself in settling.
extension ReplicaSimulation {
  /// The last to join turn hostile once all are in: fewer than half.
  func turnHostile() {
    guard conditions.hostile > 0, nodes.count == conditions.organisations else { return }
    precondition(conditions.hostile * 2 < conditions.organisations, "a minority")
    hostile = Set(nodes.indices.suffix(conditions.hostile))
    figures.hostile = hostile.count
    for number in hostile.sorted() { nodes[number].copies = [nodes[number].storage.copy()] }
  }

  /// Organisations that mean ill.
  var hostileMembers: [MemberID] { hostile.sorted().compactMap { nodes[$0].core.member } }

  /// Whether who mean ill have a hand in what passes between two nodes.
  func isHonest(_ a: Int, _ b: Int) -> Bool { !hostile.contains(a) && !hostile.contains(b) }

  /// Whether logs fork in this run.
  var mayFork: Bool { conditions.rewinds || conditions.hostile > 0 }

  func isLinked(_ node: Int, to peer: Int) -> Bool {
    links.contains { isOpen($0.key, at: node) && $0.value.nodes.contains(peer) }
  }

  /// One hostile act.
  func actHostile(_ number: Int) throws {
    let node = nodes[number]
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: if node.copies.count < 4 { node.copies.append(node.storage.copy()) }
    case 1, 2, 3, 4: try branch(number, continuesLog: true)
    case 5: try branch(number, continuesLog: false)
    case 6, 7: replay(number)
    case 8: try lie(number)
    default:
      // It comes up with another branch than the one it has shown until now.
      let copy = node.copies.randomElement(using: &generator)!
      let own = node.storage.copy()
      crash(number)
      node.storage = copy.copy()
      node.copies[Int.random(in: 0..<node.copies.count, using: &generator)] = own
      node.acknowledged = []
    }
  }

  /// Writes from one of its copies and gives it to some of the others, each perhaps another branch.
  private func branch(_ number: Int, continuesLog: Bool) throws {
    let node = nodes[number]
    let which = continuesLog ? Int.random(in: 0..<node.copies.count, using: &generator) : 0
    let storage = node.copies[which].copy()
    let core = try ReplicaCore.open(storage, key: node.keys.node, continuesLog: continuesLog)
    let copy = WholeReplica(core, keys: node.keys, seed: seed ^ UInt64(figures.steps) << 8)
    let years = Int64.random(in: -10...10, using: &generator)
    copy.milliseconds = node.replica.milliseconds + (happens(one: 2) ? years * 31_536_000_000 : 0)
    if happens(one: 3), let peer = honest.randomElement(using: &generator), nodes[peer].isUp {
      // What the others have said meanwhile, but not what it has said itself.
      for pack in try nodes[peer].core.branchPacks(for: copy.core) {
        _ = try copy.core.receive(pack, from: nodes[peer].id)
      }
    }
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      if happens(one: 3), let lie = lie(in: copy.core) { _ = try? copy.write([lie]) }
      // Its copies settle as well: two voices of one organisation.
      let duties = copy.duties(jitter: 0).operations
      if !duties.isEmpty { _ = try? copy.write(duties) }
      let made = work(in: copy.core.workspace)
      _ = try? copy.commit([CommitRequest(seen: copy.core.index.heads, make: made.make)])
    }
    figures.branches += 1
    for victim in honest where happens(one: 2) { try show(copy.core, to: victim, from: number) }
    if continuesLog, happens(one: 2) { node.copies[which] = storage }
  }

  /// Gives an honest node what a core has and it lacks; if that lets in any of those who mean ill.
  private func show(_ core: ReplicaCore, to victim: Int, from number: Int) throws {
    let packs = try core.branchPacks(for: nodes[victim].core)
    for pack in packs { sent.append(pack) }
    if sent.count > 60 { sent.removeFirst(sent.count - 60) }
    deliver(packs, to: victim, from: number)
  }

  /// Repeats what was sent before, as it was or with a byte changed.
  private func replay(_ number: Int) {
    guard var pack = sent.randomElement(using: &generator) else { return }
    if happens(one: 3), !pack.isEmpty {
      pack[Int.random(in: 0..<pack.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
    }
    figures.replays += 1
    deliver([pack], to: honest.randomElement(using: &generator)!, from: number)
  }

  private func deliver(_ packs: [[UInt8]], to victim: Int, from number: Int) {
    let node = nodes[victim]
    guard node.isUp, !node.isStoring, isTogether(number, victim) else { return }
    // Who is out has no link with it any more; others of its kind may pass things on.
    let friend = hostile.sorted().first { node.roster.contains(nodes[$0].id) }
    guard let friend, let organisation = nodes[friend].core.member else { return }
    do {
      for pack in packs {
        let receipt = try node.core.receive(pack, from: nodes[friend].id, of: organisation)
        if receipt.refusal != nil { figures.refused += 1 }
        guard !receipt.rows.isEmpty else { continue }
        let mark = mark(of: victim)
        perform(node.exchange.relayed(receipt.rows, mark: mark, now: instant, using: &generator), at: victim)
        if !receipt.incomplete.isEmpty { askAllForContent(victim) }
        changed(victim)
      }
      if !isLinked(victim, to: friend), happens(one: 2) { node.core.forget(nodes[friend].id) }
    } catch { storageFailed(victim, error) }
  }

  /// Words of its voice that its own past may not justify, in whatever is to be settled.
  private func lie(_ number: Int) throws {
    guard let lie = lie(in: nodes[number].core) else { return }
    let written = try nodes[number].replica.commit([CommitRequest { _, _ in [.governance(lie)] }])
    figures.lies += 1
    wrote(number, written)
  }

  private func lie(in core: ReplicaCore) -> GovernanceOperation? {
    let settled = core.workspace.settled
    guard let epoch = settled.currentEpoch, let own = core.member else { return nil }
    let matter = settled.openDecisions.randomElement(using: &generator).map { Matter.decision($0) }
    let other = settled.members.randomElement(using: &generator) ?? own
    let counter = UInt64.random(in: 1...4, using: &generator)
    let message: SettlementMessage<GovernanceValue> =
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: .prepare(Round(counter: counter, organisation: own))
      case 1: .promise(Round(counter: counter, organisation: other), accepted: nil)
      default: .accept(Round(counter: counter, organisation: other), core.index.headsHash)
      }
    let target = happens(one: 3) ? .roster(after: epoch.number) : matter ?? .roster(after: epoch.number)
    return .settle(target, message)
  }

  // MARK: What the others do about it

  /// An act that puts one of those who mean ill out, or helps to; nil for none.
  func actAgainstHostile(_ number: Int) -> CommitRequest? {
    guard conditions.hostile > 0, isHonest(number, number), let own = nodes[number].core.member,
      let epoch = nodes[number].core.workspace.settled.currentEpoch?.number
    else { return nil }
    let settled = nodes[number].core.workspace.settled
    let open = settled.allProposals.filter { proposal in
      proposal.state == .open && hostileMembers.contains { proposal.action == .remove($0) }
    }
    if let mine = open.first(where: { !$0.approvers.contains(own) }) {
      return CommitRequest { _, _ in [.governance(.approve(proposal: mine.id, epoch: epoch))] }
    }
    let aside = nodes[number].core.workspace.setAside.versions
    if happens(one: 15), let version = aside.randomElement(using: &generator) {
      figures.broughtBack += 1
      let change = nodes[number].core.index.id(of: version)
      return CommitRequest(bringsBack: [change]) { _, _ in [] }
    }
    guard conditions.removesHostile, open.isEmpty, happens(one: 50) else { return nil }
    let there = hostileMembers.filter { [.member, .participant].contains(settled.standing(of: $0)) }
    guard let target = there.randomElement(using: &generator) else { return nil }
    let proposal = RosterProposal(epoch: epoch, action: .remove(target), reason: "")
    return CommitRequest { _, _ in [.governance(.propose(proposal))] }
  }

  /// All faults end; of those who mean ill some are never heard of again, the others go on as if nothing had been.
  func mendHostile() {
    for number in hostile.sorted() where happens(one: 2) {
      crash(number)
      nodes[number].isGone = true
    }
  }
}
