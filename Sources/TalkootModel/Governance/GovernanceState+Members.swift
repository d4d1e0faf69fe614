internal import HashTreeCollections
public import TalkootCRDT
public import TalkootCrypto
public import TalkootLog

/// Where an organisation stands.
public enum Standing: Hashable, Sendable {
  /// Joined and not yet confirmed: reads, writes, signs, no vote.
  case participant
  /// Has a vote.
  case member
  /// Left.
  case left
  /// Was removed.
  case removed
}

// MARK: - As a past has it (nil: everything known)

extension GovernanceState {
  /// The latest epoch whose certificate the past holds. Of two with one number, which takes a double voice, the one
  /// with the smaller id.
  func latestEpoch<Order>(_ past: Past<Order>?) -> Epoch? {
    guard !past.isHere() else { return currentEpoch }
    var latest: Epoch?
    for id in epochOrder.reversed() {
      let epoch = epochs[id]!
      if let latest, (latest.number, epoch.id) > (epoch.number, latest.id) { continue }
      if isKnown(epoch, past) { latest = epoch }
    }
    return latest
  }

  /// The epoch with a number, as the past has it.
  func epoch<Order>(numbered number: UInt32, _ past: Past<Order>?) -> Epoch? {
    var found: Epoch?
    for id in epochOrder {
      let epoch = epochs[id]!
      guard epoch.number == number, isKnown(epoch, past) else { continue }
      if let known = found, known.id < epoch.id { continue }
      found = epoch
    }
    return found
  }

  private func isKnown<Order>(_ epoch: Epoch, _ past: Past<Order>?) -> Bool {
    guard let past, !Optional(past).isHere() else { return true }
    guard let predecessor = epoch.predecessor else { return genesisOrigin.map { past.holds($0.dot) } ?? false }
    guard let record = settlements[.roster(after: predecessor)] else { return false }
    return record.isCertified(GovernanceValue.roster(epoch.change).digest, before: past.place, order: past.order)
  }

  func isMember<Order>(_ organisation: MemberID, _ past: Past<Order>?) -> Bool {
    latestEpoch(past)?.members.contains(organisation) ?? false
  }

  func isAdmitted<Order>(_ organisation: MemberID, _ past: Past<Order>?) -> Bool {
    organisations[organisation]?.admitted.contains { past.covers($0.dot) } ?? false
  }

  /// Whether the node was admitted and not retired.
  func isOpen<Order>(_ node: NodeID, of organisation: MemberID, _ past: Past<Order>?) -> Bool {
    guard let entry = organisations[organisation]?.nodes.first(where: { $0.id == node }) else { return false }
    return entry.admitted.contains { holds($0, for: organisation, past) }
      && !entry.retired.contains { holds($0, for: organisation, past) }
  }

  /// Whether a past has what a node said for its organisation, and heeds it: what a closed node said counts as far as
  /// whoever closed it knew of it, whatever its thief dates back.
  func heeds<Order>(_ word: Origin, _ past: Past<Order>?) -> Bool {
    guard past.covers(word.dot) else { return false }
    let organisation = word.author.organisation
    let nodes = organisations[organisation]?.nodes
    guard let node = nodes?.first(where: { $0.id == word.author.node }) else { return false }
    let closings = node.retired.filter { holds($0, for: organisation, past) }
    return closings.isEmpty || closings.contains { $0.known.contains(word.dot) }
  }

  /// Everything that a node has said for its organisation.
  func words(of author: Author) -> [Dot] {
    var words = organisations[author.organisation]?.leaves ?? []
    for entry in proposals.values {
      for approval in entry.approvals { words += [approval.origin] + approval.withdrawals }
    }
    for entry in decisions.values {
      for position in entry.positions { words += [position.origin] + position.overtaken }
      words += entry.closed + entry.withdrawn
    }
    return words.filter { $0.author == author }.map(\.dot)
  }

