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
