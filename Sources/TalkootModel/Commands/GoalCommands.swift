internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog

/// A goal to be.
public struct NewGoal: Sendable {
  /// What it is called.
  public var title: String
  /// As people read it.
  public var description: String?
  /// The goal that it goes under; nil is the top.
  public var under: String?
  /// The organisation that answers for it.
  public var steward: String?
  /// When it is to be reached.
  public var due: String?
  /// Where it stands.
  public var status: String?
  /// The strengths that it takes.
  public var needs: [String]
  /// The outside key.
  public var key: String?

  /// Makes one of its parts.
  public init(
    title: String,
    description: String? = nil,
    under: String? = nil,
    steward: String? = nil,
    due: String? = nil,
    status: String? = nil,
    needs: [String] = [],
    key: String? = nil
  ) {
    self.title = title
    self.description = description
    self.under = under
    self.steward = steward
    self.due = due
    self.status = status
    self.needs = needs
    self.key = key
  }
}

/// What to change of a goal: nil leaves a field, an empty text clears it.
public struct GoalEdit: Sendable {
  /// What it is called.
  public var title: String?
  /// As people read it.
  public var description: String?
  /// Where it stands.
  public var status: String?
  /// When it is to be reached.
  public var due: String?
  /// The organisation that answers for it.
  public var steward: String?
  /// The strengths that it takes, in place of those that it took.
  public var needs: [String]?

  /// Makes one of its parts.
  public init(
    title: String? = nil,
    description: String? = nil,
    status: String? = nil,
    due: String? = nil,
    steward: String? = nil,
    needs: [String]? = nil
  ) {
    self.title = title
    self.description = description
    self.status = status
    self.due = due
    self.steward = steward
    self.needs = needs
  }
}

/// Where to move a goal.
public struct GoalDestination: Sendable {
  /// The new parent; nil keeps the present one, or takes that of the sibling named.
  public var under: String?
  /// To the top.
  public var top: Bool
  /// The goal that it goes before.
  public var before: String?
  /// The goal that it goes after.
  public var after: String?

  /// Makes one of its parts.
  public init(under: String? = nil, top: Bool = false, before: String? = nil, after: String? = nil) {
    self.under = under
    self.top = top
    self.before = before
    self.after = after
  }
}

extension Workspace {
  /// The deepest tree that this node writes.
  public static let depthMax = 64

  /// Makes a goal, last under its parent.
  public func addGoal(_ goal: NewGoal, _ context: CommandContext) throws(CommandError) -> Draft {
    var draft = try draft(context)
    let parent: ObjectID? = if let under = goal.under { try resolve(under, [.goal]) } else { nil }
    try checkDepth(under: parent, adding: 1)
    if let key = goal.key, object(kind: .goal, key: key) != nil {
      throw CommandError(.repeatedKey, "A goal has the key \(key.quoted) already; edit that one.")
    }
    var fields: [Creation.FieldValue] = [
      .init(GoalField.title, try Input.line(goal.title, "title", required: true)),
      .init(
        GoalField.status,
        try Input.choice(goal.status ?? GoalStatus.proposed.name, "status", GoalStatus.self)
      ),
    ]
    if let description = goal.description {
      fields.append(.init(GoalField.description, try Input.line(description, "description")))
    }
    if let due = goal.due { fields.append(.init(GoalField.due, try Input.date(due, "due"))) }
    if let steward = goal.steward {
      fields.append(.init(GoalField.steward, .object(try resolve(steward, [.organisation]))))
    }
    for need in try Self.needs(goal.needs) { fields.append(.init(GoalField.needs, need)) }
    let creation = Creation(
      kind: .goal,
      key: goal.key,
      place: lastPlace(under: parent, context.index),
      fields: fields.filter { $0.value != .null }
    )
    draft.subject = draft.append(.create(creation))
    if let key = goal.key { draft.subject = .object(keyed(.goal, key)) }
    draft.subjectKind = .goal
    return draft
  }

