internal import Foundation
public import TalkootAPI
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

/// Recovery cards as files: what `talkoot card` does with them. The secret in one never leaves it, but for `text`.
public enum CardFiles {
  /// What a card tells, without its secret.
  public static func show(_ path: String) throws -> RecoveryCardDescription {
    describe(try RecoveryCard(path: path), path)
  }

  /// The card's whole text, the secret with it, for printing or typing off.
  public static func text(_ path: String) throws -> String {
    _ = try RecoveryCard(path: path)
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw HomeError.inaccessible(path, String(cString: strerror(errno)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The card that holds for the organisation of a home, whose node is down.
  public static func current(_ home: NodeHome) throws -> RecoveryCardDescription {
    try home.check()
    guard home.isInUse else { throw HomeError.notFounded(home.path) }
    let lock = try HomeGuard(home)
    defer { withExtendedLifetime(lock) {} }
    let storage = try SQLiteStorage(openingAt: home.database)
    defer { try? storage.close() }
    // The public half is enough to read with; an identity key that takes a passphrase stays closed.
    let core = try ReplicaCore.open(storage, key: SigningKey(), continuesLog: false)
    let workspace = core.snapshot.workspace
    guard let member = core.snapshot.member, let key = workspace.settled.rootKey(of: member) else {
      throw HomeError.notFounded(home.path)
    }
    let others = workspace.settled.admittedNodes.filter { $0.organisation != member }
    var card = RecoveryCard(publicKey: key, network: workspace.network, member: member)
    card.peers = others.map { RecoveryCard.Peer(node: $0.id, addresses: workspace.settled.addresses(of: $0.id)) }
    var document = describe(card, nil)
    document.memberName = workspace.name(of: ObjectID(member))
    return document
  }

  /// Writes a new root key as a card for the organisation that `holding` is of. It holds for nothing until the others
  /// have settled that it does.
  public static func make(
    _ path: String,
    like holding: RecoveryCardDescription,
    passphrase: String?
  ) throws -> RecoveryCardDescription {
    let root = SigningKey()
    var card = RecoveryCard(publicKey: root.publicKey)
    card.network = holding.network.flatMap { Digest(hex: $0) }.map { NetworkID($0) }
    card.member = holding.member.flatMap { Digest(hex: $0) }.map { MemberID($0) }
    card.peers = holding.peers.compactMap { peer in
      Digest(hex: peer.node).map { RecoveryCard.Peer(node: NodeID($0), addresses: peer.addresses) }
    }
    let secret = try passphrase.map { file throws(KeyFileError) in try KeyFile.passphrase(in: file) }
    try card.write(root, to: path, passphrase: secret)
    return try show(path)
  }

  private static func describe(_ card: RecoveryCard, _ path: String?) -> RecoveryCardDescription {
    RecoveryCardDescription(
      file: path,
      key: Digest(card.publicKey.bytes)!.hex,
      fingerprint: card.fingerprint,
      sealed: path == nil ? nil : card.isSealed,
      network: card.network?.digest.hex,
      member: card.member?.digest.hex,
      peers: card.peers.map { CardPeer(node: $0.node.digest.hex, addresses: $0.addresses) }
    )
  }
}
