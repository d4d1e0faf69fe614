internal import TalkootCrypto

/// Reads values from bytes that nobody vouches for: every length is checked before it is used.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, 0..<bytes.count)
  }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside the bytes")
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  var isAtEnd: Bool { position == end }
  var remaining: Int { end - position }

  mutating func byte(_ field: String) throws(FormatError) -> UInt8 {
    guard position < end else { throw FormatError(.truncated, at: position, reading: field) }
    let value = bytes[position]
    position += 1
    return value
  }

  /// A minimal LEB128 number of up to 64 bits.
  mutating func varint(_ field: String) throws(FormatError) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard position < end else { throw FormatError(.truncated, at: start, reading: field) }
      let byte = bytes[position]
      position += 1
      if shift == 63 && byte > 1 { throw FormatError(.overlongVarint, at: start, reading: field) }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        if byte == 0 && shift > 0 { throw FormatError(.overlongVarint, at: start, reading: field) }
        return value
      }
      shift += 7
    }
  }

  /// A varint of at most `limit`.
  mutating func count(_ field: String, atMost limit: Int) throws(FormatError) -> Int {
    let start = position
    let value = try varint(field)
    guard value <= UInt64(limit) else { throw FormatError(.overLimit, at: start, reading: field) }
    return Int(value)
  }

  /// A signed number, zigzag-coded.
  mutating func signed(_ field: String) throws(FormatError) -> Int64 {
    let value = try varint(field)
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// The range of the next `count` bytes, passed over.
  mutating func skip(_ count: Int, _ field: String) throws(FormatError) -> Range<Int> {
    guard count >= 0, count <= remaining else { throw FormatError(.truncated, at: position, reading: field) }
    let range = position..<position + count
    position += count
    return range
  }

  mutating func array(_ count: Int, _ field: String) throws(FormatError) -> [UInt8] {
    Array(bytes[try skip(count, field)])
  }

  mutating func word(_ field: String) throws(FormatError) -> UInt64 {
    let range = try skip(8, field)
    return bytes.withUnsafeBytes {
      UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
    }
  }

  mutating func digest(_ field: String) throws(FormatError) -> Digest {
    let range = try skip(Digest.byteCount, field)
    return bytes.withUnsafeBytes { Digest(prefixOf: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  mutating func short<ID: ShortIdentifier>(_: ID.Type, _ field: String) throws(FormatError) -> ID {
    ID(high: try word(field), low: try word(field))
  }

  func finish(_ field: String) throws(FormatError) {
    guard isAtEnd else { throw FormatError(.trailingBytes, at: position, reading: field) }
  }
}

extension [UInt8] {
  mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func appendVarint(_ value: Int) { appendVarint(UInt64(value)) }

  mutating func appendSigned(_ value: Int64) {
    appendVarint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  mutating func appendWord(_ value: UInt64) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  mutating func append(_ digest: Digest) { digest.withUnsafeBytes { append(contentsOf: $0) } }

  mutating func append(_ id: some ShortIdentifier) {
    appendWord(id.high)
    appendWord(id.low)
  }
}
