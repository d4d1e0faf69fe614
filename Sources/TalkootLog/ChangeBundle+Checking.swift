internal import TalkootCrypto

/// Why the changes of a bundle prove nothing, and which of them is the first that doesn't.
public struct BundleFlaw: Error, Hashable, Sendable {
  /// The kinds of flaw.
  public enum Kind: String, Hashable, Sendable {
    /// The structure is not the one that the header's hash names.
    case structure
    /// A string with its salt, or a commitment, is not the one that the header's hash names.
    case content
    /// The signature is not the node's over this change.
    case signature
    /// Neither this change nor one that follows it in its log, without a gap, is signed.
    case unsigned
  }

  /// What is wrong.
  public let kind: Kind
  /// The change.
  public let change: ChangeID

  init(_ kind: Kind, _ change: ChangeID) {
    self.kind = kind
    self.change = change
  }
}

/// A change of a bundle whose hashes hold and of which its log's node is proven to be the author.
public struct ProvenChange: Sendable {
  /// The change; strings that were not shown are `erased`.
  public let change: Change
  /// Its parsed structure.
  public let structure: Structure
  /// Its log.
  public let descriptor: LogDescriptor
}

extension ChangeBundle {
  /// Checks every hash and signature.
  ///
  /// - Returns: the changes with a body, in the bundle's order.
  /// - Throws: the first flaw. Costs at most one signature check for each entry.
  public func proven() throws(BundleFlaw) -> [ProvenChange] {
    var byLog: [LogID: LogDescriptor] = [:]
    for descriptor in descriptors { byLog[descriptor.id] = descriptor }
    var hasher = ChangeHasher()
    var ids: [ChangeID] = []
    ids.reserveCapacity(entries.count)
    for entry in entries { ids.append(hasher.id(entry.header)) }
    try checkAuthors(ids, byLog)
    var proven: [ProvenChange] = []
    for (entry, id) in zip(entries, ids) {
      guard let body = entry.body else { continue }
      guard hasher.structureHash(body.structure) == entry.header.structureHash,
        let structure = try? Structure(parsing: body.structure), structure.stringCount == body.strings.count
      else { throw BundleFlaw(.structure, id) }
      guard hasher.contentHash(of: body.strings) == entry.header.contentHash else { throw BundleFlaw(.content, id) }
      let strings = body.strings.map { string -> ContentString in
        switch string {
        case .withheld(let commitment): .erased(commitment: commitment)
        case .shown(_, let bytes): .present(bytes)
        }
      }
      let change = Change(trusting: entry.header, id: id, structure: body.structure, strings: strings)
      proven.append(ProvenChange(change: change, structure: structure, descriptor: byLog[entry.header.log]!))
    }
    return proven
  }

  /// From the last entry to the first: each is signed itself, or is named as its predecessor by one of its log that is
  /// proven.
  private func checkAuthors(_ ids: [ChangeID], _ logs: [LogID: LogDescriptor]) throws(BundleFlaw) {
    var unsigned: ChangeID?
    var log: LogID?
    // Of this log; of one that forked there are several at a place.
    var predecessors: Set<ChangeID> = []
    for i in entries.indices.reversed() {
      let header = entries[i].header
      if log != header.log {
        log = header.log
        predecessors = []
      }
      if let signature = entries[i].signature {
        guard logs[header.log]!.nodeKey.isValid(signature, over: ids[i]) else { throw BundleFlaw(.signature, ids[i]) }
      } else if !predecessors.contains(ids[i]) {
        // What leads to it is not to blame.
        unsigned = ids[i]
      }
      if let previous = header.previous { predecessors.insert(previous) }
    }
    if let unsigned { throw BundleFlaw(.unsigned, unsigned) }
  }
}

extension ChangeBundle.Entry {
  /// A change of a replica as it is shown.
  ///
  /// - Parameters:
  ///   - change: as it was stored: the hashes in its header need not be there.
  ///   - salts: of its range.
  ///   - strings: the numbers of those that are shown, as far as they are here; nil shows the header alone.
  /// - Returns: nil where the salts don't fit the change, or its format is a newer one.
  public init?(_ change: VerifiedChange, salts: SaltTree?, showing strings: Set<Int>?) {
    guard change.structure != nil else { return nil }
    var hasher = ChangeHasher()
    var shown: [ChangeBundle.ShownString] = []
    let content = change.change.strings
    for (i, string) in content.enumerated() {
      switch string {
      case .erased(let commitment), .missing(let commitment): shown.append(.withheld(commitment: commitment))
      case .present(let bytes):
        guard let salt = salts?.salt(sequence: change.header.sequence, string: i, of: content.count) else { return nil }
        let isShown = strings?.contains(i) ?? false
        shown.append(
          isShown
            ? .shown(salt: salt, bytes: bytes) : .withheld(commitment: hasher.commitment(bytes, salt: salt))
        )
      }
    }
    var header = change.header
    header.structureHash = hasher.structureHash(change.change.structure)
    header.contentHash = hasher.contentHash(of: shown)
    guard hasher.id(header) == change.id else { return nil }
    self.init(
      header: header,
      body: strings == nil ? nil : ChangeBundle.Body(structure: change.change.structure, strings: shown),
      signature: change.signature
    )
  }
}

extension ChangeHasher {
  mutating func contentHash(of strings: [ChangeBundle.ShownString]) -> Digest {
    var commitments: [ContentString] = []
    for string in strings {
      switch string {
      case .withheld(let commitment): commitments.append(.erased(commitment: commitment))
      case .shown(let salt, let bytes): commitments.append(.erased(commitment: commitment(bytes, salt: salt)))
      }
    }
    var none: SaltPath?
    return contentHash(commitments, slot: 0, salts: &none)!
  }
}
