internal import TalkootCrypto

/// Reads a frame's fields one after another; trusts no length.
struct FrameReader {
  private let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  var remaining: Int { bytes.count - offset }

  func failure(_ reason: FrameError.Reason) -> FrameError { FrameError(reason, at: offset) }

  mutating func byte() throws(FrameError) -> UInt8 {
    guard offset < bytes.count else { throw failure(.truncated) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// A LEB128 number in its shortest form.
  mutating func varint() throws(FrameError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      if shift == 63 && next > 1 { throw failure(.overlongNumber) }
      value |= UInt64(next & 0x7f) << shift
      if next & 0x80 == 0 {
        if next == 0 && shift > 0 { throw failure(.overlongNumber) }
        return value
      }
      shift += 7
      if shift > 63 { throw failure(.overlongNumber) }
    }
  }

  /// A number at most `max`, which says how many of something follow.
  mutating func count(max: Int, _ what: StaticString) throws(FrameError) -> Int {
    let value = try varint()
    guard value <= UInt64(max) else { throw failure(.limit(what: what)) }
    return Int(value)
  }

  mutating func bytes(_ count: Int) throws(FrameError) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw failure(.truncated) }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func rest() -> ArraySlice<UInt8> {
    defer { offset = bytes.count }
    return bytes[offset...]
  }

  mutating func digest() throws(FrameError) -> Digest {
    guard let digest = Digest(try bytes(Digest.byteCount)) else { throw failure(.truncated) }
    return digest
  }

  mutating func word() throws(FrameError) -> UInt64 {
    var value: UInt64 = 0
    for byte in try bytes(8) { value = value << 8 | UInt64(byte) }
    return value
  }

  /// UTF-8 behind its length in bytes.
  mutating func text(bytesMax: Int, _ what: StaticString) throws(FrameError) -> String {
    let slice = try bytes(try count(max: bytesMax, what))
    guard let text = String(validating: slice, as: UTF8.self) else { throw failure(.notText) }
    return text
  }

  func end() throws(FrameError) {
    guard remaining == 0 else { throw failure(.trailingBytes) }
  }
}
