internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootStore

/// What one transaction gathers: changes that are folded already and not yet durable.
struct Batch {
  var transaction = StoreTransaction()
  /// The changes, for reading them before they are stored.
  var changes: [PastChange] = []
  var salts: [RangeKey: SaltTree] = [:]
  var touched: Set<ObjectID> = []
  /// What speaks for the newest change of a branch, which has no signature of its own.
  var proofs: [BranchKey: HeaderChain] = [:]
  /// Branches whose newest change has one again.
  var proven: Set<BranchKey> = []
  /// Erases in it that have not been carried out.
  var erasures: [AppliedErasure] = []
  /// Stored changes with strings that the batch alters, by version.
  var altered: [LocalVersion: PastChange] = [:]
  /// Evidence of forks that came to light.
  var evidence: [LogID: ForkEvidence] = [:]
  /// Whether it begins a log of this node.
  var beginsLog = false

  /// Logs before `firstNewLog` are known to the store.
  let firstNewLog: Int
  let firstVersion: LocalVersion

  init(_ index: LogIndex) {
    firstNewLog = index.logStates.count
    firstVersion = LocalVersion(UInt32(index.count))
  }

  /// The changes in it whose operations are about an object.
  func changes(on object: ObjectID) -> [PastChange] {
    let versions = Set(transaction.touched.filter { $0.object == object }.map(\.version))
    return changes.filter { versions.contains($0.version) }
  }
}

/// A range of 256 changes of a log.
struct RangeKey: Hashable {
  let log: LogID
  let range: UInt64
  /// The branch on which it begins.
  var branch = 0
}

/// A branch of a log by their numbers; 0 is the main one.
struct BranchKey: Hashable {
  let log: UInt32
  let branch: UInt32
}
