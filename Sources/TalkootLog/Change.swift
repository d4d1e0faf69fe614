public import TalkootCrypto

/// One string of a change's content, as far as it is here.
public enum ContentString: Hashable, Sendable {
  /// Its UTF-8 bytes, which opened the commitment.
  case present([UInt8])
  /// Erased on purpose; the commitment stays, so that every hash still verifies.
  case erased(commitment: Digest)
  /// Not here, and no one said that it was erased.
  case missing(commitment: Digest)
}

/// One atomic group of operations: header, structure and content. Hash-linked, and signed by its log's node.
public struct Change: Hashable, Sendable {
  public let header: ChangeHeader
  public let id: ChangeID
  public let structure: [UInt8]
  public internal(set) var strings: [ContentString]

  /// - Precondition: `id` is the header's id and the hashes are those of structure and strings (trusted: sealed or
  ///   checked by the caller, or read back from the store).
  public init(trusting header: ChangeHeader, id: ChangeID, structure: [UInt8], strings: [ContentString]) {
    self.header = header
    self.id = id
    self.structure = structure
    self.strings = strings
  }

  public var headerBytes: [UInt8] { header.bytes }
  public var log: LogID { header.log }
  public var sequence: UInt64 { header.sequence }

  /// Whether a string is missing without having been erased.
  public var isIncomplete: Bool {
    strings.contains { if case .missing = $0 { true } else { false } }
  }

  /// The string in a slot of the structure; nil where it is erased or missing, or where it is not what the structure
  /// says: then it counts as erased, so that its presence decides nothing but what is shown.
  public func text(_ slot: StringSlot) -> String? {
    guard slot.index < strings.count, case .present(let bytes) = strings[slot.index],
      let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.count == slot.scalars
    else { return nil }
    return text
  }
}

/// A string's place in a change's structure.
public struct StringSlot: Hashable, Sendable {
  /// Its number among the strings of the change.
  public var index: Int
  /// Its declared length in Unicode scalars.
  public var scalars: Int

  public init(index: Int, scalars: Int) {
    self.index = index
    self.scalars = scalars
  }
}

/// A change that went through `Intake`, was sealed here or was read back from this node's store: hashes, chain and
/// signature hold, its dependencies are here, its log is admitted. Everything inward takes only this.
public struct VerifiedChange: Sendable {
  public let change: Change
  /// The parsed structure; nil when the format is newer than this version.
  public let structure: Structure?
  /// The descriptor of its log.
  public let descriptor: LogDescriptor
  /// The signature over this very change, where it is kept (newest, every 256th, governance).
  public var signature: Signature?

  /// - Precondition: the change was checked (see above).
  public init(
    trusting change: Change,
    structure: Structure?,
    descriptor: LogDescriptor,
    signature: Signature? = nil
  ) {
    self.change = change
    self.structure = structure
    self.descriptor = descriptor
    self.signature = signature
  }

  public var id: ChangeID { change.id }
  public var header: ChangeHeader { change.header }
}
