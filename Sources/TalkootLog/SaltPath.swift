/// Derives the salts of one range's changes one after another, keeping the path to the last one: about two hashes a
/// change instead of eight.
struct SaltPath: Sendable {
  /// The number of the range in its log.
  let range: UInt64
  let tree: SaltTree
  private var path: [SaltSeed] = []
  private var slot: UInt8 = 0

  init(range: UInt64, _ tree: SaltTree) {
    self.range = range
    self.tree = tree
  }

  /// The salt of string `index` of `count` in the change at `slot`; nil if it was punctured.
  mutating func salt(slot: UInt8, string index: Int, of count: Int, _ hasher: inout SaltHasher) -> SaltSeed? {
    guard let root = tree.root else { return tree.salt(sequence: UInt64(slot) + 1, string: index, of: count) }
    descend(from: root, to: slot, &hasher)
    var seed = path[SaltTree.levels]
    let levels = SaltTree.stringLevels(count)
    for level in 0..<levels {
      seed = hasher.child(of: seed, bit: UInt8(truncatingIfNeeded: index >> (levels - 1 - level) & 1))
    }
    return seed
  }

  private mutating func descend(from root: SaltSeed, to slot: UInt8, _ hasher: inout SaltHasher) {
    var depth = 0
    if path.isEmpty {
      path = Array(repeating: root, count: SaltTree.levels + 1)
    } else {
      depth = (self.slot ^ slot).leadingZeroBitCount
    }
    while depth < SaltTree.levels {
      path[depth + 1] = hasher.child(of: path[depth], bit: slot >> UInt8(7 - depth) & 1)
      depth += 1
    }
    self.slot = slot
  }
}
