internal import HashTreeCollections
internal import TalkootCRDT
internal import TalkootLog

// What the roster says to the question which changes count, and what of governance itself does.

extension GovernanceState {
  /// What is known here and counts: what people are shown, and the past of the next change that is written here. nil,
  /// everything, while nothing is set aside.
  var here: Past<Cut>? { setAside.isEmpty ? nil : Past(without: setAside) }

  /// What all changes, whether or not they count, say of a node.
  struct Word {
    var admitted: [Dot] = []
    /// Nodes of its organisation that admitted it without the card.
    var admitters: [NodeID] = []
    var closed: [Dot] = []
  }

  func word(of node: NodeID, for organisation: MemberID) -> Word {
    guard let known = organisations[organisation]?.nodes.first(where: { $0.id == node }) else { return Word() }
    var word = Word()
    for admission in known.admitted {
      word.admitted.append(admission.origin.dot)
      let author = admission.origin.author
      if author.organisation == organisation, admission.rootKey == nil { word.admitters.append(author.node) }
    }
    word.closed = known.retired.map(\.origin.dot)
    return word
  }

  /// An organisation's nodes about which there is no question: that nobody has closed, and that were admitted with it, by
  /// its card, or by another such node. The thief of a closed one may let one in that lets in a third.
  func plainNodes(of organisation: MemberID) -> Set<NodeID> {
    guard let entry = organisations[organisation] else { return [] }
    let everything: Past<Unordered>? = nil
    var plain: Set<NodeID> = []
    var open = entry.nodes.filter(\.retired.isEmpty)
    while true {
      let before = plain.count
      // In order of arrival, so that mostly once is enough.
      for node in open {
        let isSure = node.admitted.contains { admission in
          if admission.rootKey != nil { return holds(admission, for: organisation, everything) }
          let author = admission.origin.author
          return author.organisation != organisation || plain.contains(author.node)
        }
        if isSure || node.id == entry.nodes[0].id { plain.insert(node.id) }
      }
      if plain.count == before { return plain }
      open.removeAll { plain.contains($0.id) }
    }
  }

  /// Every admission of an organisation.
  func admissions(of organisation: MemberID) -> [Dot] { organisations[organisation]?.admitted.map(\.dot) ?? [] }

  /// Whether an organisation's node counts without a question, as long as nothing is set aside.
  func hasPlainStanding(_ organisation: MemberID, _ node: NodeID) -> Bool {
    guard let epoch = currentEpoch else { return true }
    return !epoch.isGone(organisation) && plainNodes(of: organisation).contains(node)
  }

  /// The offer of the roster in which an organisation was a member or participant no more; nil while it is one.
  func departure(of organisation: MemberID) -> Dot? {
    for epoch in roster where epoch.change.removed.contains(organisation) || epoch.change.left.contains(organisation) {
      guard let predecessor = epoch.predecessor else { continue }
      return settlements[.roster(after: predecessor)]?.firstOffer(of: GovernanceValue.roster(epoch.change).digest)
    }
    return nil
  }

  /// Whether something that counts makes this object, of a kind that governance makes.
  func makes(_ id: ObjectID, _ kind: ObjectKind) -> Bool {
    switch kind {
    case .invitation: invitations[id].map { here.covers($0.origin.dot) } ?? false
    case .rosterProposal: proposals[id]?.reasons.contains { here.covers($0.origin.dot) } ?? false
    case .organisation:
      organisations.contains { ObjectID($0.key) == id && $0.value.admitted.contains { here.covers($0.dot) } }
    case .node:
      organisations.values.contains { entry in
        entry.nodes.contains { node in
          ObjectID(node.id) == id && node.admitted.contains { here.covers($0.origin.dot) }
        }
      }
    case .network, .goal, .measure, .checkIn, .decision, .agreement, .question, .comment, .person, .mandate, .meeting,
      .position, .signature, .agreementVersion, .answer:
      true
    }
  }
}

extension GovernanceOperation {
  /// Whether it may change whose changes count. Of settling the roster, its certificate tells.
  var concernsStanding: Bool {
    switch self {
    case .admit, .admitNode, .retireNode: true
    case .genesis, .invite, .revoke, .assignVoice, .propose, .approve, .withdrawProposal, .leave, .settle, .received,
      .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision, .position:
      false
    }
  }
}

extension SettlementRecord {
  /// The words that are in what counts, and all of `organisation`'s own: a voice heeds what it said itself in any case.
  func heard(by organisation: MemberID, in past: Past<Cut>?) -> SettlementRecord {
    guard past != nil else { return self }
    return filtered { $0 == organisation || past.covers($1) }
  }
}
