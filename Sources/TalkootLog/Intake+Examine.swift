internal import TalkootCRDT
internal import TalkootCrypto

// What happens to a change between its arrival and the moment when it can be given out.

extension Intake {
  mutating func examine(_ change: ReceivedChange, from peer: NodeID, _ index: LogIndex) {
    if index.contains(change.id) { return }
    if waiting[change.id] != nil { return examineAgain(change, from: peer, index) }
    if let reason = faultOfItself(change, index) { return reject(change, peer, reason) }
    let load = loads[peer] ?? Load()
    guard load.changes < limits.changes, load.bytes < limits.bytes else {
      return reject(change, peer, .waitingFull)
    }
    var isCovered = isContinuedByCovered(change.id)
    let key = nodeKey(of: change, index)
    if let signature = change.signature, let key {
      guard key.isValid(signature, over: change.id) else { return reject(change, peer, .badSignature) }
      isCovered = true
    }
    let open = unsigned[PeerLog(peer: peer, log: change.change.log)] ?? Load()
    guard isCovered || (open.changes < limits.unsignedChanges && open.bytes < limits.unsignedBytes) else {
      return reject(change, peer, .unsignedTooLong)
    }
    insert(change, peer, index)
    if isCovered { coverPast(of: change.id) }
    if change.signature != nil, key == nil { unchecked[change.change.log, default: []].append(change.id) }
    if let descriptor = change.descriptor { check(descriptor) }
  }

  /// Whether a covered change is here that has this one as its predecessor.
  private func isContinuedByCovered(_ id: ChangeID) -> Bool {
    dependents[id]?.contains {
      waiting[$0]?.isCovered == true && waiting[$0]?.received.change.header.previous == id
    } ?? false
  }

  /// The descriptor of a log is here: signatures that came before it can be checked.
  private mutating func check(_ descriptor: LogDescriptor) {
    for id in unchecked.removeValue(forKey: descriptor.id) ?? [] {
      guard let entry = waiting[id], let signature = entry.received.signature else { continue }
      if descriptor.nodeKey.isValid(signature, over: id) {
        coverPast(of: id)
      } else {
        remove(id)
        note(entry.received, entry.peer, .badSignature)
      }
    }
  }

  /// What is wrong with a change whatever else arrives.
  private func faultOfItself(_ change: ReceivedChange, _ index: LogIndex) -> Rejection.Reason? {
    let header = change.change.header
    if header.sequence == 1 {
      guard let descriptor = change.descriptor, descriptor.id == header.log else { return .wrongDescriptor }
    } else if change.descriptor != nil || change.structure?.descriptor != nil {
      return .wrongDescriptor
    }
    if header.flags.contains(.governance), change.signature == nil { return .unsignedGovernance }
    for parent in header.parents where invalid.contains(parent) { return .invalidDependency(parent) }
    return nil
  }

  private func nodeKey(of change: ReceivedChange, _ index: LogIndex) -> PublicKey? {
    let log = change.change.log
    return (change.descriptor ?? index.logState(log)?.descriptor ?? descriptors[log])?.nodeKey
  }

  private mutating func insert(_ change: ReceivedChange, _ peer: NodeID, _ index: LogIndex) {
    let header = change.change.header
    var entry = Waiting(received: change, peer: peer, weight: change.change.weight)
    for parent in header.parents where !index.contains(parent) {
      entry.missing += 1
      dependents[parent, default: []].append(change.id)
    }
    if let descriptor = change.descriptor { descriptors[header.log] = descriptor }
    places[PeerPlace(peer: peer, place: change.place)] = change.id
    waiting[change.id] = entry
    loads[peer, default: Load()].add(entry.weight)
    unsigned[PeerLog(peer: peer, log: header.log), default: Load()].add(entry.weight)
  }

  /// A change that waits already came again, from this or another peer.
  private mutating func examineAgain(_ change: ReceivedChange, from peer: NodeID, _ index: LogIndex) {
    guard let entry = waiting[change.id] else { return }
    if entry.peer != peer, !entry.otherPeers.contains(peer) {
      waiting[change.id]?.otherPeers.append(peer)
      places[PeerPlace(peer: peer, place: change.place)] = change.id
    }
    guard let signature = change.signature, !entry.isCovered, let key = nodeKey(of: change, index) else { return }
    guard key.isValid(signature, over: change.id) else { return note(change, peer, .badSignature) }
    waiting[change.id]?.received.signature = signature
    coverPast(of: change.id)
  }

