import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootSync

/// What becomes of the links of a node that runs twice: its home was copied (rules 2.11).
@Suite struct InstancesTests {
  var random = SplitMix64(seed: 1)
  func at(_ seconds: Int64) -> SyncInstant { SyncInstant(microseconds: seconds * 1_000_000) }

  private func roster(_ node: NodeID) -> [Mesh.Node] {
    [Mesh.Node(id: node, organisation: SimulatedNetwork.organisation(1), addresses: ["x"])]
  }

  @Test mutating func `who has been pushed out by another instance dials again after a pause that never grows`() {
    let peer = SimulatedNetwork.nodeID(1)
    var mesh = Mesh(node: SimulatedNetwork.nodeID(0), organisation: SimulatedNetwork.organisation(0))
    _ = mesh.roster(roster(peer), now: at(0), using: &random)
    for turn in 1...100 as ClosedRange<Int64> {
      _ = mesh.connected(LinkID(UInt64(turn)), to: peer, begunByUs: true, now: at(turn * 100))
      let effects = mesh.displaced(LinkID(UInt64(turn)), from: peer, now: at(turn * 100 + 1), using: &random)
      #expect(effects.isEmpty && mesh.links.isEmpty)
      let due = mesh.nextWake!
      #expect(due >= at(turn * 100 + 3) && due <= at(turn * 100 + 5), "turn \(turn)")
      #expect(mesh.woke(now: due, using: &random) == [.dial(peer, address: "x")])
    }
  }

  @Test mutating func `of two links that crossed losing one is no reason to dial`() {
    let peer = SimulatedNetwork.nodeID(1)
    var mesh = Mesh(node: SimulatedNetwork.nodeID(0), organisation: SimulatedNetwork.organisation(0))
    _ = mesh.roster(roster(peer), now: at(0), using: &random)
    let isSmaller = mesh.node < peer
    _ = mesh.connected(LinkID(1), to: peer, begunByUs: isSmaller, now: at(1))
    _ = mesh.connected(LinkID(2), to: peer, begunByUs: !isSmaller, now: at(1))
    #expect(mesh.displaced(LinkID(2), from: peer, now: at(2), using: &random).isEmpty)
    #expect(mesh.links.map(\.link) == [LinkID(1)] && mesh.nextWake == nil)
  }

  @Test mutating func `a link that comes when another has stood for a while is kept, whoever began it`() {
    let (a, b) = (SimulatedNetwork.nodeID(1), SimulatedNetwork.nodeID(2))
    for (us, them) in [(a, b), (b, a)] {
      for begunByUs in [true, false] {
        var mesh = Mesh(node: us, organisation: nil)
        _ = mesh.roster(roster(them), now: at(0), using: &random)
        _ = mesh.connected(LinkID(1), to: them, begunByUs: begunByUs, now: at(1))
        let effects = mesh.connected(LinkID(2), to: them, begunByUs: !begunByUs, now: at(30))
        #expect(effects == [.drop(LinkID(1), .duplicateLink)])
        #expect(mesh.links.map(\.link) == [LinkID(2)])
      }
    }
  }

  @Test func `two instances of one node have a link with a peer by turns, however long that goes on`() {
    for seed in 1...20 as ClosedRange<UInt64> {
      for hub in [1, 2] {
        var turns = Turns(seed: seed, hub: SimulatedNetwork.nodeID(hub), twice: SimulatedNetwork.nodeID(3 - hub))
        turns.run(seconds: 1_800)
        for instance in [1, 2] {
          let gaps = turns.gaps(instance)
          #expect(gaps.count > 60 && gaps.max()! < 30_000_000, "seed \(seed), hub \(hub), instance \(instance)")
        }
      }
    }
  }
}

/// A peer and two instances of one node, of which the peer can reach the first; both can reach the peer.
private struct Turns {
  private enum Event {
    case dialled(by: Int)
    case ended(LinkID, at: Int, isDuplicate: Bool)
    case wake(Int)
  }

  private var random: SplitMix64
  private var meshes: [Mesh]
  private var ends: [LinkID: (dialler: Int, other: Int)] = [:]
  private var events: [(time: Int64, event: Event)] = []
  private var now: Int64 = 0
  /// When each instance got a link with the peer.
  private var times: [[Int64]] = [[], [], []]

  init(seed: UInt64, hub: NodeID, twice: NodeID) {
    random = SplitMix64(seed: seed)
    meshes = [hub, twice, twice].map { Mesh(node: $0, organisation: nil) }
    for (number, other) in [twice, hub, hub].enumerated() {
      let entry = Mesh.Node(id: other, organisation: SimulatedNetwork.organisation(1), addresses: ["x"])
      perform(meshes[number].roster([entry], now: instant, using: &random), number)
    }
  }

  private var instant: SyncInstant { SyncInstant(microseconds: now) }

  /// How long each instance was without a new link.
  func gaps(_ instance: Int) -> [Int64] {
    let all = times[instance] + [now]
    return zip(all, [0] + all).map { $0 - $1 }
  }

  mutating func run(seconds: Int64) {
    while let next = events.indices.min(by: { events[$0].time < events[$1].time }) {
      let (time, event) = events.remove(at: next)
      now = max(now, time)
      guard now < seconds * 1_000_000 else { break }
      happen(event)
    }
  }

  private mutating func happen(_ event: Event) {
    switch event {
    case .dialled(let dialler):
      let other = dialler == 0 ? 1 : 0
      let link = LinkID(UInt64(ends.count + 1))
      ends[link] = (dialler, other)
      for (number, peer) in [(dialler, other), (other, dialler)] {
        if number > 0 { times[number].append(now) }
        let node = meshes[peer].node
        perform(meshes[number].connected(link, to: node, begunByUs: number == dialler, now: instant), number)
      }
    case .ended(let link, let number, let isDuplicate):
      let (dialler, other) = ends[link]!
      let peer = meshes[dialler == number ? other : dialler].node
      perform(
        isDuplicate
          ? meshes[number].displaced(link, from: peer, now: instant, using: &random)
          : meshes[number].disconnected(link, from: peer, .harmless, now: instant, using: &random),
        number
      )
    case .wake(let number):
      if let due = meshes[number].nextWake, due <= instant {
        perform(meshes[number].woke(now: instant, using: &random), number)
      }
    }
  }

  private mutating func perform(_ effects: [Mesh.Effect], _ number: Int) {
    for effect in effects {
      switch effect {
      case .dial: events.append((now + Int64.random(in: 1_000...200_000, using: &random), .dialled(by: number)))
      case .drop(let link, let code):
        let (dialler, other) = ends[link]!
        events.append((now, .ended(link, at: number, isDuplicate: false)))
        let peer = dialler == number ? other : dialler
        events.append((now + 20_000, .ended(link, at: peer, isDuplicate: code == .duplicateLink)))
      }
    }
    if let due = meshes[number].nextWake { events.append((max(now, due.microseconds), .wake(number))) }
  }
}
