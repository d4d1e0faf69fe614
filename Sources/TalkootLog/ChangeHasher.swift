internal import TalkootCrypto

/// Makes the hashes of changes, one after another, with one context and no allocation.
struct ChangeHasher: ~Copyable {
  private var sha = SHA256()
  private var saltHasher = SaltHasher()
  private var header: [UInt8] = []
  private static let noContent: Digest = SHA256.hash("talkoot/content/1", [0, 0, 0, 0])

  mutating func structureHash(_ structure: [UInt8]) -> Digest {
    sha.update("talkoot/structure/1")
    sha.update(structure)
    return sha.finish()
  }

  /// H("talkoot/string/1" ‖ salt ‖ string).
  mutating func commitment(_ string: [UInt8], salt: SaltSeed) -> Digest {
    sha.update("talkoot/string/1")
    withUnsafeBytes(of: (salt.high.bigEndian, salt.low.bigEndian)) { sha.update($0) }
    sha.update(string)
    return sha.finish()
  }

  /// H("talkoot/content/1" ‖ u32be count ‖ commitments); nil if a present string has no salt.
  mutating func contentHash(_ strings: [ContentString], slot: UInt8, salts: inout SaltPath?) -> Digest? {
    if strings.isEmpty { return ChangeHasher.noContent }
    // The usual change has one string: no array for its commitment.
    if strings.count == 1 {
      guard let only = commitment(to: strings, 0, slot, &salts) else { return nil }
      beginContent(1)
      sha.update(only)
      return sha.finish()
    }
    var commitments: [Digest] = []
    commitments.reserveCapacity(strings.count)
    for index in strings.indices {
      guard let commitment = commitment(to: strings, index, slot, &salts) else { return nil }
      commitments.append(commitment)
    }
    beginContent(strings.count)
    for commitment in commitments { sha.update(commitment) }
    return sha.finish()
  }

  private mutating func beginContent(_ count: Int) {
    sha.update("talkoot/content/1")
    withUnsafeBytes(of: UInt32(count).bigEndian) { sha.update($0) }
  }

  private mutating func commitment(
    to strings: [ContentString],
    _ index: Int,
    _ slot: UInt8,
    _ salts: inout SaltPath?
  ) -> Digest? {
    switch strings[index] {
    case .erased(let commitment), .missing(let commitment): return commitment
    case .present(let bytes):
      guard let salt = salts?.salt(slot: slot, string: index, of: strings.count, &saltHasher) else { return nil }
      return commitment(bytes, salt: salt)
    }
  }

  mutating func id(_ value: borrowing ChangeHeader) -> ChangeID {
    header.removeAll(keepingCapacity: true)
    value.encode(into: &header)
    sha.update("talkoot/change/1")
    sha.update(header)
    return ChangeID(sha.finish())
  }
}
