internal import COpenSSL

/// Comparison of secrets.
public enum ConstantTime {
  /// Whether two secrets are equal, in a time that depends on their lengths only.
  public static func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && (a.isEmpty || CRYPTO_memcmp(a, b, a.count) == 0)
  }
}

extension [UInt8] {
  /// Overwrites the bytes, in a way that the compiler may not leave out. Copies made earlier are not reached.
  mutating func wipe() {
    withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
  }
}
