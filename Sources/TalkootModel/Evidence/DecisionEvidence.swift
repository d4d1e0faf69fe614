internal import TalkootCrypto
internal import TalkootLog

extension DecisionEvidence {
  /// Recomputes a decision's outcome from a bundle.
  init(_ evidence: Evidence) throws(EvidenceFault) {
    let subject = CrockfordID.encode(evidence.subject)
    guard let making = evidence.making(of: evidence.subject, .decision), making.creation.key == nil else {
      throw EvidenceFault(.noSubject, subject)
    }
    let opening = DecisionOpening(making.value)
    guard let epoch = evidence.roster.first(where: { $0.number == opening.epoch }) else {
      throw EvidenceFault(.noElectorate, "\(opening.epoch)")
    }
    let settlement = EvidenceSettlement.all(evidence.changes)[.decision(evidence.subject)] ?? EvidenceSettlement()
    guard let certified = try settlement.certified(by: epoch.members, evidence.keys),
      case .decision(let value) = certified.value
    else {
      throw EvidenceFault(
        .notCertified,
        "\(settlement.mostAccepts(by: epoch.members, evidence.keys))/\(epoch.members.quorum)"
      )
    }
    let counted = DecisionCount(evidence, making, opening, epoch.members)
    let tally = try counted.check(value)
    let options = DecisionEvidence.options(making)
    network = evidence.network
    decision = evidence.subject
    let showsWords = making.shown.showsStrings(of: making.index)
    title = showsWords ? making.value(DecisionField.title).string : nil
    text = showsWords ? making.value(DecisionField.text).string : nil
    proposer = evidence.organisation(making.shown.organisation)
    claimedMilliseconds = making.shown.claimedMilliseconds
    rule = opening.rule
    self.options = options
    quorum = tally.quorum(percent: opening.quorumPercent)
    present = tally.present(under: opening.rule)
    self.epoch = opening.epoch
    electorate = epoch.members.organisations.map { evidence.organisation(ObjectID($0)) }
    outcome = value.outcome.word(options)
    positions = try value.positions.map { position throws(EvidenceFault) in
      try counted.shown(position, options)
    }
    silent = value.silent.map { evidence.organisation(ObjectID($0)) }
    certificate = certified.organisations.map { evidence.organisation(ObjectID($0)) }
    needed = epoch.members.quorum
  }

  private static func options(_ making: Evidence.Making) -> [String] {
    guard making.shown.showsStrings(of: making.index) else { return [] }
    return (making.value(DecisionField.options).list ?? []).map { $0.string ?? "" }
  }
}

extension Outcome {
  /// What people read; an option that isn't shown by its number from 1.
  fileprivate func word(_ options: [String]) -> String? {
    switch self {
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .chosen(let number): Int(number) < options.count ? options[Int(number)] : "\(UInt64(number) + 1)"
    case .none: nil
    case .withdrawn: "withdrawn"
    }
  }
}

/// Whether a value is what the positions that it counts give.
private struct DecisionCount {
  let evidence: Evidence
  let making: Evidence.Making
  let opening: DecisionOpening
  let electorate: Electorate
  /// Whose nodes have written that they received it; the proposer's has without a word.
  private let receivers: Set<MemberID>

  init(_ evidence: Evidence, _ making: Evidence.Making, _ opening: DecisionOpening, _ electorate: Electorate) {
    self.evidence = evidence
    self.making = making
    self.opening = opening
    self.electorate = electorate
    var receivers: Set<MemberID> = [making.shown.author.organisation]
    for word in evidence.words {
      guard case .received(let decisions) = word.operation, decisions.contains(evidence.subject) else { continue }
      receivers.insert(word.shown.author.organisation)
    }
    self.receivers = receivers
  }

  /// - Returns: the tally of what the value counts.
  func check(_ value: DecisionValue) throws(EvidenceFault) -> Tally {
    var tally = Tally(
      electorate: electorate.count,
      options: opening.rule == .choice ? Int(min(opening.options, DecisionOpening.optionsMax)) : 0
    )
    if value.outcome == .withdrawn {
      guard value.positions.isEmpty, value.silent.isEmpty, isWithdrawn else { throw EvidenceFault(.wrongOutcome) }
      return tally
    }
    var seen: [MemberID] = []
    for position in value.positions {
      guard !seen.contains(position.organisation) else { throw wrong(position) }
      seen.append(position.organisation)
      try check(position)
      tally.count(position.stance)
    }
    for member in value.silent {
      guard electorate.contains(member), !seen.contains(member), receivers.contains(member) else {
        throw EvidenceFault(.notReceived, member.description)
      }
      seen.append(member)
      tally.silent += 1
    }
    guard tally.outcome(under: opening.rule, quorumPercent: opening.quorumPercent) == value.outcome else {
      throw EvidenceFault(.wrongOutcome)
    }
    return tally
  }

  private func wrong(_ position: CountedPosition) -> EvidenceFault {
    EvidenceFault(.wrongPosition, position.organisation.description)
  }

  private func place(of position: CountedPosition) throws(EvidenceFault) -> Evidence.Making {
    let object = ObjectID(madeBy: position.change, index: position.index)
    guard let said = evidence.making(of: object, .position), said.shown.id == position.change,
      said.shown.author.organisation == position.organisation
    else { throw wrong(position) }
    return said
  }

  /// A position is in the changes, its organisation's, on this decision, and says what was counted.
  private func check(_ position: CountedPosition) throws(EvidenceFault) {
    let said = try place(of: position)
    guard electorate.contains(position.organisation),
      said.value(PositionField.decision).object == evidence.subject, Stance(said.value) == position.stance
    else { throw wrong(position) }
    if case .choose(let option) = position.stance {
      guard opening.rule == .choice, option < opening.options else { throw wrong(position) }
    }
  }

  func shown(_ position: CountedPosition, _ options: [String]) throws(EvidenceFault) -> DecisionEvidence.Position {
    let said = try place(of: position)
    let (choice, number): (PositionChoice, UInt32?) =
      switch position.stance {
      case .agree: (.agree, nil)
      case .abstain: (.abstain, nil)
      case .object: (.object, nil)
      case .choose(let number): (.choose, number)
      }
    return DecisionEvidence.Position(
      organisation: evidence.organisation(ObjectID(position.organisation)),
      position: choice,
      option: number.flatMap { Int($0) < options.count ? options[Int($0)] : nil },
      claimedMilliseconds: said.shown.claimedMilliseconds,
      change: position.change
    )
  }

  private var isWithdrawn: Bool {
    evidence.words.contains { word in
      guard case .withdrawDecision(evidence.subject) = word.operation else { return false }
      return word.shown.author.organisation == making.shown.author.organisation
    }
  }
}
