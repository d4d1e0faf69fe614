internal import TalkootCrypto

/// Derives the children of salt seeds: the first 16 bytes of H("talkoot/salt/1" ‖ 0 or 1 ‖ parent).
struct SaltHasher: ~Copyable {
  private var sha = SHA256()

  mutating func child(of seed: SaltSeed, bit: UInt8) -> SaltSeed {
    // One update with everything in it: each call into libcrypto costs as much as a block.
    let message = (
      UInt64(bigEndian: 0x0074_616c_6b6f_6f74), UInt64(bigEndian: 0x2f73_616c_742f_3100 | UInt64(bit)),
      seed.high.bigEndian, seed.low.bigEndian
    )
    withUnsafeBytes(of: message) { sha.update(UnsafeRawBufferPointer(rebasing: $0[1...])) }
    let digest = sha.finish()
    let short = ObjectID(truncating: digest)
    return SaltSeed(high: short.high, low: short.low)
  }

  mutating func children(of node: SaltTree.Node) -> (SaltTree.Node, SaltTree.Node) {
    var left = node
    var right = node
    left.seed = child(of: node.seed, bit: 0)
    right.seed = child(of: node.seed, bit: 1)
    if node.depth < SaltTree.levels {
      left.depth += 1
      right.depth += 1
      right.slot |= 1 << (7 - node.depth)
    } else {
      left.stringDepth += 1
      right.stringDepth += 1
      left.stringIndex = node.stringIndex << 1
      right.stringIndex = node.stringIndex << 1 | 1
    }
    return (left, right)
  }
}

/// Derives the salts of one range's changes one after another, keeping the path to the last one: about two hashes a
/// change instead of eight.
struct SaltPath: ~Copyable {
  private var hasher = SaltHasher()
  private(set) var tree: SaltTree
  private var path: [SaltSeed]
  private var slot: UInt8 = 0
  /// How many levels of `path` lead to `slot`; -1 when none does.
  private var depth = -1

  init(_ tree: SaltTree) {
    self.tree = tree
    path = Array(repeating: SaltSeed(high: 0, low: 0), count: SaltTree.levels + 1)
  }

  /// Goes over to another range.
  mutating func restart(_ tree: SaltTree) {
    self.tree = tree
    depth = -1
  }

  /// The salt of string `index` of `count` in the change at `slot`.
  mutating func salt(slot: UInt8, string index: Int, of count: Int) -> SaltSeed? {
    guard tree.root != nil else { return tree.salt(sequence: UInt64(slot) + 1, string: index, of: count) }
    descend(to: slot)
    var seed = path[SaltTree.levels]
    let levels = SaltTree.stringLevels(count)
    for level in 0..<levels {
      seed = hasher.child(of: seed, bit: UInt8(truncatingIfNeeded: index >> (levels - 1 - level) & 1))
    }
    return seed
  }

  private mutating func descend(to slot: UInt8) {
    if depth < 0 {
      path[0] = tree.root!
      depth = 0
    } else {
      depth = min(depth, (self.slot ^ slot).leadingZeroBitCount)
    }
    while depth < SaltTree.levels {
      path[depth + 1] = hasher.child(of: path[depth], bit: slot >> UInt8(7 - depth) & 1)
      depth += 1
    }
    self.slot = slot
  }
}
