import TalkootCRDT
import TalkootLog
import TalkootTesting

@testable import TalkootModel

/// A small world of voices, and every way that it can go.
///
/// A voice keeps no state but its own durable log, and what it knows when it writes is a causally closed set that holds
/// this log. So one step is: a voice hears of any closed set of what has been written, then writes one message whose
/// past is exactly that. Loss is never hearing; duplication is hearing again; reordering is any closed set; a crash
/// forgets all but the own log, which is where every step begins anyway. The state of the world is the last message of
/// each log, since everything else is in their pasts.
///
/// Of all sets that let a voice write a given message only the smallest are tried: whoever later hears of the message
/// may hear of anything else besides, so larger ones add no behaviour.
///
/// A liar writes several logs at once, each seeing nothing of the others but what others' messages bring with them, and
/// writes everything that the log's own past justifies.
struct World {
  let organisations: Int
  /// Organisations whose voices prepare.
  var proposers: [Int]
  /// How many rounds are prepared in all.
  var rounds: Int
  var liars: [Int] = []
  var branches = 2
  /// Organisations whose voices may be restored: they lose any of their last messages that nobody else has heard. What
  /// anyone has heard is known to them again before they speak (docs/decisions/0002-double-offers.md).
  var restored: [Int] = []

  /// The organisation that writes each log.
  var logs: [Int] {
    (0..<organisations).flatMap { liars.contains($0) ? Array(repeating: $0, count: branches) : [$0] }
  }
}

/// A causally closed set of messages: the last one of each log, 21 bits each; 0 is none.
struct View: Hashable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  subscript(log: Int) -> Int {
    get {
      log < 3 ? Int(low >> UInt64(21 * log) & 0x1f_ffff) : Int(high >> UInt64(21 * (log - 3)) & 0x1f_ffff)
    }
    set {
      precondition(newValue < 0x1f_ffff)
      if log < 3 {
        low = low & ~(0x1f_ffff << UInt64(21 * log)) | UInt64(newValue) << UInt64(21 * log)
      } else {
        high = high & ~(0x1f_ffff << UInt64(21 * (log - 3))) | UInt64(newValue) << UInt64(21 * (log - 3))
      }
    }
  }
}

final class Explorer {
  struct Message: Hashable {
    let log: Int
    let content: SettlementMessage<TestValue>
    let past: View
  }

  /// What a log has said up to and with one of its messages.
  struct Told {
    var depth = 0
    var prepares: [Int] = []
    var promises: [Int] = []
    var offers: [Int] = []
    var accepts: [Int] = []
  }

  private struct Place: Hashable {
    let log: Int
    let past: View
  }

  let world: World
  let logs: [Int]
  let members: [MemberID]
  private(set) var messages: [Message] = []
  private var told: [Told] = [Told()]
  private var numbers: [Message: Int] = [:]
  private var records: [View: SettlementRecord<TestValue>] = [:]
  private var justified: [Int: Bool] = [:]
  private var stepsKnown: [Place: NextSteps<TestValue>] = [:]
  private(set) var contradictions: [View] = []
  private(set) var faults: [String] = []
  private(set) var states = 0

  init(_ world: World) {
    self.world = world
    logs = world.logs
    members = (0..<world.organisations).map { MemberID.numbered($0 + 1) }
    records[View()] = SettlementRecord(electorate: Electorate(members))
  }

  func message(_ number: Int) -> Message { messages[number - 1] }

  /// The message and its past.
  func closure(_ number: Int) -> View {
    guard number > 0 else { return View() }
    var view = message(number).past
    view[message(number).log] = number
    return view
  }

  func union(_ a: View, _ b: View) -> View {
    var view = a
    for log in logs.indices where told[b[log]].depth > told[a[log]].depth { view[log] = b[log] }
    return view
  }

  /// What the code that ships makes of a closed set of messages.
  func record(_ view: View) -> SettlementRecord<TestValue> {
    if let known = records[view] { return known }
    // The message with the greatest number is in no other's past.
    let last = logs.indices.map { view[$0] }.max()!
    var rest = view
    rest[message(last).log] = message(last).past[message(last).log]
    var record = record(rest)
    if let flaw = add(last, to: &record) { faults.append("message \(last) \(message(last).content): \(flaw)") }
    records[view] = record
    return record
  }

