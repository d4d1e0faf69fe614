internal import TalkootCrypto
public import TalkootLog

/// One state of the roster.
public struct Epoch: Hashable, Sendable {
  /// Its id.
  public let id: EpochID
  /// 0 for the genesis, then one more each.
  public let number: UInt32
  /// The epoch whose members certified this one; nil for the genesis.
  public let predecessor: EpochID?
  /// What it changed; nothing for the genesis.
  public let change: RosterChange
  /// The organisations with a vote.
  public let members: Electorate
  /// Organisations that were removed, ascending. They count for nothing any more, and never come back under this id.
  public let removed: [MemberID]
  /// Organisations that left, ascending.
  public let left: [MemberID]
  /// The recovery cards that are not those of the admissions.
  public let rekeyed: [RosterChange.Rekeying]

  init(genesis network: NetworkID, founder: MemberID) {
    id = EpochID.first(network)
    number = 0
    predecessor = nil
    change = RosterChange()
    members = Electorate([founder])
    removed = []
    left = []
    rekeyed = []
  }

  /// The epoch that `change`, settled, makes of `epoch`.
  init(following epoch: Epoch, by change: RosterChange) {
    let out = change.removed + change.left
    id = epoch.id.following(with: GovernanceValue.roster(change).digest)
    // Epochs are certified one by one, so the number can't run out.
    number = epoch.number &+ 1
    predecessor = epoch.id
    self.change = change
    members = Electorate((epoch.members.organisations + change.confirmed).filter { !out.contains($0) })
    removed = Electorate(epoch.removed + change.removed).organisations
    left = Electorate(epoch.left + change.left.filter { !change.removed.contains($0) }).organisations
    let kept = epoch.rekeyed.filter { old in !change.rekeyed.contains { $0.organisation == old.organisation } }
    rekeyed = (kept + change.rekeyed).sorted { $0.organisation < $1.organisation }
  }

  /// Whether `organisation` was removed or left.
  public func isGone(_ organisation: MemberID) -> Bool {
    removed.contains(organisation) || left.contains(organisation)
  }

  func rootKey(of organisation: MemberID) -> PublicKey? {
    rekeyed.first { $0.organisation == organisation }?.rootKey
  }
}
