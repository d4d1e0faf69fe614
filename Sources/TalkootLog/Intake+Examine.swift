internal import TalkootCRDT
internal import TalkootCrypto

// What happens to a change between its arrival and the moment when it can be given out.

extension Intake {
  mutating func examine(
    _ position: Int,
    _ index: LogIndex,
    _ admission: (LogDescriptor, ChangeHeader) -> Bool
  ) {
    let change = incoming[position].change
    let peer = incoming[position].peer
    if index.contains(change.id) { return }
    if !waiting.isEmpty, waiting[change.id] != nil { return examineAgain(change, from: peer, index) }
    if let reason = faultOfItself(change, index) { return reject(change, peer, reason) }
    let descriptor = descriptor(of: change, index)
    var isCovered = false
    if change.isVouchedFor, let descriptor {
      isCovered = isGenuine(position, descriptor)
      if !isCovered { return reject(change, peer, .badSignature) }
    }
    if let descriptor, giveAtOnce(position, descriptor, index, admission) {
      if change.shared != nil { check(descriptor) }
      return
    }
    hold(change, peer, isCovered: isCovered || isContinuedByCovered(change), descriptor, index)
  }

  /// Whether the signature that came with an incoming change is its node's: asked once.
  private mutating func isGenuine(_ position: Int, _ descriptor: SharedDescriptor) -> Bool {
    if let known = incoming[position].isGenuine { return known }
    let isGenuine = incoming[position].change.isVouchedFor(by: descriptor.value.nodeKey)
    incoming[position].isGenuine = isGenuine
    return isGenuine
  }

  /// Covers what waits by signatures that just came in, before anything that came with them is looked at.
  mutating func crossBridges(_ index: LogIndex) {
    for (coverer, previous) in bridges {
      guard let descriptor = waiting[previous].flatMap({ descriptor(of: $0.received, index) }),
        isGenuine(coverer, descriptor)
      else { continue }
      coverPast(of: previous)
    }
    bridges.removeAll()
  }

  /// The usual case: everything that it depends on is in the index, and its signature is here. Nothing waits then.
  private mutating func giveAtOnce(
    _ position: Int,
    _ descriptor: SharedDescriptor,
    _ index: LogIndex,
    _ admission: (LogDescriptor, ChangeHeader) -> Bool
  ) -> Bool {
    guard let coverer = incoming[position].coverer, isGenuine(coverer, descriptor) else { return false }
    let change = incoming[position].change
    let header = change.change.header
    var previous: LocalVersion?
    if let id = header.previous {
      guard let version = index.version(of: id) else { return false }
      previous = version
    }
    guard header.dependencies.allSatisfy({ index.contains($0) }), index.rival(of: header, after: previous) == nil
    else { return false }
    if let reason = fault(of: header, after: previous, index) {
      reject(change, incoming[position].peer, reason)
    } else if header.sequence == 1, !admission(descriptor.value, header) {
      reject(change, incoming[position].peer, .notAdmitted)
    } else {
      give(change, descriptor)
    }
    return true
  }

  /// Keeps a change until its signature, or what it depends on, is here.
  private mutating func hold(
    _ change: ReceivedChange,
    _ peer: NodeID,
    isCovered: Bool,
    _ descriptor: SharedDescriptor?,
    _ index: LogIndex
  ) {
    guard !isFull(peer) else { return reject(change, peer, .waitingFull) }
    let open = unsigned[PeerLog(peer: peer, log: change.change.log)] ?? Load()
    guard isCovered || (open.changes < limits.unsignedChanges && open.bytes < limits.unsignedBytes) else {
      return reject(change, peer, .unsignedTooLong)
    }
    insert(change, peer, index)
    if isCovered { coverPast(of: change.id) }
    if change.isVouchedFor, descriptor == nil { unchecked[change.change.log, default: []].append(change.id) }
    if let descriptor = change.shared { check(descriptor) }
  }

  /// Whether a covered change is here that has this one as its predecessor.
  private func isContinuedByCovered(_ change: ReceivedChange) -> Bool {
    dependents[change.id]?.contains {
      guard let next = waiting[$0], next.isCovered else { return false }
      return next.received.change.header.previous == change.id && next.received.change.log == change.change.log
    } ?? false
  }

