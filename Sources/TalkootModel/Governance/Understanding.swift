internal import HashTreeCollections
internal import TalkootCRDT
internal import TalkootLog

/// What a version of Talkoot understands of what others write (docs/decisions/0013-who-stops-a-voice.md).
///
/// New meanings always get new numbers: a known operation with a body that can't be read is malformed, not newer.
public struct Understanding: Hashable, Sendable {
  /// Operations of every kind below this number that a version has given a meaning.
  public let kindsBelow: UInt64
  /// Changes of every format up to this one.
  public let format: UInt32

  /// What every version understands; nobody needs to say so.
  public static let first = Understanding(kindsBelow: 37, format: 1)
  /// What this version understands.
  public static let current = first

  /// All operations of kinds below `kindsBelow`, in changes of formats up to `format`.
  public init(kindsBelow: UInt64, format: UInt32) {
    self.kindsBelow = kindsBelow
    self.format = format
  }

  /// What it takes to understand an operation of `kind`.
  public init(kind: UInt64) { self.init(kindsBelow: kind < .max ? kind + 1 : kind, format: Understanding.first.format) }

  /// What it takes to understand a change of `format`.
  public init(format: UInt32) { self.init(kindsBelow: Understanding.first.kindsBelow, format: format) }

  /// Whether who understands this understands `other`.
  public func includes(_ other: Understanding) -> Bool {
    kindsBelow >= other.kindsBelow && format >= other.format
  }
}

/// A node's word on what it understands.
struct UnderstandingEntry: Sendable {
  let understanding: Understanding
  let origin: Origin
}

extension GovernanceState {
  mutating func take<Order>(_ understanding: Understanding, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    let own = understandings[origin.author.organisation] ?? []
    let isSaid = own.contains { entry in
      entry.origin.author.node == origin.author.node && past.holds(entry.origin.dot)
        && entry.understanding.includes(understanding)
    }
    if isSaid || Understanding.first.includes(understanding) { return .pointless }
    let entry = UnderstandingEntry(understanding: understanding, origin: origin)
    understandings[origin.author.organisation] = own + [entry]
    return nil
  }

  /// Whether more than half of the members, of the latest roster that the past has, are known there to have a voice
  /// that understands this.
  func isUnderstood<Order>(_ needed: Understanding, _ past: Past<Order>?) -> Bool {
    guard !Understanding.first.includes(needed) else { return true }
    guard let members = latestEpoch(past)?.members else { return false }
    return members.organisations.count { understands($0, needed, past) } >= members.quorum
  }

  func understands<Order>(_ member: MemberID, _ needed: Understanding, _ past: Past<Order>?) -> Bool {
    guard let said = understandings[member], let voice = voice(of: member, past) else { return false }
    return said.contains { entry in
      entry.origin.author.node == voice && past.covers(entry.origin.dot) && entry.understanding.includes(needed)
    }
  }

  /// Whether a critical operation that this version doesn't know stops its voice: when, in the operation's own past, its
  /// author is a member and more than half of the members understand what it takes. Until then nobody heeds it, whatever
  /// version it has, so no member alone stops anyone; and from then on nothing is settled without one who understands.
  func stopsVoices(_ needed: Understanding, by author: MemberID, at place: Dot, order: some CausalOrder) -> Bool {
    guard !Understanding.current.includes(needed) else { return false }
    let past = Past(of: place, order: order)
    return isMember(author, past) && isUnderstood(needed, past)
  }
}

extension GovernanceOperation {
  /// Whether it proves itself, so that it doesn't matter who tells of it.
  var isAnyonesToTell: Bool {
    switch self {
    case .forkEvidence: true
    case .genesis, .invite, .revoke, .admit, .admitNode, .retireNode, .assignVoice, .propose, .approve,
      .withdrawProposal, .leave, .settle, .received, .closeDecision, .withdrawDecision, .erase, .addressHint,
      .understands, .openDecision, .position:
      false
    }
  }
}
