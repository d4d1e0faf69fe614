import Foundation
import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// Two organisations write, erase, pass on in pieces and restart, in any order; a third takes all that at the end.
@Suite struct `Random erasing` {
  @Test(arguments: 1...(ProcessInfo.processInfo.environment["TALKOOT_SEEDS"].flatMap(UInt64.init) ?? 12))
  func `gives everyone one digest and leaves no byte, in whatever order it came about`(_ seed: UInt64) throws {
    var run = try RandomErasing(seed: seed)
    for _ in 0..<60 { try run.step() }
    try exchange(run.replicas)
    let keys = OrganisationKeys(9)
    let member = try run.replicas[0].admit(keys)
    try run.replicas[1].pull(from: run.replicas[0])
    let late = try WholeReplica.joining(
      run.replicas[0].core.workspace.network,
      as: member,
      keys,
      in: MemoryStorage()
    )
    for receipt in try late.pull(from: run.replicas[1], bytes: 500) {
      #expect(receipt.refusal == nil, "seed \(seed)")
    }
    for (number, replica) in (run.replicas + [late]).enumerated() {
      let fault = try replica.core.verify().fault
      #expect(fault == nil, "seed \(seed), replica \(number)")
      #expect(replica.digest == late.digest, "seed \(seed), replica \(number)")
      #expect(replica.digest != "none", "seed \(seed), replica \(number)")
      try replica.core.save()
      let bytes = try replica.storedBytes()
      for marker in run.erased.sorted() where bytes.contains(marker) {
        Issue.record("seed \(seed): replica \(number) still holds \(marker)")
      }
      let digest = replica.digest
      #expect(try !replica.core.rebuild(), "seed \(seed), replica \(number)")
      try replica.reopen(replica.core.storage)
      #expect(replica.digest == digest, "seed \(seed), replica \(number)")
    }
    #expect(!run.erased.isEmpty, "seed \(seed)")
  }
}

private struct RandomErasing {
  let replicas: [WholeReplica]
  /// Words whose every trace is to be gone, once all have heard.
  var erased: Set<String> = []
  private var places: [Place]
  private let goals: [String]
  /// Words by organisation, goal and field that its own changes hold.
  private var written: [String: [String]] = [:]
  private var count = 0
  private var generator: SplitMix64

  init(seed: UInt64) throws {
    generator = SplitMix64(seed: seed)
    // A few runs over a real database.
    let keeping: Keeping = seed % 4 == 0 ? .inSQLite : .inMemory
    places = [try Place(keeping), try Place(.inMemory)]
    let (founder, goal) = try WholeReplica.withGoal(in: try places[0].open())
    let second = try founder.addGoal("Another")
    let other = try founder.newcomer(1, in: try places[1].open())
    replicas = [founder, other]
    goals = [goal, second]
    try exchange(replicas)
  }

  mutating func step() throws {
    let number = Int.random(in: 0..<2, using: &generator)
    let replica = replicas[number]
    let goal = goals.randomElement(using: &generator)!
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...1:
      let word = newWord(number, goal, "title")
      try replica.rename(goal, "\(word) is the title")
    case 2...4: try edit(replica, number, goal)
    case 5...6: try erase(replica, number, goal)
    case 7:
      let bytes = Int.random(in: 50...2_000, using: &generator)
      let packs = try replicas[1 - number].packs(for: replica.core, bytes: bytes)
      for pack in packs.prefix(Int.random(in: 0...packs.count, using: &generator)) {
        #expect(try replica.core.receive(pack, from: replicas[1 - number].core.node).refusal == nil)
      }
    case 8: try replica.core.save()
    default: try places[number].restart(replica)
    }
  }

  private mutating func newWord(_ number: Int, _ goal: String, _ field: String) -> String {
    count += 1
    let word = "word\(count)x\(number)"
    written["\(number) \(goal) \(field)", default: []].append(word)
    return word
  }

  /// A word more, somewhere between two lines, or a line less.
  private mutating func edit(_ replica: WholeReplica, _ number: Int, _ goal: String) throws {
    var lines = try replica.description(goal).split(separator: "\n").map(String.init)
    if lines.count > 4, Bool.random(using: &generator) {
      lines.remove(at: Int.random(in: 0..<lines.count, using: &generator))
    } else {
      let word = newWord(number, goal, "description")
      lines.insert("Line of \(word).", at: Int.random(in: 0...lines.count, using: &generator))
    }
    try replica.describe(goal, lines.joined(separator: "\n") + "\n")
  }

  private mutating func erase(_ replica: WholeReplica, _ number: Int, _ goal: String) throws {
    let field = Bool.random(using: &generator) ? "title" : "description"
    do { try replica.erase(goal, field) } catch let error as CommandError {
      #expect(error.code == .nothingToChange || error.code == .notPermitted, "\(error)")
      return
    }
    erased.formUnion(written.removeValue(forKey: "\(number) \(goal) \(field)") ?? [])
  }
}
