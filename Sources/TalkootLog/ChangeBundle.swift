public import TalkootCrypto

/// Changes as somebody shows them to a third party who has no replica: each with as much of its content as is shown, and
/// with the signature, or the headers up to a signed one, that prove who wrote it (`docs/formats/bundle.md`).
///
/// One canonical form: `init(parsing:)` takes only what `bytes` gives.
public struct ChangeBundle: Hashable, Sendable {
  /// A string of a change: shown with the salt that opens its commitment, or kept back.
  public enum ShownString: Hashable, Sendable {
    /// Only its commitment is here: it was erased, or nobody needs it for what the bundle is about.
    case withheld(commitment: Digest)
    /// Its salt and its UTF-8 bytes.
    case shown(salt: SaltSeed, bytes: [UInt8])
  }

  /// What a change says.
  public struct Body: Hashable, Sendable {
    /// The canonical bytes of its structure.
    public var structure: [UInt8]
    /// As many as the structure has.
    public var strings: [ShownString]

    /// Makes one of its parts.
    public init(structure: [UInt8], strings: [ShownString]) {
      self.structure = structure
      self.strings = strings
    }
  }

  /// One change.
  public struct Entry: Hashable, Sendable {
    /// What is hashed and signed.
    public var header: ChangeHeader
    /// nil where it only leads to the next signed change.
    public var body: Body?
    /// Over this very change.
    public var signature: Signature?

    /// Makes one of its parts.
    public init(header: ChangeHeader, body: Body? = nil, signature: Signature? = nil) {
      self.header = header
      self.body = body
      self.signature = signature
    }
  }

  /// The largest file that is read.
  public static let bytesMax = 64 << 20
  /// What every bundle begins with.
  public static let magic = Array("talkoot-bundle/1".utf8)

  /// What it is about; the model knows.
  public var kind: UInt8
  /// The object that it is about.
  public var subject: ObjectID
  /// The logs that its changes are of, ascending by id.
  public var descriptors: [LogDescriptor]
  /// Ascending by log, then by sequence number, then by id, as a log that forked has several at one place; none twice.
  public var entries: [Entry]

  /// A bundle of these changes, in whatever order they come.
  /// - Precondition: no two entries are one change, and every entry's log is among the descriptors.
  public init(kind: UInt8, subject: ObjectID, descriptors: [LogDescriptor], entries: [Entry]) {
    self.kind = kind
    self.subject = subject
    self.descriptors = descriptors.sorted { $0.id < $1.id }
    self.entries = entries.sorted { ChangeBundle.precedes($0.header, $1.header) }
  }

  private static func precedes(_ a: ChangeHeader, _ b: ChangeHeader) -> Bool {
    if a.log != b.log { return a.log < b.log }
    if a.sequence != b.sequence { return a.sequence < b.sequence }
    var hasher = ChangeHasher()
    return hasher.id(a) < hasher.id(b)
  }
}

// MARK: - Bytes

