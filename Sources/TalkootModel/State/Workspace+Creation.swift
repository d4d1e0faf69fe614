internal import TalkootCRDT
internal import TalkootLog

extension ObjectKind {
  /// Whether objects of the kind may have an outside key.
  var takesKey: Bool {
    switch self {
    case .goal, .measure, .checkIn, .agreement, .question: true
    case .network, .decision, .comment, .organisation, .node, .person, .invitation, .rosterProposal, .mandate, .meeting,
      .position, .signature, .agreementVersion, .answer:
      false
    }
  }
}

extension Creation {
  /// The most fields and elements of one creation; one with more counts for nothing.
  static let fieldCountMax = 4096
}

extension Workspace {
  /// Makes an object; of an outside key, the one that others may have made already.
  mutating func create(_ creation: Creation, at dot: Dot, _ fold: inout Fold) {
    let index = Int(dot.index)
    guard let id = fold.decoded.made[index], fold.concerns(id) else { return }
    fold.named.append(id)
    if let reason = refusal(creation, id, at: dot, fold) { return fold.ignore(index, reason) }
    let kind = creation.kind
    let isAgain = objects.read(id) { $0.creations.contains { fold.happened($0.dot, before: dot) } } ?? false
    noteLinks(of: id, &fold)
    fold.touched.append(id)
    objects.update(id, else: ObjectState(id: id, kind: kind, key: creation.key)) { state in
      let makesTexts = state.creations.isEmpty
      state.add(
        CreationMark(
          dot: dot,
          organisation: fold.organisation,
          person: fold.decoded.person,
          claimedMilliseconds: fold.claimedMilliseconds
        ),
        order: fold.index
      )
      state.touch(fold.version, order: fold.index)
      Workspace.write(creation, into: &state, at: dot, isAgain: isAgain, makesTexts: makesTexts, &fold)
    }
    if kind == .goal, fold.only == nil { place(id, creation, isAgain: isAgain, at: dot, &fold) }
    if fold.only == nil { noteForGovernance(id, creation, at: dot, &fold) }
  }

  /// Writes what a creation says of each field: of a register and a text the first value, of a set each element once.
  private static func write(
    _ creation: Creation,
    into state: inout ObjectState,
    at dot: Dot,
    isAgain: Bool,
    makesTexts: Bool,
    _ fold: inout Fold
  ) {
    var written: Set<Creation.FieldValue> = []
    var registers: Set<FieldNumber> = []
    for entry in creation.fields {
      guard let field = state.kind.field(entry.field) else {
        state.unknownOperations += 1
        if fold.only == nil { fold.applied.unknown += 1 }
        continue
      }
      guard isWritable(field, entry.value, isAgain, fold) else {
        fold.ignore(Int(dot.index), field.admits(entry.value) ? .notOwner : .wrongValue)
        continue
      }
      switch field.merge {
      case .register:
        guard registers.insert(field.number).inserted else { continue }
        state.write(entry.value, to: field.number, at: dot, order: fold.index)
        // When that was, its creation says.
        state.forgetMarks(of: field.number)
      case .set:
        guard written.insert(entry).inserted else { continue }
        state.change(field.number) { $0.add(entry.value, at: dot, order: fold.index) }
      case .text:
        guard registers.insert(field.number).inserted, !isAgain, let text = entry.value.string else { continue }
        let target = TextTarget(object: state.id, field: field.number)
        if makesTexts {
          fold.texts[target, default: []].append(
            TextOperation(dot: dot, position: 0, deleted: 0, inserted: text)
          )
        } else {
          fold.textsToReplay.insert(target)
        }
      }
    }
  }

  func refusal(_ creation: Creation, _ id: ObjectID, at dot: Dot, _ fold: Fold) -> IgnoredOperation.Reason? {
    let kind = creation.kind
    switch kind.writers {
    case .governance, .itself: return .governed
    case .everyone where kind == .network: return .governed
    case .everyone, .owner: break
    }
    if creation.key != nil, !kind.takesKey { return .noKey }
    if creation.fields.count > Creation.fieldCountMax { return .wrongValue }
    guard case .owner = kind.writers, let state = objects[id] else { return nil }
    // Who knows of another's record of this key doesn't become its owner by making it again.
    let earlier = state.creations.filter { fold.happened($0.dot, before: dot) }
    return earlier.isEmpty || earlier.contains { $0.organisation == fold.organisation } ? nil : .notOwner
  }

  private static func isWritable(_ field: Field, _ value: Value, _ isAgain: Bool, _ fold: Fold) -> Bool {
    guard field.admits(value) else { return false }
    switch field.writers {
    case .asObject: return true
    case .makerOnly: return !isAgain
    case .organisationNamed: return value.list?.first?.object == fold.organisation
    }
  }

