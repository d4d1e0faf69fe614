internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum KeyRoutes {
  static let all = [
    Route(Endpoints.renewTLS) { call, _, _ in try await call.control.renewTLS() },
    Route(Endpoints.certificateRequest) { call, _, _ in
      CertificateRequestDocument(pem: await call.control.certificateRequest())
    },
    Route(Endpoints.nodes) { call, _, _ in
      let view = call.view
      return view.workspace.settled.everyone.flatMap { view.workspace.settled.nodes(of: $0) }.map { view.node($0) }
    },
    Route(Endpoints.inviteDevice) { call, _, new in
      guard call.view.own != nil else { throw ErrorDescription(.refused, "this node is not in the network yet") }
      let expires = Moment.now + (try Lifetime.milliseconds(new.expires, standard: 3_600_000))
      return try await call.control.deviceInvitation(expires: expires)
    },
    Route(Endpoints.retireNode) { call, _, act in try await retire(call, act) },
    Route(Endpoints.assignVoice) { call, _, act in try await assignVoice(call, act) },
    Route(Endpoints.card) { call, _, _ in
      guard let card = call.view.card else {
        throw ErrorDescription(.refused, "this node is not in the network yet")
      }
      return card
    },
  ]

  private static func retire(_ call: Call, _ act: NodeAct) async throws -> NodeDescription {
    let id = try call.object(0, .node)
    guard let reason = act.reason, !reason.isEmpty, reason.utf8.count <= 1024 else {
      throw ErrorDescription(.malformedValue, "say why, in at most 1024 bytes: --reason TEXT")
    }
    let root = try act.root()
    let ownNode = call.view.snapshot.node
    try await call.write { state, context in
      let own = context.author.member
      guard let node = state.settled.nodes(of: own).first(where: { ObjectID($0.id) == id }) else {
        throw ErrorDescription(.notPermitted, "that is no node of this organisation; each retires its own")
      }
      if node.isRetired { return [] }
      guard let root else {
        if node.isClosing { return [] }
        guard node.id != ownNode else {
          throw ErrorDescription(
            .refused,
            "a node doesn't retire itself; another node of the organisation does, or the card: --card FILE"
          )
        }
        let retirement = NodeRetirement(organisation: own, node: node.id, reason: reason)
        return [try state.draft(of: [.retireNode(retirement)], context)]
      }
      try state.check(root, of: own)
      let retirement = NodeRetirement(
        network: state.network,
        organisation: own,
        node: node.id,
        reason: reason,
        root: root
      )
      var operations: [GovernanceOperation] = [.retireNode(retirement)]
      // The card is here, so the voice passes on at once to the node that asks.
      let isVoiceLost = state.settled.voice(of: own).map { $0 == node.id } ?? true
      if isVoiceLost, node.id != ownNode { operations.append(try state.voice(ownNode, of: own, root)) }
      return [try state.draft(of: operations, context)]
    }
    let node = try document(of: id, call)
    guard !node.closing else { throw notYet(node) }
    return node
  }

  /// What is true and not what was asked for: the one that is lost still counts.
  private static func notYet(_ node: NodeDescription) -> ErrorDescription {
    ErrorDescription(
      .timedOut,
      "the retirement of \(node.short) is written but does not count yet: that node let this one in, and no other organisation has built on that; it counts, and so does what this node writes meanwhile, once another one has received it and writes anything; the organisation's card retires at once: --card FILE"
    )
  }

  private static func assignVoice(_ call: Call, _ act: NodeAct) async throws -> NodeDescription {
    let id = try call.object(0, .node)
    guard let root = try act.root() else {
      throw ErrorDescription(.usage, "only the organisation's card names its voice: --card FILE")
    }
    try await call.write { state, context in
      let own = context.author.member
      guard let node = state.settled.nodes(of: own).first(where: { ObjectID($0.id) == id }), !node.isRetired else {
        throw ErrorDescription(.notPermitted, "that is no node of this organisation that could speak for it")
      }
      if node.isVoice { return [] }
      try state.check(root, of: own)
      return [try state.draft(of: [try state.voice(node.id, of: own, root)], context)]
    }
    return try document(of: id, call)
  }

  private static func document(of id: ObjectID, _ call: Call) throws -> NodeDescription {
    let view = call.view
    for member in view.workspace.settled.everyone {
      if let node = view.workspace.settled.nodes(of: member).first(where: { ObjectID($0.id) == id }) {
        return view.node(node)
      }
    }
    throw ErrorDescription(.noSuchObject, "there is no such node; see talkoot node list")
  }
}

extension NodeAct {
  /// The card's key, where a card was named.
  fileprivate func root() throws -> SigningKey? {
    guard let card else { return nil }
    for path in [card, cardPassphraseFile].compactMap({ $0 }) where !path.hasPrefix("/") || path.utf8.contains(0) {
      throw ErrorDescription(.usage, "the path must be an absolute one")
    }
    do throws(KeyFileError) {
      let passphrase = try cardPassphraseFile.map { path throws(KeyFileError) in try KeyFile.passphrase(in: path) }
      return try KeyFile.read(card, passphrase: passphrase)
    } catch {
      throw ErrorDescription(.notPermitted, "\(error)")
    }
  }
}

extension Workspace {
  fileprivate func draft(of operations: [GovernanceOperation], _ context: CommandContext) throws -> Draft {
    var draft = try editMember(TalkootModel.MemberEdit(), context)
    for operation in operations { draft.append(.governance(operation)) }
    return draft
  }

  fileprivate func check(_ root: SigningKey, of member: MemberID) throws(ErrorDescription) {
    guard settled.rootKey(of: member) == root.publicKey else {
      throw ErrorDescription(.notPermitted, "that is not this organisation's card; see talkoot card check FILE")
    }
  }

  fileprivate func voice(
    _ node: NodeID,
    of member: MemberID,
    _ root: SigningKey
  ) throws(ErrorDescription) -> GovernanceOperation {
    guard let term = settled.nextVoiceTerm(of: member) else {
      throw ErrorDescription(.refused, "the card has named voices until its numbers ran out; have it replaced")
    }
    return .assignVoice(
      VoiceAssignment(network: network, organisation: member, node: node, term: term, root: root)
    )
  }
}
