internal import Foundation
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync
internal import TalkootTransport

/// Brings an organisation back whose nodes are lost: with its recovery card a new node is admitted, the others are
/// retired, and the new one becomes the voice, all in one change that a node of *another* organisation writes, for the
/// new one has no log that anybody would take yet (decision 0008).
///
/// The root key is in this process's memory only, and in no file of the home.
public enum CardUse {
  /// What it needs to be told.
  public struct Terms: Sendable {
    /// Where the new node will live. A home with a restored replica keeps it.
    public var home: NodeHome
    /// The card's file.
    public var card: String
    /// The file with its passphrase, where it has one.
    public var cardPassphrase: String?
    /// `HOST:PORT` of another organisation's node, and who that is; else those that the replica or the card names.
    public var at: String?
    /// A fingerprint or an id.
    public var peer: String?
    /// Nodes of the organisation that are not lost, by id.
    public var keep: [String] = []
    /// Why, for people.
    public var reason: String
    /// Where the new node listens.
    public var listen: String?

    /// Terms for a home and a card.
    public init(home: NodeHome, card: String, reason: String) {
      self.home = home
      self.card = card
      self.reason = reason
    }
  }

  /// Uses the card. When this returns, the node is admitted and its home can be started.
  /// - Throws: having changed nothing, unless the answer was lost on its way: then using the card again mends it.
  public static func use(_ terms: Terms) async throws -> Founding.Made {
    let card = try RecoveryCard(path: terms.card)
    let passphrase = try terms.cardPassphrase.map { path throws(KeyFileError) in try KeyFile.passphrase(in: path) }
    let root = try KeyFile.read(terms.card, passphrase: passphrase)
    return terms.home.isInUse
      ? try await EarlierNode(terms, card).use(root)
      : try await NewNode(home: terms.home, listen: terms.listen).made { home in
        let asker = CardAsker(terms: terms, card: card, root: root, key: home.key)
        return try await asker.beAdmitted(at: try places(terms, card.places))
      }
  }

  /// Whom to ask: where the operator says, else where `known` says.
  static func places(_ terms: Terms, _ known: [Knock.Place]) throws -> [Knock.Place] {
    if let at = terms.at {
      guard let address = NodeAddress(at), address.port > 0 else {
        throw CommandError(.invalidValue, "--at: \"\(at)\" is not HOST:PORT")
      }
      guard let text = terms.peer else {
        throw CommandError(.invalidValue, "--at needs --peer with the fingerprint of the node that is there")
      }
      guard let pin = NodePin(text) else {
        throw CommandError(
          .invalidValue,
          "--peer takes a node's fingerprint in words, its whole id, or its hash in hex"
        )
      }
      return [Knock.Place(address: address) { pin.matches($0) }]
    }
    guard !known.isEmpty else {
      throw CommandError(
        .missingValue,
        "the card names no other organisation's node; say one with --at HOST:PORT and --peer FINGERPRINT"
      )
    }
    return known
  }
}

extension RecoveryCard {
  var places: [Knock.Place] {
    peers.flatMap { peer in
      peer.addresses.compactMap { NodeAddress($0) }.map { address in
        Knock.Place(address: address) { $0 == peer.node }
      }
    }
  }
}

/// A home with a replica whose node the network doesn't know: a restored backup, or a use of the card that was cut off.
private struct EarlierNode {
  let terms: CardUse.Terms
  let card: RecoveryCard

  init(_ terms: CardUse.Terms, _ card: RecoveryCard) {
    self.terms = terms
    self.card = card
  }

  func use(_ root: SigningKey) async throws -> Founding.Made {
    let home = terms.home
    try home.check()
    let lock = try HomeGuard(home)
    defer { withExtendedLifetime(lock) {} }
    if home.exists(home.joining) { throw HomeError.inUse(home.path) }
    let key = try home.readIdentity()
    let storage = try SQLiteStorage(openingAt: home.database)
    defer { try? storage.close() }
    let core = try ReplicaCore.open(storage, key: key, continuesLog: false)
    let settled = core.snapshot.workspace.settled
    guard !settled.admittedNodes.contains(where: { $0.key == key.publicKey }) else {
      throw ErrorDescription(
        .refused,
        "this home's node is in the network; to close another one: talkoot node retire NODE --reason T --card FILE"
      )
    }
    if let network = card.network, network != core.snapshot.workspace.network {
      throw ErrorDescription(.refused, "the card is of another network than the replica in \(home.path)")
    }
    if terms.at == nil, !settled.admittedNodes.contains(where: { $0.organisation != card.member }), card.member != nil {
      throw ErrorDescription(
        .refused,
        "nobody else is in this network, so nobody can let a new node in: restore a backup that has keys (talkoot restore FILE --passphrase-file FILE), or found anew from this one (talkoot init --from \(home.path))"
      )
    }
    let known = settled.admittedNodes.flatMap { node in
      NodeAddress.usable(settled.addresses(of: node.id)).compactMap { NodeAddress($0) }.map { address in
        Knock.Place(address: address) { $0 == node.id }
      }
    }
    let asker = CardAsker(terms: terms, card: card, root: root, key: key)
    let accepted = try await asker.beAdmitted(at: CardUse.places(terms, known + card.places))
    try core.admitted(for: accepted.member)
    try PendingAdmission(member: accepted.member, nodes: accepted.nodes).write(to: home.admission)
    return Founding.Made(
      member: accepted.member,
      network: accepted.network,
      node: NodeID(of: key.publicKey),
      listen: try NodeConfiguration(path: home.configuration).listen?.text ?? "",
      recoveryCard: nil
    )
  }
}

