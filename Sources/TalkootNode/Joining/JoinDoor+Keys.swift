internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootSync
internal import TalkootTransport

// Other nodes of organisations that are in the network already.
extension JoinDoor {
  /// Whoever proves to hold a recovery card is told what there is to sign.
  func answer(_ question: CardQuestion, _ connection: Connection) -> JoinFrame {
    let message = CardProof.signedBytes(
      rootKey: question.rootKey,
      nodeKey: connection.peer,
      exporter: connection.exporter
    )
    let settled = replica.snapshot.workspace.settled
    // The signature is checked first and in any case, so that time tells nothing of who is in the network.
    guard question.rootKey.isValid(question.signatureByRoot, over: message),
      let member = settled.organisation(withRoot: question.rootKey), let genesis = settled.genesis
    else { return refused(.invalid, connection, .card) }
    guard let term = settled.nextVoiceTerm(of: member) else { return refused(.unavailable, connection, .card) }
    let nodes = settled.nodes(of: member).filter { !$0.isRetired }.map(\.id).sorted()
    return .cardAnswer(
      CardAnswer(
        member: member,
        genesis: genesis.bytes,
        term: term,
        nodes: Array(nodes.prefix(JoinFrame.nodesMax))
      )
    )
  }

  /// Writes what a recovery card has signed, all in one change: whoever knows of the new node knows by the same change
  /// that the old ones are retired.
  func carryOut(_ request: CardRequest, _ connection: Connection) async -> JoinFrame {
    let snapshot = replica.snapshot
    if isKnown(request.nodeKey, of: request.member, snapshot) { return accepted(request.member, snapshot) }
    guard let own = snapshot.member else { return refused(.unavailable, connection, .card) }
    let author = Author(organisation: own, node: snapshot.node)
    do {
      _ = try await replica.commit(
        CommitRequest { state, _ in
          guard JoinDoor.isSigned(request, state.settled, author) else { throw NotSigned() }
          var draft = Draft()
          for operation in request.operations { draft.append(.governance(operation)) }
          return [draft]
        }
      )
    } catch is NotSigned {
      return refused(.invalid, connection, .card)
    } catch {
      return refused(.unavailable, connection, .card)
    }
    logger.notice("a recovery card was used", metadata: ["member": "\(request.member.short)"])
    return accepted(request.member, replica.snapshot)
  }

  private static func isSigned(_ request: CardRequest, _ settled: GovernanceState, _ author: Author) -> Bool {
    guard [.member, .participant].contains(settled.standing(of: request.member)),
      !settled.nodes(of: request.member).contains(where: { $0.key == request.nodeKey })
    else { return false }
    return settled.admits(request.admission, by: author) && settled.admits(request.voice)
      && request.lost.allSatisfy { settled.admits($0, by: author) }
  }

  /// Admits another node of this node's own organisation, by a code that this node made.
  func carryOut(_ request: DeviceRequest, _ connection: Connection) async -> JoinFrame {
    let snapshot = replica.snapshot
    guard let own = snapshot.member else { return refused(.unavailable, connection, .device) }
    let network = snapshot.workspace.network
    let proof = DeviceProof.signedBytes(
      network: network,
      organisation: own,
      nodeKey: request.nodeKey,
      exporter: connection.exporter
    )
    guard request.invite.isValid(request.signatureByInvite, over: proof) else {
      return refused(.invalid, connection, .device)
    }
    if isKnown(request.nodeKey, of: own, snapshot) { return accepted(own, snapshot) }
    let admission = NodeAdmission(
      organisation: own,
      nodeKey: request.nodeKey,
      nodeSignature: request.signatureByNode
    )
    let author = Author(organisation: own, node: snapshot.node)
    let codes = codes
    do {
      _ = try await replica.commit(
        CommitRequest { state, _ in
          // In its turn with the writer, so that a code serves once.
          guard codes.isOpen(request.invite, now: SystemTime.milliseconds),
            !state.settled.nodes(of: own).contains(where: { $0.key == request.nodeKey }),
            state.settled.admits(admission, by: author)
          else { throw NotSigned() }
          try codes.spend(request.invite)
          var draft = Draft()
          draft.append(.governance(.admitNode(admission)))
          return [draft]
        }
      )
    } catch is NotSigned {
      return refused(.invalid, connection, .device)
    } catch {
      return refused(.unavailable, connection, .device)
    }
    logger.notice("admitted another node of this organisation")
    return accepted(own, replica.snapshot)
  }

  private struct NotSigned: Error {}

  private func isKnown(_ key: PublicKey, of member: MemberID, _ snapshot: ReplicaSnapshot) -> Bool {
    snapshot.workspace.settled.admittedNodes.contains { $0.key == key && $0.organisation == member }
  }
}

extension CardRequest {
  fileprivate var admission: NodeAdmission {
    NodeAdmission(
      organisation: member,
      nodeKey: nodeKey,
      nodeSignature: signatureByNode,
      rootSignature: signatureByRoot
    )
  }

  fileprivate var voice: VoiceAssignment {
    VoiceAssignment(organisation: member, node: NodeID(of: nodeKey), term: term, rootSignature: signatureForVoice)
  }

  fileprivate var lost: [NodeRetirement] {
    retirements.map { retirement in
      NodeRetirement(
        organisation: member,
        node: retirement.node,
        reason: reason,
        rootSignature: retirement.signatureByRoot
      )
    }
  }

  /// What is to be written, in this order.
  fileprivate var operations: [GovernanceOperation] {
    lost.map { .retireNode($0) } + [.admitNode(admission), .assignVoice(voice)]
  }
}
