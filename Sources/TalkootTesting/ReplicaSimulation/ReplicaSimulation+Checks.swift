internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

extension ReplicaSimulation {
  /// No change that somebody was told is done may be gone.
  func checkAcknowledged(_ number: Int) {
    let index = nodes[number].core.index
    let gone = nodes[number].acknowledged.filter { !index.contains($0) }
    if !gone.isEmpty { fail("node \(number) lost \(gone.count) changes that it had reported, the first \(gone[0])") }
  }

  /// What is stored is proven at any moment.
  func checkProofs(_ number: Int) {
    do {
      if let fault = try nodes[number].core.verify().fault {
        fail("node \(number), restarted, does not verify: \(fault)")
      }
    } catch {
      fail("node \(number) can't be verified: \(error)")
    }
  }

  /// What must hold once all have everything.
  func checkAll() {
    for number in loyal {
      nodes[number].acknowledged += nodes[number].regained
      checkAcknowledged(number)
      checkLogs(number)
      checkTree(number)
      checkTexts(number)
      checkRefolding(number)
    }
    checkAgreement()
    checkRemoval()
    checkHostile()
    figures.changes = nodes[0].core.index.count
    let settled = nodes[0].core.workspace.settled
    figures.settled = settled.allDecisions.count { settled.decision($0)?.certificate != nil }
    figures.epochs = settled.roster.count - 1
    figures.erased = erasedStrings
  }

  private var erasedStrings: Int {
    let core = nodes[0].core
    let all = (0..<core.index.count).map { LocalVersion(UInt32($0)) }
    let strings = (try? core.changes(all))?.flatMap(\.change.strings) ?? []
    return strings.count { if case .erased = $0 { true } else { false } }
  }

  private func checkLogs(_ number: Int) {
    if conditions.hostile > 0 { return }
    guard !conditions.rewinds else { return checkForks(number) }
    for state in nodes[number].core.index.logStates where state.isFrozen { fail("log \(state.id) has forked") }
    // Restarts never begin a new log: everyone has one.
    let logs = nodes[number].core.index.logStates.map(\.node)
    if Set(logs).count != logs.count { fail("a node has written two logs") }
    // The rest of what came from one that is out will never come.
    if nodes[number].core.snapshot.pending > 0, outcast == nil { fail("node \(number) still has changes that wait") }
  }

  /// All hold the same branches, and one proof that convinces anyone, published.
  private func checkForks(_ number: Int) {
    let core = nodes[number].core
    let first = nodes[0].core
    for state in core.index.logStates where state.isFrozen {
      if number == 0 { figures.forked += 1 }
      guard let evidence = core.workspace.settled.forkEvidence(of: state.id) else {
        fail("node \(number) has no published evidence of the fork of \(state.id)")
        continue
      }
      if !evidence.isValid { fail("the evidence of the fork of \(state.id) is not valid") }
      if evidence.sequence != state.undisputedCount + 1 { fail("the evidence is of another fork than the first") }
      if first.workspace.settled.forkEvidence(of: state.id) != evidence { fail("nodes hold different evidence") }
    }
    if core.index.rows != first.index.rows { fail("nodes 0 and \(number) hold different rows") }
    // Nobody had to write anything for it: each node has built on its own branches.
    if !core.workspace.setAside.isEmpty {
      fail("node \(number) sets \(core.workspace.setAside.count) changes aside, though no one was removed")
    }
    checkWaiting(number)
  }

  /// What waits is of machines that were put back: they sent a third branch, or the beginning of something, and lost it
  /// before anyone built on it.
  private func checkWaiting(_ number: Int) {
    let core = nodes[number].core
    for log in core.waitingLogs {
      // Of a log that nobody has the beginning is lost too.
      let author = core.index.logState(log)?.node
      if nodes.contains(where: { $0.wasPutBack && (author == nil || $0.id == author) }) { continue }
      fail("node \(number) still has changes that wait, of log \(log)")
    }
  }

