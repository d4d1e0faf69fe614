internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootSync
internal import TalkootTransport

/// What a new node of an organisation has been told: it is in.
struct AdmittedNode: Sendable {
  let network: NetworkID
  let member: MemberID
  /// Whom to sync with.
  let nodes: [JoinNode]
}

/// Makes the home of another node of an organisation that is in the network already.
struct NewNode {
  let home: NodeHome
  let listen: String?

  /// - Parameter admitted: asks to be admitted; nothing of the home stays when that fails.
  func made(_ admitted: (Founding.Prepared) async throws -> AdmittedNode) async throws -> Founding.Made {
    let terms = Founding.Terms(home: home, name: "", listen: listen)
    let prepared = try Founding.prepare(terms)
    defer { withExtendedLifetime(prepared.lock) {} }
    return try await home.filled {
      try Founding.write(prepared, terms)
      let answer = try await admitted(prepared)
      try Founding.beginDatabase(home, network: answer.network, member: answer.member, key: prepared.key)
      try PendingAdmission(member: answer.member, nodes: answer.nodes).write(to: home.admission)
      return Founding.Made(
        member: answer.member,
        network: answer.network,
        node: NodeID(of: prepared.key.publicKey),
        listen: prepared.listen.text,
        recoveryCard: nil
      )
    }
  }
}

/// Makes this machine a node of an organisation by a code that another node of it made.
public enum DeviceAdoption {
  /// When this returns, the node is admitted and its home can be started.
  /// - Throws: having changed nothing here.
  public static func adopt(_ home: NodeHome, code text: String, listen: String?) async throws -> Founding.Made {
    let code: DeviceCode
    do { code = try DeviceCode(parsing: text) } catch { throw CommandError(.invalidValue, "\(error)") }
    return try await NewNode(home: home, listen: listen).made { prepared in
      try await beAdmitted(code, prepared.key)
    }
  }

  private static func beAdmitted(_ code: DeviceCode, _ key: SigningKey) async throws -> AdmittedNode {
    let knock = Knock(dialer: Dialer(TLSContext(NodeCredentials(identity: key))))
    var failure = Joiner.Failure.unreachable("the code names no address")
    for address in code.addresses.compactMap({ NodeAddress($0) }) {
      do throws(Joiner.Failure) {
        let place = Knock.Place(address: address) { $0 == code.node }
        return try accepted(try await knock.ask(place) { .deviceRequest(request(code, key, $0)) }, code)
      } catch {
        failure = error
      }
    }
    throw description(failure)
  }

  private static func request(_ code: DeviceCode, _ key: SigningKey, _ exporter: Digest) -> DeviceRequest {
    let proof = DeviceProof.signedBytes(
      network: code.network,
      organisation: code.member,
      nodeKey: key.publicKey,
      exporter: exporter
    )
    return DeviceRequest(
      invite: code.secret.key.publicKey,
      nodeKey: key.publicKey,
      signatureByInvite: code.secret.key.sign(proof),
      signatureByNode: NodeAdmission(network: code.network, organisation: code.member, node: key).nodeSignature
    )
  }

  private static func accepted(_ answer: JoinFrame, _ code: DeviceCode) throws(Joiner.Failure) -> AdmittedNode {
    switch answer {
    case .accepted(let accepted):
      guard accepted.member == code.member,
        NetworkID(SHA256.hash("talkoot/genesis/1", accepted.genesis)) == code.network
      else { throw .impostor("the answer is of another network than the code") }
      return AdmittedNode(network: code.network, member: code.member, nodes: accepted.nodes)
    case .refused(let refusal): throw .refused(refusal)
    case .request, .cardQuestion, .cardAnswer, .cardRequest, .deviceRequest:
      throw .impostor("something else than an answer")
    }
  }

  private static func description(_ failure: Joiner.Failure) -> ErrorDescription {
    switch failure {
    case .unreachable(let reason):
      ErrorDescription(.noPeerReachable, "the node that made the code can't be reached (\(reason)); is it running?")
    case .refused(let refusal) where refusal.code == .unavailable:
      ErrorDescription(.noPeerReachable, "the node that made the code can't admit now; try again later")
    case .refused:
      ErrorDescription(.invitationEnded, "the code is not valid: used, expired or unknown; make another one")
    case .impostor(let reason): ErrorDescription(.refused, "whoever answered did not make the code: \(reason)")
    }
  }
}