  /// A signature speaks for its change and all before it in its log.
  private mutating func coverPast(of id: ChangeID) {
    var covered: [ChangeID] = []
    var cursor: ChangeID? = id
    while let id = cursor, let entry = waiting[id], !entry.isCovered {
      waiting[id]?.isCovered = true
      unsigned[PeerLog(peer: entry.peer, log: entry.received.change.log)]?.subtract(entry.weight)
      covered.append(id)
      cursor = entry.received.change.header.previous
    }
    for id in covered.reversed() {
      if waiting[id]?.missing == 0 { ready.append(id) }
    }
    if !quarantined.isEmpty { liftQuarantines() }
  }

  mutating func release(dependentsOf parent: ChangeID) {
    guard let children = dependents.removeValue(forKey: parent) else { return }
    for child in children {
      waiting[child]?.missing -= 1
      if let entry = waiting[child], entry.missing == 0, entry.isCovered { ready.append(child) }
    }
  }

  /// Lets further branches of a log in that a covered change of another log builds on.
  private mutating func liftQuarantines() {
    let lifted = quarantined.filter { isBuiltOn($0) }
    quarantined.removeAll { lifted.contains($0) }
    for id in lifted {
      waiting[id]?.isQuarantined = false
      ready.append(id)
    }
  }

  mutating func remove(_ id: ChangeID) {
    guard let entry = waiting.removeValue(forKey: id) else { return }
    let header = entry.received.change.header
    loads[entry.peer]?.subtract(entry.weight)
    if loads[entry.peer]?.changes == 0 { loads[entry.peer] = nil }
    let key = PeerLog(peer: entry.peer, log: header.log)
    if !entry.isCovered { unsigned[key]?.subtract(entry.weight) }
    if unsigned[key]?.changes == 0 { unsigned[key] = nil }
    if entry.isQuarantined { quarantined.removeAll { $0 == id } }
    if let descriptor = entry.received.descriptor { descriptors[descriptor.id] = nil }
    for peer in [entry.peer] + entry.otherPeers {
      let place = PeerPlace(peer: peer, place: entry.received.place)
      if places[place] == id { places[place] = nil }
    }
    for parent in header.parents where entry.missing > 0 {
      dependents[parent]?.removeAll { $0 == id }
      if dependents[parent]?.isEmpty == true { dependents[parent] = nil }
    }
  }

  private mutating func reject(_ change: ReceivedChange, _ peer: NodeID, _ reason: Rejection.Reason) {
    note(change, peer, reason)
    if Rejection(change, peer, reason).severity == .invalid { spoil(change.id) }
  }

  mutating func note(_ change: ReceivedChange, _ peer: NodeID, _ reason: Rejection.Reason) {
    events.append(.rejected(Rejection(change, peer, reason)))
  }

  /// An invalid change takes with it all that waits for it.
  mutating func spoil(_ id: ChangeID) {
    invalid.insert(id)
    var stack = [id]
    while let bad = stack.popLast() {
      for child in dependents.removeValue(forKey: bad) ?? [] {
        guard let entry = waiting[child] else { continue }
        remove(child)
        invalid.insert(child)
        note(entry.received, entry.peer, .invalidDependency(bad))
        stack.append(child)
      }
    }
  }
}

extension Rejection {
  init(_ change: ReceivedChange, _ peer: NodeID, _ reason: Reason) {
    self.init(change: change.id, place: change.place, peer: peer, reason: reason)
  }
}

extension Intake.Load {
  mutating func add(_ weight: Int) {
    changes += 1
    bytes += weight
  }

  mutating func subtract(_ weight: Int) {
    changes -= 1
    bytes -= weight
  }
}

extension ChangeHeader {
  /// The changes directly before it: its predecessor and its dependencies, each once.
  var parents: [ChangeID] {
    guard let previous else { return dependencies }
    return dependencies.contains(previous) ? dependencies : [previous] + dependencies
  }
}
