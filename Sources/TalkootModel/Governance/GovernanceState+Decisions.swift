internal import HashTreeCollections
internal import TalkootCRDT
public import TalkootLog

extension GovernanceState {
  mutating func open<Order>(
    _ decision: ObjectID,
    _ opening: DecisionOpening,
    _ origin: Origin,
    _ past: Past<Order>
  ) -> Ignored? {
    guard let epoch = epoch(numbered: opening.epoch, past) else { return .unknown }
    if decisions[decision]?.opening(past) != nil { return .pointless }
    let entry = OpeningEntry(
      opening: opening,
      voices: voices(of: epoch.members, past),
      epoch: epoch.id,
      electorate: epoch.members,
      origin: origin
    )
    if decisions[decision] == nil { unsettled.insert(decision) }
    decisions[decision, default: DecisionEntry(openings: [])].openings.append(entry)
    return nil
  }

  mutating func take<Order>(
    _ stance: Stance,
    on decision: ObjectID,
    _ origin: Origin,
    _ past: Past<Order>
  ) -> Ignored? {
    guard let entry = decisions[decision], let opened = entry.opening(past) else { return .unknown }
    guard opened.electorate.contains(origin.author.organisation) else { return .notInElectorate }
    if case .choose(let option) = stance {
      guard opened.opening.rule == .choice, option < opened.opening.options else { return .noSuchOption }
    }
    // Whether a later one of the same organisation has it in its past is found here, once.
    for i in entry.positions.indices
    where entry.positions[i].origin.author.organisation == origin.author.organisation {
      if past.holds(entry.positions[i].origin.dot) { decisions[decision]!.positions[i].overtaken.append(origin) }
    }
    decisions[decision]!.positions.append(PositionEntry(stance: stance, origin: origin))
    return nil
  }

  mutating func received<Order>(_ ids: [ObjectID], _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    var counts = false
    for id in ids {
      guard let entry = decisions[id], let opened = entry.opening(past) else { continue }
      guard opened.electorate.contains(origin.author.organisation) else { continue }
      if entry.received.contains(where: { $0.dot == origin.dot }) { continue }
      decisions[id]!.received.append(origin)
      counts = true
    }
    return counts ? nil : .unknown
  }

  mutating func close<Order>(_ decision: ObjectID, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    if let reason = flaw(ofProposers: decision, origin, past) { return reason }
    decisions[decision]!.closed.append(origin)
    return nil
  }

  mutating func withdraw<Order>(decision: ObjectID, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    if let reason = flaw(ofProposers: decision, origin, past) { return reason }
    decisions[decision]!.withdrawn.append(origin)
    return nil
  }

  /// Closing and taking back are the proposer's organisation's.
  private func flaw<Order>(ofProposers decision: ObjectID, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard let entry = decisions[decision], entry.opening(past) != nil else { return .unknown }
    return entry.isProposed(by: origin.author.organisation, past) ? nil : .notOwn
  }
}

extension GovernanceState {
  /// Whether an organisation other than a proposer's has taken a position on a decision, as far as `place` knows: what
  /// was answered to says the same from then on.
  func isAnswered(_ decision: ObjectID, at place: Dot, order: LogIndex) -> Bool {
    decisions[decision]?.isAnswered { order.isInPast($0.version, of: place.version) } ?? false
  }

  /// The same for what is known here and counts.
  func isAnswered(_ decision: ObjectID) -> Bool { decisions[decision]?.isAnswered { here.covers($0) } ?? false }
}

// MARK: - Counting

extension DecisionEntry {
  fileprivate func isAnswered(_ isKnown: (Dot) -> Bool) -> Bool {
    let proposers = openings.filter { isKnown($0.origin.dot) }.map(\.origin.author.organisation)
    return positions.contains { isKnown($0.origin.dot) && !proposers.contains($0.origin.author.organisation) }
  }

  /// The opening that holds in a past: the one with the smallest change id; nil when there is none.
  func opening<Order>(_ past: Past<Order>?) -> OpeningEntry? {
    openings.filter { past.covers($0.origin.dot) }.min { Origin.precedes($0.origin, $1.origin) }
  }

  func isProposed<Order>(by organisation: MemberID, _ past: Past<Order>?) -> Bool {
    openings.contains { $0.origin.author.organisation == organisation && past.covers($0.origin.dot) }
  }

  /// What one organisation says, as a past has it.
  enum Said {
    case nothing
    /// Two of its nodes said different things, neither knowing of the other's: none counts, and it isn't silent either.
    case contradiction
    case position(PositionEntry)
  }

