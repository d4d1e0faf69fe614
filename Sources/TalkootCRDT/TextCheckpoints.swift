/// Critical versions of a text with its length there: where a walk can start without knowing what came before.
///
/// - Invariant: each has the ones before it in its past, and is in the past of all changes that were applied after it.
public struct TextCheckpoints: Hashable, Sendable {
  /// A critical version.
  public struct Entry: Hashable, Sendable {
    /// The change.
    public var version: LocalVersion
    /// How many scalars the text had after it.
    public var scalarCount: Int

    /// Makes an entry.
    public init(version: LocalVersion, scalarCount: Int) {
      self.version = version
      self.scalarCount = scalarCount
    }
  }

  private static var countMax: Int { 24 }
  private static var recentCount: Int { 8 }

  /// Ascending.
  public private(set) var entries: [Entry] = []

  /// Makes an empty list.
  public init() {}

  /// Makes the list that was stored.
  public init(entries: [Entry]) { self.entries = entries }

  var last: Entry? { entries.last }

  /// Adds a version that has everything in its past. When there are too many, every other of the older ones goes, so
  /// that the gaps double with age and a walk is at most about twice as long as it need be.
  mutating func append(_ version: LocalVersion, scalarCount: Int) {
    if entries.last?.version == version { entries.removeLast() }
    entries.append(Entry(version: version, scalarCount: scalarCount))
    guard entries.count > Self.countMax else { return }
    var index = entries.count - Self.recentCount - 1
    while index >= 0 {
      entries.remove(at: index)
      index -= 2
    }
  }

  /// Drops those that a change does not have in its past.
  mutating func keep(while isInPast: (LocalVersion) -> Bool) {
    while let last = entries.last, !isInPast(last.version) { entries.removeLast() }
  }
}
