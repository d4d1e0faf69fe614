internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

// The state is that of the changes that count. What is set aside is judged where settling reads it, and waits.

extension Workspace {
  /// What is here and doesn't count (`rules.md` 2.5), ascending.
  public var setAside: VersionRanges { counting.setAside }

  /// The changes that count and that no other one that counts has in its past: what the next change builds on.
  public var countedHeads: [LocalVersion] { counting.heads }

  /// Whether what counts has to be found anew.
  public var isRecountDue: Bool { counting.isDue }

  /// Whether a node's changes count by themselves, in the log with this number; after a fork of it, none does.
  public func speaks(_ log: Int) -> Bool { counting.logs[log].speaks }

  /// Takes in what came of the log; the change counts unless it says no.
  mutating func note(_ change: VerifiedChange, _ version: LocalVersion, _ index: LogIndex) -> Bool {
    let counts = counting.note(change, version, index, governance)
    if !counts { governance.setAside = counting.setAside }
    return counts
  }

  mutating func restoreCounting(
    _ index: LogIndex,
    upTo end: LocalVersion,
    _ change: (LocalVersion) -> VerifiedChange?
  ) {
    counting = Counting(index, upTo: end)
    _ = counting.judge(index, governance)
    governance.setAside = counting.setAside
    for version in counting.setAside.versions {
      guard let change = change(version), let structure = change.structure else { continue }
      noteAside(DecodedChange(change.change, structure, network: network), version)
    }
  }

  /// Remembers what a change that is set aside would make.
  private mutating func noteAside(_ decoded: DecodedChange, _ version: LocalVersion) {
    for (number, operation) in decoded.operations.enumerated() {
      guard case .create(let creation) = operation, let id = decoded.made[number] else { continue }
      asideMade[id, default: []].append(AsideCreation(version: version, kind: creation.kind))
    }
  }

  private mutating func forgetAside(_ decoded: DecodedChange, _ version: LocalVersion) {
    for id in decoded.made.compactMap({ $0 }) {
      asideMade[id]?.removeAll { $0.version == version }
      if asideMade[id]?.isEmpty ?? false { asideMade[id] = nil }
    }
  }

  /// The history of what counts.
  func counted(_ history: @escaping ChangeHistory) -> ChangeHistory {
    let setAside = counting.setAside
    if setAside.isEmpty { return history }
    return { object in history(object).filter { !setAside.contains($0.version) } }
  }

  /// Of a change that doesn't count, only what its author says where things are settled: that is judged by its own past.
  mutating func takeWordsOnly(_ fold: inout Fold) {
    fold.named = Array(fold.decoded.namedObjects)
    noteAside(fold.decoded, fold.version)
    for (index, operation) in fold.decoded.operations.enumerated() {
      let dot = Dot(fold.version, UInt32(index))
      switch operation {
      case .governance(let operation): govern(operation, at: dot, &fold)
      case .create(let creation):
        guard let id = fold.decoded.made[index], creation.mayBeDecided else { continue }
        noteForGovernance(id, creation, at: dot, &fold)
      case .unknown: fold.applied.unknown += 1
      case .set, .add, .remove, .text, .move: continue
      }
    }
    finish(&fold)
  }
}

extension Creation {
  /// Whether nothing that lies in it alone keeps a decision or a position from being made.
  var mayBeDecided: Bool { key == nil && fields.count <= Creation.fieldCountMax }
}

// MARK: - Recounting

extension Workspace {
  /// Finds anew what counts, after `apply` has said so, and makes anew what changes by it: only the objects that changes
  /// touch which cease or begin to count.
  ///
  /// - Parameters:
  ///   - index: holds all applied changes.
  ///   - history: gives all applied changes on an object.
  ///   - change: gives an applied change by its version.
  /// - Returns: the objects whose visible state may have changed, ascending.
  public mutating func recount(
    _ index: LogIndex,
    history: @escaping ChangeHistory,
    change: (LocalVersion) -> VerifiedChange?
  ) -> [ObjectID] {
    let (back, on) = counting.judge(index, governance)
    governance.setAside = counting.setAside
    guard !back.isEmpty || !on.isEmpty else { return [] }
    var touched = takeMovesBack(Set(back), index)
    let moved = (back + on).compactMap { version in
      change(version).map { PastChange(version: version, change: $0) }
    }
    var named: Set<ObjectID> = []
    var governed: [GovernedObject] = []
    for past in moved {
      guard let structure = past.change.structure else { continue }
      let decoded = DecodedChange(past.change.change, structure, network: network)
      named.formUnion(decoded.namedObjects)
      governed += decoded.governedObjects(network, past)
      let counts = !counting.setAside.contains(past.version)
      if counts {
        if decoded.isIncomplete { incompleteChanges.insert(past.version) }
        forgetAside(decoded, past.version)
      } else {
        incompleteChanges.remove(past.version)
        noteAside(decoded, past.version)
      }
    }
    let known = counted(history)
    for object in named.sorted() { rebuild(object, from: known(object), index: index) }
    for past in moved.dropFirst(back.count) { touched.formUnion(putMoves(of: past, index)) }
    for object in governed { reconcile(object) }
    touched.formUnion(named.union(governed.map(\.id)))
    // What is shown of anything settled may hold words that now count or don't.
    for kind in [ObjectKind.decision, .rosterProposal, .invitation, .network] { touched.formUnion(ids(of: kind)) }
    let all = touched.sorted()
    for object in all {
      if let kind = objects.kind(of: object) { tries[Int(kind.rawValue)].touch(object) }
      refreshConflicts(of: object, index)
    }
    return all
  }

  /// Makes or takes away an object that governance makes.
  private mutating func reconcile(_ object: GovernedObject) {
    if governance.makes(object.id, object.kind) {
      if objects[object.id] == nil { objects[object.id] = ObjectState(id: object.id, kind: object.kind) }
    } else if objects.remove(object.id) != nil {
      tries[Int(object.kind.rawValue)].remove(object.id)
    }
  }
}

/// A creation in a change that is set aside.
struct AsideCreation: Sendable {
  let version: LocalVersion
  let kind: ObjectKind
}

/// An object that governance makes, as an operation names it.
struct GovernedObject {
  let id: ObjectID
  let kind: ObjectKind
}

extension DecodedChange {
  /// What a change's operations on governance would make.
  fileprivate func governedObjects(_ network: NetworkID, _ past: PastChange) -> [GovernedObject] {
    operations.enumerated().flatMap { index, operation -> [GovernedObject] in
      guard case .governance(let operation) = operation else { return [] }
      let made = { ObjectID(madeBy: past.change.id, index: UInt32(index)) }
      switch operation {
      case .invite: return [GovernedObject(id: made(), kind: .invitation)]
      case .admit(let admission):
        return [
          GovernedObject(id: ObjectID(admission.member), kind: .organisation),
          GovernedObject(id: ObjectID(NodeID(of: admission.nodeKey)), kind: .node),
        ]
      case .admitNode(let admission):
        return [GovernedObject(id: ObjectID(NodeID(of: admission.nodeKey)), kind: .node)]
      case .propose(let proposal):
        let id = RosterProposal.id(of: proposal.action, network: network, madeBy: past.change.id, index: UInt32(index))
        return [GovernedObject(id: id, kind: .rosterProposal)]
      case .genesis, .revoke, .retireNode, .assignVoice, .approve, .withdrawProposal, .leave, .settle, .received,
        .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision, .position:
        return []
      }
    }
  }
}