  /// Whether the past has it, and the card that signed it, if one had to, still vouches for it there.
  func holds<Order>(_ keyed: KeyedOrigin, for organisation: MemberID, _ past: Past<Order>?) -> Bool {
    guard past.covers(keyed.origin.dot) else { return false }
    guard let key = keyed.rootKey, key != rootKey(of: organisation, past) else { return true }
    guard let epoch = rekeying(of: organisation, past) else { return true }
    return keyed.vouchers.contains(epoch.id)
  }

  /// The epoch that last replaced the organisation's card.
  private func rekeying<Order>(of organisation: MemberID, _ past: Past<Order>?) -> Epoch? {
    var epoch = latestEpoch(past)
    while let current = epoch {
      if current.change.rekeyed.contains(where: { $0.organisation == organisation }) { return current }
      epoch = current.predecessor.flatMap { epochs[$0] }
    }
    return nil
  }

  func rootKey<Order>(of organisation: MemberID, _ past: Past<Order>?) -> PublicKey? {
    latestEpoch(past)?.rootKey(of: organisation) ?? organisations[organisation]?.rootKey
  }

  /// The node that speaks for an organisation: the one its root named with the highest term (of two with one term, the
  /// smaller id), else the one it was admitted with; nil when that is closed.
  func voice<Order>(of organisation: MemberID, _ past: Past<Order>?) -> NodeID? {
    guard let entry = organisations[organisation] else { return nil }
    var best: (term: UInt32, node: NodeID) = (0, entry.nodes[0].id)
    for voice in entry.voices where voice.term > 0 && holds(voice.origin, for: organisation, past) {
      if voice.term < best.term { continue }
      if voice.term == best.term, best.node <= voice.node { continue }
      best = (voice.term, voice.node)
    }
    return isOpen(best.node, of: organisation, past) ? best.node : nil
  }

  func voices<Order>(of electorate: Electorate, _ past: Past<Order>?) -> [NamedVoice] {
    electorate.organisations.map { NamedVoice(organisation: $0, node: voice(of: $0, past)) }
  }
}

extension GovernanceState {
  /// When cards are replaced: notes what the old ones had signed and the offer knew of. Whatever else they signed, by
  /// whatever date, counts for nothing from then on.
  mutating func vouch(for epoch: Epoch, order: some CausalOrder) {
    guard let predecessor = epoch.predecessor, !epoch.change.rekeyed.isEmpty else { return }
    let digest = GovernanceValue.roster(epoch.change).digest
    guard let offer = settlements[.roster(after: predecessor)]?.firstOffer(of: digest) else { return }
    let past = Past(of: offer, order: order)
    for rekeying in epoch.change.rekeyed {
      let organisation = rekeying.organisation
      guard var entry = organisations[organisation] else { continue }
      func vouch(_ keyed: inout KeyedOrigin) {
        if keyed.rootKey != nil, holds(keyed, for: organisation, past) { keyed.vouchers.append(epoch.id) }
      }
      for i in entry.nodes.indices {
        for j in entry.nodes[i].admitted.indices { vouch(&entry.nodes[i].admitted[j]) }
        for j in entry.nodes[i].retired.indices { vouch(&entry.nodes[i].retired[j]) }
      }
      for i in entry.voices.indices { vouch(&entry.voices[i].origin) }
      organisations[organisation] = entry
    }
  }
}

// MARK: - As it is here

extension GovernanceState {
  /// The roster here and now; nil before the genesis.
  public var currentEpoch: Epoch? { chain.last.flatMap { epochs[$0] } }

  /// Every epoch of this replica's roster, from the genesis on.
  public var roster: [Epoch] { chain.map { epochs[$0]! } }

  /// The members, ascending.
  public var members: [MemberID] { currentEpoch?.members.organisations ?? [] }

  /// Where an organisation stands; nil when it was never admitted.
  public func standing(of organisation: MemberID) -> Standing? {
    guard let epoch = currentEpoch, isKnown(organisation) else { return nil }
    if epoch.members.contains(organisation) { return .member }
    if epoch.removed.contains(organisation) { return .removed }
    return epoch.left.contains(organisation) ? .left : .participant
  }

