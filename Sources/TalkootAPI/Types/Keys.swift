/// A node of an organisation.
public struct NodeDescription: APIDocument {
  /// The whole id (`n-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `node`.
  public var kind: String
  /// Its organisation's id.
  public var member: String
  /// That organisation's name.
  public var memberName: String?
  /// Of its identity key, in words for reading aloud.
  public var fingerprint: String
  /// Whether it is its organisation's voice.
  public var voice: Bool
  /// Whether it was closed.
  public var retired: Bool
  /// Whether it was closed by a node that it had let in itself, which counts only once another organisation has built on
  /// that.
  public var closing: Bool
  /// Whether it is the node that answers.
  public var own: Bool
  /// Where it says that it can be reached.
  public var addresses: [String]

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "node",
    member: String,
    memberName: String? = nil,
    fingerprint: String,
    voice: Bool,
    retired: Bool,
    closing: Bool = false,
    own: Bool,
    addresses: [String] = []
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.member = member
    self.memberName = memberName
    self.fingerprint = fingerprint
    self.voice = voice
    self.retired = retired
    self.closing = closing
    self.own = own
    self.addresses = addresses
  }
}

/// What is to be done with a node: closing it, or making it the voice.
public struct NodeAct: APIDocument {
  /// Why, for people.
  public var reason: String?
  /// The absolute path of the organisation's recovery card, which the node reads and forgets.
  public var card: String?
  /// The absolute path of a file with the card's passphrase.
  public var cardPassphraseFile: String?

  /// Makes the document from its fields.
  public init(reason: String? = nil, card: String? = nil, cardPassphraseFile: String? = nil) {
    self.reason = reason
    self.card = card
    self.cardPassphraseFile = cardPassphraseFile
  }
}

/// For a code by which another machine becomes a node of this organisation.
public struct NewDevice: APIDocument {
  /// For how long: a number with `m`, `h`, `d` or `w`; an hour when absent.
  public var expires: String?

  /// Makes the document from its fields.
  public init(expires: String? = nil) { self.expires = expires }
}

/// A code by which another machine becomes a node of this organisation.
public struct DeviceInvitation: APIDocument {
  /// The line to type on the other machine; a secret until it is used.
  public var code: String
  /// Until when.
  public var expires: String
  /// The node that made it, and alone takes it.
  public var node: String

  /// Makes the document from its fields.
  public init(code: String, expires: String, node: String) {
    self.code = code
    self.expires = expires
    self.node = node
  }
}

/// A node of another organisation that a recovery card names.
public struct CardPeer: APIDocument {
  /// Its hash in hex.
  public var node: String
  /// Where it can be reached.
  public var addresses: [String]

  /// Makes the document from its fields.
  public init(node: String, addresses: [String] = []) {
    self.node = node
    self.addresses = addresses
  }
}

/// A recovery card, or the one that holds for an organisation: never the secret in it.
public struct RecoveryCardDescription: APIDocument {
  /// `card`.
  public var kind: String
  /// The card's file; null for the one that holds in the network.
  public var file: String?
  /// The public half of the root key, in hex.
  public var key: String
  /// Of it, in words for reading aloud.
  public var fingerprint: String
  /// Whether the file takes a passphrase.
  public var sealed: Bool?
  /// The network's id in hex, where the card says it.
  public var network: String?
  /// The organisation's hash in hex, where the card says it.
  public var member: String?
  /// The organisation's name, where it is known.
  public var memberName: String?
  /// Nodes of others to ask when all of one's own are gone.
  public var peers: [CardPeer]
  /// Whether it is the organisation's card; null where that was not asked.
  public var valid: Bool?

  /// Makes the document from its fields.
  public init(
    kind: String = "card",
    file: String? = nil,
    key: String,
    fingerprint: String,
    sealed: Bool? = nil,
    network: String? = nil,
    member: String? = nil,
    memberName: String? = nil,
    peers: [CardPeer] = [],
    valid: Bool? = nil
  ) {
    self.kind = kind
    self.file = file
    self.key = key
    self.fingerprint = fingerprint
    self.sealed = sealed
    self.network = network
    self.member = member
    self.memberName = memberName
    self.peers = peers
    self.valid = valid
  }
}

/// A request by which an organisation's own PKI can certify a node.
public struct CertificateRequestDocument: APIDocument {
  /// PKCS #10 in PEM, for the node's identity key.
  public var pem: String

  /// Makes the document from its fields.
  public init(pem: String) { self.pem = pem }
}

/// What became of a key's protection.
public struct KeyProtection: APIDocument {
  /// The key's file.
  public var path: String
  /// Whether it takes a passphrase now.
  public var sealed: Bool

  /// Makes the document from its fields.
  public init(path: String, sealed: Bool) {
    self.path = path
    self.sealed = sealed
  }
}
