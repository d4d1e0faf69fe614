import TalkootCRDT
import TalkootTesting
import Testing

@Suite struct ReplicatedTreeTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a tree is what sorting all moves and carrying them out gives`(seed: UInt64) {
    let history = makeHistory(
      of: TreeState.self,
      count: seed % 2 == 0 ? 6 : 60,
      authors: 3,
      mergeChance: [10, 30, 60][Int(seed % 3)],
      seed: seed
    )
    var random = SplitMix64(seed: seed)
    let expected = site(ReferenceTree.self, history, Array(history.indices)).shown
    for _ in 0..<4 {
      let order = randomOrder(of: history, using: &random)
      #expect(site(TreeState.self, history, order).shown == expected, "seed \(seed), order \(order)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a tree is restored from its moves`(seed: UInt64) {
    let history = makeHistory(of: TreeState.self, count: 50, authors: 3, mergeChance: 30, seed: seed)
    let site = site(TreeState.self, history, Array(history.indices))
    let restored = ReplicatedTree(moves: site.state.tree.moves, order: site.replica)
    #expect(restored.moves == site.state.tree.moves)
    #expect(ShownTree(restored, on: site.replica) == site.shown, "seed \(seed)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the last child is the last of the children`(seed: UInt64) {
    let history = makeHistory(of: TreeState.self, count: 50, authors: 3, mergeChance: 30, seed: seed)
    let tree = site(TreeState.self, history, Array(history.indices)).state.tree
    for parent in [nil] + (0..<6).map(Optional.some) {
      #expect(tree.lastChild(of: parent) == tree.children(of: parent).last, "seed \(seed)")
    }
  }

  @Test func `two moves that together would make a cycle leave one void, a conflict until somebody moves again`() {
    // 0 makes nodes 1 and 2; then 1 goes under 2 and, unknown to that, 2 under 1; then somebody who saw both moves 2.
    func step(_ node: Int, under parent: Int?) -> MoveStep {
      MoveStep(node: node, parent: parent, origin: nil, side: .right)
    }
    let history = [
      HistoryChange(parents: [], lamport: 1, operations: [step(1, under: nil), step(2, under: nil)]),
      HistoryChange(parents: [0], lamport: 2, operations: [step(1, under: 2)]),
      HistoryChange(parents: [0], lamport: 2, operations: [step(2, under: 1)]),
      HistoryChange(parents: [1, 2], lamport: 3, operations: [step(2, under: nil)]),
    ]
    for order in [[0, 1, 2], [0, 2, 1]] {
      let site = site(TreeState.self, history, order)
      #expect(site.state.tree.parent(of: 1) == 2)
      #expect(site.state.tree.parent(of: 2) == nil)
      #expect(site.shown.conflicts == [2: [GlobalDot(change: 2, index: 0)]])
    }
    #expect(site(TreeState.self, history, [0, 1, 2, 3]).shown.conflicts == [:])
  }

  @Test func `runs of siblings that two people insert at one place stay together`() {
    var history: [HistoryChange<MoveStep>] = [HistoryChange(parents: [], lamport: 1, operations: [])]
    for (author, ids) in [(0, 0..<3), (1, 3..<6)] {
      // Node after node, each after the one before; the second author backwards, each before the one before.
      var site = Site<TreeState>()
      site.receive(0, of: history)
      var parent = 0
      for id in ids {
        let tree = site.state.tree
        let place = author == 0 ? tree.place(under: nil, before: nil) : tree.place(under: nil, after: nil)
        let step = MoveStep(
          node: id,
          parent: nil,
          origin: place.origin.map { site.replica.global($0) },
          side: place.side
        )
        history.append(HistoryChange(parents: [parent], lamport: site.replica.nextLamport, operations: [step]))
        parent = history.count - 1
        site.receive(parent, of: history)
      }
    }
    let order = site(TreeState.self, history, Array(history.indices)).state.tree.children(of: nil)
    #expect(order == [0, 1, 2, 5, 4, 3] || order == [5, 4, 3, 0, 1, 2])
  }
}
