internal import HashTreeCollections
public import TalkootCRDT
public import TalkootLog

// A voice that may have lost words of its own (docs/decisions/0002-double-offers.md, *A voice that lost its memory*).

extension GovernanceState {
  /// Whether an organisation's voice may have spoken in a settlement before it wrote `return`: unless that began with
  /// its return in the past already, so that no lost word can be about it.
  ///
  /// - Parameter return: the first change that it wrote after what may be lost; nil when it has written none yet.
  public func mayHaveSpoken(in id: SettlementID, before return: LocalVersion?, order: some CausalOrder) -> Bool {
    guard let first = `return` else { return true }
    let beginnings = beginnings(of: id)
    return beginnings.isEmpty
      || !beginnings.allSatisfy { $0.version == first || order.isInPast(first, of: $0.version) }
  }

  /// The operations of which one at least is in the past of whatever is said in a settlement.
  func beginnings(of id: SettlementID) -> [Dot] {
    switch id {
    case .decision(let decision, let epoch):
      return decisions[decision]?.openings.filter { $0.epoch == epoch }.map(\.origin.dot) ?? []
    case .roster(let id):
      guard let epoch = epochs[id] else { return [] }
      guard let predecessor = epoch.predecessor else { return genesisOrigin.map { [$0.dot] } ?? [] }
      let digest = GovernanceValue.roster(epoch.change).digest
      return settlements[.roster(after: predecessor)]?.offers.filter { $0.content.digest == digest }.map(\.place) ?? []
    }
  }

  /// The other members whose node a voice that may have lost something has not synced with since, ascending. Whatever
  /// it said that anyone has built on is known to one of them.
  public func missing(of own: MemberID, synced: Set<MemberID>) -> [MemberID] {
    members.filter { $0 != own && !synced.contains($0) }
  }
}
