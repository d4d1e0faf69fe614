internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

extension Workspace {
  /// Applies a change. All that it depends on has been applied before, and it has not.
  ///
  /// Afterwards what counts may have changed (`isRecountDue`): then the caller, with this change among those that it
  /// gives, lets it be found anew (`recount`) before it goes on.
  ///
  /// - Parameters:
  ///   - version: the change's version in `index`, which holds it already.
  ///   - history: gives earlier changes on an object; this change in it is passed over.
  @discardableResult
  public mutating func apply(
    _ change: VerifiedChange,
    version: LocalVersion,
    index: LogIndex,
    history: @escaping ChangeHistory
  ) -> AppliedChange {
    let counts = note(change, version, index)
    guard let structure = change.structure else {
      unknownOperations += 1
      noteUnknown(Understanding(format: UInt32(change.header.format)), in: change, Dot(version, 0), index)
      var applied = AppliedChange()
      applied.unknown = 1
      return applied
    }
    var fold = Fold(
      change,
      structure,
      network: network,
      version: version,
      index: index,
      history: counted(history)
    )
    fold.isSetAside = !counts
    if fold.applied.isIncomplete, counts { incompleteChanges.insert(version) }
    let epoch = governance.currentEpoch?.id
    if counts { carryOut(&fold) } else { takeWordsOnly(&fold) }
    if fold.isGovernance { governanceChanges.append(version) }
    if fold.concernsStanding || governance.currentEpoch?.id != epoch { counting.isDue = true }
    unknownOperations += fold.applied.unknown
    for (number, operation) in fold.decoded.operations.enumerated() {
      guard case .unknown(let kind, _) = operation else { continue }
      let place = Dot(version, UInt32(number))
      if noteUnknown(Understanding(kind: kind), in: change, place, index) { break }
    }
    return fold.applied
  }

  /// What stops this node's voice: a critical change of a version that more than half of the members have said they
  /// understand (docs/decisions/0013-who-stops-a-voice.md).
  @discardableResult
  private mutating func noteUnknown(
    _ needed: Understanding,
    in change: VerifiedChange,
    _ place: Dot,
    _ index: LogIndex
  ) -> Bool {
    guard change.header.flags.contains(.critical),
      governance.stopsVoices(needed, by: change.descriptor.member, at: place, order: index)
    else { return false }
    criticalUnknown += 1
    return true
  }

  /// Makes one object anew from the changes on it, in local-version order: after strings of it have come or gone, or
  /// after a change has ceased to count. The tree and the settling part have ways of their own.
  public mutating func rebuild(_ object: ObjectID, from changes: [PastChange], index: LogIndex) {
    links.replace(Links(objects[object]), by: nil, order: index)
    let kind = objects[object]?.kind
    objects[object] = kind.flatMap { $0.isMadeByGovernance ? ObjectState(id: object, kind: $0) : nil }
    for past in changes {
      guard let structure = past.change.structure else { continue }
      var fold = Fold(
        past.change,
        structure,
        network: network,
        version: past.version,
        index: index,
        history: { _ in changes }
      )
      fold.only = object
      carryOut(&fold)
    }
    if objects[object] == nil, let kind { tries[Int(kind.rawValue)].remove(object) }
    refreshConflicts(of: object, index)
  }

  private mutating func carryOut(_ fold: inout Fold) {
    for (index, operation) in fold.decoded.operations.enumerated() {
      apply(operation, at: Dot(fold.version, UInt32(index)), &fold)
    }
    applyTexts(&fold)
    finish(&fold)
  }

