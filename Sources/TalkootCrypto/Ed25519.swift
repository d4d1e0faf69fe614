internal import COpenSSL

/// An Ed25519 signature (RFC 8032): 64 bytes.
public struct Signature: Hashable, Sendable {
  /// How many bytes a signature has.
  public static let byteCount = 64
  /// The 64 bytes.
  public let bytes: [UInt8]

  /// nil unless there are exactly 64 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Signature.byteCount else { return nil }
    self.bytes = Array(bytes)
  }
}

/// An Ed25519 public key: 32 bytes, which may or may not be a point; a key that is none verifies nothing.
public struct PublicKey: Hashable, Comparable, Sendable {
  /// How many bytes a key has.
  public static let byteCount = 32
  // The same shape as a digest: 32 bytes, compared as bytes.
  private let raw: Digest

  /// nil unless there are exactly 32 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard let raw = Digest(bytes) else { return nil }
    self.raw = raw
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { raw.bytes }

  /// The order of the bytes.
  public static func < (a: PublicKey, b: PublicKey) -> Bool { a.raw < b.raw }

  /// Whether `signature` is this key's over `message`. Costs about 110 µs.
  public func isValid(_ signature: Signature, over message: [UInt8]) -> Bool {
    guard let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, PublicKey.byteCount) else {
      ERR_clear_error()
      return false
    }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto: out of memory") }
    defer { EVP_MD_CTX_free(context) }
    let valid =
      EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature.bytes, signature.bytes.count, message, message.count) == 1
    if !valid { ERR_clear_error() }
    return valid
  }
}

/// An Ed25519 private key. The bytes stay in libcrypto's memory and are wiped when the last reference goes.
public final class SigningKey: @unchecked Sendable {
  // Immutable after init; libcrypto reads a key from several threads safely.
  let pointer: OpaquePointer
  /// The half that others may know.
  public let publicKey: PublicKey

  /// A new key from the system's generator.
  public convenience init() {
    self.init(seed: SecureRandom.bytes(32))!
  }

  /// The key that a 32-byte seed stands for (RFC 8032, 5.1.5); nil for any other length.
  public convenience init?(seed: [UInt8]) {
    guard seed.count == 32 else { return nil }
    guard let pointer = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
      preconditionFailure("libcrypto has no Ed25519")
    }
    var raw = [UInt8](repeating: 0, count: 32)
    var count = raw.count
    let done = EVP_PKEY_get_raw_public_key(pointer, &raw, &count)
    precondition(done == 1 && count == 32, "libcrypto gave no public key")
    self.init(owning: pointer, publicKey: PublicKey(raw)!)
  }

  /// Takes a key of libcrypto's over.
  init(owning pointer: OpaquePointer, publicKey: PublicKey) {
    self.pointer = pointer
    self.publicKey = publicKey
  }

  deinit { EVP_PKEY_free(pointer) }

  /// The seed, for keeping the key in a file. Handle as a secret.
  public var seed: [UInt8] {
    var raw = [UInt8](repeating: 0, count: 32)
    var count = raw.count
    let done = EVP_PKEY_get_raw_private_key(pointer, &raw, &count)
    precondition(done == 1 && count == 32, "libcrypto gave no private key")
    return raw
  }

  /// Signs `message`. Costs about 40 µs.
  public func sign(_ message: [UInt8]) -> Signature {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto: out of memory") }
    defer { EVP_MD_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: Signature.byteCount)
    var count = output.count
    let done =
      EVP_DigestSignInit(context, nil, nil, nil, pointer) == 1
      && EVP_DigestSign(context, &output, &count, message, message.count) == 1
    precondition(done && count == Signature.byteCount, "libcrypto refused to sign")
    return Signature(output)!
  }
}

/// The system's generator of secrets.
public enum SecureRandom {
  /// `count` bytes, fit for keys.
  public static func bytes(_ count: Int) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    let done = RAND_bytes(&output, Int32(count))
    precondition(done == 1, "libcrypto's generator failed")
    return output
  }
}
