internal import TalkootCrypto
internal import TalkootLog

/// What does not fit the format where a column is read; the caller knows of which row.
struct ColumnError: Error {
  var column: StaticString
  var position: Int
}

/// Writes the bytes of one column. Numbers are LEB128, signed ones zigzag.
struct ColumnWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  @inline(__always)
  mutating func varint(_ value: some BinaryInteger) {
    if value < 0x80 { bytes.append(UInt8(truncatingIfNeeded: value)) } else { longVarint(UInt64(value)) }
  }

  private mutating func longVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func signed(_ value: Int64) { varint(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }
  mutating func byte(_ value: UInt8) { bytes.append(value) }
  mutating func raw(_ value: [UInt8]) { bytes.append(contentsOf: value) }
  mutating func raw(_ value: ArraySlice<UInt8>) { bytes.append(contentsOf: value) }
  mutating func digest(_ value: Digest) { value.withUnsafeBytes { bytes.append(contentsOf: $0) } }

  mutating func object(_ value: ObjectID) {
    withUnsafeBytes(of: (value.high.bigEndian, value.low.bigEndian)) { bytes.append(contentsOf: $0) }
  }

  /// A varint length, then the bytes.
  mutating func counted(_ value: [UInt8]) {
    varint(value.count)
    raw(value)
  }
}

/// Reads what `ColumnWriter` wrote; every length is checked before it is used.
struct ColumnReader {
  private let bytes: [UInt8]
  private let column: StaticString
  private(set) var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ column: StaticString) {
    self.init(bytes, 0..<bytes.count, column)
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>, _ column: StaticString) {
    self.bytes = bytes
    self.column = column
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }
  var error: ColumnError { ColumnError(column: column, position: position) }

  mutating func byte() throws(ColumnError) -> UInt8 {
    guard position < end else { throw error }
    position += 1
    return bytes[position - 1]
  }

  @inline(__always)
  mutating func varint() throws(ColumnError) -> UInt64 {
    guard position < end, bytes[position] < 0x80 else { return try longVarint() }
    position += 1
    return UInt64(bytes[position - 1])
  }

  private mutating func longVarint() throws(ColumnError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      if shift == 63 && byte > 1 { throw error }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        // One form for one number, so that what is read can be told from what was written.
        if byte == 0 && shift > 0 { throw error }
        return value
      }
      shift += 7
    }
  }

  mutating func number<N: FixedWidthInteger>(_: N.Type = N.self) throws(ColumnError) -> N {
    guard let value = N(exactly: try varint()) else { throw error }
    return value
  }

  /// How many things follow, each of at least one byte.
  mutating func count() throws(ColumnError) -> Int {
    let value = try varint()
    guard value <= UInt64(end - position) else { throw error }
    return Int(value)
  }

  mutating func signed() throws(ColumnError) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func raw(_ count: Int) throws(ColumnError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= end - position else { throw error }
    position += count
    return bytes[position - count..<position]
  }

  mutating func counted() throws(ColumnError) -> ArraySlice<UInt8> { try raw(try count()) }

  mutating func digest() throws(ColumnError) -> Digest {
    let range = try raw(Digest.byteCount).indices
    return bytes.withUnsafeBytes { Digest(prefixOf: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  mutating func object() throws(ColumnError) -> ObjectID {
    let range = try raw(ObjectID.byteCount).indices
    return bytes.withUnsafeBytes {
      ObjectID(
        high: UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)),
        low: UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self))
      )
    }
  }

  /// A reader of the next column: a varint length, then its bytes.
  mutating func column(_ name: StaticString) throws(ColumnError) -> ColumnReader {
    let range = try counted().indices
    return ColumnReader(bytes, range, name)
  }

  func finish() throws(ColumnError) {
    guard isAtEnd else { throw error }
  }
}
