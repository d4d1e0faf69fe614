internal import TalkootCRDT
public import TalkootCrypto
public import TalkootLog
public import TalkootModel
public import TalkootStore

/// A replica: the changes it holds, the state they make, and its own log. The single writer's synchronous core.
///
/// No clock, no randomness, no task of its own: time and seeds come in, and the storage is a protocol, so that the
/// simulator runs exactly this. What must hold:
///
/// - whatever this object shows has been folded from changes that are durable or are in the batch under way; when a
///   batch fails, the replica is opened anew from its storage (`reopen`), so that nothing of it is left;
/// - nothing is handed out (to a peer, to a person) before its transaction is durable;
/// - it is used from one thread at a time.
public final class ReplicaCore {
  /// Names in the storage's `meta`.
  enum Meta {
    static let network = "network"
    static let member = "member"
    static let log = "log"
    /// Followed by log number and branch: what speaks for the newest change there, while no signature does.
    static let proof = "proof."
  }

  /// Where it is kept.
  public let storage: any ReplicaStorage
  /// This node's identity key.
  public let key: SigningKey
  /// This node.
  public var node: NodeID { NodeID(of: key.publicKey) }
  /// The organisation that this node was admitted for; nil before.
  public internal(set) var member: MemberID?
  /// Which changes are here.
  public internal(set) var index: LogIndex
  /// The state that they make.
  public internal(set) var workspace: Workspace
  /// This node's own log; nil until it has written.
  var writer: LogWriter?
  /// Whether the log in `meta` may be gone on with; without it the next change begins a new one.
  var continuesLog = true
  var intake = Intake()
  /// What speaks for the newest change of a branch that no stored signature covers.
  var proofs: [BranchKey: HeaderChain] = [:]
  /// What waited before the pack under way: what is left when its transaction fails.
  var intakeBefore: Intake?
  var foundations = Foundations()
  /// Peers of whom a pack was not understood, and how many since one was: what they sent behind it refers to it.
  var misunderstandings: [NodeID: Int] = [:]
  /// Evidence of forks that is stored here; what is published counts before it (`forkEvidence`).
  public internal(set) var evidence: [LogID: ForkEvidence] = [:]
  /// When signatures of a log are kept, for logs that have grown since the start.
  var schedules: [LogID: SignatureSchedule] = [:]
  /// The newest range's salts of the logs that grow, to unpack what follows.
  var newestSalts: [LogID: (range: UInt64, salts: SaltTree)] = [:]
  var batch: Batch
  /// Why the fold was given too little of an object's history.
  var historyFailure: StoreError?
  /// Objects changed since the snapshot in the storage was written.
  var unsaved: Set<ObjectID> = []
  /// Changes folded since then.
  public internal(set) var unsavedChanges = 0

  init(storage: any ReplicaStorage, key: SigningKey, index: LogIndex, workspace: Workspace) {
    self.storage = storage
    self.key = key
    self.index = index
    self.workspace = workspace
    batch = Batch(index)
  }

  /// What people and peers may see: everything that is durable. O(1).
  public var snapshot: ReplicaSnapshot {
    ReplicaSnapshot(workspace: workspace, index: index, node: node, member: member, pending: intake.waitingCount)
  }

  /// What peers compare with theirs to find that they are in sync.
  public var headsHash: Digest { LogIndex.headsHash(of: workspace.comparedHeads(index)) }

  /// The logs of changes that came from peers and wait, ascending.
  public var waitingLogs: [LogID] { intake.waitingLogs }

  /// Makes the hashes that the digest needs and has not kept yet: O(log n) for each object touched since.
  public func refreshDigest() { _ = workspace.updateDigest() }

  // MARK: Folding

  /// Takes a verified change into index, state and the batch.
  func fold(_ change: VerifiedChange, salts: SaltTree?) {
    let version = index.append(change)
    let applied = workspace.apply(change, version: version, index: index) { [unowned self] in self.history(of: $0) }
    batch.changes.append(PastChange(version: version, change: change))
    batch.transaction.changes.append(StoredChange(change, version: version, index: index))
    for object in applied.named { batch.transaction.touched.append(StoreTransaction.Touch(object, version)) }
    batch.touched.formUnion(applied.touched)
    batch.erasures += applied.erasures
    batch.touched.formUnion(recount())
    noteLog(change, salts)
  }

  /// Finds anew what counts, where the change folded last may have changed that.
  ///
  /// - Parameter last: the change folded last, where the storage has later ones.
  func recount(upTo last: LocalVersion = LocalVersion(.max)) -> [ObjectID] {
    guard workspace.isRecountDue else { return [] }
    return workspace.recount(
      index,
      history: { [unowned self] in self.history(of: $0).filter { $0.version <= last } },
      change: { [unowned self] in self.stored($0) }
    )
  }

