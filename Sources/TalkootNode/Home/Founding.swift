internal import Foundation
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

/// Makes a home: for the founder of a network, or for a newcomer with an invitation.
public enum Founding {
  /// What a new home needs to be told.
  public struct Terms: Sendable {
    /// Where.
    public var home: NodeHome
    /// The organisation's name.
    public var name: String
    /// `host:port`; port 0 and an absent one become a free port, which is kept.
    public var listen: String?

    /// The home whose replica's content a new network begins with.
    public var source: NodeHome?

    /// Terms for a home.
    public init(home: NodeHome, name: String, listen: String? = nil, source: NodeHome? = nil) {
      self.home = home
      self.name = name
      self.listen = listen
      self.source = source
    }
  }

  /// What was made.
  public struct Made: Sendable {
    let member: MemberID?
    let network: NetworkID
    let node: NodeID
    let listen: String
    /// nil for another node of an organisation that has its card.
    let recoveryCard: String?
    /// The network whose content it began with.
    var source: NetworkReference?
  }

  /// Founds a network with its first member.
  /// - Throws: before anything is written, when the home is in use or a value is malformed.
  public static func found(_ terms: Terms, network name: String, timeZone: String?) throws -> Made {
    let source = try terms.source.map { try FoundingSource($0) }
    let zone = timeZone ?? source?.timeZone ?? TimeZone.current.identifier
    guard TimeZone(identifier: zone) != nil else {
      throw CommandError(.invalidValue, "\"\(zone)\" is not a time zone (one is Europe/Helsinki)")
    }
    let names = (try line(name, "network"), try line(terms.name, "name"))
    let home = try prepare(terms)
    defer { withExtendedLifetime(home.lock) {} }
    guard
      let record = GenesisRecord(
        nonce: SecureRandom.bytes(GenesisRecord.nonceBytes),
        timeZone: zone,
        rootKey: home.root.publicKey,
        nodeKey: home.key.publicKey
      )
    else { throw CommandError(.invalidValue, "\"\(zone)\" is not a time zone") }
    let genesis = Genesis(record: record, rootSignature: home.root.sign(record.signedBytes))
    return try terms.home.filled { try found(terms, home, names, genesis, zone, source) }
  }

  private static func found(
    _ terms: Terms,
    _ home: Prepared,
    _ names: (String, String),
    _ genesis: Genesis,
    _ zone: String,
    _ source: FoundingSource?
  ) throws -> Made {
    let record = genesis.record
    try write(home, terms)
    try RecoveryCard(publicKey: home.root.publicKey, network: record.network, member: record.founder)
      .write(home.root, to: terms.home.recoveryCard)
    try SQLiteStorage.create(at: terms.home.database)
    let storage = try SQLiteStorage(openingAt: terms.home.database)
    let core = try ReplicaCore.create(in: storage, network: record.network, member: record.founder, key: home.key)
    let written = try core.commit(
      [
        CommitRequest { _, _ in
          var draft = Draft()
          draft.append(.governance(.genesis(genesis)))
          return [draft]
        },
        CommitRequest { state, context in
          [try state.nameNetwork(names.0, context), try state.editMember(MemberEdit(name: names.1), context)]
        },
        CommitRequest { _, _ in [.addresses(Interfaces.reachable(home.listen))] },
        CommitRequest { state, _ in source?.drafts(into: state, by: record.founder) ?? [] },
      ],
      .now(in: zone)
    )
    for result in written.results { _ = try result.get() }
    try core.save()
    try storage.beginRun(nonce: SecureRandom.bytes(16))
    try storage.close()
    return Made(
      member: record.founder,
      network: record.network,
      node: core.node,
      listen: home.listen.text,
      recoveryCard: terms.home.recoveryCard,
      source: source?.reference
    )
  }

  /// Makes the home of a newcomer, whose node joins by the code once it is started; one whose earlier join was never
  /// completed takes the new code.
  public static func prepareJoin(_ terms: Terms, code text: String) throws -> Made {
    let code: InvitationCode
    do { code = try InvitationCode(parsing: text) } catch { throw CommandError(.invalidValue, "\(error)") }
    let name = try line(terms.name, "name")
    if let earlier = try EarlierJoin(terms.home) {
      return try earlier.take(code, name: name, listen: try terms.listen.map { try address($0, isKept: true) })
    }
    let home = try prepare(terms)
    defer { withExtendedLifetime(home.lock) {} }
    return try terms.home.filled { try prepareJoin(terms, home, code, name) }
  }

