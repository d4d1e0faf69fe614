public import TalkootLog

/// How people see an object's id: its kind's letter, a dash, and 128 bits as 26 characters of Crockford's base 32.
///
/// Parsing folds case and, as Crockford has it, `o` to 0 and `i` and `l` to 1. A prefix stands for the range of ids
/// that begin with it.
public enum CrockfordID {
  /// The characters of a whole id after the dash.
  public static let characterCount = 26
  /// The least characters of a prefix.
  public static let prefixCharactersMin = 5

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// The 26 characters of an id.
  public static func encode(_ id: ObjectID) -> String {
    let bits = UInt128(id.high) << 64 | UInt128(id.low)
    return String(unsafeUninitializedCapacity: characterCount) { buffer in
      for i in 0..<characterCount {
        buffer[i] = alphabet[Int(truncatingIfNeeded: bits >> (5 * UInt128(characterCount - 1 - i))) & 31]
      }
      return characterCount
    }
  }

  /// The bits that the first `characters` characters hold: the first character holds three, for 26 × 5 is 130.
  static func bits(inCharacters characters: Int) -> Int { characters == 0 ? 0 : 3 + 5 * (characters - 1) }

  /// The least characters that tell apart two ids whose first `bits` bits are the same.
  static func characters(toTellApartAfterSharing bits: Int) -> Int {
    min(characterCount, bits < 3 ? 1 : (bits - 3) / 5 + 2)
  }

  /// What a prefix stands for.
  public struct Prefix: Equatable, Sendable {
    /// The lower-case letter before the dash.
    public let letter: Character
    /// The ids that begin with it.
    public let ids: ClosedRange<ObjectID>
    /// The whole id, when all 26 characters were given.
    public let whole: ObjectID?
  }

  /// Reads a letter, a dash and 5 to 26 characters; nil for anything else.
  public static func parse(_ text: some StringProtocol) -> Prefix? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2 + prefixCharactersMin, bytes.count <= 2 + characterCount, bytes[1] == UInt8(ascii: "-"),
      let letter = lowerCaseLetter(bytes[0])
    else { return nil }
    var bits: UInt128 = 0
    for (i, byte) in bytes[2...].enumerated() {
      guard let value = value(of: byte), i > 0 || value < 8 else { return nil }
      bits = bits << 5 | UInt128(value)
    }
    let free = UInt128(128 - self.bits(inCharacters: bytes.count - 2))
    let low = bits << free
    let high = low | (free == 0 ? 0 : (UInt128(1) << free) - 1)
    func id(_ bits: UInt128) -> ObjectID {
      ObjectID(high: UInt64(truncatingIfNeeded: bits >> 64), low: UInt64(truncatingIfNeeded: bits))
    }
    return Prefix(
      letter: Character(Unicode.Scalar(letter)),
      ids: id(low)...id(high),
      whole: free == 0 ? id(low) : nil
    )
  }

  private static func lowerCaseLetter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
    default: nil
    }
  }

  private static func value(of byte: UInt8) -> UInt8? {
    let folded = lowerCaseLetter(byte) ?? byte
    switch folded {
    case UInt8(ascii: "o"): return 0
    case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
    default: return alphabet.firstIndex(of: folded).map { UInt8($0) }
    }
  }
}
