internal import HashTreeCollections
public import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

extension GovernanceState {
  /// Takes in one operation.
  ///
  /// - Parameters:
  ///   - origin: its place and author. All governance operations of its causal past were applied before it.
  ///   - order: the causal order of this replica.
  /// - Returns: why it counts for nothing; nil when it counts.
  @discardableResult
  public mutating func apply(
    _ operation: GovernanceOperation,
    from origin: Origin,
    order: some CausalOrder
  ) -> Ignored? {
    let past = Past(of: origin.dot, order: order)
    if case .genesis(let genesis) = operation { return apply(genesis, origin, order) }
    guard genesisOrigin != nil else { return .otherNetwork }
    if !isOpen(origin.author.node, of: origin.author.organisation, past), !operation.isAnyonesToTell { return .retired }
    switch operation {
    case .genesis: return .secondGenesis
    case .invite(let invitation): return apply(invitation, origin, past)
    case .revoke(let invitation): return revoke(invitation, origin, past)
    case .admit(let admission): return apply(admission, origin, past)
    case .admitNode(let admission): return apply(admission, origin, past)
    case .retireNode(let retirement): return apply(retirement, origin, past)
    case .assignVoice(let assignment): return apply(assignment, origin, past)
    case .propose(let proposal): return apply(proposal, origin, past)
    case .approve(let proposal, let epoch): return approve(proposal, epoch, origin, past)
    case .withdrawProposal(let proposal): return withdraw(proposal: proposal, origin, past)
    case .leave: return leave(origin, past)
    case .settle(let matter, let message): return apply(matter, message, origin, past)
    case .received(let decisions): return received(decisions, origin, past)
    case .closeDecision(let decision): return close(decision, origin, past)
    case .withdrawDecision(let decision): return withdraw(decision: decision, origin, past)
    case .forkEvidence(let evidence): return take(evidence)
    case .addressHint(let hint): return take(hint, origin, order)
    case .understands(let understanding): return take(understanding, origin, past)
    case .erase: return nil
    case .openDecision(let decision, let opening): return open(decision, opening, origin, past)
    case .position(let decision, let stance): return take(stance, on: decision, origin, past)
    }
  }

  private mutating func apply(_ genesis: Genesis, _ origin: Origin, _ order: some CausalOrder) -> Ignored? {
    guard genesisOrigin == nil else { return .secondGenesis }
    let record = genesis.record
    guard record.network == network else { return .otherNetwork }
    let node = NodeID(of: record.nodeKey)
    guard origin.author == Author(organisation: record.founder, node: node) else { return .notOwn }
    guard record.rootKey.isValid(genesis.rootSignature, over: record.signedBytes) else { return .badSignature }
    self.genesis = record
    genesisOrigin = origin
    organisations[record.founder] = OrganisationEntry(
      rootKey: record.rootKey,
      invitation: nil,
      admitted: [origin],
      nodes: [NodeEntry(id: node, key: record.nodeKey, admitted: [KeyedOrigin(origin: origin, rootKey: nil)])]
    )
    note(Epoch(genesis: network, founder: record.founder), order: order)
    return nil
  }

  /// Adds an epoch, and to the chain if it goes on there.
  mutating func note(_ epoch: Epoch, order: some CausalOrder) {
    guard epochs[epoch.id] == nil else { return }
    vouch(for: epoch, order: order)
    epochs[epoch.id] = epoch
    epochOrder.append(epoch.id)
    let everything: Past<Unordered>? = nil
    voicesAtStart[epoch.id] = voices(of: epoch.members, everything)
    if chain.last == epoch.predecessor { chain.append(epoch.id) }
  }
}

// MARK: - Joining

extension GovernanceState {
  private mutating func apply<Order>(_ invitation: Invitation, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard isMember(origin.author.organisation, past) else { return .notMember }
    let id = ObjectID(madeBy: origin.change, index: origin.dot.index)
    invitations[id] = InvitationEntry(invitation: invitation, origin: origin)
    return nil
  }

  private mutating func revoke<Order>(_ id: ObjectID, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard isMember(origin.author.organisation, past) else { return .notMember }
    guard let entry = invitations[id], past.holds(entry.origin.dot) else { return .unknown }
    invitations[id]!.revoked.append(origin)
    return nil
  }

