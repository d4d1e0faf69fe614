import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

@Suite struct MeshTests {
  var random = SplitMix64(seed: 1)
  func at(_ seconds: Int64) -> SyncInstant { SyncInstant(microseconds: seconds * 1_000_000) }

  func node(_ index: Int, organisation: Int? = nil, addresses: [String]? = nil) -> Mesh.Node {
    Mesh.Node(
      id: SimulatedNetwork.nodeID(index),
      organisation: SimulatedNetwork.organisation(organisation ?? index),
      addresses: addresses ?? ["node-\(index)"]
    )
  }

  func mesh() -> Mesh { Mesh(node: SimulatedNetwork.nodeID(0), organisation: SimulatedNetwork.organisation(0)) }

  func dialled(_ effects: [Mesh.Effect]) -> [NodeID] {
    effects.compactMap { effect in
      if case .dial(let node, _) = effect { node } else { nil }
    }
  }

  @Test mutating func `up to sixty-four nodes everyone is dialled, sixteen at a time, itself never`() {
    var mesh = mesh()
    var seen = Set(dialled(mesh.roster((0..<64).map { node($0) }, now: at(0), using: &random)))
    #expect(seen.count == 16)
    var link: UInt64 = 0
    var queue = seen.sorted()
    while !queue.isEmpty {
      link += 1
      let next = mesh.connected(LinkID(link), to: queue.removeFirst(), begunByUs: true, now: at(1))
      for node in dialled(next) {
        #expect(seen.insert(node).inserted)
        queue.append(node)
      }
    }
    #expect(seen.count == 63)
    #expect(!seen.contains(SimulatedNetwork.nodeID(0)))
    #expect(mesh.nextWake == nil)
  }

