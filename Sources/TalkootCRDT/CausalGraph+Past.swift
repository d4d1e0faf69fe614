// Questions about the past. All of them walk back from the greatest version; a run is visited once.

extension CausalGraph {
  /// Whether change `a` is in the causal past of change `b`. A change is not in its own past.
  public func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool {
    guard a < b else { return false }
    let run = runs[indexOfRun(with: b.rawValue)]
    return run.shadow <= a.rawValue || contains(a, inPastOf: run.parents)
  }

  /// Whether `version` is one of `heads` or in the past of one of them.
  public func contains(_ version: LocalVersion, inPastOf heads: [LocalVersion]) -> Bool {
    var queue = VersionQueue<UInt32>()
    for head in heads where head >= version { queue.push(head.rawValue) }
    while let head = queue.pop() {
      if head == version.rawValue { return true }
      let run = runs[indexOfRun(with: head)]
      if run.shadow <= version.rawValue { return true }
      while let other = queue.first, other >= run.start { _ = queue.pop() }
      for parent in run.parents where parent >= version { queue.push(parent.rawValue) }
    }
    return false
  }

  /// Those of `versions` that are in no other's past, ascending.
  public func minimal(_ versions: [LocalVersion]) -> [LocalVersion] {
    guard versions.count > 1 else { return versions }
    var kept: [LocalVersion] = []
    for version in versions.sorted(by: >) where !contains(version, inPastOf: kept) { kept.append(version) }
    return kept.reversed()
  }

  /// What is in the past of `a` alone and of `b` alone, both including the versions themselves, as ascending ranges.
  public func difference(
    _ a: [LocalVersion],
    _ b: [LocalVersion]
  ) -> (onlyA: [Range<LocalVersion>], onlyB: [Range<LocalVersion>]) {
    if a == b { return ([], []) }
    var walk = DifferenceWalk()
    for version in a { walk.push(version.rawValue, .onlyA) }
    for version in b { walk.push(version.rawValue, .onlyB) }
    while walk.undecided > 0, let (head, headSide) = walk.pop() {
      let run = runs[indexOfRun(with: head)]
      var top = head
      var side = headSide
      while let next = walk.first, next.version >= run.start {
        _ = walk.pop()
        guard next.side != side else { continue }
        walk.mark(next.version + 1..<top + 1, side)
        top = next.version
        side = .shared
      }
      walk.mark(run.start..<top + 1, side)
      for parent in run.parents { walk.push(parent.rawValue, side) }
    }
    return (walk.onlyA.reversed(), walk.onlyB.reversed())
  }
}

private struct DifferenceWalk {
  enum Side { case onlyA, onlyB, shared }

  struct Head: Comparable {
    var version: UInt32
    var side: Side
    static func < (a: Head, b: Head) -> Bool { a.version < b.version }
  }

  private var queue = VersionQueue<Head>()
  /// How many heads in the queue are not known to be shared. When there are none, the rest is shared.
  private(set) var undecided = 0
  /// Descending.
  private(set) var onlyA: [Range<LocalVersion>] = []
  private(set) var onlyB: [Range<LocalVersion>] = []

  var first: Head? { queue.first }

  mutating func push(_ version: UInt32, _ side: Side) {
    queue.push(Head(version: version, side: side))
    if side != .shared { undecided += 1 }
  }

  mutating func pop() -> (UInt32, Side)? {
    guard let head = queue.pop() else { return nil }
    if head.side != .shared { undecided -= 1 }
    return (head.version, head.side)
  }

  mutating func mark(_ range: Range<UInt32>, _ side: Side) {
    guard !range.isEmpty else { return }
    let range = LocalVersion(range.lowerBound)..<LocalVersion(range.upperBound)
    switch side {
    case .onlyA: Self.add(range, to: &onlyA)
    case .onlyB: Self.add(range, to: &onlyB)
    case .shared: break
    }
  }

  private static func add(_ range: Range<LocalVersion>, to ranges: inout [Range<LocalVersion>]) {
    if let last = ranges.last, last.lowerBound == range.upperBound {
      ranges[ranges.count - 1] = range.lowerBound..<last.upperBound
    } else {
      ranges.append(range)
    }
  }
}
