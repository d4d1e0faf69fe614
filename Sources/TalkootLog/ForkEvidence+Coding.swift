internal import TalkootCrypto

extension ForkEvidence {
  /// The log that forked.
  public var log: LogID { descriptor.id }

  /// The first sequence number at which the branches differ; nil in evidence that is none.
  public var sequence: UInt64? { left.headers.first.flatMap { try? ChangeHeader(parsing: $0) }?.sequence }

  /// Its bytes: the descriptor, then the chain on each side.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    descriptor.encode(into: &bytes)
    left.encode(into: &bytes)
    right.encode(into: &bytes)
    return bytes
  }

  /// Reads what `bytes` gives. What it says is not checked: see `isValid`.
  ///
  /// - Throws: FormatError with the place of the fault.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    let descriptor = try LogDescriptor(from: &reader)
    let left = try HeaderChain(from: &reader)
    let right = try HeaderChain(from: &reader)
    try reader.finish("fork evidence")
    self.init(descriptor: descriptor, left: left, right: right)
  }

  /// Of two that are valid for one log, the one that all replicas keep: the earlier fork, then the smaller bytes.
  public func precedes(_ other: ForkEvidence) -> Bool {
    let mine = sequence ?? .max
    let theirs = other.sequence ?? .max
    return mine != theirs ? mine < theirs : bytes.lexicographicallyPrecedes(other.bytes)
  }
}

extension Change {
  /// The same change with the hashes of structure and content in its header, where it was read back from a store that
  /// leaves them out; nil when they don't give its id, or a present string has no salt.
  public func rehashed(salts: SaltTree?) -> Change? {
    var hasher = ChangeHasher()
    var path = salts.map { SaltPath(range: SaltTree.range(sequence), $0) }
    guard let content = hasher.contentHash(strings, slot: SaltTree.slot(sequence), salts: &path) else { return nil }
    var header = header
    header.structureHash = hasher.structureHash(structure)
    header.contentHash = content
    guard hasher.id(header) == id else { return nil }
    return Change(trusting: header, id: id, structure: structure, strings: strings)
  }
}
