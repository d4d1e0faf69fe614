internal import HashTreeCollections

/// A tree whose nodes several people move at the same time (Kleppmann, Mulligan, Gomes & Beresford, *A highly-available
/// move operation for replicated trees*, TPDS 2021).
///
/// All moves are carried out in operation order; a late one is inserted by undoing those after it and doing them again.
/// A move that would put a node under itself or under what is below it is *void*: nothing is ever in a cycle or lost.
/// Making a node is its first move. Siblings are ordered by ``SiblingPlace``.
///
/// Different from the paper: positions among siblings are a tree of their own that no move undoes, and what a move
/// overrode without having seen it is kept as a conflict until someone moves the node having seen it.
///
/// A move in order costs O(depth) and its place among the siblings; a late one as much for each move after it.
public struct ReplicatedTree<ID: Hashable & Comparable & Sendable>: Sendable {
  /// A move of a node to a place.
  public struct Move: Hashable, Sendable {
    /// The operation.
    public var dot: Dot
    /// What moves.
    public var node: ID
    /// Under what; nil for the root.
    public var parent: ID?
    /// Where among the children of `parent`.
    public var place: SiblingPlace

    /// Makes a move.
    public init(dot: Dot, node: ID, parent: ID?, place: SiblingPlace) {
      self.dot = dot
      self.node = node
      self.parent = parent
      self.place = place
    }
  }

  /// A node that several people moved without knowing of each other.
  public struct Conflict: Hashable, Sendable {
    /// The node.
    public var node: ID
    /// The move that placed it.
    public var shown: Dot?
    /// The moves that were overridden or are void, ascending by operation id.
    public var losing: [Dot]
  }

  /// Where a node is, and the move that put it there.
  private struct Placement: Hashable, Sendable {
    var parent: ID?
    var dot: Dot
  }

  private struct LoggedMove: Sendable {
    var move: Move
    /// Where the node was.
    var before: Placement?
  }

  /// In operation order.
  private var log = ChunkedArray<LoggedMove>()
  private var placements: TreeDictionary<ID, Placement> = [:]
  private var rootOrder = SiblingOrder<ID>()
  private var orders: TreeDictionary<ID, SiblingOrder<ID>> = [:]
  /// For each node in conflict its moves that are in no other's past. For the others that is the one shown.
  private var contested: TreeDictionary<ID, [Dot]> = [:]

  /// Makes an empty tree.
  public init() {}

  /// Makes the tree that a set of moves leads to.
  ///
  /// - Parameter moves: in operation order, as ``moves`` gives them, or any other that is causal.
  public init(moves: some Sequence<Move>, order: some CausalOrder) {
    for move in moves { apply(move, order: order) }
  }

  /// All moves in operation order, to be stored.
  public var moves: [Move] { (0..<log.count).map { log[$0].move } }
}

// MARK: - Reading

extension ReplicatedTree {
  /// Whether the tree has the node.
  public func contains(_ node: ID) -> Bool { placements[node] != nil }

  /// The node's parent; nil at the root (and for what is not in the tree).
  public func parent(of node: ID) -> ID? { placements[node]?.parent }

  /// The move that placed the node.
  public func placedBy(_ node: ID) -> Dot? { placements[node]?.dot }

  /// The children in their order; of the root for nil.
  public func children(of parent: ID?) -> [ID] {
    siblingOrder(of: parent).inOrder().compactMap { placements[$0.node]?.dot == $0.dot ? $0.node : nil }
  }

  /// The last of `children(of:)`, without making the list.
  public func lastChild(of parent: ID?) -> ID? {
    siblingOrder(of: parent).last { dot, node in placements[node]?.dot == dot }?.node
  }

  /// Whether `ancestor` is above `node`.
  public func isAncestor(_ ancestor: ID, of node: ID) -> Bool {
    var above = parent(of: node)
    while let next = above {
      if next == ancestor { return true }
      above = parent(of: next)
    }
    return false
  }

  /// How many nodes are above `node`.
  public func depth(of node: ID) -> Int {
    var depth = 0
    var above = parent(of: node)
    while let next = above {
      depth += 1
      above = parent(of: next)
    }
    return depth
  }

  /// The nodes in conflict, ascending.
  public var conflicts: [Conflict] {
    contested.keys.sorted().compactMap { conflict(of: $0) }
  }

  /// The node's conflict, if it is in one.
  public func conflict(of node: ID) -> Conflict? {
    contested[node].map { latest in
      let shown = placements[node]?.dot
      return Conflict(node: node, shown: shown, losing: latest.filter { $0 != shown })
    }
  }

  /// The place right after `sibling` among the children of `parent`; the first place for nil.
  public func place(under parent: ID?, after sibling: ID?) -> SiblingPlace {
    siblingOrder(of: parent).place(after: sibling.flatMap { placements[$0]?.dot })
  }

  /// The place right before `sibling` among the children of `parent`; the last place for nil.
  public func place(under parent: ID?, before sibling: ID?) -> SiblingPlace {
    let children = children(of: parent)
    let end = sibling.flatMap { children.firstIndex(of: $0) } ?? children.count
    return place(under: parent, after: end == 0 ? nil : children[end - 1])
  }

  private func siblingOrder(of parent: ID?) -> SiblingOrder<ID> {
    guard let parent else { return rootOrder }
    return orders[parent] ?? SiblingOrder()
  }
}

// MARK: - Moving

extension ReplicatedTree {
  /// Applies a move. All that is in its past has been applied before.
  ///
  /// - Returns: the nodes whose parent, place or conflict may have changed, ascending.
  @discardableResult
  public mutating func apply(_ move: Move, order: some CausalOrder) -> [ID] {
    addPosition(of: move, order: order)
    var later: [LoggedMove] = []
    while let last = log.last, order.precedes(move.dot, last.move.dot) { later.append(log.removeLast()) }

    let touched = later.isEmpty ? [move.node] : Set([move.node] + later.map { $0.move.node }).sorted()
    var latest = touched.map { latestMoves(of: $0) }
    if move.node != move.parent, let index = touched.firstIndex(of: move.node) {
      latest[index].removeAll { order.happened($0, before: move.dot) }
      latest[index].insert(
        move.dot,
        at: latest[index].firstIndex { order.precedes(move.dot, $0) } ?? latest[index].endIndex
      )
    }
    for undone in later { placements[undone.move.node] = undone.before }
    perform(move)
    for undone in later.reversed() { perform(undone.move) }
    for (node, latest) in zip(touched, latest) {
      let shown = placements[node].map { [$0.dot] } ?? []
      if latest != shown { contested[node] = latest } else { contested[node] = nil }
    }
    return touched
  }

  /// The node's moves that are in no other's past.
  private func latestMoves(of node: ID) -> [Dot] {
    contested[node] ?? placements[node].map { [$0.dot] } ?? []
  }

  private mutating func perform(_ move: Move) {
    let isVoid = move.node == move.parent || move.parent.map { isAncestor(move.node, of: $0) } ?? false
    log.append(LoggedMove(move: move, before: placements[move.node]))
    if !isVoid { placements[move.node] = Placement(parent: move.parent, dot: move.dot) }
  }

  private mutating func addPosition(of move: Move, order: some CausalOrder) {
    var place = move.place
    // What is not in the move's past would be here or not depending on the order of arrival.
    if let origin = place.origin, !order.happened(origin, before: move.dot) { place.origin = nil }
    if let parent = move.parent {
      orders[parent, default: SiblingOrder()].insert(move.dot, of: move.node, at: place, order: order)
    } else {
      rootOrder.insert(move.dot, of: move.node, at: place, order: order)
    }
  }
}
