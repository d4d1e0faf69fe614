public import TalkootCrypto
public import TalkootLog

// What an organisation that is in the network already asks for over ALPN `talkoot-join/1`: another node, by its recovery
// card or by a code that one of its nodes made (`docs/protocol/sync.md`, *Another node of an organisation*).

/// Whoever holds a recovery card asks what there is to sign. It proves the root key; TLS proves the node key.
public struct CardQuestion: Equatable, Sendable {
  /// The card's public half, which names the organisation.
  public var rootKey: PublicKey
  /// By the root key, over `CardProof.signedBytes` of TalkootModel.
  public var signatureByRoot: Signature

  /// A question, signed.
  public init(rootKey: PublicKey, signatureByRoot: Signature) {
    self.rootKey = rootKey
    self.signatureByRoot = signatureByRoot
  }
}

/// What the card's holder needs to know to sign.
public struct CardAnswer: Equatable, Sendable {
  /// Its organisation.
  public var member: MemberID
  /// The network's genesis record.
  public var genesis: [UInt8]
  /// The term for naming a voice: one more than the highest there was.
  public var term: UInt32
  /// The organisation's nodes that are not retired, ascending.
  public var nodes: [NodeID]

  /// An answer.
  public init(member: MemberID, genesis: [UInt8], term: UInt32, nodes: [NodeID]) {
    self.member = member
    self.genesis = genesis
    self.term = term
    self.nodes = nodes
  }
}

/// What the card's holder wants written, signed: its node admitted, others retired, its node made the voice.
public struct CardRequest: Equatable, Sendable {
  /// A node to be retired.
  public struct Retirement: Equatable, Sendable {
    /// Which.
    public var node: NodeID
    /// By the root key, over `NodeRetirement.signedBytes`.
    public var signatureByRoot: Signature

    /// A retirement, signed.
    public init(node: NodeID, signatureByRoot: Signature) {
      self.node = node
      self.signatureByRoot = signatureByRoot
    }
  }

  /// The organisation.
  public var member: MemberID
  /// The new node, which must be the one that connects.
  public var nodeKey: PublicKey
  /// By the new node, over `NodeAdmission.signedBytes`.
  public var signatureByNode: Signature
  /// By the root key, over the same.
  public var signatureByRoot: Signature
  /// Nodes that are lost.
  public var retirements: [Retirement]
  /// The term in which the new node becomes the voice.
  public var term: UInt32
  /// By the root key, over `VoiceAssignment.signedBytes`.
  public var signatureForVoice: Signature
  /// Why, for people.
  public var reason: String

  /// A request, signed.
  public init(
    member: MemberID,
    nodeKey: PublicKey,
    signatureByNode: Signature,
    signatureByRoot: Signature,
    retirements: [Retirement],
    term: UInt32,
    signatureForVoice: Signature,
    reason: String
  ) {
    self.member = member
    self.nodeKey = nodeKey
    self.signatureByNode = signatureByNode
    self.signatureByRoot = signatureByRoot
    self.retirements = retirements
    self.term = term
    self.signatureForVoice = signatureForVoice
    self.reason = reason
  }
}

/// A new node asks one of its own organisation to be admitted, by a code that this one made.
public struct DeviceRequest: Equatable, Sendable {
  /// The public half of the code's secret, which names the code.
  public var invite: PublicKey
  /// The new node, which must be the one that connects.
  public var nodeKey: PublicKey
  /// By the code's key, over `DeviceProof.signedBytes` of TalkootModel.
  public var signatureByInvite: Signature
  /// By the new node, over `NodeAdmission.signedBytes`.
  public var signatureByNode: Signature

  /// A request, signed.
  public init(
    invite: PublicKey,
    nodeKey: PublicKey,
    signatureByInvite: Signature,
    signatureByNode: Signature
  ) {
    self.invite = invite
    self.nodeKey = nodeKey
    self.signatureByInvite = signatureByInvite
    self.signatureByNode = signatureByNode
  }
}
