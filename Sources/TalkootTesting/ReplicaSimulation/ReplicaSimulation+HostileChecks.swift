internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

extension ReplicaSimulation {
  /// What must hold whatever a minority did: who was removed is out, of the others nothing is lost, all have the same,
  /// and of each fork there is one proof.
  func checkHostile() {
    guard conditions.hostile > 0, let first = honest.first else { return }
    for number in honest {
      checkNothingLost(number)
      checkRoster(number, as: first)
      checkProofs(number, as: first)
    }
    let core = nodes[first].core
    figures.forked = core.index.logStates.count { $0.isFrozen }
    figures.setAside = core.workspace.setAside.count
    figures.removed = hostileMembers.count { core.workspace.settled.standing(of: $0) == .removed }
    figures.doubleVoices = core.workspace.settled.doubleVoices.count
  }

  /// Every honest change is on every honest node, and counts.
  private func checkNothingLost(_ number: Int) {
    let (index, workspace) = (nodes[number].core.index, nodes[number].core.workspace)
    for other in honest {
      let lost = nodes[other].acknowledged.filter { !index.contains($0) }
      if !lost.isEmpty { fail("node \(number) lacks \(lost.count) changes of node \(other)") }
    }
    let mine = Set(honest.compactMap { nodes[$0].core.member })
    for (log, state) in index.logStates.enumerated() where mine.contains(state.descriptor.member) {
      if state.isFrozen { fail("the log \(state.id) of an honest node has forked") }
      let aside = (1..<state.main.count + 1).first { workspace.setAside.contains(state.main.version($0)!) }
      if let aside { fail("node \(number) sets the honest change \(aside) of log \(log) aside") }
    }
  }

  private func checkRoster(_ number: Int, as first: Int) {
    let (mine, theirs) = (nodes[number].core.workspace.settled, nodes[first].core.workspace.settled)
    if mine.members != theirs.members || mine.currentEpoch?.id != theirs.currentEpoch?.id {
      fail("nodes \(first) and \(number) have two rosters")
    }
    if mine.isRosterContested { fail("node \(number) has two certified rosters") }
    for member in removedOnce where mine.standing(of: member) != .removed {
      fail("\(member), who was removed, is back at node \(number)")
    }
    for node in mine.admittedNodes where removedOnce.contains(node.organisation) {
      fail("node \(number) lets a removed one connect")
    }
    let liars = mine.doubleVoices.map(\.organisation)
    if !Set(liars).isSubset(of: hostileMembers) { fail("an honest voice contradicts itself") }
  }

  private func checkProofs(_ number: Int, as first: Int) {
    let (mine, theirs) = (nodes[number].core, nodes[first].core)
    for state in mine.index.logStates where state.isFrozen {
      guard let evidence = mine.workspace.settled.forkEvidence(of: state.id) else {
        fail("node \(number) has no published evidence of the fork of \(state.id)")
        continue
      }
      if !evidence.isValid { fail("the evidence of the fork of \(state.id) is not valid") }
      if theirs.workspace.settled.forkEvidence(of: state.id) != evidence { fail("nodes hold different evidence") }
    }
    for log in mine.waitingLogs {
      guard let author = mine.index.logState(log)?.descriptor.member, !hostileMembers.contains(author) else { continue }
      fail("node \(number) still has changes that wait, of log \(log)")
    }
  }

  /// Notes who is out, so that nobody comes back.
  func noteRemoved(_ number: Int) {
    guard conditions.hostile > 0, !hostile.contains(number) else { return }
    let settled = nodes[number].core.workspace.settled
    for member in hostileMembers where settled.standing(of: member) == .removed { removedOnce.insert(member) }
  }
}
