internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog

/// Writes the bytes of states: canonical ones for the digest, stored ones for snapshots (`docs/formats/state.md`).
struct StateWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func count(_ value: Int) { varint(UInt64(value)) }

  mutating func signed(_ value: Int64) { varint(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  mutating func object(_ id: ObjectID) {
    withUnsafeBytes(of: id.high.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: id.low.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// 0, or 1 and the id.
  mutating func optional(_ id: ObjectID?) {
    byte(id == nil ? 0 : 1)
    if let id { object(id) }
  }

  /// A length in bytes and UTF-8.
  mutating func string(_ value: String) {
    count(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  mutating func blob(_ value: [UInt8]) {
    count(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func dot(_ dot: Dot) {
    varint(UInt64(dot.version.rawValue))
    varint(UInt64(dot.index))
  }

  mutating func value(_ value: Value) {
    varint(value.tag)
    switch value {
    case .null: break
    case .decimal(let number):
      signed(number.mantissa)
      signed(Int64(number.exponent))
    case .date(let date): count(date.packed)
    case .choice(let number): varint(UInt64(number))
    case .object(let id): object(id)
    case .made: preconditionFailure("decoding resolves what a change makes")
    case .string(let text): string(text.string)
    case .bool(let truth): byte(truth ? 1 : 0)
    case .bytes(let content): blob(content)
    case .instant(let milliseconds): signed(milliseconds)
    case .list(let elements):
      count(elements.count)
      for element in elements { self.value(element) }
    }
  }
}

/// Stored state that can't be read: damaged, or of another version. The changes are the truth: rebuild from them.
public struct StateFormatError: Error, Hashable, Sendable {
  /// The byte where it stops making sense.
  public let offset: Int
}

/// Reads what `StateWriter` wrote; checks every length.
struct StateReader {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var remaining: Int { bytes.count - offset }
  private var damage: StateFormatError { StateFormatError(offset: offset) }

  func finish() throws(StateFormatError) { if remaining != 0 { throw damage } }

  mutating func byte() throws(StateFormatError) -> UInt8 {
    guard offset < bytes.count else { throw damage }
    offset += 1
    return bytes[offset - 1]
  }

  mutating func varint() throws(StateFormatError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw damage }
      value |= UInt64(next & 0x7f) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  /// A count of things that take at least a byte each.
  mutating func count() throws(StateFormatError) -> Int {
    let value = try varint()
    guard value <= UInt64(remaining) else { throw damage }
    return Int(value)
  }

  mutating func number<N: FixedWidthInteger>(_: N.Type) throws(StateFormatError) -> N {
    guard let number = N(exactly: try varint()) else { throw damage }
    return number
  }

  mutating func signed() throws(StateFormatError) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func blob(_ count: Int) throws(StateFormatError) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw damage }
    offset += count
    return bytes[offset - count..<offset]
  }

  mutating func object() throws(StateFormatError) -> ObjectID { ObjectID(try blob(16))! }

  mutating func optionalObject() throws(StateFormatError) -> ObjectID? {
    switch try byte() {
    case 0: return nil
    case 1: return try object()
    default: throw damage
    }
  }

  mutating func string() throws(StateFormatError) -> String {
    let content = try blob(try count())
    guard let text = String(validating: content, as: UTF8.self) else { throw damage }
    return text
  }

  mutating func dot() throws(StateFormatError) -> Dot {
    Dot(LocalVersion(try number(UInt32.self)), try number(UInt32.self))
  }

  mutating func value(nesting: Int = 0) throws(StateFormatError) -> Value {
    switch try varint() {
    case 0: return .null
    case 1:
      let mantissa = try signed()
      guard let number = Decimal(mantissa: mantissa, exponent: Int(try signed())) else { throw damage }
      return .decimal(number)
    case 2:
      guard let date = CalendarDate(packed: Int(try number(UInt32.self))) else { throw damage }
      return .date(date)
    case 3: return .choice(try number(UInt32.self))
    case 4: return .object(try object())
    case 5: return .text(try string())
    case 6: return .bool(try byte() == 1)
    case 7: return .bytes(Array(try blob(try count())))
    case 8: return .instant(try signed())
    case 9:
      guard nesting < Value.nestingMax else { throw damage }
      var elements: [Value] = []
      for _ in 0..<(try count()) { elements.append(try value(nesting: nesting + 1)) }
      return .list(elements)
    default: throw damage
    }
  }
}