  private func checkTree(_ number: Int) {
    let state = nodes[number].core.workspace
    let goals = state.goalsInTreeOrder(archived: true)
    if Set(goals).count != goals.count { fail("node \(number) lists a goal twice") }
    if Set(goals) != Set(state.ids(of: .goal)) { fail("node \(number) has goals that the tree does not reach") }
  }

  private func checkTexts(_ number: Int) {
    let state = nodes[number].core.workspace
    for sentence in sentences where !shortened.contains(sentence.goal) {
      guard let text = state[sentence.goal]?.text(GoalField.description) else {
        fail("node \(number) lacks a goal")
        continue
      }
      // What one that means ill put into the same place, and kept from all, is shown as blocks.
      let isWhole =
        hostile.isEmpty
        ? text.split(separator: "\n").contains(Substring(sentence.text))
        : text.filter { $0 != "█" }.contains(sentence.text)
      if !isWhole {
        fail("node \(number) lost or tore the sentence \"\(sentence.text)\" in \"\(text)\"")
      }
    }
  }

  /// The state folded step by step, opened from the storage and folded anew are one.
  private func checkRefolding(_ number: Int) {
    let node = nodes[number]
    let digest = node.core.workspace.digest
    if (digest == nil) != node.core.workspace.isIncomplete { fail("node \(number) has no digest, or one too many") }
    do {
      let verification = try node.core.verify()
      if let fault = verification.fault { fail("node \(number) does not verify: \(fault)") }
      if happens(one: 2) { try node.core.save() }
      try node.replica.reopen(node.storage)
      if node.core.workspace.digest != digest { fail("node \(number) has another state after opening") }
      let verified = try node.core.verify()
      if let fault = verified.fault { fail("node \(number), opened anew, does not verify: \(fault)") }
      if try node.core.rebuild() { fail("node \(number) rebuilds another state") }
    } catch {
      fail("node \(number) can't be checked: \(error)")
    }
  }

  private func checkAgreement() {
    let digests = loyal.map { nodes[$0].core.workspace.digest }
    checkSettled()
    // With strings that are gone for good nobody has a digest.
    guard Set(digests).count > 1 || digests.contains(nil) else { return }
    let states = loyal.map { nodes[$0].core.workspace }
    for (number, state) in states.enumerated().dropFirst() {
      let objects = Set(states[0].allObjects).union(state.allObjects).sorted()
      if let different = objects.first(where: { states[0].canonicalState(of: $0) != state.canonicalState(of: $0) }) {
        fail("nodes 0 and \(number) differ in \(states[0][different]?.kind.name ?? "an object") \(different)")
      }
    }
  }

  private func checkSettled() {
    let settled = loyal.map { nodes[$0].core.workspace.settled }
    for (number, other) in settled.enumerated() {
      // Who was put back to an earlier state without knowing may say something else than before.
      if conditions.rewinds { continue }
      if !other.doubleVoices.isEmpty, hostile.isEmpty { fail("an honest voice contradicts itself") }
      if other.currentEpoch?.id != settled[0].currentEpoch?.id { fail("nodes 0 and \(number) have two rosters") }
      for id in other.allDecisions {
        guard let mine = settled[0].decision(id), let theirs = other.decision(id) else {
          fail("a decision is missing")
          continue
        }
        if mine.isContested { fail("a decision is contested") }
        if mine.certificate?.value.digest != theirs.certificate?.value.digest {
          fail("nodes 0 and \(number) hold two outcomes of one decision")
        }
        // An objection that crosses the first promise of a consent stops it, rightly, until it is taken back.
        let hasAll = mine.positions.count == mine.electorate.count && mine.tally.object == 0
        // Of a small electorate, from before the others came, those who stayed may be too few for ever.
        let stayed = loyal.compactMap { nodes[$0].core.member }.count { mine.electorate.contains($0) }
        if mine.state == .settling, hasAll, stayed >= mine.electorate.quorum {
          fail("a decision that all have agreed to is not settled")
        }
      }
    }
  }
}

extension ReplicaSimulation {
  /// What the first node holds, in hexadecimal digits.
  public var headsHash: String { nodes[0].core.index.headsHash.hex }
}
