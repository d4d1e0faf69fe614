internal import TalkootCrypto

/// Builds a frame's bytes.
struct FrameWriter {
  private(set) var bytes: [UInt8] = []

  init(kind: UInt8) { bytes.append(kind) }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func count(_ value: Int) { varint(UInt64(value)) }

  mutating func raw(_ value: some Collection<UInt8>) { bytes.append(contentsOf: value) }

  mutating func digest(_ value: Digest) { value.withUnsafeBytes { bytes.append(contentsOf: $0) } }

  mutating func word(_ value: UInt64) { withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) } }

  /// UTF-8 behind its length, cut at a scalar's edge to at most `bytesMax`.
  mutating func text(_ value: String, bytesMax: Int) {
    var cut: [UInt8] = []
    for scalar in value.unicodeScalars {
      let encoded = Array(String(scalar).utf8)
      if cut.count + encoded.count > bytesMax { break }
      cut += encoded
    }
    count(cut.count)
    raw(cut)
  }
}
