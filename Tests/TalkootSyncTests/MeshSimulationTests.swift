import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct MeshSimulationTests {
  @Test(arguments: Seeds.many(6))
  func `meshes that cut, pause and write converge and keep one link a pair`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 3...10, using: &random)
    var network = SimulatedNetwork(nodes: count, seed: seed)
    network.conditions.latency = 100...100_000
    network.startMeshes()
    for _ in 0..<60 {
      let a = Int.random(in: 0..<count, using: &random)
      let b = (a + Int.random(in: 1..<count, using: &random)) % count
      switch UInt8.random(in: 0..<8, using: &random) {
      case 0: network.cut(a, b)
      case 1: network.setPaused(a, true)
      case 2: network.setPaused(a, false)
      case 3: network.block(from: a, to: b)
      default: network.commit(at: a, bytes: 100, count: Int.random(in: 1...100, using: &random))
      }
      network.run(for: .milliseconds(Int64.random(in: 1...3_000, using: &random)))
    }
    for node in 0..<count { network.setPaused(node, false) }
    let converges = network.runUntilConverged(atMost: .seconds(700))
    #expect(converges, "seed \(seed)")
    // Blocked links fall silent and are dialled anew, and each pair is left with one.
    network.run(for: .seconds(1_000))
    #expect(network.linkCount == count * (count - 1) / 2, "seed \(seed)")
    let isKnown = network.isKnownInSync
    #expect(isKnown, "seed \(seed)")
    for ending in network.endings {
      if case .violation(let violation) = ending.ending { #expect(violation.severity == .harmless, "seed \(seed)") }
    }
  }

  @Test func `a hundred nodes with eight partners each converge in seconds`() {
    var network = SimulatedNetwork(nodes: 100, seed: 1)
    network.conditions.latency = 5_000...50_000
    network.startMeshes(perOrganisation: 3)
    network.run(for: .seconds(20))
    #expect(network.linkCount > 500 && network.linkCount <= 800)
    network.resetTraffic()
    let begun = network.now
    network.commit(at: 3, bytes: 200)
    let converges = network.runUntilConverged(atMost: .seconds(20))
    #expect(converges)
    let seconds = Double(network.now - begun) / 1_000_000
    network.run(for: .seconds(3))
    let bytes = network.traffic.bytes
    print("one change to 100 nodes of 8 partners: \(seconds) s, \(bytes) bytes, \(network.linkCount) links")
    #expect(network.traffic.bytes <= 2 * network.linkCount * (200 + 77))
  }
}
