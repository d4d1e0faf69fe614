public import TalkootCRDT
public import TalkootLog

/// The opposite of an act, as changes to be.
public struct UndoPlan: Sendable {
  /// What is written, in order: one act, which can be undone like any other.
  public var drafts: [Draft] = []
  /// How many parts of the act are undone.
  public internal(set) var undone = 0
  /// The parts that stay, in the act's order.
  public internal(set) var kept: [Kept] = []

  /// Nothing.
  public init() {}

  /// A part of the act that stays as it is.
  public struct Kept: Hashable, Sendable {
    /// What it is about; nil for what settles things.
    public let object: ObjectID?
    /// The field; nil for the whole object.
    public let field: FieldNumber?
    /// Why.
    public let reason: Reason
  }

  /// Why a part of an act stays.
  public enum Reason: String, Hashable, Sendable {
    /// Somebody wrote it anew since, or put it back already: their word holds.
    case changedSince
    /// It belongs to another organisation, or nobody can change it any more.
    case notYours
    /// It is part of what settles things, which is taken back by commands of its own.
    case settles
    /// A newer Talkoot wrote to the object.
    case frozen
    /// The goal's old place is below it now.
    case cyclic
  }
}

extension Workspace {
  /// Plans the opposite of an act: what it made is put away, what it wrote says again what it said before, what it moved
  /// goes back. Whatever somebody has written anew since stays theirs, and what others added to a text stays in it.
  ///
  /// - Parameter act: the act's changes, in local-version order.
  public func undo(_ act: [PastChange], _ context: CommandContext) throws(CommandError) -> UndoPlan {
    var undoing = Undoing(self, act, context, try draft(context))
    for past in act { try undoing.takeBack(past) }
    return undoing.finish()
  }
}

private struct Undoing {
  private struct Target: Hashable {
    let object: ObjectID
    let field: FieldNumber?
  }

  private let workspace: Workspace
  private let act: [PastChange]
  private let versions: Set<LocalVersion>
  private let context: CommandContext
  private var draft: Draft
  private var size = 0
  private var plan = UndoPlan()
  private var done: Set<Target> = []
  /// What the act made: going away as a whole.
  private var made: Set<ObjectID> = []
  private var before: (object: ObjectID, state: ObjectState)?

  init(_ workspace: Workspace, _ act: [PastChange], _ context: CommandContext, _ draft: Draft) {
    self.workspace = workspace
    self.act = act
    self.context = context
    self.draft = draft
    versions = Set(act.map(\.version))
  }

  // MARK: The act's operations

  mutating func takeBack(_ past: PastChange) throws(CommandError) {
    guard let structure = past.change.structure else { return }
    let decoded = DecodedChange(past.change.change, structure, network: workspace.network)
    for (index, operation) in decoded.operations.enumerated() {
      switch operation {
      case .create(let creation):
        if let id = decoded.made[index] { try takeBack(creation, of: id) }
      case .set(.object(let id), let field, _, _), .add(.object(let id), let field, _),
        .remove(.object(let id), let field, _), .text(.object(let id), let field, _):
        try restore(field, of: id)
      case .move(.object(let id), _): putBack(id)
      case .governance: keep(nil, nil, .settles)
      case .unknown(_, let object):
        if case .object(let id)? = object { keep(id, nil, .frozen) } else { keep(nil, nil, .frozen) }
      case .set, .add, .remove, .text, .move: break  // of what it made itself
      }
    }
  }

  private mutating func takeBack(_ creation: Creation, of id: ObjectID) throws(CommandError) {
    guard creation.kind != .person, let state = workspace[id] else { return }
    // Made again under its outside key: a way to write its fields.
    guard state.creations.allSatisfy({ versions.contains($0.dot.version) }) else {
      for field in creation.fields { try restore(field.field, of: id) }
      return
    }
    guard made.insert(id).inserted, mayStart(Target(object: id, field: nil)) else { return }
    switch creation.kind {
    case .position, .signature: return keep(id, nil, .settles)
    case .network, .goal, .measure, .checkIn, .decision, .agreement, .question, .comment, .organisation, .node, .person,
      .invitation, .rosterProposal, .mandate, .meeting, .agreementVersion, .answer:
      break
    }
    guard mayWrite(state, .archived) else { return keep(id, nil, .notYours) }
    guard !state.isArchived else { return keep(id, nil, .changedSince) }
    append(.set(object: .object(id), field: .archived, seen: nil, value: .bool(true)))
  }

  private mutating func restore(_ field: FieldNumber, of id: ObjectID) throws(CommandError) {
    guard let state = workspace[id], !made.contains(id), mayStart(Target(object: id, field: field)),
      let merge = state.kind.field(field)?.merge
    else { return }
    guard !state.isFrozen else { return keep(id, field, .frozen) }
    guard mayWrite(state, field) else { return keep(id, field, .notYours) }
    let before = stateBefore(id, state.kind)
    switch merge {
    case .register: restore(field, of: state, from: before)
    case .set: restoreSet(field, of: state, from: before)
    case .text: try restoreText(field, of: state, from: before)
    }
  }

