import TalkootCRDT
import TalkootTesting
import Testing

/// The law of all types, tested once: the state is a function of the set of changes, whatever order they arrive in.
@Suite struct ConvergenceTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `every order of a small history gives the same state`(seed: UInt64) {
    expectOneState(of: RegisterState.self, seed: seed)
    expectOneState(of: SetState.self, seed: seed)
    expectOneState(of: TreeState.self, seed: seed)
    expectOneState(of: TextState.self, seed: seed)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `random orders of a larger history give the same state`(seed: UInt64) {
    expectOneState(of: RegisterState.self, count: 80, seed: seed)
    expectOneState(of: SetState.self, count: 80, seed: seed)
    expectOneState(of: TreeState.self, count: 80, seed: seed)
    expectOneState(of: TextState.self, count: 80, seed: seed)
  }

  private func expectOneState<State: Convergent>(of type: State.Type, seed: UInt64) {
    let history = makeHistory(of: type, count: 6, authors: 3, mergeChance: 40, seed: seed)
    let expected = site(type, history, Array(history.indices)).shown
    withEveryOrder(of: history) { order in
      #expect(site(type, history, order).shown == expected, "\(type), seed \(seed), order \(order)")
    }
  }

  private func expectOneState<State: Convergent>(of type: State.Type, count: Int, seed: UInt64) {
    let history = makeHistory(of: type, count: count, authors: 5, mergeChance: 30, seed: seed)
    let expected = site(type, history, Array(history.indices)).shown
    var random = SplitMix64(seed: seed)
    for _ in 0..<4 {
      let order = randomOrder(of: history, using: &random)
      #expect(site(type, history, order).shown == expected, "\(type), seed \(seed), order \(order)")
    }
  }
}

/// What a replica has that received a history in an order.
func site<State: Convergent>(
  _ type: State.Type,
  _ history: [HistoryChange<State.Operation>],
  _ order: [Int]
) -> Site<State> {
  var site = Site<State>()
  for number in order { site.receive(number, of: history) }
  return site
}
