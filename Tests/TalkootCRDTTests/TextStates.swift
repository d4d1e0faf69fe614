import TalkootCRDT
import TalkootTesting

/// A text operation that travels.
struct TextStep {
  var position: Int
  var deleted: Int
  var inserted: String
}

/// A text with the history its replica keeps for it.
struct TextState: Convergent {
  var text = Text()
  var history: [TextOperation] = []
  var lastEdits: [TextEdit] = []

  mutating func apply(_ operations: [TextStep], of change: LocalVersion, on replica: Replica) {
    let operations = operations.enumerated().map { index, step in
      TextOperation(
        dot: Dot(change, UInt32(index)),
        position: step.position,
        deleted: step.deleted,
        inserted: step.inserted
      )
    }
    lastEdits = text.apply(operations, graph: replica.graph, order: replica) { base in
      history.filter { operation in base.map { operation.dot.version > $0 } ?? true }
    }
    history += operations
  }

  func shown(on replica: Replica) -> String { text.string }

  func operations(on replica: Replica, using random: inout SplitMix64) -> [TextStep] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      // Now and then beyond the end.
      let position = Int.random(in: 0...text.scalarCount + 2, using: &random)
      let deleted = Bool.random(using: &random) ? 0 : Int.random(in: 0...4, using: &random)
      let letter = Unicode.Scalar(UInt8.random(in: 97...122, using: &random))
      let count = [0, 1, 1, 2, 5].randomElement(using: &random)!
      return TextStep(
        position: position,
        deleted: deleted,
        inserted: String(repeating: Character(letter), count: count)
      )
    }
  }
}

/// FugueMax as its paper has it, one element a scalar, nothing clever: the tree is walked anew for every operation.
struct ReferenceText: Convergent {
  struct ElementID: Hashable {
    var dot: GlobalDot
    var offset: Int
  }

  struct Element {
    var scalar: Unicode.Scalar
    var parent: ElementID?
    var isRight: Bool
    var rightOrigin: ElementID?
    var deletedBy: [Int] = []
  }

  var elements: [ElementID: Element] = [:]

  mutating func apply(_ operations: [TextStep], of change: LocalVersion, on replica: Replica) {
    let number = replica.numbers[Int(change.rawValue)]
    for (index, step) in operations.enumerated() {
      let dot = GlobalDot(change: number, index: UInt32(index))
      func isSeen(_ other: Int) -> Bool {
        other == number || replica.graph.isInPast(replica.versions[other]!, of: change)
      }
      let seen = inOrder(on: replica).filter { isSeen($0.dot.change) }
      let visible = seen.filter { id in !elements[id]!.deletedBy.contains(where: isSeen) }
      let position = min(max(step.position, 0), visible.count)
      for id in visible[position..<min(visible.count, position + max(0, step.deleted))] {
        elements[id]!.deletedBy.append(number)
      }
      var left = position == 0 ? nil : visible[position - 1]
      let next = left.map { seen.firstIndex(of: $0)! + 1 } ?? 0
      let right = next < seen.count ? seen[next] : nil
      for (offset, scalar) in step.inserted.unicodeScalars.enumerated() {
        let hasRightChild = elements.contains { $1.parent == left && $1.isRight && isSeen($0.dot.change) }
        let isRight = !hasRightChild || right == nil
        elements[ElementID(dot: dot, offset: offset)] = Element(
          scalar: scalar,
          parent: isRight ? left : right,
          isRight: isRight,
          rightOrigin: right
        )
        left = ElementID(dot: dot, offset: offset)
      }
    }
  }

  func inOrder(on replica: Replica) -> [ElementID] {
    let children = Dictionary(grouping: elements.keys) { elements[$0]!.parent }
    var result: [ElementID] = []
    func precedes(_ a: ElementID, _ b: ElementID) -> Bool {
      replica.precedes(replica.local(a.dot), replica.local(b.dot))
    }
    /// The elements of the whole tree that are before another, for comparing right origins; those are older.
    func visit(_ id: ElementID?) {
      let below = children[id] ?? []
      for child in below.filter({ !elements[$0]!.isRight }).sorted(by: precedes) { visit(child) }
      if let id { result.append(id) }
      let right = below.filter { elements[$0]!.isRight }
      for child in right.sorted(by: { isBefore($0, $1, precedes) }) { visit(child) }
    }
    visit(nil)
    return result
  }

  /// Right siblings are in reverse order of their right origins.
  private func isBefore(_ a: ElementID, _ b: ElementID, _ precedes: (ElementID, ElementID) -> Bool) -> Bool {
    let (x, y) = (elements[a]!.rightOrigin, elements[b]!.rightOrigin)
    if x == y { return precedes(a, b) }
    guard let x else { return true }
    guard let y else { return false }
    return compareInTree(y, x, precedes)
  }

  /// Whether `a` is before `b`: by the paths from the root.
  private func compareInTree(_ a: ElementID, _ b: ElementID, _ precedes: (ElementID, ElementID) -> Bool) -> Bool {
    func path(_ id: ElementID) -> [ElementID] {
      var path = [id]
      while let parent = elements[path[0]]!.parent { path.insert(parent, at: 0) }
      return path
    }
    let (pathA, pathB) = (path(a), path(b))
    var depth = 0
    while depth < pathA.count, depth < pathB.count, pathA[depth] == pathB[depth] { depth += 1 }
    if depth == pathA.count { return elements[pathB[depth]]!.isRight }
    if depth == pathB.count { return !elements[pathA[depth]]!.isRight }
    let (x, y) = (pathA[depth], pathB[depth])
    if elements[x]!.isRight != elements[y]!.isRight { return !elements[x]!.isRight }
    return elements[x]!.isRight ? isBefore(x, y, precedes) : precedes(x, y)
  }

  func shown(on replica: Replica) -> String {
    String(
      String.UnicodeScalarView(
        inOrder(on: replica).filter { elements[$0]!.deletedBy.isEmpty }.map { elements[$0]!.scalar }
      )
    )
  }

  func operations(on replica: Replica, using random: inout SplitMix64) -> [TextStep] { [] }
}
