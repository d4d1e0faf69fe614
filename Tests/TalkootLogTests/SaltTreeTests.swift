import TalkootTesting
import Testing

@testable import TalkootLog

@Suite struct SaltTreeTests {
  static let tree = SaltTree(root: SaltSeed(high: 11, low: 22))

  @Test func `puncturing a string hides its salt and no other`() {
    var tree = Self.tree
    tree.puncture(sequence: 300, string: 2, of: 5)
    tree.puncture(sequence: 257, string: 0, of: 1)
    for sequence in UInt64(257)...512 {
      for index in 0..<5 {
        let salt = tree.salt(sequence: sequence, string: index, of: 5)
        if (sequence, index) == (300, 2) || sequence == 257 {
          #expect(salt == nil)
        } else {
          #expect(salt == Self.tree.salt(sequence: sequence, string: index, of: 5))
        }
      }
    }
    #expect(tree.root == nil)
  }

  @Test func `a salt that is found again takes its place, and no other salt moves`() {
    var tree = Self.tree
    for (sequence, index) in [(UInt64(300), 2), (301, 0), (302, 4)] {
      tree.puncture(sequence: sequence, string: index, of: 5)
    }
    let found = Self.tree.salt(sequence: 300, string: 2, of: 5)!
    tree.graft(found, sequence: 300, string: 2, of: 5)
    // And one over what was wrong before.
    tree.graft(SaltSeed(high: 1, low: 2), sequence: 400, string: 0, of: 1)
    for sequence in UInt64(257)...512 where sequence != 400 {
      for index in 0..<5 {
        let isGone = (sequence, index) == (301, 0) || (sequence, index) == (302, 4)
        let expected = isGone ? nil : Self.tree.salt(sequence: sequence, string: index, of: 5)
        #expect(tree.salt(sequence: sequence, string: index, of: 5) == expected)
      }
    }
    #expect(tree.salt(sequence: 400, string: 0, of: 1) == SaltSeed(high: 1, low: 2))
    #expect(try! SaltTree(parsing: tree.bytes) == tree)
  }

  @Test func `no known seed leads to a punctured one`() {
    var tree = Self.tree
    tree.puncture(sequence: 100, string: 3, of: 8)
    var path: [SaltSeed] = []
    var hasher = SaltHasher()
    var seed = Self.tree.root!
    for level in 0..<8 {
      path.append(seed)
      seed = hasher.child(of: seed, bit: UInt8(99) >> UInt8(7 - level) & 1)
    }
    path.append(seed)
    for bit in [0, 1, 1] as [UInt8] {
      seed = hasher.child(of: seed, bit: bit)
      path.append(seed)
    }
    #expect(path.last == Self.tree.salt(sequence: 100, string: 3, of: 8))
    #expect(!tree.nodes.contains { path.contains($0.seed) })
    #expect(tree.nodes.count == 8 + 3)
  }

  @Test func `salts differ from string to string`() {
    var seen: Set<SaltSeed> = []
    for sequence in UInt64(1)...256 {
      for index in 0..<3 { #expect(seen.insert(Self.tree.salt(sequence: sequence, string: index, of: 3)!).inserted) }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3]) func `walking gives the same salts as asking`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var tree = Self.tree
    if seed == 2 { tree.puncture(sequence: 9, string: 0, of: 2) }
    var path = SaltPath(range: 0, tree)
    var hasher = SaltHasher()
    for step in 0..<600 {
      let slot = seed == 3 ? UInt8(truncatingIfNeeded: random.next()) : UInt8(truncatingIfNeeded: step)
      let count = Int(random.next() % 4) + 1
      let index = Int(random.next() % UInt64(count))
      let expected = tree.salt(sequence: UInt64(slot) + 1, string: index, of: count)
      #expect(path.salt(slot: slot, string: index, of: count, &hasher) == expected, "seed \(seed)")
    }
  }

  @Test func `a punctured tree reads back`() throws {
    var random = SplitMix64(seed: 5)
    var tree = Self.tree
    for _ in 0..<60 {
      #expect(try SaltTree(parsing: tree.bytes) == tree)
      let count = Int(random.next() % 300) + 1
      tree.puncture(sequence: random.next() % 256 + 1, string: Int(random.next() % UInt64(count)), of: count)
    }
    let bytes = tree.bytes
    for length in 0..<bytes.count {
      #expect(throws: FormatError.self) { try SaltTree(parsing: Array(bytes.prefix(length))) }
    }
    for _ in 0..<3_000 {
      var mutant = bytes
      mutant[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      if let odd = try? SaltTree(parsing: mutant) {
        _ = odd.salt(sequence: random.next() % 256 + 1, string: 0, of: 1)
      }
    }
  }

  @Test func `everything can be punctured`() throws {
    var tree = Self.tree
    for sequence in UInt64(1)...256 { tree.puncture(sequence: sequence, string: 0, of: 1) }
    #expect(tree.nodes.isEmpty)
    #expect(try SaltTree(parsing: tree.bytes) == tree)
  }
}
