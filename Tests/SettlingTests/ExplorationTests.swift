import Testing

@testable import TalkootModel

#if canImport(Glibc)
  import Glibc
#endif

/// `TALKOOT_EXPLORE=states` sets how many states each world may have (0: as many as there are), `TALKOOT_WALKS` how
/// many random walks are made. The defaults keep a debug run short; docs/decisions/0002-double-offers.md tells what the
/// complete ones came to.
private func setting(_ name: String, default value: Int) -> Int {
  guard let text = getenv(name), let number = Int(String(cString: text)) else { return value }
  return number == 0 ? .max : number
}

struct NamedWorld: Sendable, CustomTestStringConvertible {
  let name: String
  let organisations: Int
  let proposers: [Int]
  let rounds: Int
  var liars: [Int] = []
  var restored: [Int] = []
  /// How many states a short run visits; 0 is all.
  var states = 4_000

  var testDescription: String { name }
  var world: World {
    World(organisations: organisations, proposers: proposers, rounds: rounds, liars: liars, restored: restored)
  }
}

@Suite struct `Settling, explored` {
  static let honest = [
    NamedWorld(name: "2 voices, 2 proposers, 3 rounds", organisations: 2, proposers: [0, 1], rounds: 3, states: 6_000),
    NamedWorld(name: "3 voices, 2 proposers, 2 rounds", organisations: 3, proposers: [0, 1], rounds: 2, states: 6_000),
    NamedWorld(name: "3 voices, 2 proposers, 3 rounds", organisations: 3, proposers: [0, 1], rounds: 3),
    NamedWorld(name: "4 voices, 2 proposers, 2 rounds", organisations: 4, proposers: [0, 1], rounds: 2),
    NamedWorld(name: "3, two restored, 2 rounds", organisations: 3, proposers: [0, 1], rounds: 2, restored: [1, 2]),
    NamedWorld(name: "5, one restored, 2 rounds", organisations: 5, proposers: [0, 4], rounds: 2, restored: [1]),
  ]

  static let lying = [
    NamedWorld(name: "3, a liar accepts", organisations: 3, proposers: [0, 1], rounds: 2, liars: [2], states: 2_500),
    NamedWorld(name: "3, a liar proposes", organisations: 3, proposers: [0, 2], rounds: 2, liars: [2], states: 2_500),
    NamedWorld(name: "4, a liar proposes", organisations: 4, proposers: [0, 3], rounds: 2, liars: [3], states: 2_500),
  ]

  @Test(arguments: honest)
  func `honest voices never certify two values, and never contradict themselves`(world: NamedWorld) {
    let explorer = Explorer(world.world)
    let limit = setting("TALKOOT_EXPLORE", default: world.states == 0 ? .max : world.states)
    let all = explorer.explore(limit: limit)
    report(world, explorer, all)
    #expect(explorer.faults.isEmpty, "\(explorer.faults.first ?? "")")
    #expect(explorer.contradictions.isEmpty)
    if limit == .max { #expect(all) }
  }

  @Test(arguments: lying)
  func `liars below a quorum certify two values only with a double voice in evidence`(world: NamedWorld) {
    let explorer = Explorer(world.world)
    let all = explorer.explore(limit: setting("TALKOOT_EXPLORE", default: world.states))
    report(world, explorer, all)
    #expect(explorer.faults.isEmpty, "\(explorer.faults.first ?? "")")
  }

  private func report(_ world: NamedWorld, _ explorer: Explorer, _ all: Bool) {
    print(
      "\(world.name): \(explorer.states) states\(all ? ", all" : ""), \(explorer.messages.count) messages, "
        + "\(explorer.contradictions.count) with two certificates"
    )
  }

  @Test func `random walks beyond: five voices, two liars, six rounds`() {
    let walks = setting("TALKOOT_WALKS", default: 9)
    var contradictions = 0
    for seed in 1...UInt64(walks) {
      var world = World(organisations: 5, proposers: [0, 1, 4], rounds: 6)
      if seed % 3 == 1 { world.liars = [4] }
      if seed % 3 == 2 { world = World(organisations: 4, proposers: [0, 2, 3], rounds: 4, liars: [2, 3]) }
      contradictions += walk(world, steps: 100, seed: seed)
    }
    print("\(walks) long walks, \(contradictions) states with two certificates")
  }

  /// Short walks where a liar has most to gain: these do come to two certificates, each time with a proof.
  @Test func `random walks with one liar among three come to two certificates, and its double voice shows`() {
    let walks = setting("TALKOOT_WALKS", default: 9) * 12
    var contradictions = 0
    for seed in 1...UInt64(walks) {
      contradictions += walk(World(organisations: 3, proposers: [0, 2], rounds: 2, liars: [2]), steps: 45, seed: seed)
    }
    print("\(walks) short walks, \(contradictions) states with two certificates")
    #expect(contradictions > 0)
  }

  private func walk(_ world: World, steps: Int, seed: UInt64) -> Int {
    let explorer = Explorer(world)
    explorer.walk(steps: steps, seed: seed)
    #expect(explorer.faults.isEmpty, "seed \(seed): \(explorer.faults.first ?? "")")
    if world.liars.isEmpty { #expect(explorer.contradictions.isEmpty, "seed \(seed)") }
    return explorer.contradictions.count
  }
}