  private mutating func apply(_ operation: Operation, at dot: Dot, _ fold: inout Fold) {
    switch operation {
    case .create(let creation): create(creation, at: dot, &fold)
    case .set(let reference, let field, let seen, let value):
      edit(fold.id(reference), field, .register, at: dot, value, &fold) { state, fold in
        let seeing = seen.map { $0.compactMap { fold.dot($0) } }
        state.write(value, to: field, at: dot, seeing: seeing, order: fold.index)
        state.mark(field, at: dot, milliseconds: fold.claimedMilliseconds)
      }
    case .add(let reference, let field, let element):
      edit(fold.id(reference), field, .set, at: dot, element, &fold) { state, fold in
        state.change(field) { $0.add(element, at: dot, order: fold.index) }
      }
    case .remove(let reference, let field, let element):
      edit(fold.id(reference), field, .set, at: dot, element, &fold) { state, fold in
        state.change(field) { $0.remove(element, at: dot, order: fold.index) }
      }
    case .text(let reference, let field, let edit):
      let object = fold.id(reference)
      let value = Value.text(edit.inserted)
      self.edit(object, field, .text, at: dot, value, &fold) { _, fold in
        fold.texts[TextTarget(object: object, field: field), default: []].append(
          TextOperation(dot: dot, position: edit.position, deleted: edit.deleted, inserted: edit.inserted)
        )
      }
    case .move(let reference, let place): move(fold.id(reference), to: place, at: dot, &fold)
    case .governance(let operation): govern(operation, at: dot, &fold)
    case .unknown(_, let object):
      if fold.only == nil { fold.applied.unknown += 1 }
      guard let object = object.map({ fold.id($0) }), fold.concerns(object) else { return }
      fold.named.append(object)
      guard exists(object, before: dot, fold) else { return }
      noteUnknown(on: object, &fold)
    }
  }

  /// An edit of one field of an object, if it counts.
  private mutating func edit(
    _ object: ObjectID,
    _ number: FieldNumber,
    _ merge: Field.Merge,
    at dot: Dot,
    _ value: Value,
    _ fold: inout Fold,
    _ body: (inout ObjectState, inout Fold) -> Void
  ) {
    guard fold.concerns(object) else { return }
    fold.named.append(object)
    admitOrganisation(object, fold)
    let judged = objects.read(object) { judge($0, number, merge, value, at: dot, fold) }
    switch judged ?? .ignored(.noSuchObject) {
    case .ignored(let reason): return fold.ignore(Int(dot.index), reason)
    case .unknownField:
      noteUnknown(on: object, &fold)
      if fold.only == nil { fold.applied.unknown += 1 }
    case .counts(let kind):
      if Links.follow(number, of: kind) { noteLinks(of: object, &fold) }
      fold.touched.append(object)
      objects.update(object) { state in
        if number != .archived { state.touch(fold.version, order: fold.index) }
        body(&state, &fold)
      }
    }
  }

  /// What becomes of an edit.
  private enum Judgement {
    case counts(ObjectKind)
    /// A field of a newer version.
    case unknownField
    case ignored(IgnoredOperation.Reason)
  }

  private func judge(
    _ state: borrowing ObjectState,
    _ number: FieldNumber,
    _ merge: Field.Merge,
    _ value: Value,
    at dot: Dot,
    _ fold: Fold
  ) -> Judgement {
    guard isThere(state, before: dot, fold) else { return .ignored(.noSuchObject) }
    guard let field = state.kind.field(number) else { return .unknownField }
    if field.merge != merge { return .ignored(.wrongOperation) }
    if let reason = refusal(state, field, value, by: fold.organisation, at: dot, fold.index) { return .ignored(reason) }
    return field.admits(value) ? .counts(state.kind) : .ignored(.wrongValue)
  }

  /// A newer Talkoot wrote to the object what this one doesn't know.
  private mutating func noteUnknown(on object: ObjectID, _ fold: inout Fold) {
    touch(object, &fold)
    objects.update(object) { $0.unknownOperations += 1 }
  }

  /// Why `organisation` may not write a field; nil when it may.
  func refusal(
    _ state: borrowing ObjectState,
    _ field: Field,
    _ value: Value,
    by organisation: ObjectID,
    at dot: Dot,
    _ index: LogIndex
  ) -> IgnoredOperation.Reason? {
    switch state.kind.writers {
    case .everyone: break
    case .owner:
      let owns = state.creations.contains { mark in
        mark.organisation == organisation
          && (mark.dot.version == dot.version
            ? mark.dot.index < dot.index : index.isInPast(mark.dot.version, of: dot.version))
      }
      if !owns { return .notOwner }
    case .itself: if state.id != organisation { return .notOwner }
    case .governance: return .governed
    }
    if state.kind.isAppendOnly, field.number != .archived { return .appendOnly }
    if state.kind == .decision, DecisionField.answered.contains(field.number),
      governance.isAnswered(state.id, at: dot, order: index)
    {
      return .answered
    }
    switch field.writers {
    case .asObject: return nil
    case .makerOnly: return .appendOnly
    case .organisationNamed: return value.list?.first?.object == organisation ? nil : .notOwner
    }
  }

