public import TalkootCRDT
public import TalkootLog

/// One object as all its operations made it.
///
/// Versions in it are this replica's own: they are in snapshots, never in the digest.
public struct ObjectState: Sendable, Identifiable {
  /// Its id.
  public let id: ObjectID
  /// What kind of object it is.
  public let kind: ObjectKind
  /// The outside key it was made with.
  public internal(set) var key: String?
  /// Who made it, ascending in the order of operations. More than one only of an object with an outside key; none of
  /// the network and of organisations, which governance makes.
  public internal(set) var creations: [CreationMark] = []
  /// What each field holds, ascending by number; a field never written is not there.
  var fields: [FieldState] = []
  /// The changes that edited the object (archiving apart) and that no other one of them has in its past.
  var frontier: [LocalVersion] = []
  /// For each of the register's writes that archive it, the edits that didn't know of it.
  var archiveContests: [ArchiveContest] = []
  /// Operations on it that this version doesn't know.
  public internal(set) var unknownOperations = 0
  /// When the registers that people wait on were written since the object was made, in the order of application.
  var marks: [WriteMark] = []

  init(id: ObjectID, kind: ObjectKind, key: String? = nil) {
    self.id = id
    self.kind = kind
    self.key = key
  }

  /// Whether it is shown only and can't be edited here: a newer Talkoot wrote to it what this one doesn't know.
  public var isFrozen: Bool { unknownOperations > 0 }

  /// The creation that counts as the first.
  public var creation: CreationMark? { creations.first }

  /// Whether `organisation` is among those that made it.
  public func isOwned(by organisation: ObjectID) -> Bool { creations.contains { $0.organisation == organisation } }

  /// Who made it, and nothing of what it holds.
  var withoutFields: ObjectState {
    var state = ObjectState(id: id, kind: kind, key: key)
    state.creations = creations
    return state
  }

  /// Whether commands of an organisation may write to it, as far as its kind decides that.
  func mayBeWritten(by organisation: ObjectID) -> Bool {
    switch kind.writers {
    case .everyone: true
    case .owner: isOwned(by: organisation)
    case .itself: id == organisation
    case .governance: false
    }
  }
}

/// A write that archives an object, and the edits concurrent with it of which none has another in its past.
struct ArchiveContest: Hashable, Sendable {
  let dot: Dot
  var edits: [LocalVersion]
}

/// What a field shows.
public enum ShownContent: Hashable, Sendable {
  /// A register's value.
  case value(Value)
  /// A set's elements, ascending.
  case elements([Value])
  /// A text.
  case text(String)
}

/// Who made an object, and when.
public struct CreationMark: Hashable, Sendable {
  /// The operation.
  public var dot: Dot
  /// The organisation.
  public var organisation: ObjectID
  /// The person acting for the organisation.
  public var person: ObjectID?
  /// What the author's clock said, in milliseconds since 1970; shown, never compared.
  public var claimedMilliseconds: Int64
}

/// When a register that people wait on was written, by its author's clock; shown, never compared.
struct WriteMark: Hashable, Sendable {
  let field: FieldNumber
  let dot: Dot
  let milliseconds: Int64
}

/// One field's merged state.
struct FieldState: Sendable {
  enum Content: Sendable {
    case register(MultiValueRegister<Value>)
    case set(AddWinsSet<Value>)
    case text(Text)
  }

  let number: FieldNumber
  var content: Content
}

// MARK: - Reading

extension ObjectState {
  /// The value that a register shows; `.null` when nobody wrote one.
  public func value(_ field: FieldNumber) -> Value { register(field).shown?.value ?? .null }

  /// A register with all its concurrent values.
  public func register(_ field: FieldNumber) -> MultiValueRegister<Value> {
    if case .register(let register) = content(field) { register } else { MultiValueRegister() }
  }

  /// A set with what holds its elements in it.
  public func set(_ field: FieldNumber) -> AddWinsSet<Value> {
    if case .set(let set) = content(field) { set } else { AddWinsSet() }
  }

  /// A set's elements, ascending.
  public func elements(_ field: FieldNumber) -> [Value] { set(field).elements }

  /// What a text says; empty when nobody wrote it.
  public func text(_ field: FieldNumber) -> String { textState(field)?.string ?? "" }

  /// What people see of every field that was ever written, by ascending number.
  public var shownFields: [(field: Field, content: ShownContent)] {
    fields.compactMap { state in
      guard let field = kind.field(state.number) else { return nil }
      switch state.content {
      case .register(let register): return (field, .value(register.shown?.value ?? .null))
      case .set(let set): return (field, .elements(set.elements))
      case .text(let text): return (field, .text(text.string))
      }
    }
  }

  /// When the value that a register shows was written, by its author's clock: of those that `remembersTime` names, and
  /// of all others while they show what the object was made with. nil for what isn't known.
  public func written(_ field: FieldNumber) -> Int64? {
    guard let dot = register(field).shown?.dot else { return nil }
    if let creation = creations.first(where: { $0.dot == dot }) { return creation.claimedMilliseconds }
    return marks.first { $0.field == field && $0.dot == dot }?.milliseconds
  }

