/// 128 secret bits from which salts are derived.
public struct SaltSeed: ShortIdentifier {
  /// The first 8 bytes.
  public let high: UInt64
  /// The last 8 bytes.
  public let low: UInt64

  /// Makes a seed from its two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// The salts of one range of 256 changes of a log: a puncturable tree.
///
/// Each string's salt is a leaf of a binary tree whose children are hashes of their parent (Goldreich, Goldwasser &
/// Micali, *How to Construct Random Functions*, JACM 1986). Eight levels lead to a change (sequence − 1 mod 256), and
/// below it as many as its count of strings needs lead to a string. Puncturing a leaf keeps the siblings along its
/// path and forgets the path, so that the leaf's salt is lost for good and every other one can still be derived.
/// Without its salt a commitment tells nothing about an erased string, however short.
///
/// - Invariant: `nodes` are ascending, and no two cover the same leaf.
public struct SaltTree: Hashable, Sendable {
  /// A node whose seed is known: everything below it can be derived.
  struct Node: Hashable, Sendable {
    /// The first change that it covers.
    var slot: UInt8
    /// Levels below the root: 0 ... 8.
    var depth: UInt8
    /// Levels below the change's leaf: 0 ... 16, and only 0 above that leaf.
    var stringDepth: UInt8
    /// Its number among the nodes of that level below the change's leaf.
    var stringIndex: UInt16
    var seed: SaltSeed

    /// The first place it covers, in units of 1/65536 change.
    var start: Int { Int(slot) << 16 | Int(stringIndex) << (16 - Int(stringDepth)) }
    /// The first place after it.
    var end: Int { start + (1 << (24 - Int(depth) - Int(stringDepth))) }
  }

  static let levels = 8
  private(set) var nodes: [Node]

  /// The whole tree of a new range.
  public init(root: SaltSeed) {
    nodes = [Node(slot: 0, depth: 0, stringDepth: 0, stringIndex: 0, seed: root)]
  }

  init?(nodes: [Node]) {
    for (node, next) in zip(nodes, nodes.dropFirst()) where node.end > next.start { return nil }
    self.nodes = nodes
  }

  /// The root, unless something was punctured.
  public var root: SaltSeed? { nodes.count == 1 && nodes[0].depth == 0 ? nodes[0].seed : nil }

  /// The slot of a change in its range.
  public static func slot(_ sequence: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: sequence &- 1) }

  /// The number of a change's range in its log.
  public static func range(_ sequence: UInt64) -> UInt64 { (sequence - 1) / UInt64(ChangeLimits.range) }

  /// The levels below a change with `count` strings: ceil(log2(count)).
  static func stringLevels(_ count: Int) -> Int { count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount }

  /// The salt of string `index` of `count` in change `sequence`; nil if it was punctured.
  public func salt(sequence: UInt64, string index: Int, of count: Int) -> SaltSeed? {
    precondition(index >= 0 && index < count, "no such string")
    let slot = SaltTree.slot(sequence)
    let levels = SaltTree.stringLevels(count)
    guard let node = node(covering: slot, string: index, levels: levels) else { return nil }
    var hasher = SaltHasher()
    var seed = node.seed
    for level in Int(node.depth)..<SaltTree.levels {
      seed = hasher.child(of: seed, bit: slot >> (7 - UInt8(level)) & 1)
    }
    for level in Int(node.stringDepth)..<levels {
      seed = hasher.child(of: seed, bit: UInt8(truncatingIfNeeded: index >> (levels - 1 - level) & 1))
    }
    return seed
  }

  /// The node whose subtree holds the string's leaf.
  func node(covering slot: UInt8, string index: Int, levels: Int) -> Node? {
    let place = Int(slot) << 16 | index << (16 - levels)
    return nodes.first { $0.start <= place && place < $0.end && Int($0.stringDepth) <= levels }
  }

