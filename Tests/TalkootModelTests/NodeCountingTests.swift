import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootTesting
import Testing

/// What counts when an organisation's nodes let each other in and close each other.
@Suite struct `Nodes that close each other` {
  @Test func `count as another organisation has built on their words, wherever and whenever these arrive`() throws {
    var council = try TestCouncil(members: 2)
    let first = council.replicas[0].node.descriptor.node
    let member = council.replicas[0].node.member
    let another = council.replicas[0].admitNode(1)
    var second = try #require(another)
    second.retire(first)
    let isRetired = { (replica: TestReplica) in
      replica.workspace.settled.nodes(of: member).first { $0.id == first }!.isRetired
    }
    // Nobody else has built on the word that let the second one in.
    #expect(!isRetired(second) && second.workspace.settled.nodes(of: member).first { $0.id == first }!.isClosing)
    council.replicas[1].pull(from: second)
    #expect(!isRetired(council.replicas[1]))
    council.replicas[1].addGoal("Knows of both")
    second.pull(from: council.replicas[1])
    #expect(isRetired(second) && isRetired(council.replicas[1]))
    #expect(!second.workspace.settled.nodes(of: member).first { $0.id == first }!.isClosing)

    // The next one builds on the closing; what the closed node writes after that counts nowhere.
    council.replicas[1].addGoal("Knows of the closing")
    council.replicas[0].addGoal("From the thief")
    council.replicas[1].pull(from: council.replicas[0])
    second.pull(from: council.replicas[1])
    for replica in [council.replicas[1], second] {
      #expect(replica.titles == ["By node 1", "Knows of both", "Knows of the closing"])
      #expect(replica.workspace.setAside.count == 1)
      replica.expectSameInAnyOrder(seed: 1)
    }
  }

  @Test func `count for nothing when the thief of a closed one let in whoever let them in`() throws {
    var council = try TestCouncil(members: 2)
    let first = council.replicas[0].node.descriptor.node
    let another = council.replicas[0].admitNode(1)
    var second = try #require(another)
    council.replicas[1].pull(from: second)
    council.replicas[1].addGoal("Knows of both")
    second.pull(from: council.replicas[1])
    // The thief has the first node as it was before that.
    var thief = council.replicas[0]
    second.retire(first)
    council.replicas[1].pull(from: second)
    council.replicas[1].addGoal("Knows of the closing")
    let one = thief.admitNode(2)
    var accomplice = try #require(one)
    let two = accomplice.admitNode(3)
    var third = try #require(two)
    third.addGoal("From nobody")
    council.replicas[1].pull(from: third)
    second.pull(from: council.replicas[1])
    for replica in [council.replicas[1], second] {
      #expect(replica.titles == ["By node 1", "Knows of both", "Knows of the closing"])
      replica.expectSameInAnyOrder(seed: 2)
    }
    // The one that closed it lets others in as before, at once.
    let four = second.admitNode(4)
    let fourth = try #require(four)
    council.replicas[1].pull(from: fourth)
    #expect(council.replicas[1].titles.contains("By node 4") && fourth.titles.contains("By node 4"))
    council.replicas[1].expectSameInAnyOrder(seed: 3)
  }

  @Test func `make one state in any order of arrival and after a restart`() throws {
    let council = try TestCouncil(members: 3)
    var happened = (letIn: 0, closed: 0, setAside: 0)
    for seed in 0..<12 as Range<UInt64> {
      let one = try run(seed, council)
      happened = (happened.letIn + one.letIn, happened.closed + one.closed, happened.setAside + one.setAside)
    }
    // What never happened was never tried.
    #expect(happened.letIn > 0 && happened.closed > 0 && happened.setAside > 0, "\(happened)")
  }

