internal import TalkootCrypto
internal import TalkootLog

/// The ids of one kind of object in order, with the hash of each one's state: a trie of fan-out 16 over the id's
/// nibbles, in which a lone id is a leaf as high up as it can be. Its shape and its root hash depend on what is in it,
/// never on how it got there (`docs/formats/state.md`, *Digest*).
///
/// Hashes are made when asked for and kept until something below changes: a change costs O(log n). A copy is a
/// snapshot: nodes are copied when written while shared.
struct StateTrie: Sendable {
  // Written only while uniquely referenced, so that a node that two tries share never changes.
  final class Node: @unchecked Sendable {
    var children: [Child]
    var hash: Digest?

    init(children: [Child]) { self.children = children }
  }

  enum Child: Sendable {
    case empty
    /// An id and the hash of its leaf, nil when the state has changed since.
    case leaf(ObjectID, Digest?)
    case node(Node)
  }

  private var root: Child = .empty
  private(set) var count = 0

  static let fanOut = 16
  static let nibbles = 32

  static func nibble(_ id: ObjectID, _ depth: Int) -> Int {
    depth < 16
      ? Int(truncatingIfNeeded: id.high >> (60 - 4 * UInt64(depth))) & 15
      : Int(truncatingIfNeeded: id.low >> (60 - 4 * UInt64(depth - 16))) & 15
  }

  // MARK: Writing

  /// Adds the id or, where it is, notes that its state has changed.
  mutating func touch(_ id: ObjectID) {
    if StateTrie.touch(id, in: &root, depth: 0) { count += 1 }
  }

  /// Takes the id out, if it is there.
  mutating func remove(_ id: ObjectID) {
    if StateTrie.remove(id, in: &root, depth: 0) { count -= 1 }
  }

  private static func owned(_ node: inout Node) {
    if !isKnownUniquelyReferenced(&node) { node = Node(children: node.children) }
    node.hash = nil
  }

  private static func touch(_ id: ObjectID, in child: inout Child, depth: Int) -> Bool {
    switch child {
    case .empty:
      child = .leaf(id, nil)
      return true
    case .leaf(id, _):
      child = .leaf(id, nil)
      return false
    case .leaf(let other, let hash):
      let node = Node(children: Array(repeating: .empty, count: fanOut))
      node.children[nibble(other, depth)] = .leaf(other, hash)
      _ = touch(id, in: &node.children[nibble(id, depth)], depth: depth + 1)
      child = .node(node)
      return true
    case .node(var node):
      child = .empty
      owned(&node)
      let isNew = touch(id, in: &node.children[nibble(id, depth)], depth: depth + 1)
      child = .node(node)
      return isNew
    }
  }

  private static func remove(_ id: ObjectID, in child: inout Child, depth: Int) -> Bool {
    switch child {
    case .empty: return false
    case .leaf(let other, _):
      guard other == id else { return false }
      child = .empty
      return true
    case .node(var node):
      child = .empty
      owned(&node)
      let removed = remove(id, in: &node.children[nibble(id, depth)], depth: depth + 1)
      child = collapsed(node)
      return removed
    }
  }

  /// A node, or its only leaf.
  private static func collapsed(_ node: Node) -> Child {
    var only: Child = .empty
    for child in node.children {
      switch (child, only) {
      case (.empty, _): continue
      case (.leaf, .empty): only = child
      case (.leaf, _), (.node, _): return .node(node)
      }
    }
    return only
  }

  // MARK: Hashing

  /// The root's hash; `leaf` gives an object's. nil when the trie is empty.
  mutating func hash(leaf: (ObjectID) -> Digest) -> Digest? {
    var hasher = SHA256()
    return StateTrie.hash(&root, &hasher, leaf)
  }

  private static func hash(_ child: inout Child, _ hasher: inout SHA256, _ leaf: (ObjectID) -> Digest) -> Digest? {
    switch child {
    case .empty: return nil
    case .leaf(_, .some(let hash)): return hash
    case .leaf(let id, nil):
      let state = leaf(id)
      hasher.update("talkoot/state-leaf/1")
      hasher.update(id.bytes)
      hasher.update(state)
      let hash = hasher.finish()
      child = .leaf(id, hash)
      return hash
    case .node(var node):
      if let hash = node.hash { return hash }
      child = .empty
      owned(&node)
      var hashes: [Digest] = []
      hashes.reserveCapacity(fanOut)
      for i in 0..<fanOut { hashes.append(hash(&node.children[i], &hasher, leaf) ?? .zero) }
      hasher.update("talkoot/state-node/1")
      for hash in hashes { hasher.update(hash) }
      let digest = hasher.finish()
      node.hash = digest
      child = .node(node)
      return digest
    }
  }

  // MARK: Reading

  /// The ids within a range, ascending, at most `limit`.
  func ids(in range: ClosedRange<ObjectID>, limit: Int = .max) -> [ObjectID] {
    var found: [ObjectID] = []
    StateTrie.collect(root, range, depth: 0, prefix: ObjectID(high: 0, low: 0), limit, &found)
    return found
  }

  /// All ids, ascending.
  var ids: [ObjectID] { ids(in: ObjectID(high: 0, low: 0)...ObjectID(high: .max, low: .max)) }

  private static func collect(
    _ child: Child,
    _ range: ClosedRange<ObjectID>,
    depth: Int,
    prefix: ObjectID,
    _ limit: Int,
    _ found: inout [ObjectID]
  ) {
    guard found.count < limit else { return }
    switch child {
    case .empty: break
    case .leaf(let id, _): if range.contains(id) { found.append(id) }
    case .node(let node):
      // Nothing below is outside prefix...last.
      guard prefix <= range.upperBound, last(of: prefix, depth) >= range.lowerBound else { return }
      for i in 0..<fanOut {
        collect(node.children[i], range, depth: depth + 1, prefix: prefix.setting(i, depth), limit, &found)
      }
    }
  }

  private static func last(of prefix: ObjectID, _ depth: Int) -> ObjectID {
    if depth == 0 { return ObjectID(high: .max, low: .max) }
    let bits = 4 * UInt64(depth)
    return bits >= 64
      ? ObjectID(high: prefix.high, low: bits == 128 ? prefix.low : prefix.low | (.max >> (bits - 64)))
      : ObjectID(high: prefix.high | (.max >> bits), low: .max)
  }

  /// How many leading bits the id shares with the nearest other id.
  func bitsShared(by id: ObjectID) -> Int {
    var depth = 0
    var child = root
    var shared = 0
    while case .node(let node) = child {
      let own = StateTrie.nibble(id, depth)
      for i in 0..<StateTrie.fanOut where i != own {
        if case .empty = node.children[i] { continue }
        shared = max(shared, 4 * depth + UInt8((own ^ i) << 4).leadingZeroBitCount)
      }
      child = node.children[own]
      depth += 1
    }
    return shared
  }
}

extension ObjectID {
  fileprivate func setting(_ nibble: Int, _ depth: Int) -> ObjectID {
    depth < 16
      ? ObjectID(high: high | UInt64(nibble) << (60 - 4 * UInt64(depth)), low: low)
      : ObjectID(high: high, low: low | UInt64(nibble) << (60 - 4 * UInt64(depth - 16)))
  }
}
