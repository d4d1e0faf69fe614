import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct CostTests {
  /// What sync adds to the packs, both ways, on a link that is open. However long the history, it is the same.
  @Test func `an open link costs little over the packs`() {
    var replica = SimulatedReplica()
    for _ in 0..<1_000 { _ = replica.commit(to: SimulatedNetwork.logID(0), payload: [1]) }
    var network = SimulatedNetwork(nodes: 2, seed: 1, replicas: [replica, replica])
    network.connect(0, 1)
    network.run(for: .seconds(10))
    // Behind by nothing: the safety net's heads hash and its answer.
    network.resetTraffic()
    network.run(for: .seconds(55))
    let nothing = network.traffic.bytes
    #expect(nothing <= 64, "\(network.traffic)")
    // Behind by one.
    network.commit(at: 0, bytes: 10)
    network.run(for: .seconds(1))
    network.resetTraffic()
    network.commit(at: 0, bytes: 10)
    network.run(for: .seconds(1))
    let one = network.traffic.bytes - network.traffic.packBytes
    #expect(one <= 52)
    // Behind by a thousand: one act.
    network.resetTraffic()
    network.commit(at: 0, bytes: 10, count: 1_000)
    network.run(for: .seconds(1))
    #expect(network.isConverged)
    let thousand = network.traffic.bytes - network.traffic.packBytes
    #expect(thousand <= 52)
    print("bytes over the packs, both ways: behind by 0 \(nothing), by 1 \(one), by 1,000 \(thousand)")
  }

  @Test func `a thousand behind after a break costs two greetings and one batch`() {
    var shared = SimulatedReplica()
    for index in 0..<1_000 { _ = shared.commit(to: SimulatedNetwork.logID(index % 5), payload: [1]) }
    var ahead = shared
    for index in 0..<1_000 { _ = ahead.commit(to: SimulatedNetwork.logID(index % 5), payload: [1]) }
    var network = SimulatedNetwork(nodes: 2, seed: 1, replicas: [ahead, shared])
    network.connect(0, 1)
    network.run(for: .seconds(5))
    #expect(network.isConverged)
    let over = network.traffic.bytes - network.traffic.packBytes
    print("a new link, 5 logs, behind by 1,000: \(over) bytes over the pack in \(network.traffic.frames) frames")
    #expect(over <= 900)
    #expect(network.traffic.frames <= 4)
  }
}
