import Synchronization
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct `The replica as an actor` {
  private final class Told: Sendable {
    let rows = Mutex<[LogRow]>([])
    let lost = Mutex(0)
  }

  private func replica(_ storage: MemoryStorage, _ told: Told) throws -> Replica {
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: storage)
    // The test sets the storage's next failure while no transaction is under way.
    nonisolated(unsafe) let core = try ReplicaCore.open(storage, key: founder.keys.node)
    return Replica(
      core,
      ReplicaSurroundings(
        milliseconds: { 0 },
        today: { _ in CalendarDate("2026-11-24")! },
        random: { [UInt8](repeating: 7, count: $0) },
        durabilityLost: { _ in told.lost.withLock { $0 += 1 } }
      )
    )
  }

  private func add(_ title: String) -> CommitRequest {
    CommitRequest { state, context in [try state.addGoal(NewGoal(title: title), context)] }
  }

  @Test func `what a commit has reported shows in the snapshot and was told in order`() async throws {
    let told = Told()
    let replica = try replica(MemoryStorage(), told)
    await replica.tell { news in
      if case .wrote(let row, _, _) = news { told.rows.withLock { $0.append(row) } }
    }
    try await withThrowingTaskGroup { group in
      for number in 0..<50 {
        group.addTask {
          let committed = try await replica.commit(add("Goal \(number)"))
          #expect(replica.snapshot.index.contains(committed.changes[0]))
        }
      }
      try await group.waitForAll()
    }
    let counts = told.rows.withLock { $0.map(\.count) }
    #expect(counts == counts.sorted())
    #expect(counts.last == UInt64(replica.snapshot.index.count))
    #expect(replica.snapshot.workspace.count(of: .goal) == 50)
    #expect(counts.count < 50, "acts that wait together share transactions")
  }

  @Test func `a refused transaction is reported to all who wait and shows nowhere`() async throws {
    let (storage, told) = (MemoryStorage(), Told())
    let replica = try replica(storage, told)
    let before = replica.snapshot.index.headsHash
    storage.nextCommitFailure = .diskFull(doing: "committing")
    await #expect(throws: ReplicaError.self) { try await replica.commit(add("Refused")) }
    #expect(replica.snapshot.index.headsHash == before)
    try await replica.commit(add("Taken"))
    #expect(replica.snapshot.workspace.count(of: .goal) == 1)
    #expect(told.lost.withLock { $0 } == 0)
  }

  @Test func `once the disk can't be trusted nothing is written any more`() async throws {
    let (storage, told) = (MemoryStorage(), Told())
    let replica = try replica(storage, told)
    storage.nextCommitFailure = .durabilityLost(doing: "committing", cause: "a test")
    for _ in 0..<3 { await #expect(throws: ReplicaError.self) { try await replica.commit(add("Lost")) } }
    await #expect(throws: ReplicaError.self) { try await replica.close() }
    #expect(told.lost.withLock { $0 } == 1)
    #expect(replica.snapshot.workspace.count(of: .goal) == 0)
  }
}
