internal import HashTreeCollections
internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

// The roster is a chain of epochs; what its members have approved is settled into the next one.

extension GovernanceState {
  mutating func apply<Order>(_ proposal: RosterProposal, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard let epoch = epoch(numbered: proposal.epoch, past) else { return .unknown }
    let author = origin.author.organisation
    guard epoch.members.contains(author) else { return .notMember }
    let concerned = proposal.action.concerned
    guard concerned != author else { return .selfConcerned }
    guard isAdmitted(concerned, past) else { return .unknown }
    guard isPossible(proposal.action, in: epoch) else { return .pointless }
    let id = RosterProposal.id(
      of: proposal.action,
      network: network,
      madeBy: origin.change,
      index: origin.dot.index
    )
    var entry = proposals[id] ?? ProposalEntry(action: proposal.action)
    entry.reasons.append(ProposalStatus.Proposing(reason: proposal.reason, origin: origin))
    entry.approvals.append(ApprovalEntry(epoch: epoch.id, origin: origin, proposes: true))
    proposals[id] = entry
    return nil
  }

  mutating func approve<Order>(
    _ proposal: ObjectID,
    _ number: UInt32,
    _ origin: Origin,
    _ past: Past<Order>
  ) -> Ignored? {
    guard let entry = proposals[proposal], entry.approvals.contains(where: { $0.proposes && past.holds($0.origin.dot) })
    else { return .unknown }
    guard let epoch = epoch(numbered: number, past) else { return .unknown }
    guard epoch.members.contains(origin.author.organisation) else { return .notMember }
    guard entry.action.concerned != origin.author.organisation else { return .selfConcerned }
    proposals[proposal]!.approvals.append(ApprovalEntry(epoch: epoch.id, origin: origin, proposes: false))
    return nil
  }

  mutating func withdraw<Order>(proposal: ObjectID, _ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard let entry = proposals[proposal], entry.approvals.contains(where: { $0.proposes && past.holds($0.origin.dot) })
    else { return .unknown }
    let own = entry.approvals.contains {
      $0.origin.author.organisation == origin.author.organisation && past.holds($0.origin.dot)
    }
    guard own else { return .notOwn }
    // What it takes back is found once and for all: the own approvals in its past.
    for i in entry.approvals.indices
    where entry.approvals[i].origin.author.organisation == origin.author.organisation {
      if past.holds(entry.approvals[i].origin.dot) { proposals[proposal]!.approvals[i].withdrawals.append(origin) }
    }
    return nil
  }

  mutating func leave<Order>(_ origin: Origin, _ past: Past<Order>) -> Ignored? {
    guard organisations[origin.author.organisation] != nil else { return .unknown }
    organisations[origin.author.organisation]!.leaves.append(origin)
    return nil
  }

  /// Whether the epoch's roster is not already as the action would have it.
  private func isPossible(_ action: RosterAction, in epoch: Epoch) -> Bool {
    guard !epoch.isGone(action.concerned) else { return false }
    switch action {
    case .confirm(let member): return !epoch.members.contains(member)
    case .remove: return true
    case .rekey(let member, let key): return epoch.rootKey(of: member) ?? organisations[member]?.rootKey != key
    }
  }
}

// MARK: - What is approved

extension GovernanceState {
  /// The members whose approval of the proposal for this epoch stands, ascending. The one concerned is never among them.
  func approvers<Order>(of entry: ProposalEntry, in epoch: Epoch, _ past: Past<Order>?) -> [MemberID] {
    let approvals = entry.approvals.filter { approval in
      approval.epoch == epoch.id && epoch.members.contains(approval.origin.author.organisation)
        && stands(approval, past)
    }
    return Electorate(approvals.map(\.origin.author.organisation)).organisations
  }

  /// Whether one of those who proposed still does.
  func isProposed<Order>(_ entry: ProposalEntry, _ past: Past<Order>?) -> Bool {
    entry.approvals.contains { $0.proposes && stands($0, past) }
  }

  /// What the roster's settling comes out as: everything that more than half of the epoch's members have approved, and
  /// everyone's leaving, applied together; nil when that is nothing.
  func rosterChange<Order>(after epoch: Epoch, _ past: Past<Order>?) -> RosterChange? {
    var change = RosterChange()
    var rekeyed: [RosterChange.Rekeying] = []
    for id in proposals.keys.sorted() {
      let entry = proposals[id]!
      guard isProposed(entry, past), isPossible(entry.action, in: epoch) else { continue }
      guard approvers(of: entry, in: epoch, past).count >= epoch.members.quorum else { continue }
      switch entry.action {
      case .confirm(let member): change.confirmed.append(member)
      case .remove(let member): change.removed.append(member)
      case .rekey(let member, let key):
        // In order of id: the last one holds.
        rekeyed.removeAll { $0.organisation == member }
        rekeyed.append(RosterChange.Rekeying(organisation: member, rootKey: key))
      }
    }
    let left = organisations.keys.sorted().filter { member in
      !epoch.isGone(member) && organisations[member]!.leaves.contains { heeds($0, past) }
    }
    change = RosterChange(confirmed: change.confirmed, removed: change.removed, rekeyed: rekeyed, left: left)
    return change.isEmpty ? nil : change
  }
}

