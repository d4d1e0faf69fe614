/// The scalars of a text since its last critical version, erased ones too, in document order: runs of them (*spans*) in
/// a B+ tree that counts how many scalars are visible.
///
/// There are two views. The *prepared* one is the text at the version the walker has moved to: what the next operation's
/// author saw. The *merged* one has all operations. The tree finds places in the first and tells them in the second,
/// both in O(log n).
///
/// Nodes and spans are indexes into flat arrays; a leaf's children are spans. Spans are only ever divided, never removed.
struct SpanTree: Sendable {
  /// A scalar since the base: numbered in the order in which insertions were walked.
  typealias Item = UInt32
  /// No item: the beginning as a left origin, the end as a right one.
  static var none: Item { .max }

  /// Scalars that were inserted one after the other and are in the same state.
  struct Span: Sendable {
    var first: Item
    var count: UInt32
    /// What was left of the first item when it was inserted. Of each other it is the one before it.
    var originLeft: Item
    /// What was right of all of them when they were inserted, erased or not.
    var originRight: Item
    /// In the prepared view: 0 if not inserted, else 1 + the number of deletions.
    var state: UInt32
    /// In the merged view.
    var isDeleted: Bool

    var end: Item { first + count }
    var last: Item { first + count - 1 }
    var prepared: UInt32 { state == 1 ? count : 0 }
    var merged: UInt32 { isDeleted ? 0 : count }

    /// Whether a span right after this one can be part of it.
    func continues(with new: SpanTree.Span) -> Bool {
      new.first == end && originRight == new.originRight && state == 1 && !isDeleted
    }
  }

  private static var fanOut: Int { 32 }

  private(set) var spans: ContiguousArray<Span> = []
  private var leafOfSpan: ContiguousArray<UInt32> = []
  // Per node.
  private var childCount: ContiguousArray<UInt32> = [0]
  private var parentOfNode: ContiguousArray<UInt32> = [.max]
  private var isLeaf: ContiguousArray<Bool> = [true]
  // Per node and child.
  private var children = ContiguousArray<UInt32>(repeating: 0, count: fanOut)
  private var preparedCounts = ContiguousArray<UInt32>(repeating: 0, count: fanOut)
  private var mergedCounts = ContiguousArray<UInt32>(repeating: 0, count: fanOut)
  private var root: UInt32 = 0
  private var height = 0
  private var spanOfItem = SpanIndex()

  /// How many scalars the prepared view has.
  var preparedCount: Int { (0..<Int(childCount[Int(root)])).reduce(0) { $0 + Int(preparedCounts[slot(root, $1)]) } }

  /// The span that holds an item.
  func span(of item: Item) -> Int { Int(spanOfItem.span(of: item)) }
}

// MARK: - Finding

extension SpanTree {
  private func slot(_ node: UInt32, _ child: Int) -> Int { Int(node) * Self.fanOut + child }

  private func indexInParent(_ child: UInt32, _ parent: UInt32) -> Int {
    var index = slot(parent, 0)
    while children[index] != child { index += 1 }
    return index - slot(parent, 0)
  }

  /// The span with the scalar at `position` of the prepared view, and how many of its scalars come before it.
  ///
  /// - Precondition: `position < preparedCount`.
  func find(_ position: Int) -> (span: Int, offset: UInt32) {
    var left = UInt32(position)
    var node = root
    for level in 0...height {
      var index = slot(node, 0)
      while left >= preparedCounts[index] {
        left -= preparedCounts[index]
        index += 1
      }
      if level == height { return (Int(children[index]), left) }
      node = children[index]
    }
    preconditionFailure("a leaf is at the tree's height")
  }

  /// How many scalars come before a span in the merged view.
  func mergedPosition(of span: Int) -> Int {
    var result = 0
    var child = UInt32(span)
    var node = leafOfSpan[span]
    while node != .max {
      let start = slot(node, 0)
      var index = start
      while children[index] != child {
        result += Int(mergedCounts[index])
        index += 1
      }
      child = node
      node = parentOfNode[Int(node)]
    }
    return result
  }