  /// The same, where that was after the object was made: a thing made with somebody answerable wasn't taken over.
  func rewritten(_ field: FieldNumber) -> Int64? {
    guard let dot = register(field).shown?.dot else { return nil }
    return marks.first { $0.field == field && $0.dot == dot }?.milliseconds
  }

  func textState(_ field: FieldNumber) -> Text? {
    if case .text(let text) = content(field) { text } else { nil }
  }

  /// Whether it was put away.
  public var isArchived: Bool { value(.archived).bool ?? false }

  /// What people call it: title, name, text or note, whichever its kind has; empty when there is none.
  public var title: String {
    switch kind {
    case .goal, .measure, .decision, .agreement, .question, .organisation, .person, .network, .meeting:
      value(2).string ?? ""
    case .comment: value(CommentField.text).string ?? ""
    case .answer: value(AnswerField.text).string ?? ""
    case .mandate: value(MandateField.task).string ?? ""
    case .node: value(2).string ?? ""
    case .checkIn: value(CheckInField.value).decimal?.description ?? ""
    case .invitation, .rosterProposal, .position, .signature, .agreementVersion: ""
    }
  }

  private func content(_ field: FieldNumber) -> FieldState.Content? {
    fields.first { $0.number == field }?.content
  }
}

// MARK: - Writing

extension ObjectState {
  mutating func write(
    _ value: Value,
    to field: FieldNumber,
    at dot: Dot,
    seeing: [Dot]? = nil,
    order: some CausalOrder
  ) {
    let index = index(of: field, else: .register(MultiValueRegister()))
    guard case .register(var register) = fields[index].content else { return }
    // Put back below: an enum's payload that is also held by the enum would be copied.
    fields[index].content = .register(MultiValueRegister())
    register.write(value, at: dot, seeing: seeing, order: order)
    fields[index].content = .register(register)
    if field == .archived { contest(value, at: dot, register, order) }
  }

  /// Notes when a register was written.
  mutating func mark(_ field: FieldNumber, at dot: Dot, milliseconds: Int64) {
    guard kind.remembersTime(of: field) else { return }
    marks.append(WriteMark(field: field, dot: dot, milliseconds: milliseconds))
    forgetMarks(of: field)
  }

  /// Forgets when values were written that have been written over.
  mutating func forgetMarks(of field: FieldNumber) {
    guard !marks.isEmpty else { return }
    let kept = register(field).entries.map(\.dot)
    marks.removeAll { $0.field == field && !kept.contains($0.dot) }
  }

  /// All that is applied when a write arrives and that it hasn't in its past is concurrent with it.
  private mutating func contest(
    _ value: Value,
    at dot: Dot,
    _ register: MultiValueRegister<Value>,
    _ order: some CausalOrder
  ) {
    archiveContests.removeAll { contest in !register.entries.contains { $0.dot == contest.dot } }
    guard value == .bool(true) else { return }
    let edits = frontier.filter { $0 != dot.version && !order.isInPast($0, of: dot.version) }
    archiveContests.append(ArchiveContest(dot: dot, edits: edits))
  }

  mutating func change(_ field: FieldNumber, _ body: (inout AddWinsSet<Value>) -> Void) {
    let index = index(of: field, else: .set(AddWinsSet()))
    guard case .set(var set) = fields[index].content else { return }
    fields[index].content = .set(AddWinsSet())
    body(&set)
    fields[index].content = .set(set)
  }

  mutating func change(_ field: FieldNumber, _ body: (inout Text) -> Void) {
    let index = index(of: field, else: .text(Text()))
    guard case .text(var text) = fields[index].content else { return }
    fields[index].content = .text(Text())
    body(&text)
    fields[index].content = .text(text)
  }

  private mutating func index(of field: FieldNumber, else empty: FieldState.Content) -> Int {
    let index = fields.firstIndex { $0.number >= field } ?? fields.endIndex
    if index == fields.endIndex || fields[index].number != field {
      fields.insert(FieldState(number: field, content: empty), at: index)
    }
    return index
  }

  /// Notes that `version` edited the object.
  mutating func touch(_ version: LocalVersion, order: some CausalOrder) {
    if frontier.last == version { return }
    frontier.removeAll { order.isInPast($0, of: version) }
    frontier.append(version)
    for i in archiveContests.indices {
      let archiving = archiveContests[i].dot.version
      guard archiving != version, !order.isInPast(archiving, of: version) else { continue }
      archiveContests[i].edits.removeAll { order.isInPast($0, of: version) }
      archiveContests[i].edits.append(version)
    }
  }

  mutating func add(_ creation: CreationMark, order: some CausalOrder) {
    let index = creations.firstIndex { order.precedes(creation.dot, $0.dot) } ?? creations.endIndex
    creations.insert(creation, at: index)
  }
}