extension GovernanceState {
  func stands<Order>(_ approval: ApprovalEntry, _ past: Past<Order>?) -> Bool {
    heeds(approval.origin, past) && !approval.withdrawals.contains { heeds($0, past) }
  }
}

// MARK: - As it is here

/// A proposal to change the roster, and how it stands.
public struct ProposalStatus: Hashable, Sendable {
  /// How far it has come.
  public enum State: Hashable, Sendable {
    /// More approvals are needed.
    case open
    /// More than half of the members approve; their nodes settle it.
    case approved
    /// It is done.
    case settled
    /// Whoever proposed it took it back.
    case withdrawn
    /// The roster has gone on without it.
    case stale
  }

  /// One organisation's proposing.
  public struct Proposing: Hashable, Sendable {
    /// Why, for people.
    public let reason: String
    /// Who, and where.
    public let origin: Origin
  }

  /// Its id.
  public let id: ObjectID
  /// What it would do.
  public let action: RosterAction
  /// Who proposed it; in order of change id.
  public let proposers: [Proposing]
  /// The members whose approval stands in the present epoch, ascending.
  public let approvers: [MemberID]
  /// How many it takes.
  public let needed: Int
  /// How far it has come.
  public let state: State
}

extension GovernanceState {
  /// A proposal; nil when there is none with this id.
  public func proposal(_ id: ObjectID) -> ProposalStatus? {
    guard let entry = proposals[id], let epoch = currentEpoch,
      entry.reasons.contains(where: { here.covers($0.origin.dot) })
    else { return nil }
    let approvers = approvers(of: entry, in: epoch, here)
    return ProposalStatus(
      id: id,
      action: entry.action,
      proposers: entry.reasons.sorted { Origin.precedes($0.origin, $1.origin) },
      approvers: approvers,
      needed: epoch.members.quorum,
      state: state(of: entry, approvers: approvers, in: epoch)
    )
  }

  private func state(of entry: ProposalEntry, approvers: [MemberID], in epoch: Epoch) -> ProposalStatus.State {
    if roster.contains(where: { isDone(entry, by: $0.change) }) { return .settled }
    if !isProposed(entry, here) { return .withdrawn }
    if !isPossible(entry.action, in: epoch) { return .stale }
    if approvers.count >= epoch.members.quorum { return .approved }
    // Only others were added since: those who approved it do so again by themselves.
    return isCarried(entry, into: epoch) || !approvers.isEmpty ? .open : .stale
  }

  /// Whether the change did what was proposed. Of a card, only if the proposal was approved in the epoch it changed.
  private func isDone(_ entry: ProposalEntry, by change: RosterChange) -> Bool {
    switch entry.action {
    case .confirm(let member): change.confirmed.contains(member)
    case .remove(let member): change.removed.contains(member)
    case .rekey(let member, let key): change.rekeyed.contains { $0.organisation == member && $0.rootKey == key }
    }
  }

  private func isCarried(_ entry: ProposalEntry, into epoch: Epoch) -> Bool {
    entry.approvals.contains { stands($0, here) && onlyAdditions(from: $0.epoch, to: epoch) }
  }

  /// Whether nothing but confirmations lies between the two epochs of this replica's chain.
  func onlyAdditions(from old: EpochID, to epoch: Epoch) -> Bool {
    var current = epoch
    while current.id != old {
      guard current.change.onlyAdds, let next = current.predecessor.flatMap({ epochs[$0] }) else { return false }
      current = next
    }
    return true
  }

  /// All proposals, ascending by id.
  public var allProposals: [ProposalStatus] { proposals.keys.sorted().compactMap(proposal(_:)) }

  /// The proposal to confirm a participant, whoever makes it.
  public func confirmation(of member: MemberID) -> ObjectID {
    RosterProposal.id(of: .confirm(member), network: network, madeBy: ChangeID(.zero), index: 0)
  }

  /// The roster that a proposal was settled in; nil while it isn't.
  public func epoch(settling id: ObjectID) -> Epoch? {
    proposals[id].flatMap { entry in roster.first { isDone(entry, by: $0.change) } }
  }

  /// Who approves a proposal, ascending, and how many must: for a settled one, of the roster that settled it.
  public func approval(of id: ObjectID) -> (approvers: [MemberID], needed: Int)? {
    guard let entry = proposals[id], let current = currentEpoch else { return nil }
    let epoch = epoch(settling: id)?.predecessor.flatMap { epochs[$0] } ?? current
    return (approvers(of: entry, in: epoch, here), epoch.members.quorum)
  }

  /// How many members have confirmed a participant, and how many must; for a member, how it was. Nobody confirmed the
  /// founder, who was enough.
  public func confirmations(of member: MemberID) -> (have: Int, needed: Int) {
    if let approval = approval(of: confirmation(of: member)) { return (approval.approvers.count, approval.needed) }
    if standing(of: member) == .member { return (1, 1) }
    return (0, currentEpoch?.members.quorum ?? 1)
  }

  /// Whether the organisation said that it leaves and that isn't settled yet.
  public func isLeaving(_ member: MemberID) -> Bool { leaving(member) != nil }

  /// Where it said so; of several the one with the smallest change id.
  public func leaving(_ member: MemberID) -> Origin? {
    guard let entry = organisations[member], let epoch = currentEpoch, !epoch.isGone(member) else { return nil }
    return entry.leaves.filter { heeds($0, here) }.min(by: Origin.precedes)
  }
}
