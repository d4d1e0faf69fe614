/// Walks the event graph of a text to see where operations that did not know of each other belong in the merged text
/// (Gentle & Kleppmann, *Collaborative Text Editing with Eg-walker*, EuroSys 2025).
///
/// Operations are walked in local-version order. Before each the walker moves its *prepared* view to what the
/// operation's author saw, by taking back and putting forward what others did; the operation's position is looked up
/// there, and where that is in the *merged* view is where the text changes.
///
/// Concurrent insertions at one place are ordered as in FugueMax (Weidner & Kleppmann, *The Art of the Fugue*), by
/// the rule of YjsMod, which is the same order without the tree: no two runs interleave.
///
/// Different from the paper: the graph is that of the whole replica. The walker keeps one of just the changes that
/// touch this text, in versions of its own. Whatever the base's length, the text up to it is one span.
struct TextWalker: Sendable {
  /// The critical version the walk starts from: all that is walked follows it, all else is in its past. nil: the empty
  /// text.
  let base: LocalVersion?

  /// The text's changes after the base, and for each what it holds.
  private var changes: [LocalVersion] = []
  private var graph = CausalGraph()
  /// The first item of each change, and where its deletions start in `deletions`.
  private var starts: [(item: SpanTree.Item, deletion: Int)] = []
  private var deletions: [Range<SpanTree.Item>] = []
  /// The operation of each insertion, by its first item.
  private var insertions: [(first: SpanTree.Item, dot: Dot)] = []
  private var nextItem: SpanTree.Item

  private var tree = SpanTree()
  /// The version, in the walker's own, that the prepared view is at.
  private var prepared: [LocalVersion] = []
  /// How many changes in a row had seen everything.
  private var linearCount = 0

  /// Whether to let go of it: history has been linear for a while, or there is much of it. While several people write,
  /// their changes are now concurrent, now not, and to begin again each time would cost more.
  var isOver: Bool { linearCount >= 32 || linearCount > 0 && tree.spans.count > 1024 }

  /// Starts from a text of `count` scalars.
  init(base: LocalVersion?, count: Int) {
    self.base = base
    nextItem = SpanTree.Item(count)
    guard count > 0 else { return }
    let none = SpanTree.none
    tree.insert(
      .init(first: 0, count: nextItem, originLeft: none, originRight: none, state: 1, isDeleted: false),
      after: nil
    )
  }

  /// Walks the operations of a change.
  ///
  /// - Parameters:
  ///   - change: what its dots name; all in its past has been walked.
  ///   - heads: what its author has seen; nil for what the replica's graph says.
  /// - Returns: what they change in the merged text, one after the other.
  mutating func walk(
    _ operations: some Collection<TextOperation>,
    of change: LocalVersion,
    after heads: [LocalVersion]?,
    in replica: CausalGraph,
    order: some CausalOrder
  ) -> [TextEdit] {
    if changes.last != change { begin(change, after: heads, in: replica) }
    var edits: [TextEdit] = []
    for operation in operations {
      let count = tree.preparedCount
      let position = min(max(operation.position, 0), count)
      delete(min(max(operation.deleted, 0), count - position), at: position, &edits)
      insert(operation.inserted, at: position, operation.dot, order: order, &edits)
    }
    return edits
  }
}

// MARK: - Versions

extension TextWalker {
  private mutating func begin(_ change: LocalVersion, after heads: [LocalVersion]?, in replica: CausalGraph) {
    if heads != nil || !isNext(change, in: replica) {
      move(to: ownVersions(of: heads ?? replica.parents(of: change), in: replica))
    }
    changes.append(change)
    starts.append((nextItem, deletions.count))
    let version = graph.append(parents: prepared)
    if prepared.count == 1 { prepared[0] = version } else { prepared = [version] }
    linearCount = graph.heads.count == 1 ? linearCount + 1 : 0
  }

