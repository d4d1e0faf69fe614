/// A change's number on this replica: how many changes had arrived before it.
///
/// Arrival is causal, so the numbers are a topological order of the event graph (the *local version* of
/// Gentle & Kleppmann, *Collaborative Text Editing with Eg-walker*, EuroSys 2025). They differ between replicas and
/// never reach bytes, hashes or results.
public struct LocalVersion: Hashable, Comparable, Sendable {
  /// How many changes had arrived before it.
  public var rawValue: UInt32

  /// Makes a version.
  @inlinable
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// Whether `a` arrived before `b`.
  @inlinable
  public static func < (a: LocalVersion, b: LocalVersion) -> Bool { a.rawValue < b.rawValue }
}

/// One operation, named locally: the change that holds it and its index in that change.
///
/// *Dot* is the term of Almeida, Preguiça and others for the event behind a CRDT's update.
public struct Dot: Hashable, Sendable {
  /// The change.
  public var version: LocalVersion
  /// Which of its operations.
  public var index: UInt32

  /// Makes a dot.
  @inlinable
  public init(_ version: LocalVersion, _ index: UInt32) {
    self.version = version
    self.index = index
  }
}

/// What the CRDTs need to know about changes: which happened before which, and one total order over all operations
/// that is the same on every replica.
public protocol CausalOrder {
  /// Whether change `a` is in the causal past of change `b`. A change is not in its own past.
  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool

  /// The total order of operations: by derived Lamport time, then change id, then index. Extends causality.
  func precedes(_ a: Dot, _ b: Dot) -> Bool
}
