import TalkootCRDT
import TalkootTesting
import Testing

@Suite struct TextTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `every order of a small history gives the text of the reference`(seed: UInt64) {
    let history = makeHistory(of: TextState.self, count: 7, authors: 3, mergeChance: 40, seed: seed)
    let expected = reference(history)
    withEveryOrder(of: history) { order in
      #expect(merged(history, order) == expected, "seed \(seed), order \(order)")
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `random orders of a larger history give the text of the reference`(seed: UInt64) {
    let history = makeHistory(
      of: TextState.self,
      count: 60,
      authors: 4,
      mergeChance: [5, 20, 60][Int(seed % 3)],
      seed: seed
    )
    let expected = reference(history)
    var random = SplitMix64(seed: seed)
    for _ in 0..<6 {
      let order = randomOrder(of: history, using: &random, runs: true)
      let site = site(TextState.self, history, order)
      #expect(site.shown == expected, "seed \(seed), order \(order)")
      let replayed = Text(replaying: site.state.history, graph: site.replica.graph, order: site.replica)
      #expect(replayed.string == expected, "seed \(seed), order \(order)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a text goes on the same when stored and read again, with its checkpoints or without`(seed: UInt64) {
    let history = makeHistory(of: TextState.self, count: 40, authors: 3, mergeChance: 40, seed: seed)
    let expected = reference(history)
    for keepsCheckpoints in [true, false] {
      var site = Site<TextState>()
      for number in history.indices {
        site.receive(number, of: history)
        let text = site.state.text
        site.state.text = Text(
          stored: text.string,
          frontier: text.frontier,
          checkpoints: keepsCheckpoints ? text.checkpoints : TextCheckpoints()
        )
      }
      #expect(site.shown == expected, "seed \(seed)")
    }
  }

  @Test func `what several people type at one place does not interleave`() {
    // Each types a word letter by letter after the same beginning; one of them from its last letter back.
    var history = [HistoryChange(parents: [], lamport: 1, operations: [insertion("We .", at: 0)])]
    for (word, isBackwards) in [("grow", false), ("share", true), ("learn", false)] {
      var last = 0
      for (index, letter) in (isBackwards ? String(word.reversed()) : word).enumerated() {
        let step = insertion(String(letter), at: isBackwards ? 3 : 3 + index)
        history.append(HistoryChange(parents: [last], lamport: history[last].lamport + 1, operations: [step]))
        last = history.count - 1
      }
    }
    let text = merged(history, Array(history.indices))
    for word in ["grow", "share", "learn"] { #expect(text.contains(word), "\(text)") }
    #expect(text.hasPrefix("We ") && text.hasSuffix(".") && text.count == 4 + 14)
  }

  @Test func `positions and lengths beyond the text are clamped, alone and among concurrent changes`() {
    func step(_ position: Int, _ deleted: Int, _ inserted: String) -> TextStep {
      TextStep(position: position, deleted: deleted, inserted: inserted)
    }
    let history = [
      HistoryChange(parents: [], lamport: 1, operations: [step(.max, .max, "abc"), step(.min, .min, "0")]),
      HistoryChange(parents: [0], lamport: 2, operations: [step(100, 5, "x"), step(1, .max, "")]),
      HistoryChange(parents: [0], lamport: 2, operations: [step(.max, .max, "y"), step(-7, -1, "z")]),
    ]
    for order in [[0, 1, 2], [0, 2, 1]] { #expect(merged(history, order) == "z0y") }
  }

  @Test func `erased content is as many placeholders, and all else is where it was`() {
    let history = [
      HistoryChange(parents: [], lamport: 1, operations: [insertion("goals: ", at: 0)]),
      HistoryChange(parents: [0], lamport: 2, operations: [insertion("Ä9", at: 7)]),
      HistoryChange(parents: [0], lamport: 2, operations: [insertion(" 2026", at: 5)]),
    ]
    var erased = history
    erased[1].operations[0].inserted = "\u{FFFD}\u{FFFD}"
    for order in [[0, 1, 2], [0, 2, 1]] {
      #expect(merged(history, order) == "goals 2026: Ä9")
      #expect(merged(erased, order) == "goals 2026: \u{FFFD}\u{FFFD}")
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `edits of an older version are rebased to what a change made there would have done`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var history = makeHistory(of: TextState.self, count: 20, authors: 3, mergeChance: 40, seed: seed)
    let site = site(TextState.self, history, Array(history.indices))
    let parent = Int.random(in: 0..<20, using: &random)
    let steps = [
      TextStep(position: Int.random(in: 0..<8, using: &random), deleted: 3, inserted: "new"),
      TextStep(position: Int.random(in: 0..<8, using: &random), deleted: 1, inserted: ""),
    ]
    let rebased = site.state.text.rebasing(
      steps.map { TextEdit(position: $0.position, deleted: $0.deleted, inserted: $0.inserted) },
      from: [site.replica.versions[parent]!],
      graph: site.replica.graph,
      order: site.replica
    ) { _ in site.state.history }
    let before = site.shown
    history.append(HistoryChange(parents: [parent], lamport: 1_000, operations: steps))
    #expect(apply(rebased, to: before) == merged(history, Array(history.indices)), "seed \(seed)")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `the edits an application reports are what changed`(seed: UInt64) {
    let history = makeHistory(of: TextState.self, count: 40, authors: 3, mergeChance: 30, seed: seed)
    var random = SplitMix64(seed: seed)
    var site = Site<TextState>()
    for number in randomOrder(of: history, using: &random) {
      let before = site.shown
      site.receive(number, of: history)
      #expect(apply(site.state.lastEdits, to: before) == site.shown, "seed \(seed)")
    }
  }

  @Test func `a snapshot stays what it was`() {
    let history = makeHistory(of: TextState.self, count: 40, authors: 3, mergeChance: 30, seed: 1)
    var site = Site<TextState>()
    var snapshots: [(Text, String)] = []
    for number in history.indices {
      site.receive(number, of: history)
      snapshots.append((site.state.text, site.shown))
    }
    for (text, string) in snapshots { #expect(text.string == string) }
  }

  @Test func `two long branches that arrive by turns merge as when one comes after the other`() {
    let history = branches(count: 300)
    let evens = history.indices.filter { $0 % 2 == 0 }
    let odds = history.indices.filter { $0 % 2 == 1 }
    #expect(merged(history, evens + odds) == merged(history, Array(history.indices)))
    let short = branches(count: 60)
    #expect(merged(short, Array(short.indices)) == reference(short))
  }

  /// One author writes at the end, the other at the beginning, without hearing of each other.
  private func branches(count: Int) -> [HistoryChange<TextStep>] {
    var history = [HistoryChange(parents: [], lamport: 1, operations: [insertion("<>", at: 0)])]
    for number in 1...count {
      let isEven = number % 2 == 0
      var step = insertion(isEven ? "e" : "o", at: isEven ? number / 2 : 1)
      if number % 7 == 0 { step.deleted = 1 }
      history.append(HistoryChange(parents: [max(0, number - 2)], lamport: number, operations: [step]))
    }
    return history
  }
}

private func insertion(_ text: String, at position: Int) -> TextStep {
  TextStep(position: position, deleted: 0, inserted: text)
}

private func reference(_ history: [HistoryChange<TextStep>]) -> String {
  site(ReferenceText.self, history, Array(history.indices)).shown
}

private func merged(_ history: [HistoryChange<TextStep>], _ order: [Int]) -> String {
  site(TextState.self, history, order).shown
}