  /// Whether the prepared view is what the author of a change saw, as it is when one person writes on.
  private func isNext(_ change: LocalVersion, in replica: CausalGraph) -> Bool {
    guard let last = changes.last, prepared.count == 1, Int(prepared[0].rawValue) == changes.count - 1 else {
      return false
    }
    return last.rawValue >= replica.startOfRun(with: change.rawValue)
  }

  /// The text's last changes in the past of `heads`, in the walker's own versions.
  private func ownVersions(of heads: [LocalVersion], in replica: CausalGraph) -> [LocalVersion] {
    var found: [LocalVersion] = []
    var queue = VersionQueue<LocalVersion>()
    for head in heads where isAfterBase(head) { queue.push(head) }
    while let head = queue.pop() {
      if found.contains(where: { replica.isInPast(head, of: changes[Int($0.rawValue)]) }) { continue }
      let run = replica.runs[replica.indexOfRun(with: head.rawValue)]
      while let other = queue.first, other.rawValue >= run.start { _ = queue.pop() }
      if let last = lastChange(upTo: head), changes[last].rawValue >= run.start {
        found.append(LocalVersion(UInt32(last)))
      } else {
        for parent in run.parents where isAfterBase(parent) { queue.push(parent) }
      }
    }
    return graph.minimal(found)
  }

  private func isAfterBase(_ version: LocalVersion) -> Bool { base.map { version > $0 } ?? true }

