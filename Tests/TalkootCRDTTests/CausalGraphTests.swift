import TalkootCRDT
import TalkootTesting
import Testing

@Suite struct CausalGraphTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the past, heads and differences are those of the transitive closure`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var graph = CausalGraph()
    var pasts: [Set<LocalVersion>] = []
    for number in 0..<40 {
      // Mostly goes on from the last change, as one author does.
      var parents: [LocalVersion] =
        number == 0 || Int.random(in: 0..<20, using: &random) == 0 ? [] : [version(number - 1)]
      if number > 0, Int.random(in: 0..<3, using: &random) == 0 {
        parents = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          version(Int.random(in: 0..<number, using: &random))
        }
      }
      let past = parents.reduce(into: Set(parents)) { $0.formUnion(pasts[Int($1.rawValue)]) }
      #expect(graph.append(parents: parents) == version(number))
      pasts.append(past)
      let minimal = Set(parents).filter { parent in !parents.contains { pasts[Int($0.rawValue)].contains(parent) } }
      #expect(graph.parents(of: version(number)) == minimal.sorted(), "seed \(seed)")
    }
    let everything = pasts.indices.map(version)
    for b in everything {
      for a in everything { #expect(graph.isInPast(a, of: b) == pasts[Int(b.rawValue)].contains(a), "seed \(seed)") }
    }
    let covered = pasts.reduce(into: Set<LocalVersion>()) { $0.formUnion($1) }
    #expect(graph.heads == everything.filter { !covered.contains($0) })

    for _ in 0..<20 {
      func pick() -> [LocalVersion] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in everything.randomElement(using: &random)! }
      }
      let (a, b) = (pick(), pick())
      let (pastA, pastB) = (closure(a, pasts), closure(b, pasts))
      let (onlyA, onlyB) = graph.difference(a, b)
      #expect(onlyA.flatMap { versions(in: $0) } == pastA.subtracting(pastB).sorted(), "seed \(seed)")
      #expect(onlyB.flatMap { versions(in: $0) } == pastB.subtracting(pastA).sorted(), "seed \(seed)")
      for v in everything { #expect(graph.contains(v, inPastOf: a) == pastA.contains(v), "seed \(seed)") }
    }
    #expect(CausalGraph(entries: graph.entries)?.entries == graph.entries)
    #expect(CausalGraph(entries: graph.entries)?.heads == graph.heads)
  }

  @Test func `a linear history is one entry, however long`() {
    var graph = CausalGraph()
    for number in 0..<10_000 { graph.append(parents: number == 0 ? [] : [version(number - 1)]) }
    #expect(graph.entries == [.init(first: version(0), count: 10_000, parents: [])])
  }

  @Test(arguments: [
    [CausalGraph.Entry(first: version(1), count: 1, parents: [])],
    [.init(first: version(0), count: 0, parents: [])],
    [.init(first: version(0), count: -1, parents: [])],
    [.init(first: version(0), count: .max, parents: [])],
    [.init(first: version(0), count: 1, parents: [version(0)])],
    [
      .init(first: version(0), count: 2, parents: []),
      .init(first: version(2), count: 1, parents: [version(0), version(1)]),
    ],
    [.init(first: version(0), count: 2, parents: []), .init(first: version(2), count: 1, parents: [version(7)])],
  ])
  func `entries that are not those of a graph are refused`(entries: [CausalGraph.Entry]) {
    #expect(CausalGraph(entries: entries) == nil)
  }

  private func closure(_ heads: [LocalVersion], _ pasts: [Set<LocalVersion>]) -> Set<LocalVersion> {
    heads.reduce(into: Set(heads)) { $0.formUnion(pasts[Int($1.rawValue)]) }
  }

  private func versions(in range: Range<LocalVersion>) -> [LocalVersion] {
    (range.lowerBound.rawValue..<range.upperBound.rawValue).map { LocalVersion($0) }
  }
}

private func version(_ number: Int) -> LocalVersion { LocalVersion(UInt32(number)) }
