public import TalkootCRDT

/// A set of versions, in runs: changes that are set aside come in long ones.
public struct VersionRanges: Hashable, Sendable {
  /// Ascending, not empty, with gaps between them.
  public private(set) var ranges: [Range<LocalVersion>]

  /// The versions in `ranges`, which ascend and don't overlap.
  public init(_ ranges: [Range<LocalVersion>] = []) {
    self.ranges = []
    for range in ranges { append(range) }
  }

  /// Whether there are none.
  public var isEmpty: Bool { ranges.isEmpty }

  /// How many.
  public var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound.rawValue - $1.lowerBound.rawValue) } }

  /// Whether `version` is one of them. O(log of the number of runs).
  public func contains(_ version: LocalVersion) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= version { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(version)
  }

  /// All of them, ascending.
  public var versions: [LocalVersion] {
    ranges.flatMap { range in
      (range.lowerBound.rawValue..<range.upperBound.rawValue).map { LocalVersion($0) }
    }
  }

  /// Adds one that is greater than all that are there.
  mutating func append(_ version: LocalVersion) {
    append(version..<LocalVersion(version.rawValue + 1))
  }

  private mutating func append(_ range: Range<LocalVersion>) {
    guard !range.isEmpty else { return }
    if let last = ranges.last {
      precondition(last.upperBound <= range.lowerBound, "versions are added in order")
      if last.upperBound == range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        return
      }
    }
    ranges.append(range)
  }

  /// Those of `versions` that are not among these, ascending. Both are walked once.
  func missing(from other: VersionRanges) -> [LocalVersion] {
    isEmpty ? other.versions : other.versions.filter { !contains($0) }
  }
}