  /// Changes a goal's fields; the description edit by edit.
  public func editGoal(_ id: String, _ edit: GoalEdit, _ context: CommandContext) throws(CommandError) -> Draft {
    let state = try editable(id, [.goal])
    var draft = try editing(state, context)
    if let title = edit.title {
      set(GoalField.title, of: state, to: try Input.line(title, "title", required: true), in: &draft, context)
    }
    if let status = edit.status {
      set(
        GoalField.status,
        of: state,
        to: try Input.choice(status, "status", GoalStatus.self),
        in: &draft,
        context
      )
    }
    if let due = edit.due { set(GoalField.due, of: state, to: try Input.date(due, "due"), in: &draft, context) }
    if let steward = edit.steward {
      let value: Value = steward.isEmpty ? .null : .object(try resolve(steward, [.organisation]))
      set(GoalField.steward, of: state, to: value, in: &draft, context)
    }
    if let needs = edit.needs { replace(GoalField.needs, of: state, by: try Self.needs(needs), in: &draft) }
    if let description = edit.description {
      try self.edit(GoalField.description, of: state, to: description, in: &draft, context)
    }
    return draft
  }

  private static func needs(_ strengths: [String]) throws(CommandError) -> [Value] {
    var values: [Value] = []
    for strength in strengths { values.append(try Input.line(strength, "strength", required: true)) }
    return values
  }

  /// Moves a goal with all below it.
  public func moveGoal(
    _ id: String,
    _ destination: GoalDestination,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.goal])
    let (parent, sibling) = try place(for: state, destination)
    guard parent != state.id, parent.map({ !tree.isAncestor(state.id, of: $0) }) ?? true else {
      throw CommandError(
        .cyclicMove,
        "\(shortID(state.id, .goal)) can't go under itself or a goal below it; move that one out first."
      )
    }
    try checkDepth(under: parent, adding: height(of: state.id))
    var draft = try editing(state, context)
    draft.append(.move(object: .object(state.id), place(sibling, under: parent, context.index)))
    return draft
  }

  /// What an outside key names, made or not.
  func keyed(_ kind: ObjectKind, _ key: String) -> ObjectID {
    ObjectID(network: network, kind: kind.rawValue, key: key)
  }

  private func place(
    for state: ObjectState,
    _ destination: GoalDestination
  ) throws(CommandError) -> (parent: ObjectID?, place: SiblingPlace) {
    let before: ObjectID? = if let text = destination.before { try resolve(text, [.goal]) } else { nil }
    let after: ObjectID? = if let text = destination.after { try resolve(text, [.goal]) } else { nil }
    guard before == nil || after == nil else {
      throw CommandError(.invalidValue, "Give either --before or --after, not both.")
    }
    var parent = tree.parent(of: (before ?? after) ?? state.id)
    if let under = destination.under { parent = try resolve(under, [.goal]) }
    if destination.top { parent = nil }
    if let sibling = before ?? after {
      guard sibling != state.id, tree.parent(of: sibling) == parent, tree.contains(sibling) else {
        throw CommandError(
          .notASibling,
          "\(shortID(sibling, .goal)) is not one of the goals there; name one that is."
        )
      }
    }
    let siblings = tree.children(of: parent).filter { $0 != state.id }
    if let before { return (parent, tree.place(under: parent, before: before)) }
    return (parent, tree.place(under: parent, after: after ?? siblings.last))
  }

  private func height(of goal: ObjectID) -> Int {
    var (height, level) = (0, [goal])
    while !level.isEmpty, height <= Workspace.depthMax {
      height += 1
      level = level.flatMap { tree.children(of: $0) }
    }
    return height
  }

  private func checkDepth(under parent: ObjectID?, adding levels: Int) throws(CommandError) {
    let depth = parent.map { tree.depth(of: $0) + 1 } ?? 0
    guard depth + levels <= Workspace.depthMax else {
      throw CommandError(
        .tooDeep,
        "The tree would be more than \(Workspace.depthMax) levels deep; choose a goal higher up."
      )
    }
  }

  /// A draft about one object.
  func editing(_ state: ObjectState, _ context: CommandContext) throws(CommandError) -> Draft {
    var draft = try draft(context)
    draft.subject = .object(state.id)
    draft.subjectKind = state.kind
    return draft
  }
}
