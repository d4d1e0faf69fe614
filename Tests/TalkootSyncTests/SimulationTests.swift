import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct SimulationTests {
  /// Many runs of everything at once: each seed another size, shape, and order of faults.
  @Test(arguments: Seeds.many(30))
  func `replicas converge under delay, cuts, blocked directions, slow stores and duplicates`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 2...7, using: &random)
    var network = SimulatedNetwork(nodes: count, seed: seed)
    network.conditions.duplicateLoads = seed % 3 == 0 ? 4 : 0
    network.conditions.latency = 100...(seed % 2 == 0 ? 200_000 : 5_000)
    if seed % 4 == 0 { network.setStoring(0, 200_000...2_000_000) }
    // A ring, and some more links.
    for node in 0..<count where count > 2 || node == 0 { network.connect(node, (node + 1) % count) }
    for _ in 0..<40 {
      let a = Int.random(in: 0..<count, using: &random)
      let b = (a + Int.random(in: 1..<count, using: &random)) % count
      switch UInt8.random(in: 0..<10, using: &random) {
      case 0: network.cut(a, b)
      case 1: network.connect(a, b)
      case 2: network.block(from: a, to: b)
      case 3: network.unblock(from: a, to: b)
      default:
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          network.commit(at: a, bytes: Int.random(in: 0...2_000, using: &random))
        }
      }
      network.run(for: .milliseconds(Int64.random(in: 1...400, using: &random)))
    }
    for a in 0..<count { for b in 0..<count where a != b { network.cut(a, b) } }
    for node in 1..<count { network.connect(node - 1, node) }
    #expect(converges(&network, within: .seconds(120)), "seed \(seed)")
    network.run(for: .seconds(200))
    let isKnown = network.isKnownInSync
    #expect(isKnown, "seed \(seed)")
    #expect(network.forks.isEmpty, "seed \(seed)")
    let faults = network.endings.filter { ending in
      if case .violation(let violation) = ending.ending { violation.severity != .harmless } else { false }
    }
    #expect(faults.isEmpty, "seed \(seed): \(faults)")
  }

  @Test func `those who are never connected converge through a third`() {
    var network = SimulatedNetwork(nodes: 3, seed: 1)
    network.connect(0, 1)
    network.connect(2, 0)
    network.run(for: .seconds(1))
    for _ in 0..<200 {
      network.commit(at: 1, bytes: 50)
      network.commit(at: 2, bytes: 50)
    }
    #expect(converges(&network, within: .seconds(5)))
    #expect(network.replica(2).changes.count == 400)
  }

  @Test func `after convergence it is quiet`() {
    var network = SimulatedNetwork(nodes: 5, seed: 2)
    for a in 0..<5 { for b in 0..<a { network.connect(a, b) } }
    for node in 0..<5 { for _ in 0..<30 { network.commit(at: node, bytes: 300) } }
    #expect(converges(&network, within: .seconds(20)))
    let converged = network.now
    network.run(for: .seconds(4))
    #expect(network.lastPackAt - converged < 1_000_000)
    let isKnown = network.isKnownInSync
    #expect(isKnown)
    network.run(for: .seconds(600))
    network.resetTraffic()
    network.run(for: .seconds(3_600))
    #expect(network.traffic.packBytes == 0)
    // A ping and its answer a minute, and now and then a heads hash, for each of ten links.
    #expect(network.traffic.bytes < 10 * 60 * 12)
  }

  @Test func `fifty nodes store a change once each, for less than twice links times size`() {
    var network = SimulatedNetwork(nodes: 50, seed: 3)
    network.conditions.latency = 500...40_000
    for a in 0..<50 { for b in 0..<a { network.connect(a, b) } }
    network.commit(at: 7, bytes: 200)
    #expect(converges(&network, within: .seconds(20)))
    network.run(for: .seconds(5))
    let start = network.now
    network.resetTraffic()
    network.commit(at: 0, bytes: 200)
    #expect(converges(&network, within: .seconds(5)))
    network.run(for: .seconds(10))
    let size = 200 + 77 + 32
    #expect(network.traffic.bytes <= 2 * 1_225 * size, "\(network.traffic)")
    #expect(network.lastPackAt - start < 5_000_000)
    let stored = (0..<50).map { network.replica($0).changes.count }
    #expect(stored == [Int](repeating: 2, count: 50))
    print("one change to 50 nodes: \(network.traffic.bytes) bytes, bound \(2 * 1_225 * size)")
  }

  @Test func `a large gap is fetched once though several peers have it`() {
    var source = SimulatedReplica()
    for index in 0..<8_000 {
      _ = source.commit(to: SimulatedNetwork.logID(index % 2), payload: [UInt8](repeating: 7, count: 150))
    }
    var network = SimulatedNetwork(nodes: 4, seed: 4, replicas: [source, source, source])
    for peer in 0..<3 { network.connect(peer == 1 ? 3 : peer, peer == 1 ? peer : 3) }
    #expect(converges(&network, within: .seconds(60)))
    network.run(for: .seconds(2))
    let size = source.changes.count * (77 + 150 + 16)
    #expect(network.traffic.packBytes < size * 11 / 10, "\(network.traffic), size about \(size)")
    let isKnown = network.isKnownInSync
    #expect(isKnown)
  }

  @Test func `a source that stalls is left for another within ten seconds`() {
    var source = SimulatedReplica()
    for _ in 0..<8_000 {
      _ = source.commit(to: SimulatedNetwork.logID(0), payload: [UInt8](repeating: 7, count: 150))
    }
    var network = SimulatedNetwork(nodes: 3, seed: 5, replicas: [source, source])
    network.connect(2, 0)
    network.run(for: .milliseconds(60))
    network.block(from: 0, to: 2)
    network.connect(2, 1)
    #expect(!network.isConverged)
    #expect(converges(&network, within: .seconds(13)))
  }

  @Test func `an interrupted catch-up goes on with less than a hundredth sent again`() {
    var source = SimulatedReplica()
    for _ in 0..<20_000 {
      _ = source.commit(to: SimulatedNetwork.logID(0), payload: [UInt8](repeating: 7, count: 300))
    }
    var network = SimulatedNetwork(nodes: 2, seed: 6, replicas: [source])
    network.connect(1, 0)
    while network.replica(1).changes.count < 7_400 { network.step() }
    network.cut(0, 1)
    network.run(for: .seconds(1))
    network.connect(1, 0)
    #expect(converges(&network, within: .seconds(60)))
    #expect(network.replica(1).duplicates < 200)
    print("resumed: \(network.replica(1).duplicates) of 20000 changes sent again")
  }

  @Test func `a fork is found, never called in sync, and stops nobody else`() {
    let forked = SimulatedNetwork.logID(9)
    var left = SimulatedReplica()
    var right = SimulatedReplica()
    for index in 0..<10 {
      _ = left.commit(to: forked, payload: [UInt8(index)])
      _ = right.commit(to: forked, payload: [UInt8(index < 7 ? index : 100)])
    }
    _ = left.commit(to: forked, payload: [])
    // A replica that has neither branch, so that its own changes depend on none.
    var network = SimulatedNetwork(nodes: 3, seed: 8, replicas: [left, right])
    network.connect(0, 1)
    network.run(for: .seconds(2))
    #expect(network.forks.contains { $0.log == forked })
    network.connect(2, 1)
    network.commit(at: 2, bytes: 10)
    network.run(for: .seconds(2))
    #expect(network.replica(1).count(of: SimulatedNetwork.logID(2)) == 1)
    #expect(!network.isConverged)
    network.resetTraffic()
    network.run(for: .seconds(600))
    #expect(network.traffic.bytes < 3_000, "\(network.traffic)")
    network.send(ForkNotice(log: forked, sequence: 8, evidence: [1]), at: 0)
    network.run(for: .seconds(1))
    #expect(network.forkEvidence.map { $0.node } == [1])
  }

  @Test func `a node that lost its own changes is told so and gets them back`() {
    var network = SimulatedNetwork(nodes: 2, seed: 9)
    network.connect(0, 1)
    for _ in 0..<20 { network.commit(at: 0, bytes: 10) }
    network.run(for: .seconds(3))
    var restored = SimulatedNetwork(nodes: 2, seed: 9, replicas: [SimulatedReplica(), network.replica(1)])
    restored.connect(0, 1)
    restored.run(for: .seconds(3))
    #expect(restored.ownLogAhead.first == 0)
    #expect(restored.isConverged)
    #expect(restored.replica(0).count(of: SimulatedNetwork.logID(0)) == 20)
  }

  @Test func `meshes find each other, keep one link a pair, pause and resume`() {
    for seed in 1...5 as ClosedRange<UInt64> {
      var network = SimulatedNetwork(nodes: 8, seed: seed)
      network.startMeshes()
      network.run(for: .seconds(30))
      #expect(network.linkCount == 28, "seed \(seed)")
      network.setPaused(3, true)
      network.run(for: .seconds(5))
      #expect(network.linkCount == 21, "seed \(seed)")
      network.commit(at: 3, bytes: 10)
      network.commit(at: 4, bytes: 10)
      network.run(for: .seconds(30))
      #expect(!network.isConverged)
      network.setPaused(3, false)
      #expect(converges(&network, within: .seconds(30)), "seed \(seed)")
      network.run(for: .seconds(300))
      #expect(network.linkCount == 28, "seed \(seed)")
    }
  }
}

private func converges(_ network: inout SimulatedNetwork, within limit: Duration) -> Bool {
  network.runUntilConverged(atMost: limit)
}
