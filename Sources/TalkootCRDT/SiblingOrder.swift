/// Where a move puts a node among its siblings: right or left of an earlier position.
public struct SiblingPlace: Hashable, Sendable {
  /// A side of the origin.
  public enum Side: UInt8, Hashable, Sendable {
    /// Before it.
    case left = 0
    /// After it.
    case right = 1
  }

  /// The move that made the position this one is beside; nil for the beginning.
  public var origin: Dot?
  /// Which side of the origin.
  public var side: Side

  /// Makes a place.
  public init(origin: Dot?, side: Side) {
    self.origin = origin
    self.side = side
  }
}

/// The order of one parent's children: a tree of positions, as Fugue orders the characters of a text (Weidner &
/// Kleppmann, *The Art of the Fugue*, 2023), so that what two people insert at one place does not interleave.
///
/// Every move makes a position for ever, also one that a cycle makes void: others may have placed nodes beside it. The
/// order is that of an in-order walk and depends on the positions alone. Each is a left or right child of its origin
/// and stands among those of the same side in operation order.
struct SiblingOrder<ID: Hashable & Sendable>: Sendable {
  private struct Position: Sendable {
    let dot: Dot
    let node: ID
    /// Indexes into `positions`, or -1.
    var firstLeft: Int32 = -1
    var firstRight: Int32 = -1
    var nextBeside: Int32 = -1
  }

  /// In the order of arrival.
  private var positions: [Position] = []
  /// The first of those at the beginning.
  private var first: Int32 = -1
  /// Whether the positions came in the order of their dots, as they do but where something is counted again.
  private var isSorted = true
  /// The position added last, and beside what. Who makes many in one place, a table taken in or a flood, adds each behind
  /// the one before; looking for its place from the first would take the square of their number.
  private var recent: (position: Int32, origin: Int?, side: SiblingPlace.Side)?

  /// Adds a position. An origin that is not here stands for the beginning.
  mutating func insert(_ dot: Dot, of node: ID, at place: SiblingPlace, order: some CausalOrder) {
    let new = Int32(positions.count)
    let origin = place.origin.flatMap { index(of: $0) }
    if let last = positions.last, Self.isEarlier(dot, last.dot) { isSorted = false }
    positions.append(Position(dot: dot, node: node))
    var before: Int32 = -1
    var after = firstChild(of: origin, place.side)
    // Those at the beginning are one list, whatever their side.
    if let recent, recent.origin == origin, origin == nil || recent.side == place.side,
      order.precedes(positions[Int(recent.position)].dot, dot)
    {
      before = recent.position
      after = positions[Int(before)].nextBeside
    }
    recent = (new, origin, place.side)
    while after >= 0, order.precedes(positions[Int(after)].dot, dot) {
      before = after
      after = positions[Int(after)].nextBeside
    }
    positions[Int(new)].nextBeside = after
    if before >= 0 {
      positions[Int(before)].nextBeside = new
    } else if let origin {
      switch place.side {
      case .left: positions[origin].firstLeft = new
      case .right: positions[origin].firstRight = new
      }
    } else {
      first = new
    }
  }

  /// Where to put a node right after the position `dot`; nil for the beginning.
  func place(after dot: Dot?) -> SiblingPlace {
    guard let dot, let origin = index(of: dot) else {
      return inOrder().first.map { SiblingPlace(origin: $0.dot, side: .left) }
        ?? SiblingPlace(origin: nil, side: .right)
    }
    if positions[origin].firstRight < 0 { return SiblingPlace(origin: dot, side: .right) }
    let order = inOrder()
    let next = order.firstIndex { $0.dot == dot }.map { order[$0 + 1] }
    return SiblingPlace(origin: next?.dot, side: .left)
  }

  /// All positions, first to last.
  func inOrder() -> [(dot: Dot, node: ID)] {
    var result: [(dot: Dot, node: ID)] = []
    result.reserveCapacity(positions.count)
    var stack: [(index: Int32, isOpen: Bool)] = first < 0 ? [] : [(first, false)]
    while let (index, isOpen) = stack.popLast() {
      let position = positions[Int(index)]
      if isOpen {
        result.append((position.dot, position.node))
        continue
      }
      if position.nextBeside >= 0 { stack.append((position.nextBeside, false)) }
      if position.firstRight >= 0 { stack.append((position.firstRight, false)) }
      stack.append((index, true))
      if position.firstLeft >= 0 { stack.append((position.firstLeft, false)) }
    }
    return result
  }

  /// The last position that `isShown`: the walk of `inOrder` from its other end, as far as it takes.
  func last(where isShown: (Dot, ID) -> Bool) -> (dot: Dot, node: ID)? {
    var stack: [(index: Int32, isOpen: Bool)] = first < 0 ? [] : [(first, false)]
    while let (index, isOpen) = stack.popLast() {
      let position = positions[Int(index)]
      if isOpen {
        if isShown(position.dot, position.node) { return (position.dot, position.node) }
        continue
      }
      if position.firstLeft >= 0 { stack.append((position.firstLeft, false)) }
      stack.append((index, true))
      if position.firstRight >= 0 { stack.append((position.firstRight, false)) }
      if position.nextBeside >= 0 { stack.append((position.nextBeside, false)) }
    }
    return nil
  }

  /// The order of arrival here.
  private static func isEarlier(_ a: Dot, _ b: Dot) -> Bool { (a.version, a.index) < (b.version, b.index) }

  private func index(of dot: Dot) -> Int? {
    guard isSorted else { return positions.lastIndex { $0.dot == dot } }
    var (low, high) = (0, positions.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.isEarlier(positions[middle].dot, dot) { low = middle + 1 } else { high = middle }
    }
    return low < positions.count && positions[low].dot == dot ? low : nil
  }

  private func firstChild(of origin: Int?, _ side: SiblingPlace.Side) -> Int32 {
    guard let origin else { return first }
    switch side {
    case .left: return positions[origin].firstLeft
    case .right: return positions[origin].firstRight
    }
  }
}
