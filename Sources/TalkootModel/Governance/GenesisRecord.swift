public import TalkootCrypto
public import TalkootLog

/// What a network begins with; its hash is the network's id (`docs/formats/governance.md`, *Genesis*).
public struct GenesisRecord: Hashable, Sendable {
  /// The only format there is.
  public static let format: UInt8 = 1
  /// How many random bytes tell one network from another of the same founder.
  public static let nonceBytes = 16
  /// The longest name of a time zone.
  public static let timeZoneBytesMax = 64

  /// 16 random bytes.
  public let nonce: [UInt8]
  /// The IANA name of the zone that dates of this network are in, for ever.
  public let timeZone: String
  /// The founder's recovery card.
  public let rootKey: PublicKey
  /// The founder's first node.
  public let nodeKey: PublicKey

  /// nil when the nonce isn't 16 bytes or the time zone's name is empty or too long.
  public init?(nonce: [UInt8], timeZone: String, rootKey: PublicKey, nodeKey: PublicKey) {
    guard nonce.count == GenesisRecord.nonceBytes else { return nil }
    guard (1...GenesisRecord.timeZoneBytesMax).contains(timeZone.utf8.count) else { return nil }
    self.nonce = nonce
    self.timeZone = timeZone
    self.rootKey = rootKey
    self.nodeKey = nodeKey
  }

  /// The canonical bytes: format, nonce, length and UTF-8 of the time zone, root key, node key.
  public var bytes: [UInt8] {
    var output: [UInt8] = [GenesisRecord.format]
    output += nonce
    output.append(UInt8(timeZone.utf8.count))
    output += Array(timeZone.utf8)
    output += rootKey.bytes
    output += nodeKey.bytes
    return output
  }

  /// The network's id.
  public var network: NetworkID { NetworkID(SHA256.hash("talkoot/genesis/1", bytes)) }

  /// The founder's admission: the genesis is what admits it.
  public var founder: MemberID { MemberID(SHA256.hash("talkoot/admission/1", bytes)) }

  /// What the root key signs to found the network.
  public var signedBytes: [UInt8] {
    JoinProof.signedBytes(network: network, rootKey: rootKey, nodeKey: nodeKey, exporter: .zero)
  }
}

/// The first operation of the founder's first change.
public struct Genesis: Hashable, Sendable {
  /// What the network begins with.
  public let record: GenesisRecord
  /// The root key's signature over `record.signedBytes`.
  public let rootSignature: Signature

  /// A genesis as its founder made it; the signature is checked when it is applied.
  public init(record: GenesisRecord, rootSignature: Signature) {
    self.record = record
    self.rootSignature = rootSignature
  }
}
