import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct Verifying {
  /// A replica of two organisations' changes, in a storage that can lie.
  private func subject() throws -> (replica: WholeReplica, storage: WatchedStorage) {
    let storage = WatchedStorage(MemoryStorage())
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    let other = try replica.newcomer(1)
    for number in 0..<10 {
      try other.rename(goal, "Title \(number)")
      try replica.rename(goal, "Name \(number)")
    }
    try exchange([replica, other])
    return (replica, storage)
  }

  @Test func `every stored change is proven`() throws {
    let (replica, _) = try subject()
    var last = (0, 0)
    let found = try replica.core.verify { last = ($0, $1) }
    #expect(found.changes == replica.count)
    #expect(found.fault == nil)
    #expect(last == (replica.count, replica.count))
  }

  @Test func `a changed byte of any stored change is found`() throws {
    let (replica, storage) = try subject()
    for version in 0..<replica.count {
      let changed = LocalVersion(UInt32(version))
      storage.alter = { if $0.version == changed { $0.structure[$0.structure.count - 1] ^= 1 } }
      #expect(try replica.core.verify().fault != nil, "structure of \(version)")
      storage.alter = { if $0.version == changed { $0.claimedMilliseconds += 1 } }
      #expect(try replica.core.verify().fault != nil, "time of \(version)")
      var hasText = false
      storage.alter = {
        guard $0.version == changed, case .present(var bytes)? = $0.strings.first, !bytes.isEmpty else { return }
        bytes[0] ^= 1
        $0.strings[0] = .present(bytes)
        hasText = true
      }
      let fault = try replica.core.verify().fault
      #expect((fault != nil) == hasText, "string of \(version)")
    }
    storage.alter = { _ in }
    #expect(try replica.core.verify().fault == nil)
  }

  @Test func `a changed signature is found`() throws {
    let (replica, storage) = try subject()
    storage.alterSignature = { if $0.sequence > 5 { $0.bytes[3] ^= 1 } }
    #expect(try replica.core.verify().fault != nil)
  }

  @Test func `a stored state that the changes don't give is found, and made anew`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    try replica.core.save()
    let stale = try #require(replica.core.workspace.encodeObject(try replica.core.workspace.resolve(goal)))
    try replica.rename(goal, "Renamed")
    let digest = replica.digest
    try replica.core.save()
    // As if the row had not been written.
    var transaction = StoreTransaction()
    transaction.objects = [StoreTransaction.ObjectRow(try replica.core.workspace.resolve(goal), stale)]
    try storage.commit(transaction)
    try replica.reopen(storage)
    #expect(replica.digest != digest)
    #expect(try replica.core.verify().fault?.contains("rebuild") == true)
    #expect(try replica.core.rebuild())
    #expect(replica.digest == digest)
    #expect(try replica.core.verify().fault == nil)
    try replica.reopen(storage)
    #expect(replica.digest == digest)
  }

  @Test(arguments: Keeping.allCases)
  func `the state made anew is the one that was`(_ keeping: Keeping) throws {
    let place = try Place(keeping)
    let (replica, goal) = try WholeReplica.withGoal(in: try place.open())
    for number in 0..<30 { try replica.rename(goal, "Title \(number)") }
    let digest = replica.digest
    #expect(try !replica.core.rebuild())
    #expect(replica.digest == digest)
    try place.restart(replica)
    #expect(replica.digest == digest)
    #expect(replica.core.unsavedChanges == 0)
  }
}
