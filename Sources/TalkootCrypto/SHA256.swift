internal import COpenSSL

/// An incremental SHA-256 over the system's libcrypto. One value hashes many messages, one after another: `finish`
/// gives the digest and starts anew, which spares a context and an algorithm look-up a message (212 ns against 449 ns
/// for 200 bytes).
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Begins with an empty message.
  public init() {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto: out of memory") }
    self.context = context
    begin()
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes to the message.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    let done = EVP_DigestUpdate(context, base, bytes.count)
    precondition(done == 1, "libcrypto refused to hash")
  }

  /// Adds bytes to the message.
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Adds a digest's bytes to the message.
  public mutating func update(_ digest: Digest) { digest.withUnsafeBytes { update($0) } }

  /// Adds the bytes of a domain string (ASCII, as in "talkoot/change/1").
  public mutating func update(_ domain: StaticString) {
    update(UnsafeRawBufferPointer(start: domain.utf8Start, count: domain.utf8CodeUnitCount))
  }

  /// The digest of the message so far; the next message starts empty.
  public mutating func finish() -> Digest {
    withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { output in
      var count: UInt32 = 0
      let done = EVP_DigestFinal_ex(context, output.baseAddress!.assumingMemoryBound(to: UInt8.self), &count)
      precondition(done == 1 && count == 32, "libcrypto refused to hash")
      begin()
      return Digest(prefixOf: UnsafeRawBufferPointer(output))
    }
  }

  private func begin() {
    let done = EVP_DigestInit_ex2(context, SHA256.algorithm.pointer, nil)
    precondition(done == 1, "libcrypto has no SHA-256")
  }

  // Fetched once for the process: an implicit fetch a message costs more than hashing 200 bytes.
  private struct Algorithm: @unchecked Sendable { let pointer: OpaquePointer }
  private static let algorithm: Algorithm = {
    guard let pointer = EVP_MD_fetch(nil, "SHA2-256", nil) else { preconditionFailure("libcrypto has no SHA-256") }
    return Algorithm(pointer: pointer)
  }()
}

extension SHA256 {
  /// SHA-256 of bytes that are some other standard's: without a domain string.
  static func plain(_ bytes: [UInt8]) -> Digest {
    var hasher = SHA256()
    hasher.update(bytes)
    return hasher.finish()
  }

  /// SHA-256 of a domain string followed by `bytes`.
  public static func hash(_ domain: StaticString, _ bytes: [UInt8]) -> Digest {
    var hasher = SHA256()
    hasher.update(domain)
    hasher.update(bytes)
    return hasher.finish()
  }

  /// SHA-256 of a domain string followed by a digest.
  public static func hash(_ domain: StaticString, _ digest: Digest) -> Digest {
    var hasher = SHA256()
    hasher.update(domain)
    hasher.update(digest)
    return hasher.finish()
  }
}
