internal import COpenSSL

/// A secret under a passphrase: AES-256-GCM with a key that scrypt (RFC 7914) makes of it.
struct PassphraseSeal {
  /// What scrypt is told. The cost travels with the secret, so that it can rise later; what a file may ask for is
  /// bounded, so that a hostile file cannot take all memory (128 · N · r bytes).
  struct Parameters: Equatable {
    var logN: UInt64
    var r: UInt64
    var p: UInt64
    var salt: [UInt8]

    /// 32 MiB and about a tenth of a second.
    init() {
      logN = 15
      r = 8
      p = 1
      salt = SecureRandom.bytes(16)
    }

    /// nil for what this version does not work with.
    init?(logN: UInt64, r: UInt64, p: UInt64, salt: [UInt8]) {
      guard (14...18).contains(logN), r == 8, (1...4).contains(p), salt.count == 16 else { return nil }
      self.logN = logN
      self.r = r
      self.p = p
      self.salt = salt
    }
  }

  private static let nonceByteCount = 12
  private static let tagByteCount = 16

  let parameters: Parameters
  let nonce: [UInt8]
  /// Ciphertext, then the tag.
  let sealed: [UInt8]

  /// nil unless the lengths fit a 32-byte secret.
  init?(parameters: Parameters, nonce: [UInt8], sealed: [UInt8]) {
    guard nonce.count == PassphraseSeal.nonceByteCount, sealed.count == 32 + PassphraseSeal.tagByteCount else {
      return nil
    }
    self.parameters = parameters
    self.nonce = nonce
    self.sealed = sealed
  }

  init(sealing secret: [UInt8], under passphrase: [UInt8], parameters: Parameters, authenticating context: [UInt8]) {
    self.parameters = parameters
    nonce = SecureRandom.bytes(PassphraseSeal.nonceByteCount)
    var key = PassphraseSeal.key(of: passphrase, parameters)
    defer { key.wipe() }
    guard let cipher = EVP_CIPHER_CTX_new() else { preconditionFailure("libcrypto: out of memory") }
    defer { EVP_CIPHER_CTX_free(cipher) }
    var output = [UInt8](repeating: 0, count: secret.count)
    var tag = [UInt8](repeating: 0, count: PassphraseSeal.tagByteCount)
    var count: Int32 = 0
    let done =
      EVP_EncryptInit_ex2(cipher, EVP_aes_256_gcm(), key, nonce, nil) == 1
      && EVP_EncryptUpdate(cipher, nil, &count, context, Int32(context.count)) == 1
      && EVP_EncryptUpdate(cipher, &output, &count, secret, Int32(secret.count)) == 1
      && EVP_EncryptFinal_ex(cipher, nil, &count) == 1
      && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) == 1
    precondition(done, "libcrypto refused to encrypt")
    sealed = output + tag
  }

  /// The secret; nil when the passphrase is another, or a byte has changed.
  func open(under passphrase: [UInt8], authenticating context: [UInt8]) -> [UInt8]? {
    var key = PassphraseSeal.key(of: passphrase, parameters)
    defer { key.wipe() }
    guard let cipher = EVP_CIPHER_CTX_new() else { preconditionFailure("libcrypto: out of memory") }
    defer { EVP_CIPHER_CTX_free(cipher) }
    let ciphertext = Array(sealed.dropLast(PassphraseSeal.tagByteCount))
    var tag = Array(sealed.suffix(PassphraseSeal.tagByteCount))
    var output = [UInt8](repeating: 0, count: ciphertext.count)
    var count: Int32 = 0
    let done =
      EVP_DecryptInit_ex2(cipher, EVP_aes_256_gcm(), key, nonce, nil) == 1
      && EVP_DecryptUpdate(cipher, nil, &count, context, Int32(context.count)) == 1
      && EVP_DecryptUpdate(cipher, &output, &count, ciphertext, Int32(ciphertext.count)) == 1
      && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1
      && EVP_DecryptFinal_ex(cipher, nil, &count) == 1
    if done { return output }
    ERR_clear_error()
    output.wipe()
    return nil
  }

  private static func key(of passphrase: [UInt8], _ parameters: Parameters) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: 32)
    let n: UInt64 = 1 << parameters.logN
    // What scrypt needs, and half as much again for its working space.
    let memory = 192 * n * parameters.r
    let done = passphrase.withUnsafeBytes { bytes in
      EVP_PBE_scrypt(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        bytes.count,
        parameters.salt,
        parameters.salt.count,
        n,
        parameters.r,
        parameters.p,
        memory,
        &key,
        key.count
      )
    }
    precondition(done == 1, "libcrypto refused scrypt (out of memory?)")
    return key
  }
}
