internal import TalkootLanguage
internal import TalkootLog

/// What to change of the author's organisation: nil leaves a field, an empty text clears it.
public struct MemberEdit: Sendable {
  /// What it is called.
  public var name: String?
  /// What it is good at.
  public var strengths: [String]?
  /// What it does in networks.
  public var roles: [String]?
  /// Why it is here.
  public var motivation: String?
  /// How to reach it.
  public var contact: String?

  /// Makes one of its parts.
  public init(
    name: String? = nil,
    strengths: [String]? = nil,
    roles: [String]? = nil,
    motivation: String? = nil,
    contact: String? = nil
  ) {
    self.name = name
    self.strengths = strengths
    self.roles = roles
    self.motivation = motivation
    self.contact = contact
  }
}

extension Workspace {
  /// Puts an object away, or brings it back.
  public func archive(
    _ id: String,
    _ context: CommandContext,
    archived: Bool = true
  ) throws(CommandError) -> Draft {
    let state = try editable(id)
    try requireWriter(of: state, context)
    var draft = try editing(state, context)
    if archived || state.isArchived || state.register(.archived).isInConflict {
      set(.archived, of: state, to: .bool(archived), in: &draft, context)
    }
    return draft
  }

  private func requireWriter(of state: ObjectState, _ context: CommandContext) throws(CommandError) {
    // The network and its organisations are not put away.
    let permitted = state.kind != .network && state.kind.writers != .itself
    guard permitted, state.mayBeWritten(by: context.author.organisation) else {
      throw CommandError(
        .notPermitted,
        "\(shortID(id: state)) is not this organisation's to change; write a comment on it instead."
      )
    }
  }

  /// Comments on anything.
  public func comment(
    on id: String,
    text: String,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let about = try resolve(id)
    var draft = try draft(context)
    let fields: [Creation.FieldValue] = [
      .init(CommentField.about, .object(about)),
      .init(CommentField.text, try Input.line(text, "comment", required: true)),
    ]
    draft.subject = draft.append(.create(Creation(kind: .comment, fields: fields)))
    draft.subjectKind = .comment
    return draft
  }

  /// Changes what the author's organisation says about itself.
  public func editMember(_ edit: MemberEdit, _ context: CommandContext) throws(CommandError) -> Draft {
    let id = context.author.organisation
    let state = objects[id] ?? ObjectState(id: id, kind: .organisation)
    var draft = try editing(state, context)
    if let name = edit.name {
      set(OrganisationField.name, of: state, to: try Input.line(name, "name", required: true), in: &draft, context)
    }
    if let strengths = edit.strengths {
      var wanted: [Value] = []
      for strength in strengths { wanted.append(try Input.line(strength, "strength", required: true)) }
      replace(OrganisationField.strengths, of: state, by: wanted, in: &draft)
    }
    if let roles = edit.roles {
      var wanted: [Value] = []
      for role in roles where !role.isEmpty { wanted.append(try Input.choice(role, "role", Role.self)) }
      replace(OrganisationField.roles, of: state, by: wanted, in: &draft)
    }
    if let motivation = edit.motivation {
      set(OrganisationField.motivation, of: state, to: try Input.line(motivation, "motivation"), in: &draft, context)
    }
    if let contact = edit.contact {
      set(OrganisationField.contact, of: state, to: try Input.line(contact, "contact"), in: &draft, context)
    }
    return draft
  }

  /// Names the network; the founder does so at the start.
  public func nameNetwork(_ name: String, _ context: CommandContext) throws(CommandError) -> Draft {
    let state = objects[networkObject]!
    var draft = try editing(state, context)
    set(NetworkField.name, of: state, to: try Input.line(name, "network's name", required: true), in: &draft, context)
    return draft
  }

