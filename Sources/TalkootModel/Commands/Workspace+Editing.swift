internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog

// What all edits share: writing over just what the person saw, and texts as differences.
extension Workspace {
  /// Writes a register unless it shows that value already, alone.
  func set(
    _ field: FieldNumber,
    of state: ObjectState,
    to value: Value,
    in draft: inout Draft,
    _ context: CommandContext
  ) {
    let register = state.register(field)
    let shown = register.shown?.value ?? .null
    if shown == value, !register.isInConflict { return }
    draft.append(
      .set(object: .object(state.id), field: field, seen: seen(register, context), value: value)
    )
  }

  /// The values that a write goes over, named one by one only when the person's page lacked some of them.
  private func seen(_ register: MultiValueRegister<Value>, _ context: CommandContext) -> [OperationReference]? {
    guard let heads = versions(context) else { return nil }
    let entries = register.entries
    let known = entries.filter { context.index.graph.contains($0.dot.version, inPastOf: heads) }
    guard known.count < entries.count else { return nil }
    return known.map { OperationReference(change: context.index.id(of: $0.dot.version), index: $0.dot.index) }
  }

  /// The heads of the person's page; nil when they are the present ones.
  private func versions(_ context: CommandContext) -> [LocalVersion]? {
    guard let seen = context.seen else { return nil }
    let heads = seen.compactMap { context.index.version(of: $0) }.sorted()
    return heads == context.index.graph.heads ? nil : heads
  }

  /// Edits a text so that what the person had becomes `new`; what others wrote meanwhile stays.
  func edit(
    _ field: FieldNumber,
    of state: ObjectState,
    to new: String,
    in draft: inout Draft,
    _ context: CommandContext
  ) throws(CommandError) {
    guard new.utf8.count <= Input.textBytesMax else {
      throw CommandError(.tooLarge, "The text is longer than 1 MiB; put the long part elsewhere and refer to it.")
    }
    let text = state.textState(field) ?? Text()
    for edit in edits(of: text, field, state, to: new, context) {
      guard edit.inserted.utf8.count <= Input.stringBytesMax else {
        throw CommandError(.tooLarge, "More than 200 KiB at once; write it in several steps.")
      }
      draft.append(.text(object: .object(state.id), field: field, edit))
    }
  }

  private func edits(
    of text: Text,
    _ field: FieldNumber,
    _ state: ObjectState,
    to new: String,
    _ context: CommandContext
  ) -> [TextEdit] {
    let index = context.index
    guard let heads = versions(context),
      !text.frontier.allSatisfy({ index.graph.contains($0, inPastOf: heads) })
    else { return TextDifference.edits(from: text.string, to: new) }
    let all = textOperations(state, field, context.history(state.id), index)
    let known = all.filter { index.graph.contains($0.dot.version, inPastOf: heads) }
    let base = Text(replaying: known, graph: index.graph, order: index)
    return text.rebasing(
      TextDifference.edits(from: base.string, to: new),
      from: heads,
      graph: index.graph,
      order: index
    ) { after in all.filter { operation in after.map { $0 < operation.dot.version } ?? true } }
  }

  /// A place in the goal tree as operations name it.
  func place(_ sibling: SiblingPlace, under parent: ObjectID?, _ index: LogIndex) -> Place {
    Place(
      parent: parent.map { .object($0) },
      origin: sibling.origin.map { OperationReference(change: index.id(of: $0.version), index: $0.index) },
      isBefore: sibling.side == .left
    )
  }

  /// The last place under a goal, or at the top.
  func lastPlace(under parent: ObjectID?, _ index: LogIndex) -> Place {
    place(tree.place(under: parent, after: tree.lastChild(of: parent)), under: parent, index)
  }
}