  private func run(_ seed: UInt64, _ council: TestCouncil) throws -> (letIn: Int, closed: Int, setAside: Int) {
    var council = council
    var generator = SplitMix64(seed: seed)
    var (closed, letIn) = (0, 0)
    for step in 0..<80 {
      let i = Int.random(in: 0..<council.replicas.count, using: &generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0 where council.replicas.count < 8:
        guard let another = council.replicas[i].admitNode(UInt8(step + 1)) else { continue }
        council.replicas.append(another)
        letIn += 1
      case 1:
        let nodes = council.replicas[i].workspace.settled.nodes(of: council.replicas[i].node.member)
        let other = nodes.filter { !$0.isRetired && $0.id != council.replicas[i].node.descriptor.node }
        guard let node = other.randomElement(using: &generator) else { continue }
        council.replicas[i].retire(node.id)
        closed += 1
      case 2, 3, 4, 5:
        let j = Int.random(in: 0..<council.replicas.count, using: &generator)
        if i != j { council.replicas[i].pull(from: council.replicas[j]) }
      default: council.replicas[i].addGoal("Step \(step)")
      }
    }
    council.exchange()
    let expected = council.replicas[0]
    for replica in council.replicas.dropFirst() {
      #expect(replica.workspace.digest == expected.workspace.digest, "seed \(seed)")
      #expect(replica.workspace.setAside.count == expected.workspace.setAside.count, "seed \(seed)")
    }
    expected.expectSameInAnyOrder(seed: seed)
    return (letIn, closed, expected.workspace.setAside.count)
  }
}

extension TestReplica {
  fileprivate var titles: [String] {
    workspace.ids(of: .goal).compactMap { workspace[$0]?.value(GoalField.title).string }.sorted()
  }

  fileprivate mutating func addGoal(_ title: String) {
    guard let draft = try? workspace.addGoal(NewGoal(title: title), context) else { return }
    commit(draft)
  }

  /// Another node of this one's organisation with all that is here; nil where this one's word lets nobody in.
  fileprivate mutating func admitNode(_ number: UInt8) -> TestReplica? {
    let key = SigningKey(seed: [node.descriptor.nodeKey.bytes[0], number] + [UInt8](repeating: 55, count: 30))!
    let message = NodeAdmission.signedBytes(
      network: workspace.network,
      organisation: node.member,
      nodeKey: key.publicKey
    )
    let admission = NodeAdmission(
      organisation: node.member,
      nodeKey: key.publicKey,
      nodeSignature: key.sign(message)
    )
    let author = Author(organisation: node.member, node: node.descriptor.node)
    guard workspace.settled.admits(admission, by: author) else { return nil }
    commit([.governance(.admitNode(admission))])
    guard workspace.settled.nodes(of: node.member).contains(where: { $0.key == key.publicKey && !$0.isRetired }) else {
      return nil
    }
    let descriptor = LogDescriptor(
      network: workspace.network,
      nodeKey: key.publicKey,
      member: node.member,
      incarnation: Incarnation(high: UInt64(number), low: 77)
    )
    var another = TestReplica(TestNode(descriptor))
    another.pull(from: self)
    another.addGoal("By node \(number)")
    return another
  }

  fileprivate mutating func retire(_ other: NodeID) {
    let retirement = NodeRetirement(organisation: node.member, node: other, reason: "stolen")
    commit([.governance(.retireNode(retirement))])
  }

  /// A replica that gets the same changes in another order, and one that is opened with them, have the same state.
  fileprivate func expectSameInAnyOrder(seed: UInt64) {
    var generator = SplitMix64(seed: seed ^ 0xfeed)
    for _ in 0..<3 {
      let replay = TestReplica.replaying(changes.map(\.change), as: node) {
        Int.random(in: 0..<$0.count, using: &generator)
      }
      #expect(replay.workspace.digest == workspace.digest, "seed \(seed)")
      #expect(replay.workspace.setAside.count == workspace.setAside.count, "seed \(seed)")
    }
    let changes = changes
    let restored = try? Workspace(
      network: workspace.network,
      objects: workspace.allObjects.map { ($0, workspace.encodeObject($0)!) },
      tree: workspace.encodeTree(),
      governance: workspace.encodeGovernance(),
      counts: workspace.encodeCounts(),
      index: index
    ) { changes[Int($0.rawValue)].change }
    #expect(restored?.digest == workspace.digest, "seed \(seed)")
    #expect(restored?.setAside == workspace.setAside, "seed \(seed)")
  }
}