  private static func prepareJoin(
    _ terms: Terms,
    _ home: Prepared,
    _ code: InvitationCode,
    _ name: String
  ) throws -> Made {
    try write(home, terms)
    // The organisation's id is known once it is admitted; the network finds it by the card's key.
    let inviter = RecoveryCard.Peer(node: code.inviter, addresses: code.addresses)
    try RecoveryCard(publicKey: home.root.publicKey, network: code.network, peers: [inviter])
      .write(home.root, to: terms.home.recoveryCard)
    try PendingJoin(code: code, name: name, root: home.root).write(to: terms.home.joining)
    try beginDatabase(terms.home, network: code.network, key: home.key)
    return Made(
      member: nil,
      network: code.network,
      node: NodeID(of: home.key.publicKey),
      listen: home.listen.text,
      recoveryCard: terms.home.recoveryCard
    )
  }

  /// Makes the empty replica of a newcomer.
  static func beginDatabase(
    _ home: NodeHome,
    network: NetworkID,
    member: MemberID? = nil,
    key: SigningKey
  ) throws {
    try SQLiteStorage.create(at: home.database)
    let storage = try SQLiteStorage(openingAt: home.database)
    _ = try ReplicaCore.create(in: storage, network: network, member: member, key: key)
    try storage.beginRun(nonce: SecureRandom.bytes(16))
    try storage.close()
  }

  /// - Parameter isKept: whether a port of 0 becomes a free one now.
  private static func address(_ text: String, isKept: Bool) throws -> NodeAddress {
    guard let given = NodeAddress(text) else {
      throw CommandError(.invalidValue, "--listen: \"\(text)\" is not HOST:PORT")
    }
    guard isKept, given.port == 0 else { return given }
    return NodeAddress(host: given.host, port: try Interfaces.freePort(given.host))
  }

  struct Prepared {
    let lock: HomeLock
    let key: SigningKey
    let root: SigningKey
    let listen: NodeAddress
  }

  private static func line(_ text: String, _ field: String) throws -> String {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty, trimmed.utf8.count <= 1024, !trimmed.contains(where: \.isNewline) else {
      throw CommandError(.invalidValue, "\(field) must be one line of at most 1024 bytes")
    }
    return trimmed
  }

  /// Checks and claims the home; nothing in it is written yet but its folders and lock.
  static func prepare(_ terms: Terms) throws -> Prepared {
    var address = try terms.listen.map { try self.address($0, isKept: false) } ?? NodeAddress(host: "0.0.0.0", port: 0)
    if terms.home.isInUse { throw HomeError.inUse(terms.home.path) }
    try terms.home.create()
    let lock = try HomeLock(home: terms.home.path)
    if terms.home.isInUse { throw HomeError.inUse(terms.home.path) }
    if address.port == 0 { address = NodeAddress(host: address.host, port: try Interfaces.freePort(address.host)) }
    return Prepared(lock: lock, key: SigningKey(), root: SigningKey(), listen: address)
  }

  static func write(_ home: Prepared, _ terms: Terms) throws {
    try terms.home.writeIdentity(home.key)
    try OwnFiles.write(Array(NodeConfiguration.initial(listen: home.listen).utf8), to: terms.home.configuration)
  }
}

extension Draft {
  /// Tells the others where this node can be reached.
  static func addresses(_ addresses: [String]) -> Draft {
    var draft = Draft()
    draft.append(.governance(.addressHint(AddressHint(addresses: addresses))))
    return draft
  }
}

extension AuthoringContext {
  /// The system's clock and generator.
  static func now(in zone: String) -> AuthoringContext {
    AuthoringContext(
      milliseconds: SystemTime.milliseconds,
      today: SystemTime.today(in: zone),
      random: { SecureRandom.bytes($0) }
    )
  }
}