  /// Whether an organisation was admitted by a change that counts: who was removed could go on admitting newcomers.
  private func isKnown(_ organisation: MemberID) -> Bool {
    guard let entry = organisations[organisation] else { return false }
    return entry.admitted.contains { here.covers($0.dot) } || currentEpoch?.members.contains(organisation) ?? false
  }

  /// Everyone ever admitted, ascending.
  public var everyone: [MemberID] { organisations.keys.filter { isKnown($0) }.sorted() }

  /// The participants, ascending.
  public func participants() -> [MemberID] { everyone.filter { standing(of: $0) == .participant } }

  /// The recovery card that holds for an organisation.
  public func rootKey(of organisation: MemberID) -> PublicKey? { rootKey(of: organisation, here) }

  /// The node that speaks for an organisation when things are settled; nil when it is closed.
  public func voice(of organisation: MemberID) -> NodeID? { voice(of: organisation, here) }

  /// An organisation's node.
  public struct Node: Hashable, Sendable {
    /// Its id.
    public let id: NodeID
    /// Its identity key.
    public let key: PublicKey
    /// Whose it is.
    public let organisation: MemberID
    /// Whether it was closed.
    public let isRetired: Bool
    /// Whether one of its organisation's nodes has closed it and that doesn't count yet: the closed node had let the other
    /// one in, and no other organisation has built on that.
    public let isClosing: Bool
    /// Whether it is its organisation's voice.
    public let isVoice: Bool
  }

  /// An organisation's nodes, its first one first, then ascending.
  public func nodes(of organisation: MemberID) -> [Node] {
    guard let entry = organisations[organisation] else { return [] }
    let voice = voice(of: organisation)
    let known = entry.nodes.filter { node in node.admitted.contains { here.covers($0.origin.dot) } }
    let nodes = known.map { node in
      Node(
        id: node.id,
        key: node.key,
        organisation: organisation,
        isRetired: !isOpen(node.id, of: organisation, here),
        isClosing: isClosing(node, of: organisation),
        isVoice: node.id == voice
      )
    }
    return nodes.prefix(1) + nodes.dropFirst().sorted { $0.id < $1.id }
  }

  private func isClosing(_ node: NodeEntry, of organisation: MemberID) -> Bool {
    node.retired.contains { closing in
      !here.covers(closing.origin.dot) && isOpen(closing.origin.author.node, of: organisation, here)
    }
  }

  /// The nodes that may connect, and what each is: unretired, of members and participants. Ascending by id.
  public var admittedNodes: [Node] {
    let organisations = everyone.filter { [.member, .participant].contains(standing(of: $0)) }
    return organisations.flatMap { nodes(of: $0) }.filter { !$0.isRetired }.sorted { $0.id < $1.id }
  }

  /// Whether a new log may begin: its node was admitted for its organisation, and not retired, in the past of these
  /// versions (themselves included). The founder's node needs no past: the network's id is the hash of what admits it.
  public func admits(_ descriptor: LogDescriptor, inPastOf heads: [LocalVersion], order: some CausalOrder) -> Bool {
    guard descriptor.network == network else { return false }
    func isPast(_ keyed: KeyedOrigin) -> Bool {
      let version = keyed.origin.dot.version
      return heads.contains { $0 == version || order.isInPast(version, of: $0) }
    }
    let node = organisations[descriptor.member]?.nodes.first { $0.key == descriptor.nodeKey }
    if let record = genesis, record.founder == descriptor.member, record.nodeKey == descriptor.nodeKey {
      return !(node?.retired.contains(where: isPast) ?? false)
    }
    guard let node else { return false }
    return node.admitted.contains(where: isPast) && !node.retired.contains(where: isPast)
  }

