internal import Logging
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootSync
internal import TalkootTransport

/// Where newcomers knock: one request a connection, judged by the invitation it proves to hold.
struct JoinDoor: Sendable {
  let replica: Replica
  /// This node's own addresses, for the newcomer to come back to.
  let addresses: [String]
  /// Whether this node may admit: not before a restored one has synced.
  let isOpen: @Sendable () async -> Bool
  /// The codes for other nodes of this organisation.
  let codes: DeviceCodes
  let logger: Logger
  private let rate = JoinRate()
  private let clock = MonotonicClock()

  init(
    replica: Replica,
    addresses: [String],
    codes: DeviceCodes,
    isOpen: @escaping @Sendable () async -> Bool,
    logger: Logger
  ) {
    self.replica = replica
    self.addresses = NodeAddress.usable(addresses)
    self.codes = codes
    self.isOpen = isOpen
    self.logger = logger
  }

  /// Answers one newcomer and closes.
  func answer(_ connection: Connection) async {
    defer { connection.close("the join request is answered") }
    guard rate.admits(connection.remoteAddress, now: clock.now) else {
      try? await connection.send(JoinDoor.notNow.encoded())
      return
    }
    guard let bytes = try? await connection.receive() else {
      return rate.failed(connection.remoteAddress, now: clock.now)
    }
    let answer = await judge(bytes, connection)
    if case .refused(let refusal) = answer, refusal.code == .invalid {
      rate.failed(connection.remoteAddress, now: clock.now)
    }
    try? await connection.send(answer.encoded())
  }

  private func judge(_ bytes: [UInt8], _ connection: Connection) async -> JoinFrame {
    switch try? JoinFrame.decoded(bytes) {
    case .request(let request)? where request.nodeKey == connection.peer: return await judge(request, connection)
    case .cardQuestion(let question)?: return answer(question, connection)
    case .cardRequest(let request)? where request.nodeKey == connection.peer:
      return await isOpen() ? await carryOut(request, connection) : refused(.unavailable, connection, .card)
    case .deviceRequest(let request)? where request.nodeKey == connection.peer:
      return await isOpen() ? await carryOut(request, connection) : refused(.unavailable, connection, .device)
    case .request, .cardRequest, .deviceRequest, .accepted, .refused, .cardAnswer, nil:
      return refused(.invalid, connection)
    }
  }

  private func judge(_ request: JoinRequest, _ connection: Connection) async -> JoinFrame {
    let snapshot = replica.snapshot
    guard let member = snapshot.member, await isOpen() else { return refused(.unavailable, connection) }
    let settled = snapshot.workspace.settled
    // Who asks again, because the answer was lost, gets it again.
    if let known = settled.admittedNodes.first(where: { $0.key == request.nodeKey }) {
      return accepted(known.organisation, snapshot)
    }
    let admission = Admission(
      network: snapshot.workspace.network,
      invitation: request.invite,
      rootKey: request.rootKey,
      nodeKey: request.nodeKey,
      exporter: connection.exporter,
      invitationSignature: request.signatureByInvite,
      rootSignature: request.signatureByRoot,
      nodeSignature: request.signatureByNode
    )
    do {
      _ = try await replica.commit(
        CommitRequest { state, _ in
          // Judged in its turn, so that of two newcomers at once only one is let in here.
          if let reason = state.settled.refusal(toAdmit: admission, by: member, now: SystemTime.milliseconds) {
            throw Refusal(reason: reason)
          }
          var draft = Draft()
          draft.append(.governance(.admit(admission)))
          return [draft]
        }
      )
    } catch let refusal as Refusal {
      return refused(refusal.reason == .tooManyParticipants ? .tooManyUnconfirmed : .invalid, connection)
    } catch {
      return refused(.unavailable, connection)
    }
    logger.notice("admitted a participant", metadata: ["member": "\(admission.member.short)"])
    return accepted(admission.member, replica.snapshot)
  }

  private static let notNow = JoinFrame.refused(JoinRefused(code: .unavailable, text: "not now; try again later"))

  private struct Refusal: Error {
    let reason: GovernanceState.AdmissionRefusal
  }

  /// What was asked with.
  enum Means {
    case invitation, card, device
  }

  func refused(_ code: JoinRefused.Code, _ connection: Connection, _ means: Means = .invitation) -> JoinFrame {
    logger.notice(
      "refused a newcomer",
      metadata: ["address": "\(connection.remoteAddress)", "code": "\(code.rawValue)"]
    )
    let text =
      switch code {
      case .tooManyUnconfirmed: "too many newcomers wait to be confirmed; let the members confirm them first"
      case .unavailable: "not now; try again later"
      default:
        switch means {
        case .invitation: "the invitation is not valid: unknown, used, expired or taken back"
        case .card: "the card is not valid"
        case .device: "the code is not valid: unknown, used or expired"
        }
      }
    return .refused(JoinRefused(code: code, text: text))
  }

  func accepted(_ member: MemberID, _ snapshot: ReplicaSnapshot) -> JoinFrame {
    let settled = snapshot.workspace.settled
    guard let genesis = settled.genesis,
      let admission = settled.admissionChange(of: member)
    else { return JoinDoor.notNow }
    var nodes: [JoinNode] = []
    let known =
      settled.admittedNodes.filter { $0.id == snapshot.node } + settled.admittedNodes.filter { $0.id != snapshot.node }
    for node in known.prefix(JoinFrame.nodesMax) {
      // Others' hints are whatever they wrote.
      let addresses = node.id == snapshot.node ? addresses : NodeAddress.usable(settled.addresses(of: node.id))
      nodes.append(JoinNode(key: node.key, member: node.organisation, addresses: addresses))
    }
    let accepted = JoinAccepted(member: member, admission: admission, genesis: genesis.bytes, nodes: nodes)
    return .accepted(accepted.fittingFrame)
  }
}
