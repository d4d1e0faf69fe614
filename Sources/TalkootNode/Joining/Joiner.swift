internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootSync
internal import TalkootTransport

/// Asks to be let in, at the addresses that an invitation names.
struct Joiner: Sendable {
  let pending: PendingJoin
  let key: SigningKey
  let addresses: [String]
  let dialer: Dialer

  /// Why a newcomer is not in yet.
  enum Failure: Error, Sendable {
    /// Nobody could be reached; trying again later may help.
    case unreachable(String)
    /// The inviter's side answered no.
    case refused(JoinRefused)
    /// Whoever answered is not what the code names.
    case impostor(String)
  }

  /// Tries each address once.
  /// - Throws: what the last of them came to.
  func join() async throws(Failure) -> JoinAccepted {
    var failure = Failure.unreachable("the code names no address")
    for text in pending.code.addresses {
      guard let address = NodeAddress(text) else { continue }
      do throws(Failure) {
        return try await join(at: address)
      } catch {
        if case .refused(let refusal) = error, refusal.code != .unavailable { throw error }
        failure = error
      }
    }
    throw failure
  }

  private func join(at address: NodeAddress) async throws(Failure) -> JoinAccepted {
    let inviter = pending.code.inviter
    let place = Knock.Place(address: address) { $0 == inviter }
    let answer = try await Knock(dialer: dialer).ask(place) { .request(request($0)) }
    switch answer {
    case .accepted(let accepted):
      guard NetworkID(SHA256.hash("talkoot/genesis/1", accepted.genesis)) == pending.code.network else {
        throw .impostor("the answer is of another network than the code")
      }
      return accepted
    case .refused(let refusal): throw .refused(refusal)
    case .request, .cardQuestion, .cardAnswer, .cardRequest, .deviceRequest:
      throw .impostor("something else than an answer")
    }
  }

  private func request(_ exporter: Digest) -> JoinRequest {
    let message = JoinProof.signedBytes(
      network: pending.code.network,
      rootKey: pending.root.publicKey,
      nodeKey: key.publicKey,
      exporter: exporter
    )
    return JoinRequest(
      invite: pending.code.invitation,
      organisation: pending.name,
      rootKey: pending.root.publicKey,
      nodeKey: key.publicKey,
      addresses: addresses,
      signatureByInvite: pending.code.secret.key.sign(message),
      signatureByRoot: pending.root.sign(message),
      signatureByNode: key.sign(message)
    )
  }
}
