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
    guard decisions[decision] == nil else { return .pointless }
    decisions[decision] = DecisionEntry(
      opening: opening,
      voices: voices(of: epoch.members, past),
      epoch: epoch.id,
      electorate: epoch.members,
      origin: origin
    )
    unsettled.insert(decision)
    return nil
  }

  mutating func take<Order>(
    _ stance: Stance,
    on decision: ObjectID,
    _ origin: Origin,
    _ past: Past<Order>
  ) -> Ignored? {
    guard let entry = decisions[decision], past.holds(entry.origin.dot) else { return .unknown }
    guard entry.electorate.contains(origin.author.organisation) else { return .notInElectorate }
    if case .choose(let option) = stance {
      guard entry.opening.rule == .choice, option < entry.opening.options else { return .noSuchOption }
    }
    // Whether a later one of the same organisation has it in its past is found here, once.
    for i in entry.positions.indices
    where entry.positions[i].origin.author.organisation == origin.author.organisation {
      if past.holds(entry.positions[i].origin.dot) { decisions[decision]!.positions[i].overtaken.append(origin.dot) }
    }
    decisions[decision]!.positions.append(PositionEntry(stance: stance, origin: origin))
    return nil
  }

  mutating func received<Order>(_ ids: [ObjectID], _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    var counts = false
    for id in ids {
      guard let entry = decisions[id], past.holds(entry.origin.dot) else { continue }
      guard entry.electorate.contains(origin.author.organisation) else { continue }
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
    guard let entry = decisions[decision], past.holds(entry.origin.dot) else { return .unknown }
    return entry.origin.author.organisation == origin.author.organisation ? nil : .notOwn
  }
}

// MARK: - Counting

extension DecisionEntry {
  /// What one organisation says, as a past has it.
  enum Said {
    case nothing
    /// Two of its nodes said different things, neither knowing of the other's: none counts, and it isn't silent either.
    case contradiction
    case position(PositionEntry)
  }

  func said<Order>(by organisation: MemberID, _ past: Past<Order>?) -> Said {
    let last = positions.filter { position in
      position.origin.author.organisation == organisation && past.covers(position.origin.dot)
        && !position.overtaken.contains { past.covers($0) }
    }
    guard let first = last.min(by: { Origin.precedes($0.origin, $1.origin) }) else { return .nothing }
    return last.allSatisfy { $0.stance == first.stance } ? .position(first) : .contradiction
  }

  /// The proposer's organisation has received what it proposed.
  func hasReceived<Order>(_ organisation: MemberID, _ past: Past<Order>?) -> Bool {
    origin.author.organisation == organisation
      || received.contains { $0.author.organisation == organisation && past.covers($0.dot) }
  }

  func isWithdrawn<Order>(_ past: Past<Order>?) -> Bool { withdrawn.contains { past.covers($0.dot) } }

  /// The outcome with all that it is computed from.
  func value<Order>(_ past: Past<Order>?) -> DecisionValue {
    if isWithdrawn(past) { return DecisionValue(outcome: .withdrawn, positions: [], silent: []) }
    var positions: [CountedPosition] = []
    var silent: [MemberID] = []
    for organisation in electorate.organisations {
      switch said(by: organisation, past) {
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
    let tally = tally(positions, silent: silent.count)
    let outcome = tally.outcome(under: opening.rule, quorumPercent: opening.quorumPercent)
    return DecisionValue(outcome: outcome, positions: positions, silent: silent)
  }

  func tally(_ positions: [CountedPosition], silent: Int) -> Tally {
    // Only options that somebody chose need a place; a hostile opening may claim any number of them.
    let options = opening.rule == .choice ? Int(min(opening.options, DecisionOpening.optionsMax)) : 0
    var tally = Tally(electorate: electorate.count, options: options)
    for position in positions { tally.count(position.stance) }
    tally.silent = silent
    return tally
  }

  /// Whether it is time to settle, by what is known here and this node's clock.
  func isRipe(deadlinePassed: Bool) -> Bool {
    let everything: Past<Unordered>? = nil
    if deadlinePassed || !withdrawn.isEmpty || !closed.isEmpty { return true }
    let value = value(everything)
    let missing = electorate.count - value.positions.count
    let tally = tally(value.positions, silent: value.silent.count)
    switch opening.rule {
    case .consent, .unanimous: return missing == 0 && tally.object == 0
    case .majority, .twoThirds, .choice:
      return missing == 0
        || tally.isDecided(missing: missing, under: opening.rule, quorumPercent: opening.quorumPercent)
    }
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
  private var here: Past<Unordered>? { nil }

  /// All decisions, ascending by id.
  public var allDecisions: [ObjectID] { decisions.keys.sorted() }

  /// Decisions without a certificate, ascending by id.
  public var openDecisions: [ObjectID] { unsettled.sorted() }

  /// A decision; nil when there is none with this id.
  public func decision(_ id: ObjectID) -> DecisionStatus? {
    guard let entry = decisions[id] else { return nil }
    let record = settlements[.decision(id)]
    let certificate = record?.certificate
    var settled: DecisionValue?
    if case .decision(let value)? = certificate?.value { settled = value }
    let value = settled ?? entry.value(here)
    let tally = entry.tally(value.positions, silent: value.silent.count)
    let organisations = entry.electorate.organisations
    return DecisionStatus(
      id: id,
      opening: entry.opening,
      origin: entry.origin,
      electorate: entry.electorate,
      state: state(of: entry, settled: settled, record: record),
      outcome: settled?.outcome,
      tally: tally,
      quorumNeeded: tally.quorum(percent: entry.opening.quorumPercent),
      present: tally.present(under: entry.opening.rule),
      positions: positions(of: entry, settled: settled),
      contradictory: organisations.filter {
        if case .contradiction = entry.said(by: $0, here) { true } else { false }
      },
      notReceived: organisations.filter { !entry.hasReceived($0, here) && !hasSpoken($0, entry) },
      certificate: certificate,
      isContested: record?.isContested ?? false,
      doubleVoices: record?.doubleVoices ?? []
    )
  }

  private func hasSpoken(_ organisation: MemberID, _ entry: DecisionEntry) -> Bool {
    entry.positions.contains { $0.origin.author.organisation == organisation }
  }

  private func state(
    of entry: DecisionEntry,
    settled: DecisionValue?,
    record: SettlementRecord<GovernanceValue>?
  ) -> DecisionStatus.State {
    if let settled { return settled.outcome == .withdrawn ? .withdrawn : .settled }
    if entry.isWithdrawn(here) { return .withdrawn }
    return record?.isUnderWay ?? false ? .settling : .open
  }

  private func positions(of entry: DecisionEntry, settled: DecisionValue?) -> [DecisionStatus.Position] {
    var shown: [DecisionStatus.Position] = []
    for organisation in entry.electorate.organisations {
      let counted = settled?.positions.first { $0.organisation == organisation }
      let own = entry.positions.filter { $0.origin.author.organisation == organisation }
      for position in own.sorted(by: { Origin.precedes($0.origin, $1.origin) }) {
        let isCounted = counted.map { position.isNamed(by: $0) } ?? false
        let isLast = position.overtaken.isEmpty
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
