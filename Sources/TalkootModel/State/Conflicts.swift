internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

/// Values of one field that were written at the same time, for a person to settle.
public struct FieldConflict: Hashable, Sendable {
  /// The object.
  public let object: ObjectID
  /// What kind of object it is.
  public let kind: ObjectKind
  /// The field.
  public let field: FieldNumber
  /// The field's name, `parent` for a goal's place.
  public let fieldName: String
  /// The value that shows.
  public let shown: Value
  /// Ascending in the order of operations; the last one shows, but of `parent`, where a move may be void.
  public let values: [ConflictValue]
}

/// One of the values, and who wrote it. The person and the time are in the change.
public struct ConflictValue: Hashable, Sendable {
  /// The value.
  public let value: Value
  /// The change.
  public let change: ChangeID
  /// The version.
  public let version: LocalVersion
  /// The organisation.
  public let member: MemberID
}

extension Workspace {
  /// The objects in conflict, ascending.
  public var objectsInConflict: [ObjectID] { conflicted.sorted() }

  /// How many objects are in conflict.
  public var conflictCount: Int { conflicted.count }

  /// All conflicts, by object, then by field.
  public func conflicts(_ index: LogIndex) -> [FieldConflict] {
    conflicted.sorted().flatMap { conflicts(of: $0, index) }
  }

  /// One object's conflicts, by field.
  public func conflicts(of object: ObjectID, _ index: LogIndex) -> [FieldConflict] {
    guard let state = objects[object] else { return [] }
    var found: [FieldConflict] = []
    for field in state.fields {
      guard case .register(let register) = field.content, register.isInConflict, hasSeveralValues(register) else {
        continue
      }
      found.append(
        conflict(state, field.number, register.shown!.value, register.entries.map { ($0.value, $0.dot) }, index)
      )
    }
    if !found.contains(where: { $0.field == .archived }), let values = archivedBesideEdits(state, index) {
      found.append(conflict(state, .archived, .bool(true), values, index))
    }
    if let values = competingParents(of: object) {
      let shown = tree.parent(of: object).map { Value.object($0) } ?? .null
      found.append(conflict(state, .parent, shown, values.map { ($0.parent, $0.dot) }, index))
    }
    return found.sorted { $0.field < $1.field }
  }

  func isInConflict(_ state: borrowing ObjectState, _ index: LogIndex) -> Bool {
    for field in state.fields {
      if case .register(let register) = field.content, register.isInConflict, hasSeveralValues(register) { return true }
    }
    return archivedBesideEdits(state, index) != nil || (state.kind == .goal && competingParents(of: state.id) != nil)
  }

  /// What two people wrote alike is no conflict.
  private func hasSeveralValues(_ register: MultiValueRegister<Value>) -> Bool {
    let entries = register.entries
    return entries.contains { $0.value != entries[0].value }
  }

  /// An edit and archiving that didn't know of each other; nil when the object isn't archived, or was so by someone who
  /// knew all edits. Whoever writes `archived` anew settles it.
  private func archivedBesideEdits(_ state: borrowing ObjectState, _ index: LogIndex) -> [(Value, Dot)]? {
    guard let shown = state.register(.archived).shown, shown.value == .bool(true) else { return nil }
    let edits = state.archiveContests.first { $0.dot == shown.dot }?.edits ?? []
    guard !edits.isEmpty else { return nil }
    let dots = edits.map { (Value.bool(false), Dot($0, 0)) } + [(Value.bool(true), shown.dot)]
    return dots.sorted { index.precedes($0.1, $1.1) }
  }

  /// The places that concurrent moves gave a goal, when they are under different parents; in the order of operations.
  private func competingParents(of goal: ObjectID) -> [(parent: Value, dot: Dot)]? {
    guard let conflict = tree.conflict(of: goal) else { return nil }
    let dots = conflict.losing + (conflict.shown.map { [$0] } ?? [])
    let parents = dots.map { moves[$0]?.parent }
    guard parents.contains(where: { $0 != parents[0] }) else { return nil }
    return zip(parents, dots).map { ($0.map { .object($0) } ?? .null, $1) }
  }

  private func conflict(
    _ state: ObjectState,
    _ field: FieldNumber,
    _ shown: Value,
    _ values: [(Value, Dot)],
    _ index: LogIndex
  ) -> FieldConflict {
    FieldConflict(
      object: state.id,
      kind: state.kind,
      field: field,
      fieldName: field == .parent ? "parent" : state.kind.field(field)?.name ?? "\(field.rawValue)",
      shown: shown,
      values: values.map { value, dot in
        ConflictValue(
          value: value,
          change: index.id(of: dot.version),
          version: dot.version,
          member: index.author(of: dot.version)
        )
      }
    )
  }
}

extension LogIndex {
  /// The organisation that wrote a change.
  func author(of version: LocalVersion) -> MemberID { logStates[numbers(of: version).log].descriptor.member }
}