  /// Logs with a proven fork, ascending.
  public var forkedLogs: [LogID] { forks.keys.sorted() }

  /// The evidence that a log forked, the same on all replicas: of what was published the earliest fork.
  public func forkEvidence(of log: LogID) -> ForkEvidence? { forks[log] }

  /// Evidence proves itself; who published it is of no matter.
  mutating func take(_ evidence: ForkEvidence) -> Ignored? {
    guard evidence.descriptor.network == network, evidence.isValid else { return .badSignature }
    let log = evidence.log
    if forks[log].map({ evidence.precedes($0) }) ?? true { forks[log] = evidence }
    return nil
  }
}

// MARK: - Invitations

extension GovernanceState {
  /// An invitation and what became of it.
  public struct InvitationStatus: Hashable, Sendable {
    /// Its id.
    public let id: ObjectID
    /// What it is.
    public let invitation: Invitation
    /// Whose node wrote it, and where.
    public let origin: Origin
    /// Whether it was taken back.
    public let isRevoked: Bool
    /// Who came by it, ascending: more than one is an alarm.
    public let admitted: [MemberID]
  }

  /// An invitation; nil when there is none with this id.
  public func invitation(_ id: ObjectID) -> InvitationStatus? {
    guard let entry = invitations[id], here.covers(entry.origin.dot) else { return nil }
    return InvitationStatus(
      id: id,
      invitation: entry.invitation,
      origin: entry.origin,
      isRevoked: entry.revoked.contains { here.covers($0.dot) },
      admitted: Electorate(entry.admissions.filter { here.covers($0.origin.dot) }.map(\.member)).organisations
    )
  }

  /// All invitations, ascending by id.
  public var allInvitations: [InvitationStatus] { invitations.keys.sorted().compactMap(invitation(_:)) }

  /// The alarm of `rules.md` 2.4: invitations by which several organisations came in, as long as one of them is not
  /// confirmed and another is here too. Ascending by id.
  public var sharedInvitations: [InvitationStatus] {
    let shared = invitations.filter { $0.value.admissions.count > 1 }.keys.sorted().compactMap(invitation(_:))
    return shared.filter { status in
      let standings = status.admitted.compactMap { standing(of: $0) }
      return standings.contains(.participant) && standings.count { $0 == .participant || $0 == .member } > 1
    }
  }

  /// The invitation whose secret has this public half.
  public func invitation(withKey key: PublicKey) -> InvitationStatus? {
    allInvitations.first { $0.invitation.key == key }
  }

  /// Why a member's node must not admit now.
  public enum AdmissionRefusal: Hashable, Sendable {
    /// Only members admit.
    case notMember
    /// Five unconfirmed ones came by this organisation.
    case tooManyParticipants
    /// Unknown, used, expired or taken back; which of them is not for strangers to know.
    case notValid
  }

  /// How many unconfirmed newcomers one organisation may have let in.
  public static let participantsPerMember = 5

  /// Whether a node of `organisation` should admit this newcomer at `now` (milliseconds since 1970). Binds the honest
  /// node only: no change is invalid for being written nevertheless.
  public func refusal(toAdmit admission: Admission, by organisation: MemberID, now: Int64) -> AdmissionRefusal? {
    guard standing(of: organisation) == .member else { return .notMember }
    // The signatures are checked first and in any case, so that time tells nothing of the invitation.
    let status = invitation(admission.invitation)
    let isProven = admission.isProven(invitationKey: status?.invitation.key ?? admission.rootKey)
    guard let status, isProven, admission.network == network, !status.isRevoked, status.admitted.isEmpty,
      now < status.invitation.expiresMilliseconds
    else { return .notValid }
    return unconfirmed(admittedBy: organisation) < GovernanceState.participantsPerMember ? nil : .tooManyParticipants
  }

  private func unconfirmed(admittedBy organisation: MemberID) -> Int {
    participants().count { member in
      organisations[member]!.admitted.contains { $0.author.organisation == organisation }
    }
  }
}
