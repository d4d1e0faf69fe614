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
    var closed: [Dot] = []
    /// Whether it was admitted by its organisation's recovery card, an invitation, or a node that nobody has closed.
    var isAdmittedPlainly = false

    /// Whether there is no question about it.
    var isPlain: Bool { closed.isEmpty && isAdmittedPlainly }
  }

  func word(of node: NodeID, for organisation: MemberID) -> Word {
    guard let entry = organisations[organisation], let known = entry.nodes.first(where: { $0.id == node }) else {
      return Word()
    }
    var word = Word()
    for admission in known.admitted {
      word.admitted.append(admission.origin.dot)
      let author = admission.origin.author
      let isOther = author.organisation != organisation || admission.rootKey != nil || known.id == entry.nodes[0].id
      let isClosed = entry.nodes.contains { $0.id == author.node && !$0.retired.isEmpty }
      if isOther || !isClosed { word.isAdmittedPlainly = true }
    }
    word.closed = known.retired.map(\.origin.dot)
    return word
  }

  /// Every admission of an organisation.
  func admissions(of organisation: MemberID) -> [Dot] { organisations[organisation]?.admitted.map(\.dot) ?? [] }

  /// Whether an organisation's node counts without a question, as long as nothing is set aside.
  func hasPlainStanding(_ organisation: MemberID, _ node: NodeID) -> Bool {
    guard let epoch = currentEpoch else { return true }
    return !epoch.isGone(organisation) && word(of: node, for: organisation).isPlain
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