  private mutating func apply<Order>(_ admission: Admission, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard admission.network == network else { return .otherNetwork }
    guard isMember(origin.author.organisation, past) else { return .notMember }
    guard let entry = invitations[admission.invitation], past.holds(entry.origin.dot) else { return .unknown }
    guard !entry.revoked.contains(where: { past.holds($0.dot) }) else { return .revoked }
    let member = admission.member
    guard !entry.admissions.contains(where: { $0.member != member && past.holds($0.origin.dot) }) else { return .taken }
    guard admission.isProven(invitationKey: entry.invitation.key) else { return .badSignature }
    invitations[admission.invitation]!.admissions.append((member, origin))
    let keyed = KeyedOrigin(origin: origin, rootKey: nil)
    if organisations[member] != nil {
      organisations[member]!.admitted.append(origin)
      organisations[member]!.nodes[0].admitted.append(keyed)
    } else {
      let node = NodeEntry(id: NodeID(of: admission.nodeKey), key: admission.nodeKey, admitted: [keyed])
      organisations[member] = OrganisationEntry(
        rootKey: admission.rootKey,
        invitation: admission.invitation,
        admitted: [origin],
        nodes: [node]
      )
    }
    return nil
  }

  private mutating func apply<Order>(_ admission: NodeAdmission, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    let organisation = admission.organisation
    guard isAdmitted(organisation, past) else { return .unknown }
    let message = NodeAdmission.signedBytes(
      network: network,
      organisation: organisation,
      nodeKey: admission.nodeKey
    )
    guard admission.nodeKey.isValid(admission.nodeSignature, over: message) else { return .badSignature }
    if let flaw = flaw(inRoot: admission.rootSignature, over: message, of: organisation, origin, past) { return flaw }
    let node = NodeID(of: admission.nodeKey)
    let keyed = keyed(origin, admission.rootSignature, organisation, past)
    if let known = organisations[organisation]!.nodes.firstIndex(where: { $0.id == node }) {
      organisations[organisation]!.nodes[known].admitted.append(keyed)
    } else {
      organisations[organisation]!.nodes.append(NodeEntry(id: node, key: admission.nodeKey, admitted: [keyed]))
    }
    return nil
  }

  private mutating func apply<Order>(_ retirement: NodeRetirement, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    let organisation = retirement.organisation
    guard let entry = organisations[organisation],
      let index = entry.nodes.firstIndex(where: { $0.id == retirement.node }),
      entry.nodes[index].admitted.contains(where: { past.holds($0.origin.dot) })
    else { return .unknown }
    let message = NodeRetirement.signedBytes(network: network, organisation: organisation, node: retirement.node)
    if let flaw = flaw(inRoot: retirement.rootSignature, over: message, of: organisation, origin, past) { return flaw }
    // A node doesn't close itself: only the root retires the last one.
    if retirement.rootSignature == nil, origin.author.node == retirement.node { return .selfConcerned }
    var keyed = keyed(origin, retirement.rootSignature, organisation, past)
    let author = Author(organisation: organisation, node: retirement.node)
    keyed.known = TreeSet(words(of: author).filter { past.holds($0) })
    organisations[organisation]!.nodes[index].retired.append(keyed)
    return nil
  }

  private mutating func apply<Order>(_ assignment: VoiceAssignment, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    let organisation = assignment.organisation
    guard isAdmitted(organisation, past) else { return .unknown }
    let message = VoiceAssignment.signedBytes(
      network: network,
      organisation: organisation,
      node: assignment.node,
      term: assignment.term
    )
    guard rootKey(of: organisation, past)?.isValid(assignment.rootSignature, over: message) ?? false else {
      return .badSignature
    }
    let keyed = keyed(origin, assignment.rootSignature, organisation, past)
    organisations[organisation]!.voices.append(
      VoiceEntry(node: assignment.node, term: assignment.term, origin: keyed)
    )
    return nil
  }

  private func keyed<Order>(
    _ origin: Origin,
    _ signature: Signature?,
    _ organisation: MemberID,
    _ past: Past<Order>
  ) -> KeyedOrigin {
    KeyedOrigin(origin: origin, rootKey: signature == nil ? nil : rootKey(of: organisation, past))
  }

  /// With the root's signature anyone writes it; without, a node of the organisation that isn't retired.
  private func flaw<Order>(
    inRoot signature: Signature?,
    over message: [UInt8],
    of organisation: MemberID,
    _ origin: Origin,
    _ past: Past<Order>
  ) -> Ignored? {
    if let signature {
      let holds = rootKey(of: organisation, past)?.isValid(signature, over: message) ?? false
      return holds ? nil : .badSignature
    }
    guard origin.author.organisation == organisation, isOpen(origin.author.node, of: organisation, past) else {
      return .notOwn
    }
    return nil
  }
}