  /// Forgets the salt of one string for good.
  public mutating func puncture(sequence: UInt64, string index: Int, of count: Int) {
    precondition(index >= 0 && index < count, "no such string")
    let slot = SaltTree.slot(sequence)
    let levels = SaltTree.stringLevels(count)
    guard let known = node(covering: slot, string: index, levels: levels) else { return }
    var hasher = SaltHasher()
    var node = known
    nodes.removeAll { $0 == known }
    while node.depth < SaltTree.levels || node.stringDepth < levels {
      let goesRight =
        node.depth < SaltTree.levels
        ? slot >> (7 - node.depth) & 1 == 1 : index >> (levels - 1 - Int(node.stringDepth)) & 1 == 1
      let (left, right) = hasher.children(of: node)
      nodes.append(goesRight ? left : right)
      node = goesRight ? right : left
    }
    nodes.sort { $0.start < $1.start }
  }

  /// Takes in the salt of one string, whatever this tree said of it.
  ///
  /// - Precondition: the salt opened the string's commitment.
  public mutating func graft(_ salt: SaltSeed, sequence: UInt64, string index: Int, of count: Int) {
    guard self.salt(sequence: sequence, string: index, of: count) != salt else { return }
    // What covers the leaf is wrong and all above it with it; the rest of that subtree stays as it was told.
    puncture(sequence: sequence, string: index, of: count)
    let levels = SaltTree.stringLevels(count)
    let leaf = Node(
      slot: SaltTree.slot(sequence),
      depth: UInt8(SaltTree.levels),
      stringDepth: UInt8(levels),
      stringIndex: UInt16(index),
      seed: salt
    )
    nodes.removeAll { $0.start < leaf.end && leaf.start < $0.end }
    nodes.append(leaf)
    nodes.sort { $0.start < $1.start }
  }
}

// MARK: - Bytes

extension SaltTree {
  /// A varint, 0 for a whole tree and its root, else 1 + the number of nodes and the nodes.
  func encode(into output: inout [UInt8]) {
    if let root {
      output.append(0)
      output.append(root)
      return
    }
    output.appendVarint(nodes.count + 1)
    for node in nodes {
      output.append(node.slot)
      output.append(node.depth)
      if node.depth == SaltTree.levels {
        output.append(node.stringDepth)
        output.appendVarint(UInt64(node.stringIndex))
      }
      output.append(node.seed)
    }
  }

  init(from reader: inout ByteReader) throws(FormatError) {
    let start = reader.position
    let count = try reader.count("salt count", atMost: reader.remaining)
    guard count > 0 else {
      self.init(root: try reader.short(SaltSeed.self, "salt root"))
      return
    }
    var nodes: [Node] = []
    for _ in 1..<count { nodes.append(try Node(from: &reader)) }
    guard let tree = SaltTree(nodes: nodes) else { throw FormatError(.notCanonical, at: start, reading: "salts") }
    self = tree
  }

  /// The tree as bytes, for the store.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    encode(into: &output)
    return output
  }

  /// Reads what `bytes` wrote.
  /// - Throws: FormatError unless the bytes are exactly one tree.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try self.init(from: &reader)
    try reader.finish("salts")
  }
}

extension SaltTree.Node {
  init(from reader: inout ByteReader) throws(FormatError) {
    let start = reader.position
    slot = try reader.byte("salt slot")
    depth = try reader.byte("salt depth")
    stringDepth = 0
    stringIndex = 0
    if depth == SaltTree.levels {
      stringDepth = try reader.byte("salt string depth")
      guard stringDepth <= 16 else { throw FormatError(.outOfRange, at: start, reading: "salt string depth") }
      stringIndex = UInt16(try reader.count("salt string index", atMost: (1 << Int(stringDepth)) - 1))
    }
    let isAligned = depth <= 8 && Int(slot) & ((1 << (8 - Int(depth))) - 1) == 0
    guard isAligned else { throw FormatError(.outOfRange, at: start, reading: "salt node") }
    seed = try reader.short(SaltSeed.self, "salt seed")
  }
}