  private func add(_ number: Int, to record: inout SettlementRecord<TestValue>) -> MessageFlaw? {
    let message = message(number)
    return record.add(
      message.content,
      by: members[logs[message.log]],
      at: Dot(LocalVersion(UInt32(number)), 0),
      order: self
    ) { TestValue.computed(for: message.content.round, in: self.record(message.past)) }
  }

  /// The number of a message; equal messages with equal pasts are one.
  private func number(_ message: Message) -> Int {
    if let known = numbers[message] { return known }
    messages.append(message)
    let number = messages.count
    numbers[message] = number
    var own = told[message.past[message.log]]
    own.depth += 1
    switch message.content {
    case .prepare: own.prepares.append(number)
    case .promise: own.promises.append(number)
    case .offer: own.offers.append(number)
    case .accept: own.accepts.append(number)
    }
    told.append(own)
    return number
  }
}

extension Explorer: CausalOrder {
  func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool {
    let log = message(Int(a.rawValue)).log
    return told[message(Int(b.rawValue)).past[log]].depth >= told[Int(a.rawValue)].depth
  }

  func precedes(_ a: Dot, _ b: Dot) -> Bool { a.version < b.version }
}

// MARK: Steps

extension Explorer {
  func all(_ kind: KeyPath<Told, [Int]>, in state: View) -> [Int] {
    logs.indices.flatMap { told[state[$0]][keyPath: kind] }
  }

  /// Every state one step further, by the voice of `log`.
  func steps(of log: Int, in state: View) -> [View] {
    let held = closure(state[log])
    var next = world.restored.contains(logs[log]) ? restores(of: log, in: state) : []
    for prepare in all(\.prepares, in: state) { promise(prepare, log, union(held, closure(prepare)), state, &next) }
    for offer in all(\.offers, in: state) { accept(offer, log, union(held, closure(offer)), state, &next) }
    if world.proposers.contains(logs[log]) {
      offer(log, held, state, &next)
      prepare(log, held, state, &next)
    }
    return next
  }

  private func restores(of log: Int, in state: View) -> [View] {
    let heard = logs.indices.filter { $0 != log }.map { told[closure(state[$0])[log]].depth }.max() ?? 0
    var views: [View] = []
    var number = state[log]
    while told[number].depth > heard {
      number = message(number).past[log]
      var view = state
      view[log] = number
      views.append(view)
    }
    return views
  }

  private func isLiar(_ log: Int) -> Bool { world.liars.contains(logs[log]) }

  private func write(
    _ content: SettlementMessage<TestValue>,
    _ log: Int,
    _ past: View,
    _ state: View,
    _ next: inout [View]
  ) {
    let number = number(Message(log: log, content: content, past: past))
    guard isJustified(number) else { return }
    var view = state
    view[log] = number
    if !next.contains(view) { next.append(view) }
  }

  /// A liar tries anything; what its own past doesn't justify counts for nothing and need not be followed. An honest
  /// voice writes nothing that isn't justified and never contradicts itself: that is checked here, once a message.
  private func isJustified(_ number: Int) -> Bool {
    if let known = justified[number] { return known }
    let message = message(number)
    var answer = true
    if isLiar(message.log) {
      var record = record(message.past)
      answer = add(number, to: &record) == nil
    } else if record(closure(number)).doubleVoices.contains(where: { $0.organisation == members[logs[message.log]] }) {
      faults.append("the honest voice of log \(message.log) contradicts itself with \(message.content)")
    }
    justified[number] = answer
    return answer
  }

  private func nextSteps(_ log: Int, _ past: View) -> NextSteps<TestValue> {
    let place = Place(log: log, past: past)
    if let known = stepsKnown[place] { return known }
    let record = record(past)
    let own = members[logs[log]]
    let steps = record.nextSteps(for: own, isReady: true) {
      let round = record.prepares.filter { $0.organisation == own }.map(\.round).max()!
      return TestValue.computed(for: round, in: record)
    }
    stepsKnown[place] = steps
    return steps
  }

  private func promise(_ prepare: Int, _ log: Int, _ past: View, _ state: View, _ next: inout [View]) {
    let round = message(prepare).content.round
    if isLiar(log) {
      let everything: Past<Unordered>? = nil
      let accepted = record(past).lastAccepted(by: members[logs[log]], past: everything)
      write(.promise(round, accepted: accepted), log, past, state, &next)
    } else {
      for content in nextSteps(log, past).promises where content.round == round {
        write(content, log, past, state, &next)
      }
    }
  }