  /// Whether the object is made in the past of `dot`. One that comes into being elsewhere meanwhile doesn't count: an
  /// operation must mean the same whichever of the two arrives first.
  func exists(_ object: ObjectID, before dot: Dot, _ fold: Fold) -> Bool {
    objects.read(object) { isThere($0, before: dot, fold) } ?? false
  }

  private func isThere(_ state: borrowing ObjectState, before dot: Dot, _ fold: Fold) -> Bool {
    switch state.kind.writers {
    case .itself: return state.id == fold.organisation
    case .governance: return true
    case .everyone where state.kind == .network: return true
    case .everyone, .owner: return state.creations.contains { fold.happened($0.dot, before: dot) }
    }
  }

  /// An organisation's object comes into being when it first writes to it: its admission is in the past of its log.
  private mutating func admitOrganisation(_ object: ObjectID, _ fold: Fold) {
    guard object == fold.organisation, !objects.contains(object) else { return }
    objects[object] = ObjectState(id: object, kind: .organisation)
  }

  // MARK: Finishing

  /// Before the first operation on an object.
  mutating func touch(_ object: ObjectID, _ fold: inout Fold) {
    fold.touched.append(object)
    objects.update(object) { $0.touch(fold.version, order: fold.index) }
  }

  /// Before what may change how the object belongs to others.
  mutating func noteLinks(of object: ObjectID, _ fold: inout Fold) {
    if fold.linksBefore[object] == nil { fold.linksBefore[object] = .some(Links(objects[object])) }
  }

  mutating func finish(_ fold: inout Fold) {
    for object in fold.linksBefore.keys.sorted() {
      links.replace(fold.linksBefore[object]!, by: Links(objects[object]), order: fold.index)
    }
    fold.applied.touched = fold.touched.sortedOnce()
    for object in fold.applied.touched {
      guard let kind = objects.kind(of: object) else { continue }
      tries[Int(kind.rawValue)].touch(object)
      refreshConflicts(of: object, fold.index)
    }
    fold.applied.named = (fold.named + fold.applied.touched).sortedOnce()
  }

  mutating func refreshConflicts(of object: ObjectID, _ index: LogIndex) {
    if objects.read(object, { isInConflict($0, index) }) ?? false {
      conflicted.insert(object)
    } else if !conflicted.isEmpty {
      conflicted.remove(object)
    }
  }
}

extension Fold {
  func concerns(_ object: ObjectID) -> Bool { only == nil || only == object }

  func id(_ reference: ObjectReference) -> ObjectID {
    switch reference {
    case .object(let id): id
    case .made: preconditionFailure("decoding resolves what a change makes")
    }
  }
}

extension [ObjectID] {
  /// Its elements ascending, each once.
  fileprivate func sortedOnce() -> [ObjectID] {
    guard count > 1 else { return self }
    var once: [ObjectID] = []
    once.reserveCapacity(count)
    for id in sorted() where once.last != id { once.append(id) }
    return once
  }
}

extension DecodedChange {
  /// The objects that the operations are about.
  var namedObjects: Set<ObjectID> {
    var named: Set<ObjectID> = []
    for (i, operation) in operations.enumerated() {
      switch operation {
      case .create: if let id = made[i] { named.insert(id) }
      case .set(.object(let id), _, _, _), .add(.object(let id), _, _), .remove(.object(let id), _, _),
        .text(.object(let id), _, _), .move(.object(let id), _), .unknown(_, .some(.object(let id))):
        named.insert(id)
      case .set, .add, .remove, .text, .move, .governance, .unknown: break
      }
    }
    return named
  }
}