  /// A change that is stored or in the batch, for the fold.
  func stored(_ version: LocalVersion) -> VerifiedChange? {
    do {
      if let past = try past(version) { return past.change }
      historyFailure = .damaged(what: "a change is missing", place: "version \(version.rawValue)")
    } catch { historyFailure = error }
    return nil
  }

  private func noteLog(_ change: VerifiedChange, _ salts: SaltTree?) {
    let number = index.logNumber(change.header.log)!
    if change.header.sequence == 1, number >= batch.firstNewLog + batch.transaction.newLogs.count {
      batch.transaction.newLogs.append(
        StoredLog(
          number: UInt32(number),
          id: change.header.log,
          descriptor: change.descriptor.bytes,
          nodeKey: change.descriptor.nodeKey.bytes
        )
      )
    }
    if let salts { keep(salts, of: change) }
  }

  /// Makes the batch durable. When this throws, the core must be reopened.
  func commitBatch() throws(StoreError) {
    try checkHistory()
    // Nor is the log gone on with after a restart, once something of it may be missing.
    if !continuesLog, !batch.beginsLog { batch.transaction.meta.append(StoreTransaction.NamedBytes(Meta.log, nil)) }
    let erases = !batch.transaction.replacedStrings.isEmpty
    unsaved.formUnion(batch.touched)
    unsavedChanges += batch.changes.count
    // Rows that show what is erased go in the same transaction, and none may be ahead of the others.
    if erases { addSnapshot(to: &batch.transaction) }
    let done = batch
    try storage.commit(done.transaction)
    if done.beginsLog { continuesLog = true }
    evidence.merge(done.evidence) { $1 }
    proofs.merge(done.proofs) { $1 }
    for key in done.proven { proofs[key] = nil }
    if erases { noteSaved() }
    batch = Batch(index)
  }

  /// - Throws: what kept `history` from giving all of an object's changes to the fold, whose result is then worth
  ///   nothing: the core must be reopened.
  func checkHistory() throws(StoreError) {
    if let historyFailure { throw historyFailure }
  }

  /// The changes whose operations are about an object, in local-version order: stored ones and those of the batch.
  func history(of object: ObjectID) -> [PastChange] {
    var changes: [PastChange] = []
    do {
      for version in try storage.versionsTouching(object) {
        if let altered = batch.altered[version] {
          changes.append(altered)
        } else if let stored = try storage.change(version) {
          changes.append(PastChange(version: version, change: try stored.verified(index)))
        }
      }
    } catch {
      // The fold has no way to fail: what it makes of too little must go no further (`checkHistory`).
      historyFailure = error
    }
    return changes + batch.changes(on: object)
  }

  // MARK: Snapshot in the storage

  /// Writes what has changed of the state since the last time, so that opening needs only the changes after it.
  public func save() throws(StoreError) {
    guard unsavedChanges > 0 else { return try storage.tidy() }
    var transaction = StoreTransaction()
    addSnapshot(to: &transaction)
    try storage.commit(transaction)
    noteSaved()
  }

  private func addSnapshot(to transaction: inout StoreTransaction) {
    for object in unsaved.sorted() {
      transaction.objects.append(StoreTransaction.ObjectRow(object, workspace.encodeObject(object)))
    }
    transaction.snapshotEnd = LocalVersion(UInt32(index.count))
    transaction.tables = stateTables
  }

  private func noteSaved() {
    unsaved = []
    unsavedChanges = 0
  }

  var stateTables: [StoreTransaction.NamedBytes] {
    [
      StoreTransaction.NamedBytes(StateTable.tree, workspace.encodeTree()),
      StoreTransaction.NamedBytes(StateTable.governance, workspace.encodeGovernance()),
      StoreTransaction.NamedBytes(StateTable.counts, workspace.encodeCounts()),
      StoreTransaction.NamedBytes(StateTable.model, [UInt8(Workspace.modelVersion)]),
    ]
  }

  enum StateTable {
    static let tree = "tree"
    static let governance = "governance"
    static let counts = "counts"
    /// The version of the rules that made the snapshot: others may fold differently.
    static let model = "model"
  }
}

/// A replica as it was at one moment: a value, free to copy, that no later change alters.
public struct ReplicaSnapshot: Sendable {
  /// The state.
  public var workspace: Workspace
  /// The changes that make it.
  public let index: LogIndex
  /// This node.
  public let node: NodeID
  /// Its organisation; nil before it is admitted.
  public let member: MemberID?
  /// Changes that wait for a signature or for others.
  public let pending: Int

  /// What peers compare with theirs to find that they are in sync.
  public var headsHash: Digest { LogIndex.headsHash(of: workspace.comparedHeads(index)) }
}