  /// The descriptor of a log is here: signatures that came before it can be checked.
  private mutating func check(_ descriptor: SharedDescriptor) {
    for id in unchecked.removeValue(forKey: descriptor.id) ?? [] {
      guard let entry = waiting[id] else { continue }
      if entry.received.isVouchedFor(by: descriptor.value.nodeKey) {
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
      guard let descriptor = change.shared, descriptor.id == header.log else { return .wrongDescriptor }
    } else if change.shared != nil || change.structure?.descriptor != nil {
      return .wrongDescriptor
    }
    if header.flags.contains(.governance), change.signature == nil { return .unsignedGovernance }
    for parent in header.parents where invalid.contains(parent) { return .invalidDependency(parent) }
    return nil
  }

  private func descriptor(of change: ReceivedChange, _ index: LogIndex) -> SharedDescriptor? {
    change.shared ?? index.shared(change.change.log) ?? descriptors[change.change.log]
  }

  private mutating func insert(_ change: ReceivedChange, _ peer: NodeID, _ index: LogIndex) {
    let header = change.change.header
    var entry = Waiting(received: change, peer: peer, account: account(of: peer), weight: change.change.weight)
    for parent in header.parents where !index.contains(parent) {
      entry.missing += 1
      dependents[parent, default: []].append(change.id)
    }
    if let descriptor = change.shared { descriptors[header.log] = descriptor }
    places[PeerPlace(peer: peer, place: change.place)] = change.id
    waiting[change.id] = entry
    takeRoom(entry)
  }

  private mutating func takeRoom(_ entry: Waiting) {
    loads[entry.account, default: Load()].add(entry.weight)
    unsigned[PeerLog(peer: entry.peer, log: entry.received.change.log), default: Load()].add(entry.weight)
  }

  private mutating func freeRoom(_ entry: Waiting) {
    loads[entry.account]?.subtract(entry.weight)
    if loads[entry.account]?.changes == 0 { loads[entry.account] = nil }
    let key = PeerLog(peer: entry.peer, log: entry.received.change.log)
    if !entry.isCovered { unsigned[key]?.subtract(entry.weight) }
    if unsigned[key]?.changes == 0 { unsigned[key] = nil }
  }

  /// From now on a change that no signature covers takes another peer's room.
  mutating func handOver(_ id: ChangeID, to heir: NodeID) {
    guard var entry = waiting[id] else { return }
    freeRoom(entry)
    entry.otherPeers.removeAll { $0 == heir }
    entry.otherPeers.append(entry.peer)
    entry.peer = heir
    entry.account = account(of: heir)
    waiting[id] = entry
    takeRoom(entry)
  }

  /// A peer that also sent a waiting change is gone.
  mutating func leave(_ id: ChangeID, by peer: NodeID) {
    guard let entry = waiting[id], entry.otherPeers.contains(peer) else { return }
    waiting[id]?.otherPeers.removeAll { $0 == peer }
    places[PeerPlace(peer: peer, place: entry.received.place)] = nil
  }

  /// A change that waits already came again, from this or another peer.
  private mutating func examineAgain(_ change: ReceivedChange, from peer: NodeID, _ index: LogIndex) {
    guard let entry = waiting[change.id] else { return }
    if entry.peer != peer, !entry.otherPeers.contains(peer) {
      waiting[change.id]?.otherPeers.append(peer)
      places[PeerPlace(peer: peer, place: change.place)] = change.id
    }
    guard change.isVouchedFor, !entry.isCovered, let key = descriptor(of: change, index)?.value.nodeKey
    else { return }
    guard change.isVouchedFor(by: key) else { return note(change, peer, .badSignature) }
    waiting[change.id]?.received.signature = change.signature
    waiting[change.id]?.received.proof = change.proof
    coverPast(of: change.id)
  }

  /// A signature speaks for its change and all before it in its log.
  private mutating func coverPast(of id: ChangeID) {
    var covered: [ChangeID] = []
    var cursor: ChangeID? = id
    // A liar can name another log's change as predecessor: its key says nothing about that one.
    let log = waiting[id]?.received.change.log
    while let id = cursor, let entry = waiting[id], !entry.isCovered, entry.received.change.log == log {
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
    freeRoom(entry)
    if entry.isQuarantined { quarantined.removeAll { $0 == id } }
    if !unchecked.isEmpty { unchecked[header.log]?.removeAll { $0 == id } }
    if unchecked[header.log]?.isEmpty == true { unchecked[header.log] = nil }
    if let descriptor = entry.received.shared { descriptors[descriptor.id] = nil }
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
    if reason != .badSignature { passedOver.append(change) }
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
