import Foundation
import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootTesting
import Testing

@Suite struct Counting {
  /// How many random histories: a few, or as many as `TALKOOT_SEEDS` says; `TALKOOT_SEED` repeats one.
  static var seeds: [UInt64] {
    let environment = ProcessInfo.processInfo.environment
    if let one = environment["TALKOOT_SEED"].flatMap(UInt64.init) { return [one] }
    return Array(0..<max(1, environment["TALKOOT_SEEDS"].flatMap(UInt64.init) ?? 12))
  }

  @Test func `whatever a hostile minority writes, what counts is what the rule says, the same in any order`()
    async throws
  {
    let seeds = Counting.seeds
    let turns = ProcessInfo.processInfo.activeProcessorCount
    let figures = try await withThrowingTaskGroup(of: Figures.self) { group in
      for turn in 0..<turns {
        group.addTask {
          var figures = Figures()
          for i in stride(from: turn, to: seeds.count, by: turns) { figures += try self.run(seeds[i]) }
          return figures
        }
      }
      return try await group.reduce(into: Figures()) { $0 += $1 }
    }
    print("\(seeds.count) histories: \(figures)")
    // What never happened was never tried.
    #expect(figures.removed == seeds.count)
    guard seeds.count >= 12 else { return }
    #expect(figures.setAside > 0 && figures.broughtIn > 0 && figures.backDated > 0, "\(figures)")
    #expect(figures.forked > 0 || seeds.count < 100, "\(figures)")
  }

  /// What happened in the histories that ran.
  private struct Figures {
    /// Histories at whose end the hostile one is out on every replica.
    var removed = 0
    /// Histories with changes of the removed one that don't count, and how many.
    var histories = 0
    var setAside = 0
    /// Changes that somebody brought back, and that go on from before the removal.
    var broughtIn = 0
    var backDated = 0
    var forked = 0

    static func += (a: inout Figures, b: Figures) {
      a.removed += b.removed
      a.histories += b.histories
      a.setAside += b.setAside
      a.broughtIn += b.broughtIn
      a.backDated += b.backDated
      a.forked += b.forked
    }
  }

  private func run(_ seed: UInt64) throws -> Figures {
    var history = try HostileHistory(seed: seed)
    try history.go(steps: 90)
    let expected = history.loyal[0]
    for replica in history.loyal {
      #expect(replica.workspace.settled.standing(of: history.outcast) == .removed, "TALKOOT_SEED=\(seed)")
    }
    let settled = expected.workspace.settled
    #expect(settled.members == history.loyal.map(\.node.member).sorted(), "TALKOOT_SEED=\(seed)")
    #expect(settled.participants().isEmpty, "TALKOOT_SEED=\(seed)")
    let effective = expected.effectiveByTheLetter(without: history.outcast)
    let isRight = expected.counted == effective
    #expect(isRight, "TALKOOT_SEED=\(seed)")
    // No honest change is lost: of those who stay not even what they wrote on two branches.
    for past in expected.changes where past.change.descriptor.member != history.outcast {
      if !effective.contains(past.change.id) { Issue.record("TALKOOT_SEED=\(seed) an honest change is set aside") }
    }
    for replica in history.loyal.dropFirst() { expectSame(replica, expected, "another replica", seed) }
    var generator = SplitMix64(seed: seed ^ 0xfeed)
    let replay = TestReplica.replaying(expected.changes.map(\.change), as: expected.node) {
      Int.random(in: 0..<$0.count, using: &generator)
    }
    expectSame(replay, expected, "another order", seed)
    try expectRestored(replay, seed)
    expectOnlyWhatCounts(expected, effective, seed)
    var figures = Figures()
    figures.removed =
      history.loyal.allSatisfy { replica in
        replica.workspace.settled.standing(of: history.outcast) == .removed
      } ? 1 : 0
    figures.setAside = expected.workspace.setAside.count
    figures.histories = figures.setAside > 0 ? 1 : 0
    figures.broughtIn = history.figures.broughtIn
    figures.backDated = history.figures.backDated
    figures.forked = history.figures.forks
    return figures
  }

  private func expectSame(_ replica: TestReplica, _ expected: TestReplica, _ what: String, _ seed: UInt64) {
    #expect(replica.workspace.digest == expected.workspace.digest, "\(what), TALKOOT_SEED=\(seed)")
    let countsAlike = replica.counted == expected.counted
    #expect(countsAlike, "\(what), TALKOOT_SEED=\(seed)")
    #expect(
      replica.workspace.objectsInConflict == expected.workspace.objectsInConflict,
      "\(what), TALKOOT_SEED=\(seed)"
    )
    #expect(
      Set(replica.workspace.countedHeads.map { replica.index.id(of: $0) })
        == Set(expected.workspace.countedHeads.map { expected.index.id(of: $0) }),
      "\(what), TALKOOT_SEED=\(seed)"
    )
    let (states, wanted) = (replica.states, expected.states)
    for object in Set(states.keys).union(wanted.keys) where states[object] != wanted[object] {
      let kind = expected.workspace[object]?.kind ?? replica.workspace[object]?.kind
      Issue.record("\(what), TALKOOT_SEED=\(seed): \(kind?.name ?? "?") differs")
    }
  }

  private func expectRestored(_ replica: TestReplica, _ seed: UInt64) throws {
    let workspace = replica.workspace
    let restored = try Workspace(
      network: workspace.network,
      objects: workspace.allObjects.map { ($0, workspace.encodeObject($0)!) },
      tree: workspace.encodeTree(),
      governance: workspace.encodeGovernance(),
      counts: workspace.encodeCounts(),
      index: replica.index
    ) { replica.changes[Int($0.rawValue)].change }
    #expect(restored.digest == workspace.digest, "restored, TALKOOT_SEED=\(seed)")
    #expect(restored.setAside == workspace.setAside, "restored, TALKOOT_SEED=\(seed)")
    #expect(restored.objectsInConflict == workspace.objectsInConflict, "restored, TALKOOT_SEED=\(seed)")
  }

  /// What people wrote is as if nothing but what counts had ever come.
  private func expectOnlyWhatCounts(_ replica: TestReplica, _ effective: Set<ChangeID>, _ seed: UInt64) {
    var plain = TestReplica(replica.node)
    for past in replica.changes where effective.contains(past.change.id) { plain.receive(past.change) }
    let kinds: [ObjectKind] = [.goal, .measure, .checkIn, .comment, .person, .organisation, .decision]
    for kind in kinds {
      #expect(plain.workspace.ids(of: kind) == replica.workspace.ids(of: kind), "TALKOOT_SEED=\(seed)")
      for object in plain.workspace.ids(of: kind) {
        if plain.workspace.canonicalState(of: object) != replica.workspace.canonicalState(of: object) {
          Issue.record("TALKOOT_SEED=\(seed): a \(kind.name) is not as without what is set aside")
        }
      }
    }
  }
}
