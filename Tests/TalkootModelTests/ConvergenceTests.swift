import Foundation
import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootTesting
import Testing

@Suite struct Convergence {
  /// A goal tree, texts, sets, check-ins, archiving and a comment, written by three that don't hear of each other.
  static func smallHistory() throws -> [VerifiedChange] {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    var c = TestReplica(3, network: testNetwork)
    a.person = "Anna"
    let x = a.commit(try a.workspace.addGoal(NewGoal(title: "X", description: "One. Two."), a.context))
    let y = a.commit(try a.workspace.addGoal(NewGoal(title: "Y"), a.context))
    b.pull(from: a)
    c.pull(from: a)
    let (gx, gy) = (a.workspace.idText(x, .goal), a.workspace.idText(y, .goal))
    a.commit(try a.workspace.moveGoal(gx, GoalDestination(under: gy), a.context))
    b.commit(try b.workspace.moveGoal(gy, GoalDestination(under: gx), b.context))
    c.commit(try c.workspace.editGoal(gx, GoalEdit(title: "Z", description: "One. And. Two."), c.context))
    a.commit(try a.workspace.editGoal(gx, GoalEdit(title: "W", description: "Zero. One. Two."), a.context))
    b.commit(try b.workspace.archive(gx, b.context))
    c.commit(try c.workspace.contribute(to: gy, role: "implementer", note: "ours", c.context))
    c.pull(from: b)
    c.commit(try c.workspace.comment(on: gx, text: "Why?", c.context))
    a.pull(from: c)
    return a.changes.map(\.change)
  }

  @Test func `every delivery order gives one digest and one canonical state`() throws {
    let changes = try Convergence.smallHistory()
    let orders = deliveryOrders(of: changes, limit: 3000)
    #expect(orders.count > 100)
    var first: TestReplica?
    for order in orders {
      var replica = TestReplica(9, network: testNetwork)
      for change in order { replica.receive(change) }
      guard let expected = first else {
        first = replica
        continue
      }
      guard replica.workspace.digest == expected.workspace.digest, replica.states == expected.states else {
        Issue.record("another state in the order \(order.map { $0.id.description.prefix(6) })")
        return
      }
      #expect(replica.workspace.conflictCount == expected.workspace.conflictCount)
    }
  }

  /// How many random histories: a dozen, or as many as `TALKOOT_SEEDS` says.
  static let seeds = ProcessInfo.processInfo.environment["TALKOOT_SEEDS"].flatMap { UInt64($0) } ?? 12

  @Test(arguments: 0..<seeds)
  func `random histories converge, replay, restore and rebuild to one state`(seed: UInt64) throws {
    var run = RandomRun(seed: seed)
    try run.go(steps: 150)
    let replicas = run.replicas
    let expected = replicas[0]
    for replica in replicas {
      #expect(replica.workspace.digest == expected.workspace.digest, "seed \(seed)")
      #expect(replica.states == expected.states, "seed \(seed)")
      #expect(
        replica.workspace.objectsInConflict == expected.workspace.objectsInConflict,
        "seed \(seed)"
      )
    }
    var generator = SplitMix64(seed: seed ^ 0xfeed)
    let replay = TestReplica.replaying(expected.changes.map(\.change), as: expected.node) {
      Int.random(in: 0..<$0.count, using: &generator)
    }
    #expect(replay.states == expected.states, "replay, seed \(seed)")
    try expectRestored(replay, seed)
    expectRebuilt(replay, seed)
  }

  private func expectRestored(_ replica: TestReplica, _ seed: UInt64) throws {
    let workspace = replica.workspace
    let restored = try Workspace(
      network: testNetwork,
      objects: workspace.allObjects.map { ($0, workspace.encodeObject($0)!) },
      tree: workspace.encodeTree(),
      governance: workspace.encodeGovernance(),
      counts: workspace.encodeCounts(),
      index: replica.index
    ) { replica.changes[Int($0.rawValue)].change }
    #expect(restored.digest == workspace.digest, "restored, seed \(seed)")
    #expect(restored.objectsInConflict == workspace.objectsInConflict, "restored, seed \(seed)")
    for goal in workspace.ids(of: .goal) {
      #expect(restored.measures(of: goal) == workspace.measures(of: goal), "seed \(seed)")
      #expect(restored.comments(on: goal) == workspace.comments(on: goal), "seed \(seed)")
    }
    for measure in workspace.ids(of: .measure) {
      #expect(restored.checkIns(of: measure) == workspace.checkIns(of: measure), "seed \(seed)")
    }
  }

  private func expectRebuilt(_ replica: TestReplica, _ seed: UInt64) {
    var workspace = replica.workspace
    for object in workspace.allObjects {
      workspace.rebuild(object, from: replica.history(object), index: replica.index)
      #expect(
        workspace.canonicalState(of: object) == replica.workspace.canonicalState(of: object),
        "seed \(seed)"
      )
    }
    #expect(workspace.digest == replica.workspace.digest, "rebuilt, seed \(seed)")
  }

  @Test func `two nodes that import one object offline make one, with its text once`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    let goal = NewGoal(title: "Clean water", description: "For all.", key: "6")
    let made = a.commit(try a.workspace.addGoal(goal, a.context))
    #expect(b.commit(try b.workspace.addGoal(goal, b.context)) == made)
    let changes = a.changes.map(\.change) + b.changes.map(\.change)
    for order in [changes, changes.reversed()] {
      var replica = TestReplica(9, network: testNetwork)
      for change in order { replica.receive(change) }
      let id = try #require(replica.workspace.object(kind: .goal, key: "6"))
      let state = try #require(replica.workspace[id])
      #expect(state.text(GoalField.description) == "For all.")
      #expect(state.title == "Clean water")
      #expect(id == made)
      #expect(replica.workspace.conflictCount == 0)
      #expect(replica.workspace.children(of: nil) == [id])
    }
  }
}