/// Asks nodes of others, one after the other, until one has written what the card signs.
private struct CardAsker {
  let terms: CardUse.Terms
  let card: RecoveryCard
  let root: SigningKey
  let key: SigningKey

  /// Nobody has named a voice so often.
  private static let termMax: UInt32 = 1 << 20

  func beAdmitted(at places: [Knock.Place]) async throws -> AdmittedNode {
    let knock = Knock(dialer: Dialer(TLSContext(NodeCredentials(identity: key))))
    var failure = Joiner.Failure.unreachable("no address")
    for place in places {
      do throws(Joiner.Failure) {
        return try await beAdmitted(at: place, knock)
      } catch {
        failure = error
      }
    }
    throw CardAsker.description(failure)
  }

  private func beAdmitted(at place: Knock.Place, _ knock: Knock) async throws(Joiner.Failure) -> AdmittedNode {
    let question = try await knock.ask(place) { exporter in
      let message = CardProof.signedBytes(rootKey: root.publicKey, nodeKey: key.publicKey, exporter: exporter)
      return .cardQuestion(CardQuestion(rootKey: root.publicKey, signatureByRoot: root.sign(message)))
    }
    let answer: CardAnswer
    switch question {
    case .cardAnswer(let known): answer = known
    case .refused(let refusal): throw .refused(refusal)
    case .request, .accepted, .cardQuestion, .cardRequest, .deviceRequest:
      throw .impostor("something else than an answer")
    }
    let network = NetworkID(SHA256.hash("talkoot/genesis/1", answer.genesis))
    if let expected = card.network, expected != network {
      throw .impostor("the answer is of another network than the card")
    }
    if let expected = card.member, expected != answer.member {
      throw .impostor("the answer is of another organisation than the card")
    }
    // Terms only rise: whoever answers must not use them up.
    guard answer.term <= CardAsker.termMax else { throw .impostor("the answer has an impossible term") }
    let request = request(answer, network)
    switch try await knock.ask(place, { _ in .cardRequest(request) }) {
    case .accepted(let accepted) where accepted.member == answer.member:
      return AdmittedNode(network: network, member: accepted.member, nodes: accepted.nodes)
    case .refused(let refusal): throw .refused(refusal)
    case .accepted, .request, .cardQuestion, .cardAnswer, .cardRequest, .deviceRequest:
      throw .impostor("something else than an answer")
    }
  }

  private func request(_ answer: CardAnswer, _ network: NetworkID) -> CardRequest {
    let admission = NodeAdmission(network: network, organisation: answer.member, node: key, root: root)
    let kept = terms.keep.compactMap { NodePin($0) }
    let lost = answer.nodes.filter { node in
      node != NodeID(of: key.publicKey) && !kept.contains { $0.matches(node) }
    }
    let voice = VoiceAssignment(
      network: network,
      organisation: answer.member,
      node: NodeID(of: key.publicKey),
      term: answer.term,
      root: root
    )
    return CardRequest(
      member: answer.member,
      nodeKey: key.publicKey,
      signatureByNode: admission.nodeSignature,
      signatureByRoot: admission.rootSignature!,
      retirements: lost.map { node in
        let message = NodeRetirement.signedBytes(network: network, organisation: answer.member, node: node)
        return CardRequest.Retirement(node: node, signatureByRoot: root.sign(message))
      },
      term: answer.term,
      signatureForVoice: voice.rootSignature,
      reason: terms.reason
    )
  }

  private static func description(_ failure: Joiner.Failure) -> ErrorDescription {
    switch failure {
    case .unreachable(let reason):
      ErrorDescription(.noPeerReachable, "no other organisation's node could be asked (\(reason)); try again later")
    case .refused(let refusal) where refusal.code == .unavailable:
      ErrorDescription(.noPeerReachable, "the node that was asked can't say now; try again later")
    case .refused:
      ErrorDescription(
        .notPermitted,
        "the network does not take this card: it is another network's, was replaced, or its organisation is gone"
      )
    case .impostor(let reason): ErrorDescription(.refused, "whoever answered is not who was asked: \(reason)")
    }
  }
}
