public import TalkootCrypto
public import TalkootLog

/// One state of the roster: numbered, and each but the first certified by more than half of the one before. Its id
/// chains the values settled so far, so that two rosters never share one.
public struct EpochID: DigestIdentifier {
  /// The hash.
  public let digest: Digest
  /// The id that a digest is.
  public init(_ digest: Digest) { self.digest = digest }

  static func first(_ network: NetworkID) -> EpochID {
    EpochID(SHA256.hash("talkoot/epoch/1", network.digest))
  }

  func following(with value: Digest) -> EpochID {
    EpochID(SHA256.hash("talkoot/epoch/1", digest.bytes + value.bytes))
  }
}

/// What a proposal would do to the roster.
public enum RosterAction: Hashable, Sendable {
  /// A participant becomes a member.
  case confirm(MemberID)
  /// A member or participant is out.
  case remove(MemberID)
  /// An organisation's recovery card is replaced.
  case rekey(MemberID, PublicKey)

  /// The organisation that it is about, which never approves it.
  public var concerned: MemberID {
    switch self {
    case .confirm(let member), .remove(let member), .rekey(let member, _): member
    }
  }
}

/// A proposal to change the roster. Proposing approves.
public struct RosterProposal: Hashable, Sendable {
  /// The number of the epoch that it is to change.
  public let epoch: UInt32
  /// What it would do.
  public let action: RosterAction
  /// Why, for people.
  public let reason: String

  /// A proposal to the members of epoch number `epoch`.
  public init(epoch: UInt32, action: RosterAction, reason: String) {
    self.epoch = epoch
    self.action = action
    self.reason = reason
  }

  /// The proposal's id. Proposals to confirm one organisation are one, whoever makes them.
  public static func id(of action: RosterAction, network: NetworkID, madeBy change: ChangeID, index: UInt32) -> ObjectID
  {
    switch action {
    case .confirm(let member):
      ObjectID(network: network, kind: RosterProposal.objectKind, key: "confirm/" + member.digest.hex)
    case .remove, .rekey: ObjectID(madeBy: change, index: index)
    }
  }

  /// The number of the object kind *roster proposal* (`ObjectKind`).
  static let objectKind: UInt64 = 13
}

/// What the roster's settling comes out as: the approved proposals and everyone's leaving, applied together. Each list
/// is ascending by organisation.
public struct RosterChange: Hashable, Sendable {
  /// A new recovery card.
  public struct Rekeying: Hashable, Sendable {
    /// Whose card it is.
    public let organisation: MemberID
    /// The new root key.
    public let rootKey: PublicKey

    /// `organisation`'s new root key.
    public init(organisation: MemberID, rootKey: PublicKey) {
      self.organisation = organisation
      self.rootKey = rootKey
    }
  }

  /// Participants that become members.
  public internal(set) var confirmed: [MemberID]
  /// Members and participants that are out.
  public internal(set) var removed: [MemberID]
  /// Organisations with a new card.
  public internal(set) var rekeyed: [Rekeying]
  /// Organisations that have left.
  public internal(set) var left: [MemberID]

  /// A change with these parts; each is sorted and freed of repetition.
  public init(
    confirmed: [MemberID] = [],
    removed: [MemberID] = [],
    rekeyed: [Rekeying] = [],
    left: [MemberID] = []
  ) {
    self.confirmed = Electorate(confirmed).organisations
    self.removed = Electorate(removed).organisations
    self.left = Electorate(left).organisations
    self.rekeyed = rekeyed.sorted { $0.organisation < $1.organisation }
  }

  /// Whether it changes nothing.
  public var isEmpty: Bool { confirmed.isEmpty && removed.isEmpty && rekeyed.isEmpty && left.isEmpty }

  /// Whether it only adds members: then what a person approved before it is approved again without asking.
  public var onlyAdds: Bool { removed.isEmpty && rekeyed.isEmpty && left.isEmpty }
}