  func replace(_ field: FieldNumber, of state: ObjectState, by wanted: [Value], in draft: inout Draft) {
    let present = state.elements(field)
    for element in present where !wanted.contains(element) {
      draft.append(.remove(object: .object(state.id), field: field, element: element))
    }
    var added: Set<Value> = []
    for element in wanted where !present.contains(element) && added.insert(element).inserted {
      draft.append(.add(object: .object(state.id), field: field, element: element))
    }
  }

  // MARK: Conflicts

  /// Settles a conflict: writes one value over all that were written at the same time.
  public func settleConflict(
    of id: String,
    field name: String,
    value: String,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id)
    let conflicts = conflicts(of: state.id, context.index)
    guard let conflict = conflicts.first(where: { $0.fieldName == name }) else {
      throw CommandError(
        .noConflict,
        "\(shortID(id: state)) has no conflict in \(name.quoted); replica conflicts lists those there are."
      )
    }
    var draft = try editing(state, context)
    if conflict.field == .parent {
      for move in try settledMoves(of: state, under: value, conflict, context) { draft.append(move) }
      return draft
    }
    guard let field = state.kind.field(conflict.field) else {
      throw CommandError(.noConflict, "\(name.quoted) is a field of a newer Talkoot; upgrade this node.")
    }
    let value = try self.value(value, for: field)
    guard state.mayBeWritten(by: context.author.organisation) else {
      throw CommandError(.notPermitted, "Only the organisation that made \(shortID(id: state)) settles this.")
    }
    if state.kind == .decision, DecisionField.answered.contains(field.number) { try requireUnanswered(state) }
    if state.kind.isAppendOnly, field.number != .archived {
      // Only a record with an outside key has several values, and its owner writes it by making it again.
      draft.append(
        .create(Creation(kind: state.kind, key: state.key, fields: [.init(field.number, value)]))
      )
    } else {
      draft.append(.set(object: .object(state.id), field: field.number, seen: nil, value: value))
    }
    return draft
  }

  private func settledMoves(
    of state: ObjectState,
    under value: String,
    _ conflict: FieldConflict,
    _ context: CommandContext
  ) throws(CommandError) -> [Operation] {
    let parent: ObjectID? = value.isEmpty || value == "null" ? nil : try resolve(value, [.goal])
    var moves: [Operation] = []
    if let parent, parent == state.id || tree.isAncestor(state.id, of: parent) {
      guard parent != state.id, conflict.values.contains(where: { $0.value == .object(parent) }) else {
        throw CommandError(.cyclicMove, "\(shortID(id: state)) can't go under itself or a goal below it.")
      }
      // Each was put under the other, and this move lost. Whoever chooses it takes the other one back: the branch that
      // holds the parent steps out beside this goal first.
      var branch = parent
      while let above = tree.parent(of: branch), above != state.id { branch = above }
      moves.append(.move(object: .object(branch), lastPlace(under: tree.parent(of: state.id), context.index)))
    }
    return moves + [.move(object: .object(state.id), lastPlace(under: parent, context.index))]
  }

  /// What a person types for a field, as its value.
  func value(_ text: String, for field: Field) throws(CommandError) -> Value {
    if text.isEmpty, field.merge == .register { return .null }
    switch field.content {
    case .string: return try Input.line(text, field.name)
    case .decimal: return try Input.number(text, field.name)
    case .date: return try Input.date(text, field.name)
    case .object(let kinds): return .object(try resolve(text, kinds))
    case .choice(let choices):
      guard let number = choices.number(of: text) else {
        throw CommandError(
          .invalidValue,
          "\(text.quoted) is no \(field.name); it is one of \(choices.words.joined(separator: ", "))."
        )
      }
      return .choice(number)
    case .bool:
      guard text == "true" || text == "false" else {
        throw CommandError(.invalidValue, "\(text.quoted) is neither true nor false.")
      }
      return .bool(text == "true")
    case .record where field.number == MeasureField.every: return try Input.interval(text, field.name)
    case .record, .list, .bytes, .instant:
      throw CommandError(.invalidValue, "\(field.name) can't be given as a text; use the command that edits it.")
    }
  }
}
