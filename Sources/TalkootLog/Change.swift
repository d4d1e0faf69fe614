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
  // One reference: changes are handed on by the hundred thousand.
  private final class Storage: Sendable {
    let header: ChangeHeader
    let id: ChangeID
    let structure: [UInt8]
    let strings: [ContentString]

    init(_ header: ChangeHeader, _ id: ChangeID, _ structure: [UInt8], _ strings: [ContentString]) {
      self.header = header
      self.id = id
      self.structure = structure
      self.strings = strings
    }
  }

  private let storage: Storage

  /// Puts a change together.
  ///
  /// - Precondition: `id` is the header's id and the hashes are those of structure and strings (trusted: sealed or
  ///   checked by the caller, or read back from the store).
  public init(trusting header: ChangeHeader, id: ChangeID, structure: [UInt8], strings: [ContentString]) {
    storage = Storage(header, id, structure, strings)
  }

  /// What is hashed and signed.
  public var header: ChangeHeader { storage.header }
  /// H("talkoot/change/1" ‖ header).
  public var id: ChangeID { storage.id }
  /// The canonical bytes of its structure.
  public var structure: [UInt8] { storage.structure }
  /// Its content, as far as it is here.
  public var strings: [ContentString] { storage.strings }

  /// The same change with another state of its content: strings erased, or found after all.
  /// - Precondition: every string has the commitment that it had.
  public func with(strings: [ContentString]) -> Change {
    precondition(strings.count == self.strings.count, "the strings are those of the structure")
    return Change(trusting: header, id: id, structure: structure, strings: strings)
  }

  /// Whether the two are one change with one state of content.
  public static func == (a: Change, b: Change) -> Bool {
    a.storage === b.storage || (a.id == b.id && a.structure == b.structure && a.strings == b.strings)
  }

  /// Hashes the id, which stands for all but the state of the content.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// The canonical bytes of its header.
  public var headerBytes: [UInt8] { header.bytes }
  /// The log that it is in.
  public var log: LogID { header.log }
  /// Its number in the log, from 1.
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

  /// Names string `index` with its declared length.
  public init(index: Int, scalars: Int) {
    self.index = index
    self.scalars = scalars
  }
}

/// A change that went through `Intake`, was sealed here or was read back from this node's store: hashes, chain and
/// signature hold, its dependencies are here, its log is admitted. Everything inward takes only this.
public struct VerifiedChange: Sendable {
  /// The change.
  public let change: Change
  /// The parsed structure; nil when the format is newer than this version.
  public let structure: Structure?
  let shared: SharedDescriptor
  /// The signature over this very change, where it is kept (newest, every 256th, governance).
  public var signature: Signature?

  /// Declares a change checked.
  ///
  /// - Precondition: it was (see above).
  public init(
    trusting change: Change,
    structure: Structure?,
    descriptor: LogDescriptor,
    signature: Signature? = nil
  ) {
    self.init(
      trusting: change,
      structure: structure,
      shared: SharedDescriptor(descriptor, id: change.log),
      signature: signature
    )
  }

  /// Declares a change checked that was read back from this node's store.
  ///
  /// - Precondition: it was checked before it was stored.
  public init(trusting received: ReceivedChange, descriptor: LogDescriptor) {
    self.init(
      trusting: received.change,
      structure: received.structure,
      descriptor: descriptor,
      signature: received.signature
    )
  }

  init(trusting change: Change, structure: Structure?, shared: SharedDescriptor, signature: Signature?) {
    self.change = change
    self.structure = structure
    self.shared = shared
    self.signature = signature
  }

  /// The descriptor of its log.
  public var descriptor: LogDescriptor { shared.value }
  /// Its id.
  public var id: ChangeID { change.id }
  /// Its header.
  public var header: ChangeHeader { change.header }
}

/// A log's descriptor, once for all its changes.
final class SharedDescriptor: Sendable, Hashable {
  let value: LogDescriptor
  let id: LogID

  init(_ value: LogDescriptor, id: LogID? = nil) {
    self.value = value
    self.id = id ?? value.id
  }

  static func == (a: SharedDescriptor, b: SharedDescriptor) -> Bool { a === b || a.id == b.id }
  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
