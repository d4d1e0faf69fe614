internal import TalkootCrypto
public import TalkootLog
public import TalkootModel
public import TalkootReplica
public import TalkootStore

/// A replica with its storage, its keys and its clerk's memory: all of a node but its links.
///
/// Time comes in; random bytes come from a generator of its own.
public final class WholeReplica {
  /// Whose it is.
  public let keys: OrganisationKeys
  /// The replica.
  public private(set) var core: ReplicaCore
  /// Its wall clock.
  public var milliseconds: Int64 = 1_700_000_000_000
  /// What comes of its commits, for its peers.
  public private(set) var lastWritten: OwnChanges?
  private var memory = DutyMemory()
  private var generator: SplitMix64

  /// Takes a core over.
  public init(_ core: ReplicaCore, keys: OrganisationKeys, seed: UInt64 = 1) {
    self.core = core
    self.keys = keys
    generator = SplitMix64(seed: seed ^ UInt64(keys.number) << 32)
  }

  /// Founds a network in an empty storage.
  public static func founding(
    _ keys: OrganisationKeys,
    in storage: any ReplicaStorage,
    seed: UInt64 = 1
  ) throws -> WholeReplica {
    let genesis = keys.genesis
    let core = try ReplicaCore.create(
      in: storage,
      network: genesis.record.network,
      member: genesis.record.founder,
      key: keys.node
    )
    let replica = WholeReplica(core, keys: keys, seed: seed)
    try replica.write([.genesis(genesis)])
    try replica.commit { state, context in
      [
        try state.nameNetwork("Talkoot", context),
        try state.editMember(MemberEdit(name: "Organisation \(keys.number)"), context),
      ]
    }
    return replica
  }

  /// A newcomer that was admitted and has nothing yet.
  public static func joining(
    _ network: NetworkID,
    as member: MemberID,
    _ keys: OrganisationKeys,
    in storage: any ReplicaStorage,
    seed: UInt64 = 1
  ) throws -> WholeReplica {
    let core = try ReplicaCore.create(in: storage, network: network, member: nil, key: keys.node)
    try core.admitted(for: member)
    return WholeReplica(core, keys: keys, seed: seed)
  }

  /// Goes on with what a storage holds, after a stop or a crash.
  public func reopen(_ storage: any ReplicaStorage, continuesLog: Bool = true) throws {
    core = try ReplicaCore.open(storage, key: keys.node, continuesLog: continuesLog)
    memory = DutyMemory()
  }

  /// What a storage that refused a transaction leaves.
  public func recover() throws { core = try core.reopen() }

  // MARK: Writing

  /// One act in a transaction of its own.
  @discardableResult
  public func commit(
    person: String? = nil,
    seen: [ChangeID]? = nil,
    _ make: @escaping @Sendable (Workspace, CommandContext) throws -> [Draft]
  ) throws -> Committed {
    let written = try commit([CommitRequest(person: person, seen: seen, make: make)])
    return try written.results[0].get()
  }

  /// Several acts in one transaction.
  @discardableResult
  public func commit(_ requests: [CommitRequest]) throws -> OwnChanges {
    let authoring = AuthoringContext(
      milliseconds: milliseconds,
      today: CalendarDate("2026-11-24")!,
      random: { self.random($0) }
    )
    let written = try core.commit(requests, authoring)
    lastWritten = written
    return written
  }

  /// Operations of the settling part as one change.
  @discardableResult
  public func write(_ operations: [GovernanceOperation]) throws -> Committed {
    try commit { _, _ in
      var draft = Draft()
      for operation in operations { draft.append(.governance(operation)) }
      return [draft]
    }
  }

  /// What this node has to write by itself now, and when to ask again.
  public func duties(jitter: UInt64) -> Duties {
    guard let member = core.member else { return Duties() }
    return core.workspace.settled.duties(
      of: Author(organisation: member, node: core.node),
      memory: &memory,
      DutyCircumstances(
        now: milliseconds,
        jitter: jitter,
        end: { Int64($0.lastDay.dayNumber + 1) * 86_400_000 }
      )
    )
  }

  private func random(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in .random(in: .min ... .max, using: &generator) }
  }

  // MARK: Joining

  /// Writes an invitation for these keys and at once the admission that it is good for.
  public func admit(_ newcomer: OrganisationKeys) throws -> MemberID {
    let invitation = Invitation(key: newcomer.invitation.publicKey, expiresMilliseconds: .max)
    let invited = try write([.invite(invitation)])
    let admission = newcomer.admission(
      to: core.workspace.network,
      by: ObjectID(madeBy: invited.changes[0], index: 0)
    )
    try write([.admit(admission)])
    return admission.member
  }

  /// Proposes, or approves, that a participant becomes a member.
  public func confirm(_ member: MemberID) throws {
    let epoch = core.workspace.settled.currentEpoch!.number
    try write([.propose(RosterProposal(epoch: epoch, action: .confirm(member), reason: ""))])
  }

  // MARK: Passing on without links

  /// Everything that another replica lacks, in packs of a size.
  public func packs(for other: ReplicaCore, bytes: Int = SyncBudget.whole) throws -> [[UInt8]] {
    var counts: [LogID: UInt64] = [:]
    for row in other.index.rows { counts[row.log] = row.count }
    return try core.packs(after: counts, bytes: bytes)
  }

  /// Takes in whatever `other` has.
  @discardableResult
  public func pull(from other: WholeReplica, bytes: Int = SyncBudget.whole) throws -> [Receipt] {
    var receipts: [Receipt] = []
    for pack in try other.packs(for: core, bytes: bytes) {
      receipts.append(try core.receive(pack, from: other.core.node))
    }
    return receipts
  }
}

/// Sizes of packs.
public enum SyncBudget {
  /// As much as a frame takes.
  public static let whole = 512 << 10
}
