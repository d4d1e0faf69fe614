/// A set in which an addition wins over a concurrent removal (*observed-remove set*; Bieniusa et al., *An optimized
/// conflict-free replicated set*, 2012).
///
/// A removal takes away the additions in its past, or just those its author saw; so does an addition, which stands in
/// for the earlier ones it knew.
public struct AddWinsSet<Element: Hashable & Comparable & Sendable>: Sendable, Equatable {
  /// An element with the additions that hold it in the set.
  public struct Member: Sendable, Hashable {
    /// The element.
    public var element: Element
    /// The additions that nobody has removed; never empty, ascending by operation id.
    public var dots: [Dot]

    /// Makes a member.
    public init(element: Element, dots: [Dot]) {
      self.element = element
      self.dots = dots
    }
  }

  /// The elements in ascending order, with what holds them.
  public private(set) var members: [Member] = []

  /// Makes an empty set.
  public init() {}

  /// Makes the set that was stored.
  ///
  /// - Parameter members: as ``members`` gave them.
  public init(members: [Member]) { self.members = members }

  /// The elements in ascending order.
  public var elements: [Element] {
    // Not `\.element`: a key path into a generic type is made anew at each call, which costs a microsecond.
    members.map { $0.element }
  }

  /// Whether the set has the element.
  public func contains(_ element: Element) -> Bool {
    let index = index(of: element)
    return index < members.count && members[index].element == element
  }

  /// Adds an element.
  ///
  /// - Parameters:
  ///   - dot: the operation. All that is in its past has been applied before.
  ///   - seeing: the additions its author saw, which alone it stands in for; nil for all in its past.
  public mutating func add(_ element: Element, at dot: Dot, seeing: [Dot]? = nil, order: some CausalOrder) {
    let index = index(of: element)
    guard index < members.count, members[index].element == element else {
      members.insert(Member(element: element, dots: [dot]), at: index)
      return
    }
    members[index].dots.removeAll { order.saw($0, by: dot, seeing: seeing) }
    let place = members[index].dots.firstIndex { order.precedes(dot, $0) } ?? members[index].dots.endIndex
    members[index].dots.insert(dot, at: place)
  }

  /// Removes an element, as far as the removal's author knew it to be there.
  ///
  /// - Parameters:
  ///   - dot: the operation. All that is in its past has been applied before.
  ///   - seeing: the additions its author saw, which alone it removes; nil for all in its past.
  public mutating func remove(_ element: Element, at dot: Dot, seeing: [Dot]? = nil, order: some CausalOrder) {
    let index = index(of: element)
    guard index < members.count, members[index].element == element else { return }
    members[index].dots.removeAll { order.saw($0, by: dot, seeing: seeing) }
    if members[index].dots.isEmpty { members.remove(at: index) }
  }

  /// Where the element is or belongs.
  private func index(of element: Element) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle].element < element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
