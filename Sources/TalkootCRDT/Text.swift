/// A text that people edit at the same time: its operations merged, in the same way for every order of arrival.
///
/// While history is linear a text is just its string. When a change arrives that has not seen all of the text, the
/// history since a *critical version* (one that everything else is before or after) is walked as an event graph
/// (Gentle & Kleppmann, *Collaborative Text Editing with Eg-walker*, EuroSys 2025; see ``TextWalker``), and what is
/// known per character is let go as soon as a change has seen everything again.
public struct Text: Sendable {
  private var buffer: TextBuffer

  /// The changes of this text that none of its other changes has in its past, ascending.
  public private(set) var frontier: [LocalVersion]

  /// Critical versions to walk from, a few recent ones and ever fewer older ones.
  public private(set) var checkpoints: TextCheckpoints

  /// While history is concurrent: everything since a critical version. An array of at most one, so that it takes a word
  /// in the many texts that have none.
  private var walker: [TextWalker] = []

  /// Makes an empty text.
  public init() { self.init(stored: "", frontier: []) }

  /// Makes the text that was stored with its frontier. Without its checkpoints, the first concurrent change costs a walk
  /// over all of the history.
  public init(stored string: String, frontier: [LocalVersion], checkpoints: TextCheckpoints = TextCheckpoints()) {
    buffer = TextBuffer(string)
    self.frontier = frontier
    self.checkpoints = checkpoints
  }

  /// What the text says.
  public var string: String { buffer.string }

  /// How many Unicode scalars the text has.
  public var scalarCount: Int { buffer.scalarCount }

  /// Applies the operations of one change.
  ///
  /// - Parameters:
  ///   - operations: what the change has for this text, in their order; at once or in several calls, one after the other.
  ///     All that is in the change's past has been applied before.
  ///   - history: gives this text's operations in the changes that have been applied, in local-version order. Those in
  ///     changes up to the version it is given may be left out. It is asked for when history turns concurrent only.
  /// - Returns: what changed in the text, one edit after the other.
  @discardableResult
  public mutating func apply(
    _ operations: [TextOperation],
    graph: CausalGraph,
    order: some CausalOrder,
    history: (_ after: LocalVersion?) -> [TextOperation]
  ) -> [TextEdit] {
    guard let change = operations.first?.dot.version else { return [] }
    let isLinear = frontier.allSatisfy { $0 == change || graph.isInPast($0, of: change) }
    if isLinear, walker.isEmpty || walker[0].isOver { return append(operations, of: change) }
    if !isLinear { checkpoints.keep { graph.isInPast($0, of: change) } }
    let edits = walk(operations, of: change, after: nil, graph: graph, order: order, history)
    for edit in edits { buffer.replace(edit.position, edit.deleted, with: edit.inserted) }
    frontier.removeAll { $0 == change || graph.isInPast($0, of: change) }
    frontier.append(change)
    if isLinear { checkpoints.append(change, scalarCount: buffer.scalarCount) }
    return edits
  }

  /// Edits made in an older version of the text, as edits of the present one.
  ///
  /// - Parameters:
  ///   - edits: one after the other.
  ///   - heads: the changes that the edits' author had seen, with their past.
  ///   - history: as for ``apply(_:graph:order:history:)``.
  public func rebasing(
    _ edits: [TextEdit],
    from heads: [LocalVersion],
    graph: CausalGraph,
    order: some CausalOrder,
    history: (_ after: LocalVersion?) -> [TextOperation]
  ) -> [TextEdit] {
    if frontier.allSatisfy({ graph.contains($0, inPastOf: heads) }) { return edits }
    var copy = self
    copy.checkpoints.keep { graph.contains($0, inPastOf: heads) }
    let draft = LocalVersion(.max)
    let operations = edits.enumerated().map { index, edit in
      TextOperation(
        dot: Dot(draft, UInt32(index)),
        position: edit.position,
        deleted: edit.deleted,
        inserted: edit.inserted
      )
    }
    return copy.walk(
      operations,
      of: draft,
      after: heads,
      graph: graph,
      order: DraftOrder(order: order, draft: draft),
      history
    )
  }

