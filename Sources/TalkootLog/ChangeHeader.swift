public import TalkootCrypto

/// Two marks of a change that everyone can read, whatever they understand of its operations.
public struct ChangeFlags: OptionSet, Hashable, Sendable {
  /// The byte in the header.
  public let rawValue: UInt8
  /// The flags of a header's byte.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Who does not understand an operation in it stops settling.
  public static let critical = ChangeFlags(rawValue: 1)
  /// Signed and checked on its own.
  public static let governance = ChangeFlags(rawValue: 2)

  static let known: ChangeFlags = [.critical, .governance]
}

/// What is hashed and signed of a change (`docs/formats/changes.md`, *Header*). One canonical row form.
public struct ChangeHeader: Hashable, Sendable {
  /// The newest format this version writes and understands.
  public static let currentFormat: UInt8 = 1

  /// The format version, from 1.
  public var format: UInt8
  /// What everyone can see of it.
  public var flags: ChangeFlags
  /// The log that it is in.
  public var log: LogID
  /// From 1.
  public var sequence: UInt64
  /// The change before in the log; nil exactly when `sequence` is 1.
  public var previous: ChangeID?
  /// The other heads the author knew: ascending, distinct, at most 64.
  public var dependencies: [ChangeID]
  /// What the author's clock said. Shown, never compared.
  public var claimedMilliseconds: Int64
  /// H("talkoot/structure/1" ‖ structure).
  public var structureHash: Digest
  /// H("talkoot/content/1" ‖ count ‖ commitments).
  public var contentHash: Digest
  /// What a newer format added; empty in format 1. Kept verbatim.
  public var extensionBytes: [UInt8]

  /// Puts a header together, without checking it.
  public init(
    format: UInt8 = ChangeHeader.currentFormat,
    flags: ChangeFlags = [],
    log: LogID,
    sequence: UInt64,
    previous: ChangeID?,
    dependencies: [ChangeID],
    claimedMilliseconds: Int64,
    structureHash: Digest,
    contentHash: Digest,
    extensionBytes: [UInt8] = []
  ) {
    self.format = format
    self.flags = flags
    self.log = log
    self.sequence = sequence
    self.previous = previous
    self.dependencies = dependencies
    self.claimedMilliseconds = claimedMilliseconds
    self.structureHash = structureHash
    self.contentHash = contentHash
    self.extensionBytes = extensionBytes
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(192 + 32 * dependencies.count + extensionBytes.count)
    encode(into: &output)
    return output
  }

  /// H("talkoot/change/1" ‖ header).
  public var id: ChangeID { ChangeID(SHA256.hash("talkoot/change/1", bytes)) }

  func encode(into output: inout [UInt8]) {
    output.append(format)
    output.append(flags.rawValue)
    output.append(log.digest)
    output.appendWord(sequence)
    if let previous { output.append(previous.digest) }
    output.append(UInt8(truncatingIfNeeded: dependencies.count))
    for dependency in dependencies { output.append(dependency.digest) }
    output.appendWord(UInt64(bitPattern: claimedMilliseconds))
    output.append(structureHash)
    output.append(contentHash)
    output.append(contentsOf: extensionBytes)
  }

  /// - Throws: FormatError unless the bytes are exactly one canonical header.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    guard bytes.count <= ChangeLimits.headerBytes else {
      throw FormatError(.overLimit, at: ChangeLimits.headerBytes, reading: "header")
    }
    var reader = ByteReader(bytes)
    format = try reader.byte("format")
    guard format >= 1 else { throw FormatError(.unknownFormat, at: 0, reading: "format") }
    flags = ChangeFlags(rawValue: try reader.byte("flags"))
    guard format > 1 || flags.isSubset(of: .known) else { throw FormatError(.outOfRange, at: 1, reading: "flags") }
    log = LogID(try reader.digest("log"))
    let start = reader.position
    sequence = try reader.word("sequence")
    guard sequence >= 1, sequence <= ChangeLimits.sequence else {
      throw FormatError(.outOfRange, at: start, reading: "sequence")
    }
    previous = sequence > 1 ? ChangeID(try reader.digest("previous")) : nil
    dependencies = try ChangeHeader.dependencies(from: &reader)
    claimedMilliseconds = Int64(bitPattern: try reader.word("claimed time"))
    structureHash = try reader.digest("structure hash")
    contentHash = try reader.digest("content hash")
    if format == 1 { try reader.finish("header") }
    extensionBytes = try reader.array(reader.remaining, "extension")
  }

  private static func dependencies(from reader: inout ByteReader) throws(FormatError) -> [ChangeID] {
    let start = reader.position
    let count = Int(try reader.byte("dependency count"))
    guard count <= ChangeLimits.dependencies else {
      throw FormatError(.overLimit, at: start, reading: "dependency count")
    }
    var ids: [ChangeID] = []
    for _ in 0..<count {
      let place = reader.position
      let id = ChangeID(try reader.digest("dependency"))
      if let last = ids.last, last >= id { throw FormatError(.notCanonical, at: place, reading: "dependency") }
      ids.append(id)
    }
    return ids
  }
}
