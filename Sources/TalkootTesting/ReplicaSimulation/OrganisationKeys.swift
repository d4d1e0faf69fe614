public import TalkootCrypto
public import TalkootLog
public import TalkootModel

/// An organisation's keys, all made from a number, so that a run repeats.
public struct OrganisationKeys: Sendable {
  /// The recovery card.
  public let root: SigningKey
  /// Its node's identity key.
  public let node: SigningKey
  /// The secret of the invitation that lets it in.
  public let invitation: SigningKey
  /// The number.
  public let number: Int

  /// The keys of the organisation with this number.
  public init(_ number: Int) {
    func key(_ purpose: String) -> SigningKey {
      SigningKey(seed: SHA256.hash("talkoot/test-key/1", Array("\(purpose) \(number)".utf8)).bytes)!
    }
    self.number = number
    root = key("root")
    node = key("node")
    invitation = key("invitation")
  }

  /// Its node.
  public var nodeID: NodeID { NodeID(of: node.publicKey) }

  /// The genesis of a network that it founds.
  public var genesis: Genesis {
    let nonce = Array(
      SHA256.hash("talkoot/test-nonce/1", Array("\(number)".utf8)).bytes.prefix(GenesisRecord.nonceBytes)
    )
    let record = GenesisRecord(
      nonce: nonce,
      timeZone: "Europe/Helsinki",
      rootKey: root.publicKey,
      nodeKey: node.publicKey
    )!
    return Genesis(record: record, rootSignature: root.sign(record.signedBytes))
  }

  /// Its request to be let in, proven.
  public func admission(to network: NetworkID, by invitation: ObjectID) -> Admission {
    let exporter = SHA256.hash("talkoot/test-exporter/1", Array("\(number)".utf8))
    let message = JoinProof.signedBytes(
      network: network,
      rootKey: root.publicKey,
      nodeKey: node.publicKey,
      exporter: exporter
    )
    return Admission(
      network: network,
      invitation: invitation,
      rootKey: root.publicKey,
      nodeKey: node.publicKey,
      exporter: exporter,
      invitationSignature: self.invitation.sign(message),
      rootSignature: root.sign(message),
      nodeSignature: node.sign(message)
    )
  }
}
