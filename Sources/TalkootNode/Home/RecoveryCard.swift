internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel

/// An organisation's root key as a file, and what its holder needs to find the network again.
///
/// A key file (`KeyFile`) with notes, of which none is secret: `network ID`, `member ID`, and `peer NODE ADDRESS …` for
/// nodes of others to ask when all of one's own are gone.
struct RecoveryCard: Sendable {
  /// A node of another organisation, as it was known when the card was written.
  struct Peer: Sendable, Equatable {
    var node: NodeID
    var addresses: [String]
  }

  /// As many as a card names.
  static let peersMax = 8

  var publicKey: PublicKey
  var isSealed = false
  var network: NetworkID?
  var member: MemberID?
  var peers: [Peer] = []

  init(publicKey: PublicKey, network: NetworkID? = nil, member: MemberID? = nil, peers: [Peer] = []) {
    self.publicKey = publicKey
    self.network = network
    self.member = member
    self.peers = peers
  }

  /// Reads everything but the secret.
  init(path: String) throws(KeyFileError) {
    let file = try KeyFile.describe(path)
    publicKey = file.publicKey
    isSealed = file.isSealed
    for note in file.notes {
      let words = note.split(separator: " ").map(String.init)
      switch words.first {
      case "network" where words.count == 2: network = Digest(hex: words[1]).map { NetworkID($0) }
      case "member" where words.count == 2: member = Digest(hex: words[1]).map { MemberID($0) }
      case "peer" where words.count > 1 && peers.count < RecoveryCard.peersMax:
        guard let node = Digest(hex: words[1]).map({ NodeID($0) }) else { continue }
        peers.append(Peer(node: node, addresses: NodeAddress.usable(Array(words.dropFirst(2)))))
      default: continue  // a later version's
      }
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if let network { notes.append("network \(network.digest.hex)") }
    if let member { notes.append("member \(member.digest.hex)") }
    for peer in peers.prefix(RecoveryCard.peersMax) {
      notes.append((["peer", peer.node.digest.hex] + NodeAddress.usable(peer.addresses)).joined(separator: " "))
    }
    return notes
  }

  /// Writes a card for the root key whose public half this is.
  func write(_ root: SigningKey, to path: String, passphrase: [UInt8]? = nil) throws(KeyFileError) {
    precondition(root.publicKey == publicKey, "a card is for one key")
    try KeyFile.write(root, to: path, passphrase: passphrase, notes: notes)
  }

  /// In words for reading aloud: of the root key's hash.
  var fingerprint: String { RecoveryCard.fingerprint(of: publicKey) }

  static func fingerprint(of key: PublicKey) -> String { Fingerprint.words(NodeID(of: key).digest) }
}
