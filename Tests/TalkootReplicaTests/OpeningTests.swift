import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct Opening {
  @Test(arguments: Keeping.allCases, [true, false])
  func `what was committed is there after opening, with the same digest`(_ keeping: Keeping, _ isSaved: Bool) throws {
    let place = try Place(keeping)
    let (replica, goal) = try WholeReplica.withGoal(in: try place.open())
    try replica.rename(goal, "Renamed")
    if isSaved { try replica.core.save() }
    try replica.describe(goal, "One.\nTwo and a half.\nThree.\n")
    let (digest, heads) = (replica.digest, replica.core.index.headsHash)
    try place.restart(replica)
    #expect(replica.digest == digest)
    #expect(replica.core.index.headsHash == heads)
    #expect(try replica.core.verify().fault == nil)
    // It goes on in its log.
    try replica.rename(goal, "Again")
    #expect(replica.core.index.logStates.count == 1)
    #expect(try replica.core.verify().fault == nil)
  }

  @Test(arguments: Keeping.allCases)
  func `concurrent texts are merged alike when folded from the storage`(_ keeping: Keeping) throws {
    let place = try Place(keeping)
    let (founder, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let other = try founder.newcomer(1, in: try place.open())
    try founder.pull(from: other)
    for round in 0..<6 {
      try founder.describe(goal, try founder.description(goal).replacing("One.", with: "One \(round)."))
      try other.describe(goal, try other.description(goal) + "Ten \(round).\n")
      if round % 2 == 1 { try exchange([founder, other]) }
    }
    #expect(founder.digest == other.digest)
    let digest = other.digest
    try place.restart(other)
    #expect(other.digest == digest)
    #expect(try !other.core.rebuild())
    #expect(other.digest == digest)
  }

  @Test func `opening folds only what came after the snapshot`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    for number in 0..<300 { try replica.rename(goal, "Title \(number)") }
    try replica.core.save()
    for number in 0..<5 { try replica.rename(goal, "Later \(number)") }
    storage.changesRead = 0
    try replica.reopen(storage)
    // Besides, those that settle, and the changes of its log since its last kept signature are read.
    #expect(storage.changesRead < 100, "\(storage.changesRead) changes read")
    #expect(replica.core.unsavedChanges == 5)
    #expect(try replica.goal(goal).title == "Later 4")
  }

  @Test func `a snapshot that this version can't read is made anew`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    try replica.rename(goal, "Renamed")
    try replica.core.save()
    let digest = replica.digest
    for name in ["tree", "governance", "counts", "model"] {
      storage.alterState = { $0.tables[name] = [77] }
      try replica.reopen(storage)
      #expect(replica.digest == digest, "\(name)")
      storage.alterState = { $0.tables[name] = nil }
      try replica.reopen(storage)
      #expect(replica.digest == digest, "\(name)")
    }
  }

  @Test func `after a restore a node goes on in a new log that cites the one before`() throws {
    let storage = MemoryStorage()
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    let other = try replica.newcomer(1)
    try replica.pull(from: other)
    let backup = storage.copy()
    let old = replica.core.index.logStates.first { $0.node == replica.core.node }!
    let cited = replica.core.index.id(of: old.head!)
    try replica.rename(goal, "After the backup")
    try other.pull(from: replica)

    try replica.reopen(backup, continuesLog: false)
    try replica.rename(goal, "After the restore")
    let logs = replica.core.index.logStates.filter { $0.node == replica.core.node }
    #expect(logs.count == 2)
    #expect(logs[1].descriptor.predecessor == cited)
    try exchange([replica, other])
    #expect(replica.digest == other.digest)
    #expect(replica.core.index.logStates.allSatisfy { !$0.isFrozen })
    #expect(try replica.goal(goal).register(GoalField.title).entries.count == 2)
    // From now on it goes on in the new one.
    try replica.reopen(backup.crash())
    try replica.rename(goal, "Once more")
    #expect(replica.core.index.logStates.filter { $0.node == replica.core.node }.count == 2)
  }

  @Test func `a node that gets back changes of its own goes on in a new log`() throws {
    let storage = MemoryStorage()
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    let other = try replica.newcomer(1)
    try replica.pull(from: other)
    let older = storage.copy()
    try replica.rename(goal, "Lost")
    try other.pull(from: replica)

    // Nobody has told it that this is an older state.
    try replica.reopen(older)
    try replica.pull(from: other)
    try replica.rename(goal, "After")
    #expect(replica.core.index.logStates.filter { $0.node == replica.core.node }.count == 2)
    try other.pull(from: replica)
    #expect(replica.digest == other.digest)
    #expect(try replica.core.verify().fault == nil)
  }

  @Test func `a node that is told to begin a new log does so whatever fails meanwhile`() throws {
    let storage = MemoryStorage()
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    replica.core.beginNewLog()
    storage.nextCommitFailure = .diskFull(doing: "committing")
    #expect(throws: StoreError.self) { try replica.rename(goal, "Refused") }
    try replica.recover()
    try replica.rename(goal, "Taken")
    #expect(replica.core.index.logStates.count == 2)
  }

  @Test func `a storage of another node's or none at all is refused`() throws {
    #expect(throws: ReplicaError.self) { try ReplicaCore.open(MemoryStorage(), key: SigningKey()) }
  }
}
