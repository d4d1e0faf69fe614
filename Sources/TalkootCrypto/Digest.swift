/// A SHA-256 digest: 32 bytes, ordered as unsigned bytes from the first.
public struct Digest: Hashable, Comparable, Sendable {
  /// How many bytes a digest has.
  public static let byteCount = 32
  /// All bytes zero: the digest of nothing known.
  public static let zero = Digest(0, 0, 0, 0)

  // Big-endian words, so that comparing them compares the bytes.
  @usableFromInline var word0, word1, word2, word3: UInt64

  @inlinable
  init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
    self.word0 = word0
    self.word1 = word1
    self.word2 = word2
    self.word3 = word3
  }

  /// The digest held by exactly 32 bytes; nil for any other count.
  @inlinable
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    self = .zero
    var position = 0
    for byte in bytes {
      switch position >> 3 {
      case 0: word0 = word0 << 8 | UInt64(byte)
      case 1: word1 = word1 << 8 | UInt64(byte)
      case 2: word2 = word2 << 8 | UInt64(byte)
      default: word3 = word3 << 8 | UInt64(byte)
      }
      position += 1
    }
  }

  /// The digest held by the first 32 bytes of `buffer`.
  /// - Precondition: `buffer.count >= 32`.
  @inlinable
  public init(prefixOf buffer: UnsafeRawBufferPointer) {
    precondition(buffer.count >= Digest.byteCount)
    self.init(
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
      UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    )
  }

  /// The digest written as 64 hexadecimal digits of either case; nil for anything else.
  public init?(hex: some StringProtocol) {
    let digits = hex.utf8
    guard digits.count == 2 * Digest.byteCount else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.byteCount)
    var high: UInt8?
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      if let first = high {
        bytes.append(first << 4 | UInt8(value))
        high = nil
      } else {
        high = UInt8(value)
      }
    }
    self.init(bytes)
  }

  /// Calls `body` with the 32 bytes.
  @inlinable
  public func withUnsafeBytes<R, E>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    let words = (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)
    return try Swift.withUnsafeBytes(of: words, body)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 64) { buffer in
      var i = 0
      for byte in bytes {
        buffer[i] = digits[Int(byte >> 4)]
        buffer[i + 1] = digits[Int(byte & 15)]
        i += 2
      }
      return i
    }
  }

  /// The order of the bytes.
  @inlinable
  public static func < (a: Digest, b: Digest) -> Bool {
    if a.word0 != b.word0 { return a.word0 < b.word0 }
    if a.word1 != b.word1 { return a.word1 < b.word1 }
    if a.word2 != b.word2 { return a.word2 < b.word2 }
    return a.word3 < b.word3
  }
}

extension Digest: CustomStringConvertible {
  /// The hexadecimal digits.
  public var description: String { hex }
}
