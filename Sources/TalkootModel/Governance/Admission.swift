public import TalkootCrypto
public import TalkootLog

/// What a newcomer shows to be let in: three signatures over one text, bound to the TLS connection it came by, so that
/// the invitation's secret never crosses the wire and nobody can pass the proof on.
public enum JoinProof {
  /// What the invitation's key, the root key and the node key sign: a domain string, network, root key, node key and the
  /// TLS exporter's value.
  public static func signedBytes(
    network: NetworkID,
    rootKey: PublicKey,
    nodeKey: PublicKey,
    exporter: Digest
  ) -> [UInt8] {
    Array("talkoot/join/1".utf8) + network.digest.bytes + rootKey.bytes + nodeKey.bytes + exporter.bytes
  }
}

/// An invitation: whoever knows the secret behind `key` may be admitted once.
public struct Invitation: Hashable, Sendable {
  /// The public half of the secret in the code.
  public let key: PublicKey
  /// Milliseconds since 1970 after which nodes don't admit on it any more. No rule compares it.
  public let expiresMilliseconds: Int64

  /// An invitation for who knows the secret half of `key`.
  public init(key: PublicKey, expiresMilliseconds: Int64) {
    self.key = key
    self.expiresMilliseconds = expiresMilliseconds
  }
}

/// An organisation's admission. Its hash is the organisation's id; who is admitted anew gets a new one.
public struct Admission: Hashable, Sendable {
  /// The network it is for.
  public let network: NetworkID
  /// The invitation that was used.
  public let invitation: ObjectID
  /// The newcomer's recovery card.
  public let rootKey: PublicKey
  /// The newcomer's first node, and its voice.
  public let nodeKey: PublicKey
  /// The TLS exporter's value on the connection it was asked for.
  public let exporter: Digest
  /// The invitation key's signature over `signedBytes`.
  public let invitationSignature: Signature
  /// The root key's.
  public let rootSignature: Signature
  /// The node key's.
  public let nodeSignature: Signature

  /// An admission as it was asked for; checked when it is applied, or by `isProven`.
  public init(
    network: NetworkID,
    invitation: ObjectID,
    rootKey: PublicKey,
    nodeKey: PublicKey,
    exporter: Digest,
    invitationSignature: Signature,
    rootSignature: Signature,
    nodeSignature: Signature
  ) {
    self.network = network
    self.invitation = invitation
    self.rootKey = rootKey
    self.nodeKey = nodeKey
    self.exporter = exporter
    self.invitationSignature = invitationSignature
    self.rootSignature = rootSignature
    self.nodeSignature = nodeSignature
  }

  /// What the three keys sign.
  public var signedBytes: [UInt8] {
    JoinProof.signedBytes(network: network, rootKey: rootKey, nodeKey: nodeKey, exporter: exporter)
  }

  /// The organisation's id.
  public var member: MemberID {
    Admission.member(
      network: network,
      invitation: invitation,
      rootKey: rootKey,
      nodeKey: nodeKey,
      exporter: exporter
    )
  }

  /// The id that an organisation admitted with these gets.
  public static func member(
    network: NetworkID,
    invitation: ObjectID,
    rootKey: PublicKey,
    nodeKey: PublicKey,
    exporter: Digest
  ) -> MemberID {
    var bytes = network.digest.bytes + invitation.bytes
    bytes += rootKey.bytes + nodeKey.bytes + exporter.bytes
    return MemberID(SHA256.hash("talkoot/admission/1", bytes))
  }

  /// Whether all three signatures hold. Costs about a third of a millisecond, the same whichever of them is wrong: how
  /// long an answer takes must not tell a stranger what it got right.
  public func isProven(invitationKey: PublicKey) -> Bool {
    let message = signedBytes
    let results = [
      invitationKey.isValid(invitationSignature, over: message), rootKey.isValid(rootSignature, over: message),
      nodeKey.isValid(nodeSignature, over: message),
    ]
    return results == [true, true, true]
  }
}

/// Another node of an organisation that is there already: written by one of its nodes, or by anyone with the root's
/// signature.
public struct NodeAdmission: Hashable, Sendable {
  /// Whose node it is.
  public let organisation: MemberID
  /// The new node.
  public let nodeKey: PublicKey
  /// The new node's own signature over `signedBytes`.
  public let nodeSignature: Signature
  /// The root key's, where no node of the organisation writes this.
  public let rootSignature: Signature?

  /// A node's admission; checked when it is applied.
  public init(
    organisation: MemberID,
    nodeKey: PublicKey,
    nodeSignature: Signature,
    rootSignature: Signature? = nil
  ) {
    self.organisation = organisation
    self.nodeKey = nodeKey
    self.nodeSignature = nodeSignature
    self.rootSignature = rootSignature
  }

  /// What the node and the root sign.
  public static func signedBytes(network: NetworkID, organisation: MemberID, nodeKey: PublicKey) -> [UInt8] {
    Array("talkoot/admit-node/1".utf8) + network.digest.bytes + organisation.digest.bytes + nodeKey.bytes
  }
}

/// A lost or stolen node is closed: by another node of its organisation, or with the root's signature.
public struct NodeRetirement: Hashable, Sendable {
  /// Whose node it is.
  public let organisation: MemberID
  /// The node that is closed.
  public let node: NodeID
  /// Why, for people.
  public let reason: String
  /// The root key's, where no node of the organisation writes this.
  public let rootSignature: Signature?

  /// A retirement; checked when it is applied.
  public init(organisation: MemberID, node: NodeID, reason: String, rootSignature: Signature? = nil) {
    self.organisation = organisation
    self.node = node
    self.reason = reason
    self.rootSignature = rootSignature
  }

  /// What the root signs.
  public static func signedBytes(network: NetworkID, organisation: MemberID, node: NodeID) -> [UInt8] {
    Array("talkoot/retire-node/1".utf8) + network.digest.bytes + organisation.digest.bytes + node.digest.bytes
  }
}

/// The root key names the node that is its organisation's voice.
public struct VoiceAssignment: Hashable, Sendable {
  /// Whose voice it is.
  public let organisation: MemberID
  /// The node that speaks from now on.
  public let node: NodeID
  /// Rises with each assignment; the highest counts. The admission's node has term 0.
  public let term: UInt32
  /// The root key's signature over `signedBytes`.
  public let rootSignature: Signature

  /// An assignment; checked when it is applied.
  public init(organisation: MemberID, node: NodeID, term: UInt32, rootSignature: Signature) {
    self.organisation = organisation
    self.node = node
    self.term = term
    self.rootSignature = rootSignature
  }

  /// What the root signs.
  public static func signedBytes(
    network: NetworkID,
    organisation: MemberID,
    node: NodeID,
    term: UInt32
  ) -> [UInt8] {
    let bytes = Array("talkoot/voice/1".utf8) + network.digest.bytes + organisation.digest.bytes + node.digest.bytes
    return bytes + withUnsafeBytes(of: term.bigEndian) { Array($0) }
  }
}
