import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// What one node lacks, carried as a file.
@Suite struct CourierTests {
  private static func actor(_ replica: WholeReplica) -> Replica {
    // Nobody uses the core beside the actor from now on.
    nonisolated(unsafe) let core = replica.core
    return Replica(
      core,
      ReplicaSurroundings(
        milliseconds: { 0 },
        today: { _ in CalendarDate("2026-11-24")! },
        random: { [UInt8](repeating: 7, count: $0) },
        durabilityLost: { _ in }
      )
    )
  }

  private static func add(_ titles: [String], to replica: Replica) async throws {
    for title in titles {
      _ = try await replica.commit(
        CommitRequest { state, context in [try state.addGoal(NewGoal(title: title), context)] }
      )
    }
  }

  private static func heads(_ replica: Replica) -> [ChangeID] { replica.snapshot.index.heads }

  /// Two members that know each other's beginnings, and have written since.
  private static func pair() async throws -> (a: Replica, b: Replica) {
    let members = try Members(2)
    let (a, b) = (actor(members[0]), actor(members[1]))
    try await add((0..<40).map { "A \($0)" }, to: a)
    try await add((0..<30).map { "B \($0)" }, to: b)
    return (a, b)
  }

  private static func newest(of node: NodeID, on replica: Replica) -> [ChangeID] {
    let index = replica.snapshot.index
    return index.logStates.filter { $0.node == node }.compactMap(\.head).map { index.id(of: $0) }
  }

  @Test func `two replicas converge by files alone, and a file brought again changes nothing`() async throws {
    let (a, b) = try await Self.pair()
    let known = CourierKnowledge.past(Self.newest(of: b.snapshot.node, on: a))
    let (there, changes) = try await a.courier(lacking: [known])
    #expect((40..<a.snapshot.index.count).contains(changes), "what B's newest change builds on stays out")
    let first = try await b.absorb(there.bytes)
    #expect(first.changes == 40 && first.rows.count == 1)
    let again = try await b.absorb(there.bytes)
    #expect(again.changes == 0 && again.filled == 0)
    let back = try await b.courier(lacking: [.past(Self.newest(of: a.snapshot.node, on: b))])
    #expect(try await a.absorb(back.file.bytes).changes == 30)
    let digests = [await a.digested().workspace.digest, await b.digested().workspace.digest]
    #expect(digests[0] != nil && digests[0] == digests[1] && Self.heads(a) == Self.heads(b))
    let nothing = try await a.courier(lacking: [.past(Self.heads(b))])
    #expect(nothing.changes == 0 && nothing.file.packs.isEmpty)
    #expect(try await b.absorb(nothing.file.bytes).changes == 0)
  }

  @Test func `whoever is not known to have anything gets everything`() async throws {
    let (a, b) = try await Self.pair()
    let (whole, changes) = try await a.courier(lacking: [.nothing])
    #expect(changes == a.snapshot.index.count)
    let most = try await a.courier(lacking: [.nothing, .past(Self.heads(b))])
    #expect(most.changes == changes, "of two, the one who lacks more decides")
    #expect(try await b.absorb(whole.bytes).changes == 40)
  }

  @Test func `a large history is several packs and one transaction`() async throws {
    let (a, b) = try await Self.pair()
    let long = String(repeating: "å", count: 50_000)
    for number in 0..<12 {
      _ = try await a.commit(
        CommitRequest { state, context in
          [try state.addGoal(NewGoal(title: "Long \(number)", description: long), context)]
        }
      )
    }
    let file = try await a.courier(lacking: [.past(Self.newest(of: b.snapshot.node, on: a))]).file
    #expect(file.packs.count > 1)
    #expect(try await b.absorb(file.bytes).changes == 52)
  }

  @Test func `a file that goes on from what a node lacks is refused whole`() async throws {
    let (a, b) = try await Self.pair()
    var counts: [LogID: UInt64] = [:]
    for row in a.snapshot.index.rows { counts[row.log] = UInt64(row.count) - 1 }
    let (file, changes) = try await a.courier(lacking: [.counts(counts)])
    #expect(changes == a.snapshot.index.rows.count)
    let before = Self.heads(b)
    await #expect(throws: CourierFault.self) { _ = try await b.absorb(file.bytes) }
    #expect(Self.heads(b) == before && b.snapshot.pending == 0)
    #expect(try await b.absorb(try await a.courier(lacking: [.nothing]).file.bytes).changes == 40)
  }

  @Test func `a torn or foreign file says what it is, and does nothing`() async throws {
    let (a, b) = try await Self.pair()
    let whole = try await a.courier(lacking: [.nothing]).file
    let bytes = whole.bytes
    let before = Self.heads(b)
    for length in [0, 5, CourierFile.magic.count, 60, bytes.count / 2, bytes.count - 1] {
      let fault = await #expect(throws: CourierFault.self) { _ = try await b.absorb(Array(bytes[..<length])) }
      #expect(fault == (length < CourierFile.magic.count ? .notOne : .damaged))
    }
    let foreign = try WholeReplica.founding(OrganisationKeys(9), in: MemoryStorage())
    let other = try await Self.actor(foreign).courier(lacking: [.nothing]).file
    await #expect(throws: CourierFault.otherNetwork) { _ = try await b.absorb(other.bytes) }
    let disguised = CourierFile(network: whole.network, packs: other.packs)
    await #expect(throws: CourierFault.self) { _ = try await b.absorb(disguised.bytes) }
    #expect(Self.heads(b) == before && b.snapshot.pending == 0)
  }

  @Test func `whatever byte of a pack is changed, all of the truth comes in or nothing of the file`() async throws {
    var (a, b) = try await Self.pair()
    var whole = try await a.courier(lacking: [.past(Self.newest(of: b.snapshot.node, on: a))]).file
    let seed: UInt64 = 20_261_124
    var generator = SplitMix64(seed: seed)
    var refused = 0
    for round in 0..<80 {
      let before = Self.heads(b)
      var file = whole
      let place = Int.random(in: 0..<file.packs[0].count, using: &generator)
      file.packs[0][place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
      do {
        _ = try await b.absorb(file.bytes)
        // A signature before the last says nothing that the last doesn't: without it the changes are still A's own.
        let truth = Set(before + Self.heads(a)).subtracting(Self.common(a, b))
        #expect(Set(Self.heads(b)) == truth, "seed \(seed), \(round)")
        (a, b) = try await Self.pair()
        whole = try await a.courier(lacking: [.past(Self.newest(of: b.snapshot.node, on: a))]).file
      } catch is CourierFault {
        refused += 1
        #expect(Self.heads(b) == before && b.snapshot.pending == 0, "seed \(seed), \(round)")
      }
    }
    #expect(refused > 20)
    #expect(try await b.absorb(whole.bytes).changes == 40)
  }

  /// Heads of one that the other has built on.
  private static func common(_ a: Replica, _ b: Replica) -> Set<ChangeID> {
    let (index, heads) = (b.snapshot.index, Set(heads(b)))
    return Set(Self.heads(a).filter { index.contains($0) && !heads.contains($0) })
  }
}
