import TalkootTesting
import Testing

@testable import TalkootCRDT

@Suite struct SpanTreeTests {
  /// Enough spans for four levels.
  @Test(arguments: 0..<3 as Range<UInt64>)
  func `a tree of spans finds and counts what a list of them does`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tree = SpanTree()
    var next: SpanTree.Item = 0
    for step in 0..<12_000 {
      let count = UInt32.random(in: 1...4, using: &random)
      let none = SpanTree.none
      let new = SpanTree.Span(
        first: next,
        count: count,
        originLeft: none,
        originRight: none,
        state: UInt32.random(in: 0...2, using: &random),
        isDeleted: Bool.random(using: &random)
      )
      // Now at one place, now anywhere.
      let previous =
        tree.spans.isEmpty || step % 100 == 0
        ? nil : seed == 0 ? tree.spans.count - 1 : Int.random(in: 0..<tree.spans.count, using: &random)
      let span = tree.insert(new, after: previous)
      next += count
      if count > 2 { tree.divide(span, at: 1) }
      if step % 3 == 0 { tree.change(span) { $0.state = ($0.state + 1) % 3 } }
      if step % 1_000 == 999 { expectCounts(tree, "seed \(seed), step \(step)") }
    }
  }

  private func expectCounts(_ tree: SpanTree, _ trail: String) {
    var (prepared, merged, seen) = (0, 0, 0)
    var next = tree.firstSpan
    var last: Int?
    while let span = next {
      let held = tree.spans[span]
      #expect(tree.span(of: held.last) == span, "\(trail)")
      #expect(tree.mergedPosition(of: span) == merged, "\(trail)")
      if held.prepared > 0 {
        #expect(tree.find(prepared + Int(held.prepared) - 1) == (span, held.count - 1), "\(trail)")
      }
      if let last { #expect(tree.isBefore(tree.spans[last].first, held.first), "\(trail)") }
      prepared += Int(held.prepared)
      merged += Int(held.merged)
      seen += 1
      last = span
      next = tree.span(after: span)
    }
    #expect(tree.preparedCount == prepared, "\(trail)")
    #expect(seen == tree.spans.count, "\(trail)")
  }
}
