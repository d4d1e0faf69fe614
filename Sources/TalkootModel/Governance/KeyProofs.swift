public import TalkootCrypto
public import TalkootLog

/// What the holder of a recovery card signs to be told what there is to sign: bound to one TLS connection of one node,
/// so that nobody can pass it on.
public enum CardProof {
  /// What the root key signs: a domain string, root key, node key and the TLS exporter's value.
  public static func signedBytes(rootKey: PublicKey, nodeKey: PublicKey, exporter: Digest) -> [UInt8] {
    Array("talkoot/card/1".utf8) + rootKey.bytes + nodeKey.bytes + exporter.bytes
  }
}

/// What a new node of an organisation shows that was given a code by another node of it.
public enum DeviceProof {
  /// What the code's key signs: a domain string, network, organisation, node key and the TLS exporter's value.
  public static func signedBytes(
    network: NetworkID,
    organisation: MemberID,
    nodeKey: PublicKey,
    exporter: Digest
  ) -> [UInt8] {
    Array("talkoot/device/1".utf8) + network.digest.bytes + organisation.digest.bytes + nodeKey.bytes + exporter.bytes
  }
}

// MARK: - Signed by those who hold the keys

extension NodeAdmission {
  /// The admission of `node`, signed by it, and by the root key where no node of the organisation writes it.
  public init(network: NetworkID, organisation: MemberID, node: SigningKey, root: SigningKey? = nil) {
    let message = NodeAdmission.signedBytes(network: network, organisation: organisation, nodeKey: node.publicKey)
    self.init(
      organisation: organisation,
      nodeKey: node.publicKey,
      nodeSignature: node.sign(message),
      rootSignature: root?.sign(message)
    )
  }
}

extension NodeRetirement {
  /// The retirement of `node`, signed by the root key.
  public init(network: NetworkID, organisation: MemberID, node: NodeID, reason: String, root: SigningKey) {
    let message = NodeRetirement.signedBytes(network: network, organisation: organisation, node: node)
    self.init(organisation: organisation, node: node, reason: reason, rootSignature: root.sign(message))
  }
}

extension VoiceAssignment {
  /// `node` as the organisation's voice, signed by the root key.
  public init(network: NetworkID, organisation: MemberID, node: NodeID, term: UInt32, root: SigningKey) {
    let message = VoiceAssignment.signedBytes(network: network, organisation: organisation, node: node, term: term)
    self.init(organisation: organisation, node: node, term: term, rootSignature: root.sign(message))
  }
}
