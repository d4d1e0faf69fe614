public import TalkootCrypto
public import TalkootLog

/// The exchange of ALPN `talkoot-join/1`: one request of a newcomer, one answer (`docs/protocol/sync.md`, *Joining*,
/// *Another node of an organisation*).
public enum JoinFrame: Equatable, Sendable {
  case request(JoinRequest)
  case accepted(JoinAccepted)
  case refused(JoinRefused)
  case cardQuestion(CardQuestion)
  case cardAnswer(CardAnswer)
  case cardRequest(CardRequest)
  case deviceRequest(DeviceRequest)

  /// The most a frame of this exchange may have.
  public static let frameBytesMax = 16 << 10
  /// The most an organisation's name may have, in UTF-8.
  public static let nameBytesMax = 1_024
  /// The most an address may have.
  public static let addressBytesMax = 255
  /// Addresses of one node.
  public static let addressesMax = 8
  /// Nodes an acceptance tells of.
  public static let nodesMax = 64
  /// The genesis record an acceptance carries.
  public static let genesisBytesMax = 4_096

  static let requestKind: UInt8 = 0x41
  static let acceptedKind: UInt8 = 0x42
  static let refusedKind: UInt8 = 0x43
  static let cardQuestionKind: UInt8 = 0x44
  static let cardAnswerKind: UInt8 = 0x45
  static let cardRequestKind: UInt8 = 0x46
  static let deviceRequestKind: UInt8 = 0x47
}

/// What a newcomer asks with. It proves the three secrets without telling them: E's, its root's, its node's.
public struct JoinRequest: Equatable, Sendable {
  /// Names the invite, which holds the public key E.
  public var invite: ObjectID
  /// The organisation's name as it writes it.
  public var organisation: String
  /// The public half of its recovery card.
  public var rootKey: PublicKey
  /// Its node's identity key.
  public var nodeKey: PublicKey
  /// Where the newcomer's node can be reached; may be empty.
  public var addresses: [String]
  /// By the invitation's key E, over what the protocol page's *Joining* says (`JoinProof.signedBytes` of TalkootModel).
  public var signatureByInvite: Signature
  /// By the root key, over the same.
  public var signatureByRoot: Signature
  /// By the node key, over the same.
  public var signatureByNode: Signature

  /// A request, signed.
  public init(
    invite: ObjectID,
    organisation: String,
    rootKey: PublicKey,
    nodeKey: PublicKey,
    addresses: [String],
    signatureByInvite: Signature,
    signatureByRoot: Signature,
    signatureByNode: Signature
  ) {
    self.invite = invite
    self.organisation = organisation
    self.rootKey = rootKey
    self.nodeKey = nodeKey
    self.addresses = addresses
    self.signatureByInvite = signatureByInvite
    self.signatureByRoot = signatureByRoot
    self.signatureByNode = signatureByNode
  }
}

/// A newcomer is a participant: enough for its node to begin to sync.
public struct JoinAccepted: Equatable, Sendable {
  /// What the newcomer is called in the network.
  public var member: MemberID
  /// The change that admits it.
  public var admission: ChangeID
  /// The network's genesis record, whose hash is the network id that the code names.
  public var genesis: [UInt8]
  /// Nodes to sync with, the admitting one first.
  public var nodes: [JoinNode]

  /// An acceptance.
  public init(member: MemberID, admission: ChangeID, genesis: [UInt8], nodes: [JoinNode]) {
    self.member = member
    self.admission = admission
    self.genesis = genesis
    self.nodes = nodes
  }
}

/// A node as an acceptance tells of it.
public struct JoinNode: Equatable, Sendable {
  /// Its identity key.
  public var key: PublicKey
  /// The organisation it belongs to.
  public var member: MemberID
  /// Where it can be reached.
  public var addresses: [String]

  /// A node and where it is.
  public init(key: PublicKey, member: MemberID, addresses: [String]) {
    self.key = key
    self.member = member
    self.addresses = addresses
  }
}

/// Why a newcomer isn't let in. It discloses nothing of the network.
public struct JoinRefused: Equatable, Sendable {
  /// The reason, on the wire.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The code on the wire.
    public let rawValue: UInt64
    /// Any code, known here or not.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// No such invite, or it is spent or expired, or the proof is wrong: one answer for all, so that nobody can probe.
    public static let invalid = Code(rawValue: 1)
    /// Too many unconfirmed participants by this organisation's invitations.
    public static let tooManyUnconfirmed = Code(rawValue: 2)
    /// Not now: ask another node or later.
    public static let unavailable = Code(rawValue: 3)
  }

  /// Why.
  public var code: Code
  /// The same in words.
  public var text: String

  /// A refusal.
  public init(code: Code, text: String) {
    self.code = code
    self.text = text
  }
}
