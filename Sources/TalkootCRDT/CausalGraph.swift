/// The event graph of the changes a replica holds, in local versions.
///
/// Changes that follow each other without concurrency are one *entry*, whatever their number: a linear history of any
/// length is a single one (as in diamond-types' causal graph). Questions about the past cost O(1) where history is
/// linear and otherwise a walk over the entries between the versions asked about.
///
/// - Invariant: entries are in ascending order and without gaps; an entry's parents are smaller than its first
///   version, ascending, and none is in another's past.
public struct CausalGraph: Sendable {
  /// A run of changes, each but the first with the one before it as its only parent.
  public struct Entry: Hashable, Sendable {
    /// The first change of the run.
    public var first: LocalVersion
    /// How many changes the run has.
    public var count: Int
    /// The first change's parents: ascending, none in another's past.
    public var parents: [LocalVersion]

    /// Makes an entry, to be checked by ``CausalGraph/init(entries:)``.
    public init(first: LocalVersion, count: Int, parents: [LocalVersion]) {
      self.first = first
      self.count = count
      self.parents = parents
    }
  }

  /// A run as it is kept: its end is the next one's start.
  struct Run: Sendable {
    var start: UInt32
    /// The least version from which on everything up to `start` is in the past of `start`.
    var shadow: UInt32
    var parents: [LocalVersion]
  }

  private(set) var runs = ChunkedArray<Run>()

  /// How many changes there are.
  public private(set) var count = 0

  /// The changes that are in no other's past, ascending.
  public private(set) var heads: [LocalVersion] = []

  /// Makes an empty graph.
  public init() {}

  /// Adds a change that follows `parents`; those that are in the past of others of them are left out.
  ///
  /// - Precondition: the parents are in the graph.
  @discardableResult
  public mutating func append(parents: [LocalVersion]) -> LocalVersion {
    precondition(count < Int(UInt32.max), "a replica holds at most 2^32 - 1 changes")
    let version = LocalVersion(UInt32(count))
    let parents = minimal(parents)
    if let last = parents.last { precondition(last < version, "a parent has not arrived") }
    if count == 0 || parents.count != 1 || parents[0].rawValue != version.rawValue - 1 {
      runs.append(Run(start: version.rawValue, shadow: shadow(of: version.rawValue, parents), parents: parents))
    }
    heads.removeAll { parents.contains($0) }
    heads.append(version)
    count += 1
    return version
  }

  private func shadow(of start: UInt32, _ parents: [LocalVersion]) -> UInt32 {
    var shadow = start
    while shadow > 0, parents.contains(LocalVersion(shadow - 1)) {
      shadow = runs[indexOfRun(with: shadow - 1)].shadow
    }
    return shadow
  }

  /// The index of the run that holds a version.
  func indexOfRun(with version: UInt32) -> Int {
    precondition(version < count, "no such change")
    var low = 0
    var high = runs.count - 1
    if runs[high].start <= version { return high }
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].start <= version { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The first version of the run that holds a version.
  func startOfRun(with version: UInt32) -> UInt32 { runs[indexOfRun(with: version)].start }

  /// The changes directly before `version`, ascending.
  public func parents(of version: LocalVersion) -> [LocalVersion] {
    let run = runs[indexOfRun(with: version.rawValue)]
    return run.start == version.rawValue ? run.parents : [LocalVersion(version.rawValue - 1)]
  }
}

// MARK: - Storing

extension CausalGraph {
  /// The whole graph, to be stored.
  public var entries: [Entry] {
    (0..<runs.count).map { index in
      let end = index + 1 < runs.count ? Int(runs[index + 1].start) : count
      return Entry(
        first: LocalVersion(runs[index].start),
        count: end - Int(runs[index].start),
        parents: runs[index].parents
      )
    }
  }

  /// The graph that was stored; nil if these are not the entries of a graph.
  public init?(entries: [Entry]) {
    self.init()
    for entry in entries {
      guard entry.first.rawValue == count, entry.count > 0, entry.count < Int(UInt32.max) - count,
        entry.parents.allSatisfy({ $0 < entry.first })
      else { return nil }
      append(parents: entry.parents)
      guard parents(of: entry.first) == entry.parents else { return nil }
      count += entry.count - 1
      heads[heads.count - 1] = LocalVersion(UInt32(count - 1))
    }
  }
}