  /// Applies a change that has seen everything, when nothing concurrent was near.
  private mutating func append(_ operations: [TextOperation], of change: LocalVersion) -> [TextEdit] {
    walker = []
    var edits: [TextEdit] = []
    edits.reserveCapacity(operations.count)
    for operation in operations {
      let done = buffer.replace(operation.position, operation.deleted, with: operation.inserted)
      edits.append(TextEdit(position: done.position, deleted: done.deleted, inserted: operation.inserted))
    }
    if frontier.count == 1 { frontier[0] = change } else { frontier = [change] }
    checkpoints.append(change, scalarCount: buffer.scalarCount)
    return edits
  }

  /// Walks a change.
  ///
  /// - Parameter heads: what it has seen, if that is not what the graph says.
  private mutating func walk(
    _ operations: [TextOperation],
    of change: LocalVersion,
    after heads: [LocalVersion]?,
    graph: CausalGraph,
    order: some CausalOrder,
    _ history: (LocalVersion?) -> [TextOperation]
  ) -> [TextEdit] {
    if walker.isEmpty || !isCritical(walker[0].base, before: heads ?? [change], graph) {
      walker = [TextWalker(from: checkpoints.last, through: history, before: change, in: graph, order: order)]
    }
    return walker[0].walk(operations, of: change, after: heads, in: graph, order: order)
  }

  /// Whether a walk from `base` can go on: whether what comes now has it in its past, as all that came has.
  private func isCritical(_ base: LocalVersion?, before heads: [LocalVersion], _ graph: CausalGraph) -> Bool {
    guard let base else { return true }
    if let last = checkpoints.last, last.version >= base { return true }
    return graph.contains(base, inPastOf: heads)
  }
}

extension Text {
  /// The text that a history of operations makes.
  ///
  /// - Parameter operations: all of the text's operations, in local-version order.
  public init(replaying operations: [TextOperation], graph: CausalGraph, order: some CausalOrder) {
    self.init()
    for change in operations.changes {
      apply(Array(operations[change]), graph: graph, order: order) { base in
        Array(operations[operations.index(after: base)..<change.lowerBound])
      }
    }
  }
}

extension TextWalker {
  /// Walks a text's history from a checkpoint on, up to but without `change`.
  fileprivate init(
    from checkpoint: TextCheckpoints.Entry?,
    through history: (LocalVersion?) -> [TextOperation],
    before change: LocalVersion,
    in graph: CausalGraph,
    order: some CausalOrder
  ) {
    self.init(base: checkpoint?.version, count: checkpoint?.scalarCount ?? 0)
    let operations = history(checkpoint?.version)
    for range in operations.changes {
      let version = operations[range.lowerBound].dot.version
      guard checkpoint.map({ version > $0.version }) ?? true, version < change else { continue }
      _ = walk(operations[range], of: version, after: nil, in: graph, order: order)
    }
  }
}

extension [TextOperation] {
  /// The ranges of operations of one change.
  fileprivate var changes: [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in indices where index + 1 == count || self[index + 1].dot.version != self[index].dot.version {
      result.append(start..<index + 1)
      start = index + 1
    }
    return result
  }

  /// Where the operations after a version begin.
  fileprivate func index(after version: LocalVersion?) -> Int {
    guard let version else { return 0 }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].dot.version <= version { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The order in which an edit that is not yet a change comes after everything.
private struct DraftOrder<Order: CausalOrder>: CausalOrder {
  let order: Order
  let draft: LocalVersion

  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool {
    b == draft ? a != draft : a != draft && order.isInPast(a, of: b)
  }

  func precedes(_ a: Dot, _ b: Dot) -> Bool {
    if a.version == draft { return b.version == draft && a.index < b.index }
    return b.version == draft || order.precedes(a, b)
  }
}
