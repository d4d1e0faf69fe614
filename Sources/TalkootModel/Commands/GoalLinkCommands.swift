internal import TalkootLanguage
internal import TalkootLog

// What belongs to a goal: what it needs, who does what for it, who gains what by it.
extension Workspace {
  /// Says that a goal needs another one.
  public func depend(
    _ id: String,
    on other: String,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.goal])
    let target = try resolve(other, [.goal])
    guard target != state.id else {
      throw CommandError(.cyclicMove, "A goal can't depend on itself; name another goal.")
    }
    var draft = try editing(state, context)
    if !state.set(GoalField.dependsOn).contains(.object(target)) {
      draft.append(.add(object: .object(state.id), field: GoalField.dependsOn, element: .object(target)))
    }
    return draft
  }

  /// Takes that back.
  public func undepend(
    _ id: String,
    on other: String,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.goal])
    let target = try resolve(other, [.goal])
    var draft = try editing(state, context)
    if state.set(GoalField.dependsOn).contains(.object(target)) {
      draft.append(.remove(object: .object(state.id), field: GoalField.dependsOn, element: .object(target)))
    }
    return draft
  }

  /// Says what the author's organisation does for a goal. One note a role: a new one replaces the old.
  public func contribute(
    to id: String,
    role: String,
    note: String?,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.goal])
    let role = try Input.choice(role, "role", Role.self)
    guard role != .null else { throw CommandError(.missingValue, "A role is needed.") }
    let organisation = Value.object(context.author.organisation)
    let note: Value = if let note { try Input.line(note, "note") } else { .null }
    let element = Value.list([organisation, role, note])
    var draft = try editing(state, context)
    for old in state.elements(GoalField.contributions) where old != element {
      guard let parts = old.list, parts[0] == organisation, parts[1] == role else { continue }
      draft.append(.remove(object: .object(state.id), field: GoalField.contributions, element: old))
    }
    if !state.set(GoalField.contributions).contains(element) {
      draft.append(.add(object: .object(state.id), field: GoalField.contributions, element: element))
    }
    return draft
  }

  /// Says what the author's organisation gets out of a goal; a new text replaces the old, an empty one takes it back.
  public func benefit(
    from id: String,
    text: String,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.goal])
    let organisation = Value.object(context.author.organisation)
    let element = Value.list([organisation, try Input.line(text, "benefit")])
    var draft = try editing(state, context)
    for old in state.elements(GoalField.benefits) where old != element && old.list?.first == organisation {
      draft.append(.remove(object: .object(state.id), field: GoalField.benefits, element: old))
    }
    if !text.isEmpty, !state.set(GoalField.benefits).contains(element) {
      draft.append(.add(object: .object(state.id), field: GoalField.benefits, element: element))
    }
    return draft
  }
}
