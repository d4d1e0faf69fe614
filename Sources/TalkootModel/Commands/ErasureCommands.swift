internal import TalkootLanguage
internal import TalkootLog

/// What is to be erased.
public struct NewErasure: Sendable {
  /// The object.
  public var object: String
  /// Its field, by name.
  public var field: String
  /// Why; stays for ever.
  public var reason: String
  /// The settled decision that allows it; nil for this organisation's own words.
  public var decision: String?

  /// Words of a field.
  public init(object: String, field: String, reason: String, decision: String? = nil) {
    self.object = object
    self.field = field
    self.reason = reason
    self.decision = decision
  }
}

/// An erasure, ready to be written.
public struct PlannedErasure: Sendable {
  /// Its changes.
  public var drafts: [Draft] = []
  /// How many strings go.
  public var strings = 0
  /// How many strings of the field others wrote, which stay.
  public var others = 0
}

extension Workspace {
  /// Plans to erase all that a field ever said: every string that is or was in it.
  public func erase(_ new: NewErasure, _ context: CommandContext) throws(CommandError) -> PlannedErasure {
    let reason = try Input.line(new.reason, "reason", required: true).string ?? ""
    let (state, field) = try erasable(new.object, field: new.field)
    var decision: ObjectID?
    if let text = new.decision { decision = try permission(text, state, field) }
    if decision == nil, state.kind.protection(of: field.number) == .byDecision {
      throw CommandError(
        .notPermitted,
        "Others have answered to what \(shortID(id: state)) says, so only a decision erases it: \(advice(state, field))"
      )
    }
    return try plan([(state, field)], reason, decision, context)
  }

  /// Plans to erase a person's name.
  ///
  /// - Parameter person: an id, or the name of a person of the author's organisation.
  public func forget(_ person: String, reason: String, _ context: CommandContext) throws(CommandError) -> PlannedErasure
  {
    let name = ObjectKind.person.field(PersonField.name)!
    let named = links.persons(named: ExactString(person), of: context.author.organisation).compactMap { objects[$0] }
    let persons = named.isEmpty ? [objects[try resolve(person, [.person])]!] : named
    let text = try Input.line(reason, "reason", required: true).string ?? ""
    return try plan(persons.map { ($0, name) }, text, nil, context)
  }

  private func erasable(_ object: String, field name: String) throws(CommandError) -> (ObjectState, Field) {
    let state = objects[try resolve(object)]!
    guard state.kind != .position, state.kind != .signature else {
      throw CommandError(
        .notPermitted,
        "A \(word: state.kind.name) can't be erased: positions, votes and signatures stay, with their reasons."
      )
    }
    let texts = state.kind.fields.filter { $0.content.holdsWords && state.kind.protection(of: $0.number) != .never }
    if let field = texts.first(where: { $0.name == name }) { return (state, field) }
    let list = texts.map(\.name).joined(separator: ", ")
    guard state.kind.field(named: name) != nil || name == "key" else {
      throw CommandError(
        .invalidValue,
        "\(shortID(id: state)) has no field \(name.quoted); what can be erased of it: \(list.isEmpty ? Sentence("nothing") : Sentence(verbatim: list))."
      )
    }
    throw CommandError(
      .invalidValue,
      "\(name) holds no words: numbers, dates, choices, keys and links are structure, which stays. What can be erased of \(shortID(id: state)): \(list.isEmpty ? Sentence("nothing") : Sentence(verbatim: list))."
    )
  }

  /// The decision that allows it.
  private func permission(_ text: String, _ state: ObjectState, _ field: Field) throws(CommandError) -> ObjectID {
    let id = try resolve(text, [.decision])
    let decision = objects[id]!
    guard governance.decision(id)?.outcome == .accepted else {
      throw CommandError(
        .notPermitted,
        "\(shortID(id: decision)) is not settled and accepted, so it allows nothing yet."
      )
    }
    guard decision.erasableFields.contains(ErasableField(object: state.id, field: field.number)) else {
      throw CommandError(
        .notPermitted,
        "\(shortID(id: decision)) does not say that \(field.name) of \(shortID(id: state)) goes: \(advice(state, field))"
      )
    }
    return id
  }

  private func advice(_ state: ObjectState, _ field: Field) -> Sentence {
    Sentence("propose one that does (decision propose --erases \(shortID(id: state)):\(field.name)).")
  }

  private func plan(
    _ fields: [(state: ObjectState, field: Field)],
    _ reason: String,
    _ decision: ObjectID?,
    _ context: CommandContext
  ) throws(CommandError) -> PlannedErasure {
    var planned = PlannedErasure()
    var targets: [Erasure.Target] = []
    for (state, field) in fields {
      for past in context.history(state.id) {
        let strings = strings(of: past, in: state.id, field.number)
        if decision != nil || past.change.descriptor.member == context.author.member {
          targets += strings.map { Erasure.Target(change: past.change.id, string: UInt32($0)) }
        } else {
          planned.others += strings.count
        }
      }
    }
    planned.strings = targets.count
    let (state, field) = fields[0]
    guard !targets.isEmpty else {
      if planned.others == 0 { throw CommandError(.nothingToChange, "There is nothing here to erase.") }
      throw CommandError(
        .notPermitted,
        "Others wrote \(field.name) of \(shortID(id: state)), so only a decision erases it: \(advice(state, field))"
      )
    }
    while !targets.isEmpty {
      var draft = planned.drafts.isEmpty ? try draft(context) : Draft()
      let part = Erasure(
        targets: Array(targets.prefix(Workspace.erasedAtOnce)),
        reason: reason,
        decision: decision
      )
      targets.removeFirst(part.targets.count)
      draft.append(.governance(.erase(part)))
      draft.subject = .object(state.id)
      draft.subjectKind = state.kind
      planned.drafts.append(draft)
    }
    return planned
  }

  /// How many strings one change erases: each may name a change of its own, 32 bytes.
  private static let erasedAtOnce = 2_000

  /// The strings of a change that say, or said, something in a field and are not erased yet.
  private func strings(of past: PastChange, in object: ObjectID, _ field: FieldNumber) -> [Int] {
    guard let structure = past.change.structure else { return [] }
    let decoded = DecodedChange(past.change.change, structure, network: network)
    return decoded.stringOwners(structure).enumerated().compactMap { index, owner in
      guard case .field(object, field, _) = owner else { return nil }
      if case .erased = past.change.change.strings[index] { return nil }
      return index
    }
  }

  /// What people type for what a decision is to erase: `ID:FIELD`.
  func erasableFields(_ typed: [String]) throws(CommandError) -> [ErasableField] {
    var fields: [ErasableField] = []
    for text in typed {
      guard let colon = text.lastIndex(of: ":") else {
        throw CommandError(.invalidValue, "\(text.quoted) does not say what to erase (expected ID:FIELD).")
      }
      let (state, field) = try erasable(String(text[..<colon]), field: String(text[text.index(after: colon)...]))
      fields.append(ErasableField(object: state.id, field: field.number))
    }
    return fields
  }
}

extension Field.Content {
  /// Whether a value holds words, which can be erased; all else is structure.
  var holdsWords: Bool {
    switch self {
    case .string: true
    case .record(let parts): parts.contains(where: \.holdsWords)
    case .list(let element): element.holdsWords
    case .decimal, .date, .bool, .bytes, .instant, .choice, .object: false
    }
  }
}
