import TalkootTesting
import Testing

@testable import TalkootCRDT

@Suite struct SiblingOrderTests {
  /// Operations in the order of their dots, however many times that is asked.
  private final class CountingOrder: CausalOrder {
    var count = 0
    func isInPast(_ a: LocalVersion, of b: LocalVersion) -> Bool { a < b }
    func precedes(_ a: Dot, _ b: Dot) -> Bool {
      count += 1
      return a.version != b.version ? a.version < b.version : a.index < b.index
    }
  }

  @Test func `many in one place are put there in as many steps, with others between them`() {
    let order = CountingOrder()
    var siblings = SiblingOrder<Int>()
    siblings.insert(Dot(LocalVersion(0), 0), of: 0, at: SiblingPlace(origin: nil, side: .right), order: order)
    let place = SiblingPlace(origin: Dot(LocalVersion(0), 0), side: .right)
    for number in 1...5_000 {
      siblings.insert(Dot(LocalVersion(UInt32(number)), 0), of: number, at: place, order: order)
    }
    #expect(order.count < 2 * 5_000)
    #expect(siblings.inOrder().map(\.node) == Array(0...5_000))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `whatever order they come in, the order is one`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let order = CountingOrder()
    var inserts: [(dot: Dot, place: SiblingPlace)] = []
    for number in 0..<60 {
      let origin = inserts.randomElement(using: &random).map(\.dot)
      let side: SiblingPlace.Side = Bool.random(using: &random) ? .left : .right
      inserts.append((Dot(LocalVersion(UInt32(number)), 0), SiblingPlace(origin: origin, side: side)))
    }
    func ordered(_ inserts: [(dot: Dot, place: SiblingPlace)]) -> [Int] {
      var siblings = SiblingOrder<Int>()
      for one in inserts { siblings.insert(one.dot, of: Int(one.dot.version.rawValue), at: one.place, order: order) }
      return siblings.inOrder().map(\.node)
    }
    let expected = ordered(inserts)
    for _ in 0..<10 {
      // Each after its origin, else by chance.
      var (left, shuffled) = (inserts, [(dot: Dot, place: SiblingPlace)]())
      while !left.isEmpty {
        let ready = left.indices.filter { i in
          left[i].place.origin.map { origin in shuffled.contains { $0.dot == origin } } ?? true
        }
        shuffled.append(left.remove(at: ready.randomElement(using: &random)!))
      }
      #expect(ordered(shuffled) == expected, "seed \(seed)")
    }
  }
}
