public import TalkootCrypto
public import TalkootLog

extension Workspace {
  /// The SHA-256 of the whole visible state (`docs/formats/state.md`, *Digest*); nil while strings are missing. Costs
  /// O(log n) for each object touched since it was last asked for; hashes are kept for the next time.
  public mutating func updateDigest() -> Digest? {
    guard incompleteChanges.isEmpty else { return nil }
    var hasher = SHA256()
    var roots = StateWriter()
    for kind in ObjectKind.allCases {
      let number = Int(kind.rawValue)
      // Taken out meanwhile: hashing reads the rest of the state.
      var trie = StateTrie()
      swap(&trie, &tries[number])
      let root = trie.hash { canonicalHash(of: $0) }
      swap(&trie, &tries[number])
      guard let root else { continue }
      roots.varint(kind.rawValue)
      for byte in root.bytes { roots.byte(byte) }
    }
    hasher.update("talkoot/state-root/1")
    hasher.update(roots.bytes)
    return hasher.finish()
  }

  /// The same, of a snapshot: keeps nothing.
  public var digest: Digest? {
    var copy = self
    return copy.updateDigest()
  }

  func canonicalHash(of id: ObjectID) -> Digest {
    SHA256.hash("talkoot/state/1", canonicalState(of: id))
  }

  /// The canonical bytes of an object's visible state: what two replicas that agree have byte for byte.
  public func canonicalState(of id: ObjectID) -> [UInt8] {
    guard let state = objects[id] else { return [] }
    var writer = StateWriter()
    writer.varint(state.kind.rawValue)
    writer.byte(state.key == nil ? 0 : 1)
    if let key = state.key { writer.string(key) }
    writer.byte(state.creation == nil ? 0 : 1)
    if let creation = state.creation {
      writer.object(creation.organisation)
      writer.optional(creation.person)
      writer.signed(creation.claimedMilliseconds)
    }
    let fields = state.fields.filter(\.isVisible)
    writer.count(fields.count)
    for field in fields { writer.canonical(field) }
    if state.kind == .goal { writer.object(tree.parent(of: id) ?? networkObject) }
    if state.kind == .goal || state.kind == .network {
      let children = tree.children(of: state.kind == .goal ? id : nil)
      writer.count(children.count)
      for child in children { writer.object(child) }
    }
    writer.blob(governedState(of: state))
    return writer.bytes
  }
}

extension FieldState {
  /// Whether people see anything of it: a value of nothing, an empty set and an empty text are as if never written.
  var isVisible: Bool {
    switch content {
    case .register(let register): register.entries.contains { $0.value != .null }
    case .set(let set): !set.members.isEmpty
    case .text(let text): text.scalarCount > 0
    }
  }
}

extension StateWriter {
  /// The number, 0, 1 or 2 for register, set or text, and the values: a register's in the order of operations, so that
  /// the one that shows is the last; a set's ascending.
  fileprivate mutating func canonical(_ field: FieldState) {
    varint(UInt64(field.number.rawValue))
    switch field.content {
    case .register(let register):
      byte(0)
      count(register.entries.count)
      for entry in register.entries { value(entry.value) }
    case .set(let set):
      byte(1)
      count(set.members.count)
      for member in set.members { value(member.element) }
    case .text(let text):
      byte(2)
      string(text.string)
    }
  }
}
