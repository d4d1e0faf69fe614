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
    let connection: Connection
    let answer: [UInt8]?
    do {
      connection = try await dialer.connect(host: address.host, port: address.port, protocol: .join) { key, _ in
        NodeID(of: key) == inviter
      }
      try await connection.send(JoinFrame.request(request(connection.exporter)).encoded())
      answer = try await connection.receive()
    } catch {
      throw .unreachable("\(error)")
    }
    connection.close("the join is through")
    guard let answer else { throw .unreachable("\(address.text) closed the connection") }
    return try accepted(answer)
  }

  private func accepted(_ bytes: [UInt8]) throws(Failure) -> JoinAccepted {
    let frame: JoinFrame
    do { frame = try JoinFrame.decoded(bytes) } catch { throw .impostor("an answer that can't be read: \(error)") }
    switch frame {
    case .accepted(let accepted):
      guard NetworkID(SHA256.hash("talkoot/genesis/1", accepted.genesis)) == pending.code.network else {
        throw .impostor("the answer is of another network than the code")
      }
      return accepted
    case .refused(let refusal): throw .refused(refusal)
    case .request: throw .impostor("a request instead of an answer")
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
