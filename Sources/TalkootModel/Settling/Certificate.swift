public import TalkootCRDT
public import TalkootLog

/// A quorum of accepts for one value in one round: what makes something final.
public struct Certificate<Value: SettledValue>: Hashable, Sendable {
  /// One voice's accept.
  public struct Part: Hashable, Sendable {
    /// Whose voice accepted.
    public let organisation: MemberID
    /// The operation that says so.
    public let place: Dot
  }

  /// The round in which the quorum accepted.
  public let round: Round
  /// What is settled.
  public let value: Value
  /// The accepts, ascending by organisation, one for each.
  public let parts: [Part]
}

/// A voice that contradicts itself, proven by two of its own signed messages. Without one there are never two
/// certificates with different values (docs/decisions/0002-double-offers.md).
public struct DoubleVoice: Hashable, Sendable {
  /// How the two messages contradict each other.
  public enum Kind: Hashable, Sendable {
    /// It offered two values in one round.
    case offeredTwice
    /// It accepted two values in one round.
    case acceptedTwice
    /// Its promise doesn't tell of what it accepted in a lower round.
    case hidAccepted
  }

  /// Whose voice it is.
  public let organisation: MemberID
  /// What it did.
  public let kind: Kind
  /// The two messages, in no particular order.
  public let first: Dot
  /// The two messages, in no particular order.
  public let second: Dot
}