  func said<Order>(by organisation: MemberID, _ past: Past<Order>?, in state: GovernanceState) -> Said {
    let last = positions.filter { position in
      position.origin.author.organisation == organisation && state.heeds(position.origin, past)
        && !position.overtaken.contains { state.heeds($0, past) }
    }
    guard let first = last.min(by: { Origin.precedes($0.origin, $1.origin) }) else { return .nothing }
    return last.allSatisfy { $0.stance == first.stance } ? .position(first) : .contradiction
  }

  /// The proposer's organisation has received what it proposed.
  func hasReceived<Order>(_ organisation: MemberID, _ past: Past<Order>?) -> Bool {
    isProposed(by: organisation, past)
      || received.contains { $0.author.organisation == organisation && past.covers($0.dot) }
  }

  func isWithdrawn<Order>(_ past: Past<Order>?, in state: GovernanceState) -> Bool {
    withdrawn.contains { state.heeds($0, past) }
  }

  /// The outcome with all that it is computed from; nil where the past has no opening.
  func value<Order>(_ past: Past<Order>?, in state: GovernanceState) -> DecisionValue? {
    guard let opened = opening(past) else { return nil }
    if isWithdrawn(past, in: state) { return DecisionValue(outcome: .withdrawn, positions: [], silent: []) }
    var positions: [CountedPosition] = []
    var silent: [MemberID] = []
    for organisation in opened.electorate.organisations {
      switch said(by: organisation, past, in: state) {
      case .nothing: if hasReceived(organisation, past) { silent.append(organisation) }
      case .contradiction: break
      case .position(let entry):
        positions.append(
          CountedPosition(
            organisation: organisation,
            stance: entry.stance,
            change: entry.origin.change,
            index: entry.origin.dot.index
          )
        )
      }
    }
    let tally = opened.tally(positions, silent: silent.count)
    let outcome = tally.outcome(under: opened.opening.rule, quorumPercent: opened.opening.quorumPercent)
    return DecisionValue(outcome: outcome, positions: positions, silent: silent)
  }

  /// Whether it is time to settle, by what is known here and this node's clock.
  func isRipe(deadlinePassed: Bool, in state: GovernanceState) -> Bool {
    let everything = state.here
    if deadlinePassed || (withdrawn + closed).contains(where: { state.heeds($0, everything) }) { return true }
    guard let opened = opening(everything), let value = value(everything, in: state) else { return false }
    let missing = opened.electorate.count - value.positions.count
    let tally = opened.tally(value.positions, silent: value.silent.count)
    let rule = opened.opening.rule
    switch rule {
    case .consent, .unanimous: return missing == 0 && tally.object == 0
    case .majority, .twoThirds, .choice:
      let quorum = opened.opening.quorumPercent
      return missing == 0 || tally.isDecided(missing: missing, under: rule, quorumPercent: quorum)
    }
  }
}

extension OpeningEntry {
  func tally(_ positions: [CountedPosition], silent: Int) -> Tally {
    // Only options that somebody chose need a place; a hostile opening may claim any number of them.
    let options = opening.rule == .choice ? Int(min(opening.options, DecisionOpening.optionsMax)) : 0
    var tally = Tally(electorate: electorate.count, options: options)
    for position in positions { tally.count(position.stance) }
    tally.silent = silent
    return tally
  }
}

// MARK: - As it is here

/// A decision and how it stands.
public struct DecisionStatus: Hashable, Sendable {
  /// How far it has come.
  public enum State: Hashable, Sendable {
    /// Positions are taken.
    case open
    /// A promise is out: members' nodes settle it.
    case settling
    /// It has its certificate.
    case settled
    /// Its proposer took it back.
    case withdrawn
  }

  /// An organisation's last position.
  public struct Position: Hashable, Sendable {
    /// Whose it is.
    public let organisation: MemberID
    /// What it says.
    public let stance: Stance
    /// Where it says so.
    public let origin: Origin
    /// Whether it came too late to be counted; shown for ever.
    public let isLate: Bool
  }

  /// Its id.
  public let id: ObjectID
  /// What it opened with.
  public let opening: DecisionOpening
  /// Who opened it, and where.
  public let origin: Origin
  /// Who decides.
  public let electorate: Electorate
  /// How far it has come.
  public let state: State
  /// What it came to; nil until it is settled.
  public let outcome: Outcome?
  /// How many say what: as settled, or until then as known here.
  public let tally: Tally
  /// How many must be present.
  public let quorumNeeded: Int
  /// How many are.
  public let present: Int
  /// Positions, ascending by organisation, in each in order of change id: the counted one, then late ones.
  public let positions: [Position]
  /// Who contradicts itself by two nodes, ascending: none of its positions counts.
  public let contradictory: [MemberID]
  /// Members of the electorate not known to have received it, ascending.
  public let notReceived: [MemberID]
  /// What makes it final.
  public let certificate: Certificate<GovernanceValue>?
  /// Whether two values have certificates; `doubleVoices` then holds a proof.
  public let isContested: Bool
  /// Voices that contradicted themselves in settling it.
  public let doubleVoices: [DoubleVoice]
}