  private func lastChange(upTo version: LocalVersion) -> Int? {
    var low = 0
    var high = changes.count
    if let last = changes.last, last <= version { return high - 1 }
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= version { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// Moves the prepared view. Nothing is deleted that is not inserted, on the way too.
  private mutating func move(to version: [LocalVersion]) {
    guard version != prepared else { return }
    let (back, forward) = graph.difference(prepared, version)
    for range in back { shiftDeletions(of: range, by: -1) }
    for range in back { tree.shift(items(of: range), by: -1) }
    for range in forward { tree.shift(items(of: range), by: 1) }
    for range in forward { shiftDeletions(of: range, by: 1) }
    prepared = version
  }

  private mutating func shiftDeletions(of changes: Range<LocalVersion>, by difference: Int32) {
    let end = Int(changes.upperBound.rawValue)
    let last = end < starts.count ? starts[end].deletion : deletions.count
    for index in starts[Int(changes.lowerBound.rawValue)].deletion..<last {
      tree.shift(deletions[index], by: difference)
    }
  }

  private func items(of changes: Range<LocalVersion>) -> Range<SpanTree.Item> {
    let end = Int(changes.upperBound.rawValue)
    return starts[Int(changes.lowerBound.rawValue)].item..<(end < starts.count ? starts[end].item : nextItem)
  }
}

// MARK: - Deleting

extension TextWalker {
  private mutating func delete(_ count: Int, at position: Int, _ edits: inout [TextEdit]) {
    guard count > 0 else { return }
    var (span, offset) = tree.find(position)
    if offset > 0 { span = tree.divide(span, at: offset) }
    var merged = tree.mergedPosition(of: span)
    var left = UInt32(count)
    while true {
      if tree.spans[span].state == 1 {
        if tree.spans[span].count > left { tree.divide(span, at: left) }
        let deleted = tree.spans[span]
        add(deleted.first..<deleted.end)
        tree.change(span) {
          $0.state = 2
          $0.isDeleted = true
        }
        if !deleted.isDeleted { add(TextEdit(position: merged, deleted: Int(deleted.count), inserted: ""), &edits) }
        left -= deleted.count
        if left == 0 { return }
      } else {
        merged += Int(tree.spans[span].merged)
      }
      guard let next = tree.span(after: span) else { preconditionFailure("deletions are clamped") }
      span = next
    }
  }

  /// Notes a deletion of the change that is being walked.
  private mutating func add(_ items: Range<SpanTree.Item>) {
    if deletions.count > starts[starts.count - 1].deletion,
      deletions[deletions.count - 1].upperBound == items.lowerBound
    {
      deletions[deletions.count - 1] = deletions[deletions.count - 1].lowerBound..<items.upperBound
    } else {
      deletions.append(items)
    }
  }

  /// Adds an edit, as part of the one before where it follows on.
  private func add(_ edit: TextEdit, _ edits: inout [TextEdit]) {
    if let last = edits.last, last.inserted.isEmpty, last.position == edit.position {
      edits[edits.count - 1] = TextEdit(
        position: edit.position,
        deleted: last.deleted + edit.deleted,
        inserted: edit.inserted
      )
    } else {
      edits.append(edit)
    }
  }
}

// MARK: - Inserting

extension TextWalker {
  private mutating func insert(
    _ string: String,
    at position: Int,
    _ dot: Dot,
    order: some CausalOrder,
    _ edits: inout [TextEdit]
  ) {
    let count = UInt32(string.unicodeScalars.count)
    guard count > 0 else { return }
    let left = place(before: position)
    var next = left.map { tree.span(after: $0) } ?? tree.firstSpan
    while let span = next, tree.spans[span].state == 0 { next = tree.span(after: span) }
    let new = SpanTree.Span(
      first: nextItem,
      count: count,
      originLeft: left.map { tree.spans[$0].last } ?? SpanTree.none,
      originRight: next.map { tree.spans[$0].first } ?? SpanTree.none,
      state: 1,
      isDeleted: false
    )
    let previous = predecessor(of: new, by: dot, after: left, before: next, order: order)
    insertions.append((nextItem, dot))
    nextItem += count
    let merged: Int
    if let previous, previous == left, tree.spans[previous].continues(with: new) {
      merged = tree.mergedPosition(of: previous) + Int(tree.spans[previous].count)
      tree.extend(previous, by: count)
    } else {
      let span = tree.insert(new, after: previous)
      merged = tree.mergedPosition(of: span)
    }
    add(TextEdit(position: merged, deleted: 0, inserted: string), &edits)
  }

  /// The span that ends with the last scalar before a position, divided for it if need be; nil at the beginning.
  private mutating func place(before position: Int) -> Int? {
    guard position > 0 else { return nil }
    let (span, offset) = tree.find(position - 1)
    if offset + 1 < tree.spans[span].count { tree.divide(span, at: offset + 1) }
    return span
  }

  /// The span after which a new one belongs, among those between `left` and `right`, which its author did not see.
  ///
  /// This is YjsMod's integration. Spans whose left origin is further right were inserted into what has been passed.
  private func predecessor(
    of new: SpanTree.Span,
    by dot: Dot,
    after left: Int?,
    before right: Int?,
    order: some CausalOrder
  ) -> Int? {
    var result = left
    var isUndecided = false
    var next = left.map { tree.span(after: $0) } ?? tree.firstSpan
    while let span = next, span != right {
      let other = tree.spans[span]
      if other.originLeft == new.originLeft {
        if other.originRight == new.originRight {
          if order.precedes(dot, self.dot(of: other.first)) { break }
          isUndecided = false
        } else {
          isUndecided = isRightOriginBefore(other.originRight, new.originRight)
        }
      } else if isLeftOriginBefore(other.originLeft, new.originLeft) {
        break
      }
      if !isUndecided { result = span }
      next = tree.span(after: span)
    }
    return result
  }

  private func isLeftOriginBefore(_ a: SpanTree.Item, _ b: SpanTree.Item) -> Bool {
    b != SpanTree.none && (a == SpanTree.none || tree.isBefore(a, b))
  }

  private func isRightOriginBefore(_ a: SpanTree.Item, _ b: SpanTree.Item) -> Bool {
    a != SpanTree.none && (b == SpanTree.none || tree.isBefore(a, b))
  }

  private func dot(of item: SpanTree.Item) -> Dot {
    var low = 0
    var high = insertions.count
    while low < high {
      let middle = (low + high) / 2
      if insertions[middle].first <= item { low = middle + 1 } else { high = middle }
    }
    return insertions[low - 1].dot
  }
}