  /// The first span; nil if there are none.
  var firstSpan: Int? {
    guard !spans.isEmpty else { return nil }
    var node = root
    for _ in 0..<height { node = children[slot(node, 0)] }
    return Int(children[slot(node, 0)])
  }

  /// The span after one; nil at the end.
  func span(after span: Int) -> Int? {
    var child = UInt32(span)
    var node = leafOfSpan[span]
    var climbed = 0
    while node != .max {
      let next = indexInParent(child, node) + 1
      if next < Int(childCount[Int(node)]) {
        var below = children[slot(node, next)]
        for _ in 0..<climbed { below = children[slot(below, 0)] }
        return Int(below)
      }
      child = node
      node = parentOfNode[Int(node)]
      climbed += 1
    }
    return nil
  }

  /// Whether item `a` comes before item `b` in the document.
  func isBefore(_ a: Item, _ b: Item) -> Bool {
    let (spanA, spanB) = (span(of: a), span(of: b))
    if spanA == spanB { return a < b }
    var (childA, childB) = (UInt32(spanA), UInt32(spanB))
    var (nodeA, nodeB) = (leafOfSpan[spanA], leafOfSpan[spanB])
    while nodeA != nodeB {
      (childA, childB) = (nodeA, nodeB)
      (nodeA, nodeB) = (parentOfNode[Int(nodeA)], parentOfNode[Int(nodeB)])
    }
    return indexInParent(childA, nodeA) < indexInParent(childB, nodeA)
  }
}

// MARK: - Changing

extension SpanTree {
  /// Puts a new span after another; at the beginning for nil.
  @discardableResult
  mutating func insert(_ new: Span, after previous: Int?) -> Int {
    let index = spans.count
    spans.append(new)
    spanOfItem.insert(new.first, UInt32(index))
    var leaf = root
    var child = 0
    if let previous {
      leaf = leafOfSpan[previous]
      child = indexInParent(UInt32(previous), leaf) + 1
    } else {
      for _ in 0..<height { leaf = children[slot(leaf, 0)] }
    }
    leafOfSpan.append(leaf)
    insertChild(UInt32(index), into: leaf, at: child)
    add(prepared: Int(new.prepared), merged: Int(new.merged), below: leafOfSpan[index], of: UInt32(index))
    return index
  }

  /// Makes a span longer: what was typed goes on.
  mutating func extend(_ span: Int, by count: UInt32) {
    change(span) { $0.count += count }
  }

  /// Changes a span's state in the two views, or its length.
  mutating func change(_ span: Int, _ body: (inout Span) -> Void) {
    let (prepared, merged) = (Int(spans[span].prepared), Int(spans[span].merged))
    body(&spans[span])
    add(
      prepared: Int(spans[span].prepared) - prepared,
      merged: Int(spans[span].merged) - merged,
      below: leafOfSpan[span],
      of: UInt32(span)
    )
  }

  /// Divides a span so that its first part has `count` scalars.
  ///
  /// - Returns: the second part.
  @discardableResult
  mutating func divide(_ span: Int, at count: UInt32) -> Int {
    var second = spans[span]
    second.first += count
    second.count -= count
    second.originLeft = second.first - 1
    change(span) { $0.count = count }
    return insert(second, after: span)
  }

  /// Adds to the state in the prepared view of a range of items.
  mutating func shift(_ items: Range<Item>, by difference: Int32) {
    var item = items.lowerBound
    while item < items.upperBound {
      var span = span(of: item)
      if spans[span].first < item { span = divide(span, at: item - spans[span].first) }
      if spans[span].end > items.upperBound { divide(span, at: items.upperBound - item) }
      change(span) { $0.state = UInt32(Int32($0.state) + difference) }
      item = spans[span].end
    }
  }

