import Logging
import Synchronization
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import Testing

@testable import TalkootNode

/// What a node writes by itself.
@Suite("A node's clerk")
struct ClerkTests {
  @Test func `writes nothing before peers have had time to tell what is missing here, and then what is due`()
    async throws
  {
    let replica = Replica(try Self.foundedWithSomethingDue(), Self.surroundings)
    let (time, hand) = AsyncStream<Void>.makeStream()
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let node = replica.snapshot.node
    let clerk = Clerk(
      replica: replica,
      jitter: 0,
      addresses: [],
      logger: logger,
      ready: { for await _ in time { return } }
    ) { VoiceCaution(node: node, voiceReturn: nil) }
    let before = replica.snapshot.index.count
    let work = Task { await clerk.run() }
    defer { work.cancel() }
    for _ in 0..<20 {
      clerk.poke()
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(replica.snapshot.index.count == before)
    hand.yield()
    let deadline = ContinuousClock.now + .seconds(10)
    while replica.snapshot.index.count == before, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(replica.snapshot.index.count > before, "its voice settles what its organisation decided")
  }

  private static let surroundings = ReplicaSurroundings(
    milliseconds: { 1_795_500_000_000 },
    today: { _ in CalendarDate(year: 2026, month: 11, day: 24)! },
    random: { SecureRandom.bytes($0) },
    durabilityLost: { _ in }
  )

  /// A lone founder that has agreed to its own decision: its voice has everything to settle it.
  private static func foundedWithSomethingDue() throws -> sending ReplicaCore {
    let (root, key) = (SigningKey(), SigningKey())
    let record = GenesisRecord(
      nonce: SecureRandom.bytes(GenesisRecord.nonceBytes),
      timeZone: "Europe/Helsinki",
      rootKey: root.publicKey,
      nodeKey: key.publicKey
    )!
    let genesis = Genesis(record: record, rootSignature: root.sign(record.signedBytes))
    let core = try ReplicaCore.create(in: MemoryStorage(), network: record.network, member: record.founder, key: key)
    let written = try core.commit(
      [
        CommitRequest { _, _ in
          var draft = Draft()
          draft.append(.governance(.genesis(genesis)))
          return [draft]
        },
        CommitRequest { state, context in [try state.propose(NewDecision(title: "Go", rule: "unanimous"), context)] },
        CommitRequest { state, context in
          let decision = state.idText(state.settled.openDecisions[0], .decision)
          return [try state.takePosition(on: decision, "agree", context)]
        },
      ],
      AuthoringContext(
        milliseconds: 1_795_500_000_000,
        today: CalendarDate(year: 2026, month: 11, day: 24)!,
        random: { SecureRandom.bytes($0) }
      )
    )
    for result in written.results { _ = try result.get() }
    return core
  }
}
