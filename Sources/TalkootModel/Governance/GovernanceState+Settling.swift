internal import HashTreeCollections
internal import TalkootCRDT
internal import TalkootLog

// Words of voices: who may speak, about what, and what the values are.

extension GovernanceState {
  mutating func apply<Order>(
    _ matter: Matter,
    _ message: SettlementMessage<GovernanceValue>,
    _ origin: Origin,
    _ past: Past<Order>
  ) -> Ignored? {
    guard let (id, electorate) = subject(of: matter, past) else { return .unknown }
    guard voice(of: origin.author.organisation, past) == origin.author.node else { return .notTheVoice }
    var record = settlements[id] ?? SettlementRecord(electorate: electorate)
    settlements[id] = nil
    let flaw = record.add(message, by: origin.author.organisation, at: origin.dot, order: past.order) {
      value(of: id, past)
    }
    settlements[id] = record
    if let flaw { return .flawed(flaw) }
    if case .accept = message { conclude(id, record, order: past.order) }
    return nil
  }

  /// What a matter is and who settles it, as the past has it.
  private func subject<Order>(of matter: Matter, _ past: Past<Order>) -> (SettlementID, Electorate)? {
    switch matter {
    case .decision(let decision):
      guard let opened = decisions[decision]?.opening(past) else { return nil }
      return (.decision(decision, by: opened.epoch), opened.electorate)
    case .roster(let number):
      guard let epoch = epoch(numbered: number, past) else { return nil }
      return (.roster(after: epoch.id), epoch.members)
    }
  }

  /// The value that a past gives; nil when it has nothing to settle.
  func value<Order>(of id: SettlementID, _ past: Past<Order>?) -> GovernanceValue? {
    switch id {
    case .decision(let decision, let epoch):
      guard let entry = decisions[decision], entry.opening(past)?.epoch == epoch else { return nil }
      return entry.value(past, in: self).map { .decision($0) }
    case .roster(let epoch): return epochs[epoch].flatMap { rosterChange(after: $0, past) }.map { .roster($0) }
    }
  }

  private mutating func conclude(
    _ id: SettlementID,
    _ record: SettlementRecord<GovernanceValue>,
    order: some CausalOrder
  ) {
    for certificate in record.certificates {
      switch (id, certificate.value) {
      case (.decision(let decision, _), _): unsettled.remove(decision)
      case (.roster(let predecessor), .roster(let change)):
        note(Epoch(following: epochs[predecessor]!, by: change), order: order)
      case (.roster, .decision): break
      }
    }
  }
}

// MARK: - As it is here

extension GovernanceState {
  /// What is known of settling a decision or what follows an epoch; nil when no voice has spoken.
  public func settlement(_ id: SettlementID) -> SettlementRecord<GovernanceValue>? { settlements[id] }

  /// The certificate that made an epoch; nil for the genesis.
  public func certificate(of epoch: Epoch) -> Certificate<GovernanceValue>? {
    guard let predecessor = epoch.predecessor else { return nil }
    let digest = GovernanceValue.roster(epoch.change).digest
    return settlements[.roster(after: predecessor)]?.certificates.first { $0.value.digest == digest }
  }

  /// Whether two rosters are certified. This node keeps the one it had and settles nothing more, until people decide.
  public var isRosterContested: Bool {
    chain.contains { settlements[.roster(after: $0)]?.isContested ?? false }
  }

  /// Voices that contradicted themselves, in whatever they did it, by organisation.
  public var doubleVoices: [DoubleVoice] {
    let ids = allDecisions.flatMap { settlementIDs(of: $0) } + epochOrder.map { SettlementID.roster(after: $0) }
    return doubleVoices(in: ids)
  }

  /// Voices that contradicted themselves in settling the roster.
  public var doubleVoicesOfRoster: [DoubleVoice] { doubleVoices(in: epochOrder.map { .roster(after: $0) }) }

  private func doubleVoices(in ids: [SettlementID]) -> [DoubleVoice] {
    let proofs = ids.flatMap { settlements[$0]?.doubleVoices ?? [] }
    return proofs.sorted { $0.organisation < $1.organisation }
  }
}

extension GovernanceState {
  /// Where a decision is or was settled: one place, unless it was opened twice in different epochs at once.
  func settlementIDs(of decision: ObjectID) -> [SettlementID] {
    Electorate.distinct(decisions[decision]?.openings.map(\.epoch) ?? []).map { .decision(decision, by: $0) }
  }
}

extension SettlementRecord {
  /// Whether a promise is out.
  public var isUnderWay: Bool { !promises.isEmpty }
}
