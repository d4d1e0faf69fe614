public import TalkootCrypto
public import TalkootLog

/// A key's fingerprint in words, for two people to compare aloud.
///
/// The first 128 bits of the id as eight *proquints* (Wilkerson, *A Proposal for Proquints: Identifiers that are
/// Readable, Spellable, and Pronounceable*, 2009): five letters for 16 bits, consonants and vowels in turn, which
/// Finnish and English speakers read alike.
public enum Fingerprint {
  private static let consonants = Array("bdfghjklmnprstvz")
  private static let vowels = Array("aiou")

  /// Eight words joined by hyphens.
  public static func words(_ digest: Digest) -> String {
    let bytes = digest.bytes
    let words = stride(from: 0, to: 16, by: 2).map { word(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])) }
    return words.joined(separator: "-")
  }

  /// An organisation's fingerprint: that of its admission, which names its root and first node key.
  public static func words(of member: MemberID) -> String { words(member.digest) }

  /// A node's fingerprint.
  public static func words(of node: NodeID) -> String { words(node.digest) }

  /// The 16 bytes that eight words stand for, whatever their case; nil for anything else.
  public static func bytes(_ words: String) -> [UInt8]? {
    let parts = words.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == " " }
    guard parts.count == 8 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      let letters = Array(part)
      guard letters.count == 5 else { return nil }
      var value = 0
      for (place, letter) in letters.enumerated() {
        let alphabet = place.isMultiple(of: 2) ? consonants : vowels
        guard let digit = alphabet.firstIndex(of: letter) else { return nil }
        value = value * alphabet.count + digit
      }
      bytes += [UInt8(value >> 8), UInt8(value & 0xff)]
    }
    return bytes
  }

  private static func word(_ value: UInt16) -> String {
    let bits = Int(value)
    return String([
      consonants[bits >> 12 & 15], vowels[bits >> 10 & 3], consonants[bits >> 6 & 15], vowels[bits >> 4 & 3],
      consonants[bits & 15],
    ])
  }
}