  private mutating func restore(_ field: FieldNumber, of state: ObjectState, from before: ObjectState) {
    let entries = state.register(field).entries
    let own = entries.filter { versions.contains($0.dot.version) }
    let old = before.value(field)
    guard !own.isEmpty else { return keep(state.id, field, .changedSince) }
    let seen =
      own.count == entries.count
      ? nil : own.map { OperationReference(change: context.index.id(of: $0.dot.version), index: $0.dot.index) }
    append(.set(object: .object(state.id), field: field, seen: seen, value: old))
  }

  private mutating func restoreSet(_ field: FieldNumber, of state: ObjectState, from before: ObjectState) {
    let (present, old) = (state.set(field), before.elements(field))
    var isChanged = false
    for member in present.members where !old.contains(member.element) {
      guard member.dots.allSatisfy({ versions.contains($0.version) }) else { continue }
      append(.remove(object: .object(state.id), field: field, element: member.element))
      isChanged = true
    }
    for element in old where !present.contains(element) {
      append(.add(object: .object(state.id), field: field, element: element))
      isChanged = true
    }
    if !isChanged { keep(state.id, field, .changedSince) }
  }

  /// As if the person had had the text as the act left it before their eyes, and written the old one over it.
  private mutating func restoreText(
    _ field: FieldNumber,
    of state: ObjectState,
    from before: ObjectState
  ) throws(CommandError) {
    let page = CommandContext(
      author: context.author,
      index: context.index,
      today: context.today,
      seen: act.last.map { [context.index.id(of: $0.version)] },
      history: context.history
    )
    var edits = Draft()
    try workspace.edit(field, of: state, to: before.text(field), in: &edits, page)
    if edits.operations.isEmpty { return keep(state.id, field, .changedSince) }
    for operation in edits.operations { append(operation, isPart: false) }
    plan.undone += 1
  }

  private mutating func putBack(_ id: ObjectID) {
    guard let state = workspace[id], !made.contains(id), mayStart(Target(object: id, field: .parent)) else { return }
    guard !state.isFrozen else { return keep(id, .parent, .frozen) }
    guard let place = workspace.tree.placedBy(id), versions.contains(place.version) else {
      return keep(id, .parent, .changedSince)
    }
    let old = workspace.tree.moves.last { move in
      move.node == id && !versions.contains(move.dot.version) && isInPast(move.dot.version)
    }
    guard let old else { return keep(id, .parent, .changedSince) }
    if let parent = old.parent, parent == id || workspace.tree.isAncestor(id, of: parent) {
      return keep(id, .parent, .cyclic)
    }
    // Right before the place that it had: what came after that one stays after it.
    let origin = OperationReference(change: context.index.id(of: old.dot.version), index: old.dot.index)
    append(.move(object: .object(id), Place(parent: old.parent.map { .object($0) }, origin: origin, isBefore: true)))
  }

  // MARK: What holds

  private func isInPast(_ version: LocalVersion) -> Bool {
    context.index.graph.contains(version, inPastOf: act.map(\.version))
  }

  /// The object as the act found it.
  private mutating func stateBefore(_ id: ObjectID, _ kind: ObjectKind) -> ObjectState {
    if let before, before.object == id { return before.state }
    let earlier = context.history(id).filter { !versions.contains($0.version) && isInPast($0.version) }
    var past = workspace
    past.rebuild(id, from: earlier, index: context.index)
    let state = past[id] ?? ObjectState(id: id, kind: kind)
    before = (id, state)
    return state
  }

  private func mayWrite(_ state: ObjectState, _ field: FieldNumber) -> Bool {
    guard state.mayBeWritten(by: context.author.organisation) else { return false }
    if field == .archived { return state.kind.writers != .itself }
    if state.kind == .decision {
      if ![.open, .settling].contains(workspace.decisionStatus(state.id)) { return false }
      if DecisionField.answered.contains(field), workspace.settled.isAnswered(state.id) { return false }
    }
    switch state.kind.field(field)?.writers {
    case .asObject, .organisationNamed: return !state.kind.isAppendOnly
    case .makerOnly, nil: return false
    }
  }

  /// Each part is looked at once, however often the act wrote to it.
  private mutating func mayStart(_ target: Target) -> Bool { done.insert(target).inserted }

  private mutating func keep(_ object: ObjectID?, _ field: FieldNumber?, _ reason: UndoPlan.Reason) {
    plan.kept.append(UndoPlan.Kept(object: object, field: field, reason: reason))
  }

  // MARK: Drafts

  private mutating func append(_ operation: Operation, isPart: Bool = true) {
    let bytes = Draft.size(of: operation)
    if size + bytes > Importer.bytesMax || draft.operations.count >= Importer.operationsMax { flush() }
    draft.append(operation)
    size += bytes
    if isPart { plan.undone += 1 }
  }

  private mutating func flush() {
    var next = Draft()
    if case .object(let person) = draft.person { next.setPerson(person) }
    plan.drafts.append(draft)
    draft = next
    size = 0
  }

  mutating func finish() -> UndoPlan {
    if plan.undone > 0, !draft.isEmpty { flush() }
    return plan
  }
}
