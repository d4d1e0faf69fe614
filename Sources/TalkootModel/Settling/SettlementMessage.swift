public import TalkootCrypto

/// What a settlement may come out as. Two values are one exactly when their digests are.
public protocol SettledValue: Hashable, Sendable {
  /// The hash of the value's canonical bytes, by which accepts name it.
  var digest: Digest { get }
}

/// What a voice writes to settle one thing (single-decree Paxos; Lamport, *Paxos Made Simple*, 2001). Each message is
/// an operation of a signed change, and its causal past stands for all that the voice had heard.
public enum SettlementMessage<Value: SettledValue>: Hashable, Sendable {
  /// Asks every voice to promise for a round that its author's organisation leads.
  case prepare(Round)
  /// This voice accepts nothing in a lower round; the highest that it has accepted so far.
  case promise(Round, accepted: AcceptedValue?)
  /// A value, after a quorum of promises: the one accepted in the highest round that they name, else the one computed
  /// from the message's own past.
  case offer(Round, Value)
  /// This voice accepts the value with this digest in this round.
  case accept(Round, Digest)

  /// The round the message is about.
  public var round: Round {
    switch self {
    case .prepare(let round), .promise(let round, _), .offer(let round, _), .accept(let round, _): round
    }
  }
}

/// What a voice has accepted: the digest of a value, and in which round.
public struct AcceptedValue: Hashable, Sendable {
  /// The round it was accepted in.
  public let round: Round
  /// The value's digest.
  public let digest: Digest

  /// The value with `digest`, accepted in `round`.
  public init(round: Round, digest: Digest) {
    self.round = round
    self.digest = digest
  }
}

/// Why a message counts for nothing: found in its own causal past, so that every replica finds the same.
public enum MessageFlaw: Hashable, Sendable {
  /// Its author's organisation has no say in this.
  case notInElectorate
  /// Only the voice of the round's organisation prepares and offers in it.
  case notTheRoundsOwn
  /// The counter isn't at most one above the highest one prepared in the message's past (or is 0).
  case counterLeaps
  /// The same was said before in its own past.
  case repeated
  /// A promise for a round that nobody prepared.
  case notPrepared
  /// Its author had promised or accepted in this or a higher round.
  case promisedOtherwise
  /// The promise doesn't name what its author had accepted last.
  case hidesAccepted
  /// An offer without a quorum of promises for its round.
  case tooFewPromises
  /// Nothing was ripe to be settled in the offer's past.
  case nothingToSettle
  /// The offer's value is not the one that its past gives.
  case wrongValue
  /// An accept of something that wasn't offered in this round.
  case notOffered
}