  /// A goal's first place; made again without a place, it stays where it is.
  mutating func place(
    _ id: ObjectID,
    _ creation: Creation,
    isAgain: Bool,
    at dot: Dot,
    _ fold: inout Fold
  ) {
    guard let place = creation.place ?? (isAgain ? nil : Place(parent: nil)) else { return }
    let parent = place.parent.map { fold.id($0) }
    if let parent, !exists(parent, before: dot, fold) || objects.kind(of: parent) != .goal {
      fold.ignore(Int(dot.index), .notInTree)
      if !isAgain { put(id, under: nil, Place(parent: nil), at: dot, &fold) }
      return
    }
    put(id, under: parent, place, at: dot, &fold)
  }
}

// MARK: - Texts

extension Workspace {
  /// Applies what the change edits, text by text.
  mutating func applyTexts(_ fold: inout Fold) {
    for target in fold.texts.keys.sorted() where !fold.textsToReplay.contains(target) {
      guard let operations = fold.texts[target] else { continue }
      let (version, index, history) = (fold.version, fold.index, fold.history)
      guard var state = objects.remove(target.object) else { continue }
      // Without what the fields hold, so that the text is held once and edited in place.
      let maker = state.withoutFields
      state.change(target.field) { (text: inout Text) in
        text.apply(operations, graph: index.graph, order: index) { after in
          let changes = history(target.object).filter { $0.version < version }
          return self.textOperations(maker, target.field, changes, index)
            .filter { operation in after.map { $0 < operation.dot.version } ?? true }
        }
      }
      objects[target.object] = state
    }
    for target in fold.textsToReplay.sorted() {
      var changes = fold.history(target.object).filter { $0.version < fold.version }
      changes.append(fold.own)
      guard var state = objects[target.object] else { continue }
      let operations = textOperations(state, target.field, changes, fold.index)
      let text = Text(replaying: operations, graph: fold.index.graph, order: fold.index)
      state.change(target.field) { $0 = text }
      objects[target.object] = state
    }
  }

  /// All operations on one text that count, in local-version order.
  ///
  /// Two nodes that import one file offline make one object with one text: of creations that don't know of each other
  /// and say the same, the first in the order of operations writes it.
  func textOperations(
    _ state: ObjectState,
    _ field: FieldNumber,
    _ changes: [PastChange],
    _ index: LogIndex
  ) -> [TextOperation] {
    guard let definition = state.kind.field(field) else { return [] }
    var operations: [TextOperation] = []
    var firsts: [TextOperation] = []
    for past in changes {
      guard let structure = past.change.structure else { continue }
      let decoded = DecodedChange(past.change.change, structure, network: network)
      let organisation = ObjectID(past.change.descriptor.member)
      for (i, operation) in decoded.operations.enumerated() {
        let dot = Dot(past.version, UInt32(i))
        switch operation {
        case .create(let creation) where decoded.made[i] == state.id:
          guard state.creations.contains(where: { $0.dot == dot }),
            let text = creation.fields.first(where: { $0.field == field })?.value.string
          else { continue }
          let first = TextOperation(dot: dot, position: 0, deleted: 0, inserted: text)
          firsts.append(first)
          operations.append(first)
        case .text(.object(state.id), field, let edit):
          let value = Value.text(edit.inserted)
          guard refusal(state, definition, value, by: organisation, at: dot, index) == nil,
            state.kind.writers.neverNeedCreation
              || state.creations.contains(where: { index.happened($0.dot, before: dot) })
          else { continue }
          operations.append(
            TextOperation(dot: dot, position: edit.position, deleted: edit.deleted, inserted: edit.inserted)
          )
        case .create, .set, .add, .remove, .text, .move, .governance, .unknown: continue
        }
      }
    }
    guard firsts.count > 1 else { return operations }
    let dropped = Set(firsts.filter { !counts($0, among: firsts, of: state, index) }.map(\.dot))
    return operations.filter { !dropped.contains($0.dot) }
  }

  private func counts(
    _ first: TextOperation,
    among firsts: [TextOperation],
    of state: ObjectState,
    _ index: LogIndex
  ) -> Bool {
    if state.creations.contains(where: { index.happened($0.dot, before: first.dot) }) { return false }
    return !firsts.contains { other in
      ExactString(other.inserted) == ExactString(first.inserted) && index.precedes(other.dot, first.dot)
    }
  }
}

extension ObjectKind.Writers {
  fileprivate var neverNeedCreation: Bool { if case .itself = self { true } else { false } }
}

extension LogIndex {
  func happened(_ a: Dot, before b: Dot) -> Bool {
    a.version == b.version ? a.index < b.index : isInPast(a.version, of: b.version)
  }
}