extension ChangeBundle {
  /// Its canonical bytes.
  public var bytes: [UInt8] {
    var output = ChangeBundle.magic
    output.append(kind)
    output.append(subject)
    output.appendVarint(descriptors.count)
    for descriptor in descriptors { output.appendBlob(descriptor.bytes) }
    output.appendVarint(entries.count)
    for entry in entries { entry.encode(into: &output) }
    output.append(ChangeBundle.checksum(output[...]))
    return output
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> Digest { SHA256.hash("talkoot/bundle/1", Array(bytes)) }

  /// Reads what `bytes` gives.
  ///
  /// - Throws: FormatError with the place of the first fault.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    guard bytes.count <= ChangeBundle.bytesMax else {
      throw FormatError(.overLimit, at: ChangeBundle.bytesMax, reading: "bundle")
    }
    guard bytes.starts(with: ChangeBundle.magic) else { throw FormatError(.unknownFormat, at: 0, reading: "bundle") }
    let end = bytes.count - Digest.byteCount
    guard end >= ChangeBundle.magic.count else {
      throw FormatError(.truncated, at: bytes.count, reading: "bundle")
    }
    guard ChangeBundle.checksum(bytes[..<end]).bytes.elementsEqual(bytes[end...]) else {
      throw FormatError(.outOfRange, at: end, reading: "checksum")
    }
    var reader = ByteReader(bytes, ChangeBundle.magic.count..<end)
    kind = try reader.byte("bundle kind")
    subject = try reader.short(ObjectID.self, "bundle subject")
    descriptors = try ChangeBundle.descriptors(from: &reader)
    let logs = Set(descriptors.map(\.id))
    entries = try ChangeBundle.entries(from: &reader, logs)
    try reader.finish("bundle")
  }

  private static func descriptors(from reader: inout ByteReader) throws(FormatError) -> [LogDescriptor] {
    let count = try reader.count("log count", atMost: reader.remaining)
    var descriptors: [LogDescriptor] = []
    var last: LogID?
    for _ in 0..<count {
      let start = reader.position
      let descriptor = try LogDescriptor(parsing: try reader.blob("descriptor", atMost: ChangeLimits.headerBytes))
      let id = descriptor.id
      if let last, id <= last { throw FormatError(.notCanonical, at: start, reading: "descriptor") }
      last = id
      descriptors.append(descriptor)
    }
    return descriptors
  }

  private static func entries(from reader: inout ByteReader, _ logs: Set<LogID>) throws(FormatError) -> [Entry] {
    let count = try reader.count("change count", atMost: reader.remaining)
    var entries: [Entry] = []
    var used: Set<LogID> = []
    for _ in 0..<count {
      let start = reader.position
      let entry = try Entry(from: &reader)
      guard logs.contains(entry.header.log) else { throw FormatError(.unknownLog, at: start, reading: "change") }
      if let last = entries.last, !precedes(last.header, entry.header) {
        throw FormatError(.notCanonical, at: start, reading: "change")
      }
      used.insert(entry.header.log)
      entries.append(entry)
    }
    guard used.count == logs.count else { throw FormatError(.notCanonical, at: reader.position, reading: "logs") }
    return entries
  }
}

extension ChangeBundle.Entry {
  fileprivate func encode(into output: inout [UInt8]) {
    output.appendBlob(header.bytes)
    output.append((body == nil ? 0 : 1) | (signature == nil ? 0 : 2))
    if let body {
      output.appendBlob(body.structure)
      for string in body.strings {
        switch string {
        case .withheld(let commitment):
          output.append(0)
          output.append(commitment)
        case .shown(let salt, let bytes):
          output.append(1)
          output.append(salt)
          output.appendBlob(bytes)
        }
      }
    }
    if let signature { output.append(contentsOf: signature.bytes) }
  }

  fileprivate init(from reader: inout ByteReader) throws(FormatError) {
    header = try ChangeHeader(parsing: try reader.blob("header", atMost: ChangeLimits.headerBytes))
    let start = reader.position
    let form = try reader.byte("change form")
    guard form < 4 else { throw FormatError(.outOfRange, at: start, reading: "change form") }
    body = form & 1 == 0 ? nil : try ChangeBundle.Body(from: &reader)
    signature = nil
    if form & 2 != 0 {
      let range = try reader.skip(Signature.byteCount, "signature")
      signature = Signature(reader.bytes[range])!
    }
  }
}

extension ChangeBundle.Body {
  fileprivate init(from reader: inout ByteReader) throws(FormatError) {
    structure = try reader.blob("structure", atMost: ChangeLimits.bodyBytes)
    let count = try Structure(parsing: structure).stringCount
    strings = []
    for _ in 0..<count {
      let start = reader.position
      switch try reader.byte("string form") {
      case 0: strings.append(.withheld(commitment: try reader.digest("commitment")))
      case 1:
        let salt = try reader.short(SaltSeed.self, "salt")
        strings.append(.shown(salt: salt, bytes: try reader.blob("string", atMost: ChangeLimits.stringBytes)))
      default: throw FormatError(.outOfRange, at: start, reading: "string form")
      }
    }
  }
}

extension ByteReader {
  fileprivate mutating func blob(_ field: String, atMost limit: Int) throws(FormatError) -> [UInt8] {
    try array(try count(field, atMost: limit), field)
  }
}

extension [UInt8] {
  fileprivate mutating func appendBlob(_ bytes: [UInt8]) {
    appendVarint(bytes.count)
    append(contentsOf: bytes)
  }
}
