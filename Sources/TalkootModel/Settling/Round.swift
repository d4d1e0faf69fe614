public import TalkootLog

/// One attempt to settle something: a counter and the organisation whose voice leads it. Rounds are ordered by counter,
/// then organisation, so that two voices never lead the same one (Lamport's *ballot number*).
public struct Round: Hashable, Comparable, Sendable {
  /// Counts from 1.
  public let counter: UInt64
  /// The organisation whose voice prepares and offers in this round.
  public let organisation: MemberID

  /// The round that `organisation` leads with `counter`.
  public init(counter: UInt64, organisation: MemberID) {
    self.counter = counter
    self.organisation = organisation
  }

  /// By counter, then organisation.
  public static func < (a: Round, b: Round) -> Bool {
    a.counter != b.counter ? a.counter < b.counter : a.organisation < b.organisation
  }
}
