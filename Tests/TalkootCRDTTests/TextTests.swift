import TalkootCRDT
import TalkootTesting
import Testing

@Suite struct TextTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
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
      #expect(merged(history, order) == expected, "seed \(seed), order \(order)")
    }
  }
}

private func reference(_ history: [HistoryChange<TextStep>]) -> String {
  site(ReferenceText.self, history, Array(history.indices)).shown
}

private func merged(_ history: [HistoryChange<TextStep>], _ order: [Int]) -> String {
  site(TextState.self, history, order).shown
}
