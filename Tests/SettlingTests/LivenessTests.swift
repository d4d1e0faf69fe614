import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootModel

/// Voices with clocks of their own, and messages that take their time.
private struct Chatter {
  struct Sent {
    let number: Int
    let to: Int
    let at: Int64
  }

  let script: Script
  let count: Int
  var heard: [Set<Int>]
  var voices: [Voice]
  var skew: [Int64]
  var underWay: [Sent] = []
  var messages: [(message: SettlementMessage<TestValue>, by: Int, past: Set<Int>)] = []
  var random: SplitMix64
  var now: Int64 = 0
  let slowest: Int64
  let loss: Int

  init(voices count: Int, slowest: Int64, loss: Int = 0, seed: UInt64) {
    self.count = count
    self.slowest = slowest
    self.loss = loss
    random = SplitMix64(seed: seed)
    let script = Script(organisations: count)
    self.script = script
    heard = Array(repeating: [], count: count)
    voices = script.members.map { Voice(of: $0) }
    skew = []
    for _ in 0..<count { skew.append(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)) }
  }

  /// What one organisation knows, by the code that ships.
  func record(of number: Int) -> SettlementRecord<TestValue> {
    var record = SettlementRecord<TestValue>(electorate: Electorate(script.members))
    for index in heard[number].sorted() {
      let (message, author, _) = messages[index]
      let flaw = record.add(
        message,
        by: script.members[author],
        at: Dot(LocalVersion(UInt32(index)), 0),
        order: script
      ) { if case .offer(_, let value) = message { value } else { nil } }
      precondition(flaw == nil)
    }
    return record
  }

  mutating func write(_ message: SettlementMessage<TestValue>, by author: Int) {
    let past = heard[author]
    var computed: TestValue?
    if case .offer(_, let value) = message { computed = value }
    let number = script.say(message, by: author, after: past.sorted(), computed: computed)
    precondition(script.flaws[number] == nil, "\(message) \(script.flaws[number]!)")
    messages.append((message, author, past))
    heard[author].insert(number)
    for other in 0..<count where other != author { send(number, to: other) }
  }

  /// Lost ones are sent again, later: peers compare what they have.
  mutating func send(_ number: Int, to other: Int) {
    var at = now + Int64.random(in: 0...slowest, using: &random)
    while Int.random(in: 0..<100, using: &random) < loss { at += slowest }
    underWay.append(Sent(number: number, to: other, at: at))
  }

  mutating func deliver() {
    let due = underWay.filter { $0.at <= now }
    underWay.removeAll { $0.at <= now }
    for sent in due { heard[sent.to].formUnion(messages[sent.number].past.union([sent.number])) }
  }

  /// - Returns: whether it wrote something.
  mutating func speak(_ number: Int) -> Bool {
    let record = record(of: number)
    let member = script.members[number]
    let turn = voices[number].turn(in: record, isReady: true, now: now + skew[number], jitter: UInt64(number * 7)) {
      let round = record.prepares.filter { $0.organisation == member }.map(\.round).max()!
      return TestValue.computed(for: round, in: record)
    }
    guard case .write(let message) = turn else { return false }
    write(message, by: number)
    return true
  }
}

@Suite struct `Settling goes on` {
  @Test(arguments: [1, 2, 3, 5, 7], [200, 5_000, 600_000] as [Int64])
  func `whenever more than half hear of each other sooner or later`(count: Int, slowest: Int64) {
    for seed in 1...2 as ClosedRange<UInt64> {
      var chatter = Chatter(voices: count, slowest: slowest, loss: 30, seed: seed)
      let away = (count - 1) / 2
      var steps = 0
      while chatter.script.record.certificate == nil, steps < 4_000 {
        steps += 1
        chatter.deliver()
        for number in away..<count { while chatter.speak(number) {} }
        chatter.now += max(500, slowest / 10)
      }
      #expect(chatter.script.record.certificate != nil, "seed \(seed), \(chatter.messages.count) messages")
      #expect(!chatter.script.record.isContested)
      let rounds = chatter.script.record.prepares.count
      #expect(rounds <= 3 * count + 8, "seed \(seed): \(rounds) rounds")
    }
  }

  @Test func `although a liar begins a higher round whenever it hears of one`() {
    for seed in 1...3 as ClosedRange<UInt64> {
      var chatter = Chatter(voices: 3, slowest: 2_000, seed: seed)
      var steps = 0
      while chatter.script.record.certificate == nil, steps < 20_000 {
        steps += 1
        chatter.deliver()
        for number in 0..<2 { while chatter.speak(number) {} }
        let liar = chatter.record(of: 2)
        let highest = liar.prepares.map(\.round).max()
        if let highest, highest.organisation != chatter.script.members[2] {
          chatter.write(.prepare(Round(counter: highest.counter + 1, organisation: chatter.script.members[2])), by: 2)
        }
        chatter.now += 500
      }
      #expect(chatter.script.record.certificate != nil, "seed \(seed), \(chatter.messages.count) messages")
      print("a liar who duels: settled after \(chatter.now / 1000) s and \(chatter.messages.count) messages")
    }
  }

  @Test func `in one round although a voice that it takes is away for a week`() {
    var chatter = Chatter(voices: 3, slowest: 1_000, seed: 5)
    while chatter.now < 7 * 86_400_000 {
      chatter.deliver()
      while chatter.speak(0) {}
      chatter.now += 60_000
    }
    #expect(chatter.messages.count == 2, "a prepare and its own promise")
    while chatter.script.record.certificate == nil, chatter.now < 8 * 86_400_000 {
      chatter.deliver()
      for number in [0, 2] { while chatter.speak(number) {} }
      chatter.now += 1_000
    }
    #expect(chatter.now < 7 * 86_400_000 + 60_000)
    #expect(chatter.script.record.prepares.count == 1)
  }

  @Test func `although who leads the round is gone for good`() {
    var chatter = Chatter(voices: 3, slowest: 1_000, seed: 6)
    let began = chatter.speak(0)
    #expect(began)
    while chatter.script.record.certificate == nil, chatter.now < 600_000 {
      chatter.deliver()
      for number in [1, 2] { while chatter.speak(number) {} }
      chatter.now += 1_000
    }
    #expect(chatter.script.record.certificate?.round.organisation == chatter.script.members[1])
    #expect(chatter.now < 60_000)
  }

  @Test func `at once when one voice alone is the electorate`() {
    var chatter = Chatter(voices: 1, slowest: 0, seed: 1)
    while chatter.speak(0) {}
    #expect(chatter.script.record.certificate != nil)
    #expect(chatter.messages.count == 4)
  }

  @Test func `without a second round when the first is heard in time`() {
    var chatter = Chatter(voices: 5, slowest: 300, seed: 4)
    while chatter.script.record.certificate == nil, chatter.now < 100_000 {
      chatter.deliver()
      for number in 0..<5 { while chatter.speak(number) {} }
      chatter.now += 100
    }
    #expect(chatter.script.record.certificate?.round.counter == 1)
    #expect(chatter.script.record.prepares.count == 1)
  }
}
