import Foundation
import TalkootTesting
import Testing

/// Which seeds run: `TALKOOT_SEED=7` repeats one, `TALKOOT_SEEDS=1000` runs more than usual. Removals and forks have
/// variables of their own, `TALKOOT_REMOVALS` and `TALKOOT_FORKS`, and so have hostile minorities, `TALKOOT_HOSTILE`.
/// `TALKOOT_FIRST=500` begins there instead of at 1, and then all run, whatever fails.
private enum Seeds {
  static func many(_ usual: some Sequence<UInt64>, _ variable: String = "TALKOOT_SEEDS") -> [UInt64] {
    let environment = ProcessInfo.processInfo.environment
    if let one = environment["TALKOOT_SEED"].flatMap(UInt64.init) { return [one] }
    guard let many = environment[variable].flatMap(UInt64.init) else { return Array(usual) }
    let first = environment["TALKOOT_FIRST"].flatMap(UInt64.init) ?? 1
    return Array(first..<first + max(1, many))
  }

  /// Whether the first failure is not to be the last.
  static var goesOn: Bool { ProcessInfo.processInfo.environment["TALKOOT_FIRST"] != nil }

  static var isOne: Bool { ProcessInfo.processInfo.environment["TALKOOT_SEED"] != nil }

  /// `TALKOOT_REWINDS=9`: machines are put back more or less often.
  static var rewindWeight: Int { ProcessInfo.processInfo.environment["TALKOOT_REWINDS"].flatMap(Int.init) ?? 6 }

  static var isTalkative: Bool { ProcessInfo.processInfo.environment["TALKOOT_VERBOSE"] != nil }
}

@Suite struct `Whole replicas` {
  @Test func `agree after partitions, crashes, failing disks and everyone's work`() throws {
    for seed in Seeds.many(1...8) {
      let simulation = try ReplicaSimulation(seed: seed, ReplicaSimulation.Conditions(seed: seed))
      let faults = simulation.run()
      if Seeds.isTalkative { print("TALKOOT_SEED=\(seed)  \(simulation.figures)") }
      #expect(faults.isEmpty, "TALKOOT_SEED=\(seed) repeats it: \(faults.prefix(3).joined(separator: "; "))")
      if !faults.isEmpty, !Seeds.goesOn { return }
    }
  }

  @Test func `agree whatever a removed organisation goes on writing, and lose nothing of the others`() throws {
    var removed = 0
    for seed in Seeds.many(Array(1...5) + [18], "TALKOOT_REMOVALS") {
      let simulation = try ReplicaSimulation(seed: seed, ReplicaSimulation.Conditions(removing: seed))
      let faults = simulation.run()
      if Seeds.isTalkative { print("TALKOOT_SEED=\(seed)  \(simulation.figures)") }
      #expect(faults.isEmpty, "TALKOOT_SEED=\(seed) repeats it: \(faults.prefix(3).joined(separator: "; "))")
      if !faults.isEmpty, !Seeds.goesOn { return }
      removed += simulation.figures.removed
    }
    #expect(removed > 0 || Seeds.isOne, "nobody was removed: this showed nothing")
  }

  @Test func `agree on every branch and on one proof when machines are put back unnoticed`() throws {
    var forked = 0
    // Left out are those with very many forks, which take long.
    for seed in Seeds.many(Array(1...9) + Array(11...14) + [19, 20, 1196], "TALKOOT_FORKS") {
      var conditions = ReplicaSimulation.Conditions(seed: seed)
      conditions.rewinds = true
      conditions.rewindWeight = Seeds.rewindWeight
      conditions.faultEvery = 400_000
      let simulation = try ReplicaSimulation(seed: seed, conditions)
      let faults = simulation.run()
      if Seeds.isTalkative { print("TALKOOT_SEED=\(seed)  \(simulation.figures)") }
      #expect(faults.isEmpty, "TALKOOT_SEED=\(seed) repeats it: \(faults.prefix(3).joined(separator: "; "))")
      if !faults.isEmpty, !Seeds.goesOn { return }
      forked += simulation.figures.forked
    }
    #expect(forked > 0 || Seeds.isOne, "no log forked: this showed nothing")
  }

  @Test func `agree whatever a hostile minority does: who was removed stays out, and no honest change is lost`() throws
  {
    var happened = (forked: 0, removed: 0, doubleVoices: 0)
    for seed in Seeds.many([2, 9, 10, 34, 65], "TALKOOT_HOSTILE") {
      let simulation = try ReplicaSimulation(seed: seed, ReplicaSimulation.Conditions(hostile: seed))
      let faults = simulation.run()
      if Seeds.isTalkative { print("TALKOOT_SEED=\(seed)  \(simulation.figures)") }
      #expect(faults.isEmpty, "TALKOOT_SEED=\(seed) repeats it: \(faults.prefix(3).joined(separator: "; "))")
      if !faults.isEmpty, !Seeds.goesOn { return }
      happened.forked += simulation.figures.forked
      happened.removed += simulation.figures.removed
      happened.doubleVoices += simulation.figures.doubleVoices
    }
    #expect(happened.forked > 0 && happened.removed > 0 || Seeds.isOne, "this showed nothing: \(happened)")
    if Seeds.isTalkative { print("\(happened)") }
  }

  @Test func `repeat a run exactly by its seed`() throws {
    let seed = Seeds.many(1...1)[0] + 1_000
    let runs = try (0..<2).map { _ in
      let simulation = try ReplicaSimulation(seed: seed, ReplicaSimulation.Conditions(seed: seed))
      return "\(simulation.run()) \(simulation.figures) \(simulation.headsHash)"
    }
    #expect(runs[0] == runs[1], "TALKOOT_SEED=\(seed)")
  }
}