extension GovernanceState {
  /// All decisions, ascending by id.
  public var allDecisions: [ObjectID] { decisions.keys.filter { isOpened($0) }.sorted() }

  /// Decisions without a certificate, ascending by id.
  public var openDecisions: [ObjectID] { unsettled.filter { isOpened($0) }.sorted() }

  private func isOpened(_ id: ObjectID) -> Bool {
    decisions[id]?.openings.contains { here.covers($0.origin.dot) } ?? false
  }

  /// A decision; nil when there is none with this id.
  public func decision(_ id: ObjectID) -> DecisionStatus? {
    guard isOpened(id), let entry = decisions[id], let opened = settledOpening(of: id) ?? entry.opening(here) else {
      return nil
    }
    let record = settlements[.decision(id, by: opened.epoch)]
    let certificate = record?.certificate
    var settled: DecisionValue?
    if case .decision(let value)? = certificate?.value { settled = value }
    guard let value = settled ?? entry.value(here, in: self) else { return nil }
    let tally = opened.tally(value.positions, silent: value.silent.count)
    let organisations = opened.electorate.organisations
    return DecisionStatus(
      id: id,
      opening: opened.opening,
      origin: opened.origin,
      electorate: opened.electorate,
      state: state(of: entry, settled: settled, record: record),
      outcome: settled?.outcome,
      tally: tally,
      quorumNeeded: tally.quorum(percent: opened.opening.quorumPercent),
      present: tally.present(under: opened.opening.rule),
      positions: positions(of: entry, by: opened.electorate, settled: settled),
      contradictory: organisations.filter {
        if case .contradiction = entry.said(by: $0, here, in: self) { true } else { false }
      },
      notReceived: organisations.filter { !entry.hasReceived($0, here) && !hasSpoken($0, entry) },
      certificate: certificate,
      isContested: record?.isContested ?? false,
      doubleVoices: record?.doubleVoices ?? []
    )
  }

  /// The opening whose electorate has settled the decision; of several, which takes voices that spoke for two, the
  /// smallest epoch id.
  private func settledOpening(of id: ObjectID) -> OpeningEntry? {
    guard let entry = decisions[id], !unsettled.contains(id) else { return nil }
    let settled = entry.openings.filter { settlements[.decision(id, by: $0.epoch)]?.certificate != nil }
    return settled.min { a, b in
      a.epoch != b.epoch ? a.epoch < b.epoch : Origin.precedes(a.origin, b.origin)
    }
  }

  private func hasSpoken(_ organisation: MemberID, _ entry: DecisionEntry) -> Bool {
    entry.positions.contains { $0.origin.author.organisation == organisation && here.covers($0.origin.dot) }
  }

  private func state(
    of entry: DecisionEntry,
    settled: DecisionValue?,
    record: SettlementRecord<GovernanceValue>?
  ) -> DecisionStatus.State {
    if let settled { return settled.outcome == .withdrawn ? .withdrawn : .settled }
    if entry.isWithdrawn(here, in: self) { return .withdrawn }
    return record?.isUnderWay ?? false ? .settling : .open
  }

  private func positions(
    of entry: DecisionEntry,
    by electorate: Electorate,
    settled: DecisionValue?
  ) -> [DecisionStatus.Position] {
    var shown: [DecisionStatus.Position] = []
    for organisation in electorate.organisations {
      let counted = settled?.positions.first { $0.organisation == organisation }
      let own = entry.positions.filter { position in
        position.origin.author.organisation == organisation
          && (here.covers(position.origin.dot) || counted.map { position.isNamed(by: $0) } ?? false)
      }
      for position in own.sorted(by: { Origin.precedes($0.origin, $1.origin) }) {
        let isCounted = counted.map { position.isNamed(by: $0) } ?? false
        let isLast = !position.overtaken.contains { heeds($0, here) }
        guard isCounted || isLast else { continue }
        shown.append(
          DecisionStatus.Position(
            organisation: organisation,
            stance: position.stance,
            origin: position.origin,
            isLate: settled != nil && settled?.outcome != .withdrawn && !isCounted
          )
        )
      }
    }
    return shown
  }
}

extension PositionEntry {
  func isNamed(by counted: CountedPosition) -> Bool {
    counted.change == origin.change && counted.index == origin.dot.index
  }
}

extension DecisionOpening {
  /// More options than this are not told apart; no honest node writes as many.
  static let optionsMax: UInt32 = 256
}
