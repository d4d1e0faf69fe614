internal import TalkootCRDT
internal import TalkootCrypto

// The last questions, asked when all that a change depends on is in the index.

extension Intake {
  mutating func give(
    _ id: ChangeID,
    _ index: LogIndex,
    _ admission: (LogDescriptor, ChangeHeader) -> Bool
  ) {
    guard let entry = waiting[id], !entry.isQuarantined else { return }
    // It came into the index by another way meanwhile.
    if index.contains(id) {
      remove(id)
      return release(dependentsOf: id)
    }
    let header = entry.received.change.header
    let previous = header.previous.flatMap { index.version(of: $0) }
    if let reason = fault(of: header, after: previous, index) { return refuse(id, entry, reason) }
    guard let descriptor = index.shared(header.log) ?? entry.received.shared else {
      return refuse(id, entry, .wrongDescriptor)
    }
    if header.sequence == 1, !admission(descriptor.value, header) { return refuse(id, entry, .notAdmitted) }
    if let known = index.rival(of: header, after: previous), !entry.forkIsKnown {
      if let side = side(from: id) {
        events.append(
          .forked(Fork(log: header.log, sequence: header.sequence, known: index.id(of: known), arrived: side))
        )
      }
      waiting[id]?.forkIsKnown = true
      let branches = index.logState(header.log)?.allBranches.count ?? 0
      if branches >= limits.freeBranches, !isBuiltOn(id) { return quarantine(id, entry) }
    }
    remove(id)
    give(entry.received, descriptor)
  }

  mutating func give(_ received: ReceivedChange, _ descriptor: SharedDescriptor) {
    if let proof = received.proof { proven[received.id] = proof }
    let verified = VerifiedChange(
      trusting: received.change,
      structure: received.structure,
      shared: descriptor,
      signature: received.signature
    )
    events.append(.verified(verified, salts: received.salts))
  }

  private mutating func quarantine(_ id: ChangeID, _ entry: Waiting) {
    guard quarantined.count < Intake.quarantineMax else {
      remove(id)
      return note(entry.received, entry.peer, .waitingFull)
    }
    waiting[id]?.isQuarantined = true
    quarantined.append(id)
  }

  private mutating func refuse(_ id: ChangeID, _ entry: Waiting, _ reason: Rejection.Reason) {
    remove(id)
    note(entry.received, entry.peer, reason)
    spoil(id)
  }

  /// What is wrong with a change whose predecessor is in the index.
  func fault(of header: ChangeHeader, after previous: LocalVersion?, _ index: LogIndex) -> Rejection.Reason? {
    guard let previous else { return nil }
    let place = index.place(of: previous)
    if place.log != header.log || place.sequence + 1 != header.sequence { return .wrongSequence }
    return header.format < index.format(of: previous) ? .formatBelowPredecessor : nil
  }

  /// The chain of headers from a change to the first signed one.
  private func side(from id: ChangeID) -> HeaderChain? {
    var headers: [[UInt8]] = []
    var cursor = id
    while let entry = waiting[cursor], headers.count < ChangeLimits.range {
      headers.append(entry.received.change.headerBytes)
      if let signature = entry.received.signature { return HeaderChain(headers: headers, signature: signature) }
      let next = dependents[cursor]?.first {
        waiting[$0]?.isCovered == true && waiting[$0]?.received.change.header.previous == cursor
      }
      guard let next else { return nil }
      cursor = next
    }
    return nil
  }

  /// Whether a covered change of another log that waits depends on it, directly or not.
  func isBuiltOn(_ id: ChangeID) -> Bool {
    guard let log = waiting[id]?.received.change.log else { return false }
    var stack = [id]
    var seen: Set<ChangeID> = [id]
    while let parent = stack.popLast() {
      for child in dependents[parent] ?? [] {
        guard let entry = waiting[child], entry.isCovered, seen.insert(child).inserted else { continue }
        if entry.received.change.log != log { return true }
        stack.append(child)
      }
    }
    return false
  }
}
