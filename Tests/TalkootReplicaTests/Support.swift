import Foundation
import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting

/// Where a replica of a test is kept, in each of the ways there are.
enum Keeping: CaseIterable {
  case inMemory
  case inSQLite
}

/// A place for a replica's storage, which can be closed and opened again.
final class Place {
  private let directory: String?
  private var memory = MemoryStorage()

  init(_ keeping: Keeping) throws {
    guard keeping == .inSQLite else {
      directory = nil
      return
    }
    let path = FileManager.default.temporaryDirectory.path + "/talkoot-replica-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    directory = path
    try SQLiteStorage.create(at: path + "/talkoot.db")
  }

  deinit { if let directory { try? FileManager.default.removeItem(atPath: directory) } }

  /// Opens it, as after the process that used it before has ended.
  func open() throws -> any ReplicaStorage {
    if let directory { return try SQLiteStorage(openingAt: directory + "/talkoot.db") }
    memory = memory.crash()
    return memory
  }

  /// All bytes of the database and its companions; none in memory.
  func bytes() throws -> [UInt8] {
    guard let directory else { return [] }
    let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    return files.flatMap { FileManager.default.contents(atPath: directory + "/" + $0).map(Array.init) ?? [] }
  }

  func restart(_ replica: WholeReplica, continuesLog: Bool = true) throws {
    try replica.core.storage.close()
    try replica.reopen(try open(), continuesLog: continuesLog)
  }
}

/// Passes everything on to another storage, and can show its changes otherwise or count them.
final class WatchedStorage: ReplicaStorage {
  let inner: any ReplicaStorage
  var changesRead = 0
  var alter: (inout StoredChange) -> Void = { _ in }
  var alterSignature: (inout StoredSignature) -> Void = { _ in }
  var alterState: (inout StoredState) -> Void = { _ in }
  var hidesHistory = false

  init(_ inner: any ReplicaStorage) { self.inner = inner }

  private func shown(_ change: StoredChange) -> StoredChange {
    changesRead += 1
    var change = change
    alter(&change)
    return change
  }

  func load(object: (ObjectID, [UInt8]) -> Void) throws(StoreError) -> StoredState {
    var state = try inner.load(object: object)
    alterState(&state)
    return state
  }
  func commit(_ transaction: StoreTransaction) throws(StoreError) { try inner.commit(transaction) }
  func changes(_ versions: Range<LocalVersion>, _ body: (StoredChange) -> Bool) throws(StoreError) {
    try inner.changes(versions) { body(shown($0)) }
  }
  func changes(log: UInt32, sequences: Range<UInt64>, _ body: (StoredChange) -> Bool) throws(StoreError) {
    try inner.changes(log: log, sequences: sequences) { body(shown($0)) }
  }
  func signatures(log: UInt32, sequences: Range<UInt64>) throws(StoreError) -> [StoredSignature] {
    try inner.signatures(log: log, sequences: sequences)
      .map {
        var signature = $0
        alterSignature(&signature)
        return signature
      }
  }
  func seed(log: UInt32, range: UInt32, branch: UInt32) throws(StoreError) -> [UInt8]? {
    try inner.seed(log: log, range: range, branch: branch)
  }
  func versionsTouching(_ object: ObjectID) throws(StoreError) -> [LocalVersion] {
    if hidesHistory { throw .damaged(what: "a page", place: "table touched") }
    return try inner.versionsTouching(object)
  }
  func integrityProblems(limit: Int) throws(StoreError) -> [String] { try inner.integrityProblems(limit: limit) }
  func statistics() throws(StoreError) -> StoreStatistics { try inner.statistics() }
  func backup(to path: String) throws(StoreError) { try inner.backup(to: path) }
  func tidy() throws(StoreError) { try inner.tidy() }
  func close() throws(StoreError) { try inner.close() }
}

extension WholeReplica {
  /// A founder with a goal that has a description.
  static func withGoal(in storage: any ReplicaStorage) throws -> (replica: WholeReplica, goal: String) {
    let replica = try WholeReplica.founding(OrganisationKeys(0), in: storage)
    return (replica, try replica.addGoal("Move to the new data centre"))
  }

  @discardableResult
  func addGoal(_ title: String) throws -> String {
    let committed = try commit { state, context in
      [try state.addGoal(NewGoal(title: title, description: "One.\nTwo.\nThree.\n"), context)]
    }
    return core.workspace.idText(committed.subjects[0]!, .goal)
  }

  func rename(_ goal: String, _ title: String) throws {
    try commit { state, context in [try state.editGoal(goal, GoalEdit(title: title), context)] }
  }

  func describe(_ goal: String, _ text: String) throws {
    try commit { state, context in [try state.editGoal(goal, GoalEdit(description: text), context)] }
  }

  func goal(_ id: String) throws -> ObjectState { core.workspace[try core.workspace.resolve(id)]! }
  func description(_ goal: String) throws -> String { try self.goal(goal).text(GoalField.description) }

  var digest: String { core.workspace.digest.map { "\($0)" } ?? "none" }
  var count: Int { core.index.count }

  /// A second organisation, admitted here, that has everything and its name.
  func newcomer(_ number: Int, in storage: any ReplicaStorage = MemoryStorage()) throws -> WholeReplica {
    let keys = OrganisationKeys(number)
    let member = try admit(keys)
    let replica = try WholeReplica.joining(core.workspace.network, as: member, keys, in: storage)
    try replica.pull(from: self)
    try replica.commit { state, context in
      [try state.editMember(MemberEdit(name: "Organisation \(number)"), context)]
    }
    return replica
  }
}

/// Everyone takes in what the others have.
func exchange(_ replicas: [WholeReplica]) throws {
  for _ in 0..<2 {
    for one in replicas { for other in replicas where other !== one { try one.pull(from: other) } }
  }
}

/// Lets the nodes do their duties, and time pass, until nothing is left.
func settle(_ replicas: [WholeReplica]) throws {
  for _ in 0..<100 {
    try exchange(replicas)
    var isQuiet = true
    for (number, replica) in replicas.enumerated() {
      let duties = replica.duties(jitter: UInt64(number))
      if !duties.operations.isEmpty { try replica.write(duties.operations) }
      if !duties.operations.isEmpty || duties.lookAgainMilliseconds != nil { isQuiet = false }
      replica.milliseconds += 5_000
    }
    if isQuiet { return try exchange(replicas) }
  }
}