  @Test mutating func `beyond that eight partners, two at least of other organisations`() {
    for seed in 1...50 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      var mesh = mesh()
      let roster = (0..<100).map { node($0, organisation: $0 < 97 ? 0 : $0) }
      let partners = Set(dialled(mesh.roster(roster, now: at(0), using: &random)))
      #expect(partners.count == 8, "seed \(seed)")
      let foreign = partners.intersection((97..<100).map { SimulatedNetwork.nodeID($0) })
      #expect(foreign.count >= 2, "seed \(seed)")
      #expect(mesh.partners == partners)
    }
  }

  @Test mutating func `partners are redrawn slowly and the link that was begun ends`() {
    var mesh = mesh()
    let first = dialled(mesh.roster((0..<200).map { node($0) }, now: at(0), using: &random))
    for (index, node) in first.enumerated() {
      _ = mesh.connected(LinkID(UInt64(index + 1)), to: node, begunByUs: true, now: at(1))
    }
    let wake = mesh.nextWake!
    #expect(wake >= at(900) && wake <= at(2_700))
    let effects = mesh.woke(now: wake, using: &random)
    #expect(effects.count == 2, "one dropped, one dialled: \(effects)")
    #expect(mesh.partners.count == 8)
  }

  @Test mutating func `waits are fully jittered and grow from one second to five minutes`() {
    var backoff = Backoff()
    var greatest: [Int64] = []
    for attempt in 0..<12 {
      var seen: [Duration] = []
      for _ in 0..<50 {
        var copy = backoff
        seen.append(copy.next(using: &random))
      }
      let cap = min(Int64(1) << Int64(attempt), 300)
      #expect(seen.allSatisfy { $0 >= .zero && $0 <= .seconds(cap) }, "attempt \(attempt)")
      #expect(Set(seen).count > 40)
      greatest.append(cap)
      _ = backoff.next(using: &random)
    }
    #expect(greatest.last == 300)
  }

  @Test mutating func `a dial that fails is tried again, at another address`() {
    var mesh = mesh()
    let peer = SimulatedNetwork.nodeID(1)
    let roster = [node(1, addresses: ["a", "b"])]
    expectEqual(mesh.roster(roster, now: at(0), using: &random), [.dial(peer, address: "a")])
    expectEqual(mesh.roster(roster, now: at(0), using: &random), [], "not twice at a time")
    _ = mesh.dialFailed(peer, now: at(0), using: &random)
    let wake = mesh.nextWake!
    #expect(wake <= at(1))
    expectEqual(mesh.woke(now: wake, using: &random), [.dial(peer, address: "b")])
    _ = mesh.connected(LinkID(1), to: peer, begunByUs: true, now: at(2))
    _ = mesh.disconnected(LinkID(1), from: peer, .harmless, now: at(3), using: &random)
    expectEqual(mesh.woke(now: at(20), using: &random), [.dial(peer, address: "b")], "what worked comes first")
  }

  @Test mutating func `of two links the one begun by the smaller node stays, on both sides`() {
    let (a, b) = (SimulatedNetwork.nodeID(1), SimulatedNetwork.nodeID(2))
    let (small, great) = (min(a, b), max(a, b))
    for order in [[1, 2], [2, 1]] as [[UInt64]] {  // link 1 is begun by the smaller
      for (us, them) in [(small, great), (great, small)] {
        var mesh = Mesh(node: us, organisation: nil)
        _ = mesh.roster(
          [Mesh.Node(id: them, organisation: SimulatedNetwork.organisation(1), addresses: ["x"])],
          now: at(0),
          using: &random
        )
        var dropped: [Mesh.Effect] = []
        for link in order {
          dropped += mesh.connected(LinkID(link), to: them, begunByUs: (link == 1) == (us == small), now: at(1))
        }
        #expect(dropped == [.drop(LinkID(2), .duplicateLink)])
        _ = mesh.disconnected(LinkID(2), from: them, .harmless, now: at(2), using: &random)
        #expect(mesh.links.map { $0.link } == [LinkID(1)])
      }
    }
  }

  @Test mutating func `who is removed is dropped, not dialled and not let in`() {
    var mesh = mesh()
    let peer = SimulatedNetwork.nodeID(1)
    _ = mesh.roster([node(1), node(2)], now: at(0), using: &random)
    _ = mesh.connected(LinkID(1), to: peer, begunByUs: true, now: at(1))
    expectEqual(mesh.roster([node(2)], now: at(2), using: &random), [.drop(LinkID(1), .notInNetwork)])
    #expect(!mesh.admits(peer))
    expectEqual(mesh.connected(LinkID(2), to: peer, begunByUs: false, now: at(3)), [.drop(LinkID(2), .notInNetwork)])
    _ = mesh.disconnected(LinkID(1), from: peer, .harmless, now: at(3), using: &random)
    expectEqual(dialled(mesh.retryAll(now: at(4))).contains(peer), false)
  }

  @Test mutating func `paused it has no links and dials nobody; resumed it dials at once`() {
    var mesh = mesh()
    let peer = SimulatedNetwork.nodeID(1)
    _ = mesh.roster([node(1)], now: at(0), using: &random)
    _ = mesh.connected(LinkID(1), to: peer, begunByUs: true, now: at(1))
    expectEqual(mesh.pause(), [.drop(LinkID(1), .paused)])
    expectEqual(mesh.disconnected(LinkID(1), from: peer, .harmless, now: at(1), using: &random), [])
    #expect(mesh.nextWake == nil)
    #expect(!mesh.admits(peer))
    expectEqual(mesh.resume(now: at(9)), [.dial(peer, address: "node-1")])
  }

  @Test mutating func `a dial that succeeds while paused is not taken for one under way after resuming`() {
    var mesh = mesh()
    let peer = SimulatedNetwork.nodeID(1)
    expectEqual(mesh.roster([node(1)], now: at(0), using: &random), [.dial(peer, address: "node-1")])
    expectEqual(mesh.pause(), [])
    expectEqual(mesh.connected(LinkID(1), to: peer, begunByUs: true, now: at(1)), [.drop(LinkID(1), .paused)])
    expectEqual(mesh.disconnected(LinkID(1), from: peer, .harmless, now: at(1), using: &random), [])
    expectEqual(mesh.resume(now: at(2)), [.dial(peer, address: "node-1")])
  }

  @Test mutating func `who broke the protocol is dialled rarely`() {
    var mesh = mesh()
    let peer = SimulatedNetwork.nodeID(1)
    var waits: [Int64] = []
    for link in 1...40 as ClosedRange<UInt64> {
      _ = mesh.roster([node(1)], now: at(0), using: &random)
      _ = mesh.connected(LinkID(link), to: peer, begunByUs: true, now: at(0))
      _ = mesh.disconnected(LinkID(link), from: peer, .misbehaving, now: at(1), using: &random)
      waits.append(mesh.nextWake!.microseconds / 1_000_000)
    }
    #expect(waits.max()! > 200)
    #expect(waits.reduce(0, +) / 40 > 100)
  }
}