  /// Adds to the counts of a span or node in all nodes above it, `node` first.
  private mutating func add(prepared: Int, merged: Int, below node: UInt32, of child: UInt32) {
    guard prepared != 0 || merged != 0 else { return }
    var (child, node) = (child, node)
    while node != .max {
      let index = slot(node, indexInParent(child, node))
      preparedCounts[index] = UInt32(Int(preparedCounts[index]) + prepared)
      mergedCounts[index] = UInt32(Int(mergedCounts[index]) + merged)
      child = node
      node = parentOfNode[Int(node)]
    }
  }

  /// Makes a span or node the child of a node, counting nothing yet.
  private mutating func insertChild(_ child: UInt32, into node: UInt32, at place: Int) {
    var (node, place) = (node, place)
    if Int(childCount[Int(node)]) == Self.fanOut {
      let right = divideNode(node)
      if place > Self.fanOut / 2 { (node, place) = (right, place - Self.fanOut / 2) }
    }
    let start = slot(node, 0)
    var index = start + Int(childCount[Int(node)])
    while index > start + place {
      move(from: index - 1, to: index)
      index -= 1
    }
    children[index] = child
    preparedCounts[index] = 0
    mergedCounts[index] = 0
    childCount[Int(node)] += 1
    adopt(child, by: node)
  }

  private mutating func move(from: Int, to: Int) {
    children[to] = children[from]
    preparedCounts[to] = preparedCounts[from]
    mergedCounts[to] = mergedCounts[from]
  }

  /// Sets the parent of a span or node. Which of the two it is follows from the parent's level.
  private mutating func adopt(_ child: UInt32, by node: UInt32) {
    if isLeaf[Int(node)] { leafOfSpan[Int(child)] = node } else { parentOfNode[Int(child)] = node }
  }

  /// Moves the upper half of a full node's children to a new one.
  private mutating func divideNode(_ node: UInt32) -> UInt32 {
    let half = Self.fanOut / 2
    if node == root { growRoot() }
    let right = makeNode(isLeaf: isLeaf[Int(node)])
    var (prepared, merged) = (0, 0)
    for index in 0..<half {
      let to = slot(right, index)
      move(from: slot(node, half + index), to: to)
      adopt(children[to], by: right)
      prepared += Int(preparedCounts[to])
      merged += Int(mergedCounts[to])
    }
    childCount[Int(node)] = UInt32(half)
    childCount[Int(right)] = UInt32(half)
    // Nodes above may divide in between: what they count is right at each step.
    add(prepared: -prepared, merged: -merged, below: parentOfNode[Int(node)], of: node)
    let parent = parentOfNode[Int(node)]
    insertChild(right, into: parent, at: indexInParent(node, parent) + 1)
    add(prepared: prepared, merged: merged, below: parentOfNode[Int(right)], of: right)
    return right
  }

  private mutating func growRoot() {
    let old = root
    let counts = (0..<Int(childCount[Int(old)])).map { (preparedCounts[slot(old, $0)], mergedCounts[slot(old, $0)]) }
    root = makeNode(isLeaf: false)
    children[slot(root, 0)] = old
    preparedCounts[slot(root, 0)] = counts.reduce(0) { $0 + $1.0 }
    mergedCounts[slot(root, 0)] = counts.reduce(0) { $0 + $1.1 }
    childCount[Int(root)] = 1
    parentOfNode[Int(old)] = root
    height += 1
  }

  private mutating func makeNode(isLeaf leaf: Bool) -> UInt32 {
    childCount.append(0)
    parentOfNode.append(.max)
    isLeaf.append(leaf)
    children.append(contentsOf: repeatElement(0, count: Self.fanOut))
    preparedCounts.append(contentsOf: repeatElement(0, count: Self.fanOut))
    mergedCounts.append(contentsOf: repeatElement(0, count: Self.fanOut))
    return UInt32(childCount.count - 1)
  }
}