  private func accept(_ offer: Int, _ log: Int, _ past: View, _ state: View, _ next: inout [View]) {
    guard case .offer(let round, let value) = message(offer).content else { return }
    if isLiar(log) {
      write(.accept(round, value.digest), log, past, state, &next)
    } else if let content = nextSteps(log, past).accept, content.round == round {
      write(content, log, past, state, &next)
    }
  }

  private func prepare(_ log: Int, _ held: View, _ state: View, _ next: inout [View]) {
    let prepares = all(\.prepares, in: state)
    guard Set(prepares.map { message($0).content.round }).count < world.rounds else { return }
    for past in Set([held] + prepares.map { union(held, closure($0)) }).sorted(by: {
      ($0.high, $0.low) < ($1.high, $1.low)
    }) {
      if let content = nextSteps(log, past).prepare { write(content, log, past, state, &next) }
    }
  }

  /// With every selection of the promises for its round; and, once there is a double offer, of the accepts as well,
  /// since then it matters which of them its author has heard.
  private func offer(_ log: Int, _ held: View, _ state: View, _ next: inout [View]) {
    let rounds = Set(told[state[log]].prepares.map { message($0).content.round }).sorted()
    for round in isLiar(log) ? rounds : Array(rounds.suffix(1)) {
      var pool = all(\.promises, in: state).filter { message($0).content.round == round }
      guard pool.count >= members.count / 2 + 1 else { continue }
      if hasDoubleOffer(state) { pool += all(\.accepts, in: state) }
      for selection in 1..<(1 << pool.count) {
        var past = held
        for (i, number) in pool.enumerated() where selection >> i & 1 == 1 { past = union(past, closure(number)) }
        if isLiar(log) {
          let record = record(past)
          let everything: Past<Unordered>? = nil
          guard let carried = record.carriedValue(for: round, past: everything) else { continue }
          let value = carried.value ?? TestValue.computed(for: round, in: record)
          write(.offer(round, value), log, past, state, &next)
        } else if let content = nextSteps(log, past).offer {
          write(content, log, past, state, &next)
        }
      }
    }
  }

  private func hasDoubleOffer(_ state: View) -> Bool {
    guard !world.liars.isEmpty else { return false }
    let offers = all(\.offers, in: state).map { message($0).content }
    return offers.contains { a in offers.contains { $0.round == a.round && $0 != a } }
  }
}

// MARK: Going everywhere

extension Explorer {
  /// Visits every reachable state, or as many as `limit`.
  /// - Returns: whether that were all.
  func explore(limit: Int = .max) -> Bool {
    var seen: Set<View> = [View()]
    var open = [View()]
    while let state = open.popLast() {
      states += 1
      if states >= limit { return false }
      for log in logs.indices {
        for next in steps(of: log, in: state) where seen.insert(next).inserted {
          check(next, after: log)
          open.append(next)
        }
      }
    }
    return true
  }

  /// Two values certified: by honest voices never; with liars only with a proof.
  func check(_ state: View, after log: Int) {
    guard state[log] != 0, case .accept = message(state[log]).content else { return }
    var votes: [AcceptedValue: Set<Int>] = [:]
    for number in all(\.accepts, in: state) {
      guard case .accept(let round, let digest) = message(number).content else { continue }
      votes[AcceptedValue(round: round, digest: digest), default: []].insert(logs[message(number).log])
    }
    let certified = votes.filter { $0.value.count >= members.count / 2 + 1 }
    guard Set(certified.keys.map(\.digest)).count > 1 else { return }
    contradictions.append(state)
    let record = record(state)
    if !record.isContested { faults.append("two values certified, and the record doesn't know: \(state)") }
    if record.doubleVoices.isEmpty { faults.append("two values certified without a double voice: \(state)") }
    for proof in record.doubleVoices where !world.liars.map({ members[$0] }).contains(proof.organisation) {
      faults.append("an honest voice is accused: \(proof)")
    }
  }

  /// One random way through the world.
  func walk(steps: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var state = View()
    for _ in 0..<steps {
      let log = Int.random(in: logs.indices, using: &random)
      let next = self.steps(of: log, in: state)
      guard let step = next.randomElement(using: &random) else { continue }
      state = step
      check(state, after: log)
    }
    states += 1
  }
}
