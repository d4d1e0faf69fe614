internal import COpenSSL

/// An X.509 certificate in libcrypto's memory.
final class Certificate: @unchecked Sendable {
  // Immutable after init; libcrypto reads a certificate from several threads safely.
  let pointer: OpaquePointer

  /// Takes the certificate over.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  /// nil unless `der` is one certificate and nothing after it.
  convenience init?(der: [UInt8]) {
    let pointer: OpaquePointer? = der.withUnsafeBytes { bytes in
      var position = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      guard let end = position.map({ $0 + bytes.count }) else { return nil }
      guard let parsed = d2i_X509(nil, &position, bytes.count) else { return nil }
      guard position == end else {
        X509_free(parsed)
        return nil
      }
      return parsed
    }
    guard let pointer else {
      ERR_clear_error()
      return nil
    }
    self.init(owning: pointer)
  }

  deinit { X509_free(pointer) }

  var der: [UInt8] {
    let count = Int(i2d_X509(pointer, nil))
    precondition(count > 0, "libcrypto cannot write its own certificate")
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var position = buffer.baseAddress
      initialized = Int(i2d_X509(pointer, &position))
    }
  }
}

/// What to put in a certificate (`certs/README.md` has the profile).
struct CertificateProfile {
  var commonName: String
  var extensions: [(nid: Int32, value: String)]

  /// Signed by its own key, which may issue leaves.
  static let identity = CertificateProfile(
    commonName: "Talkoot identity",
    extensions: [
      (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"), (NID_key_usage, "critical,keyCertSign"),
    ]
  )

  /// For one TLS key, issued by the identity key.
  static let leaf = CertificateProfile(
    commonName: "Talkoot TLS",
    extensions: [
      (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
      (NID_ext_key_usage, "serverAuth,clientAuth"),
    ]
  )

  /// A certificate for `subject`, signed by `issuer`. It is the same for the same keys, byte by byte: nothing random
  /// and no clock goes in, because neither names nor dates decide anything.
  func issue(for subject: SigningKey, by issuer: SigningKey) -> Certificate {
    guard let certificate = X509_new(), let serial = CertificateProfile.serial(of: subject.publicKey) else {
      preconditionFailure("libcrypto: out of memory")
    }
    defer { ASN1_INTEGER_free(serial) }
    let issuerName = subject === issuer ? commonName : CertificateProfile.identity.commonName
    let done =
      X509_set_version(certificate, 2) == 1
      && X509_set_serialNumber(certificate, serial) == 1
      && ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), "20200101000000Z") == 1
      // RFC 5280, 4.1.2.5: no good expiration date.
      && ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), "99991231235959Z") == 1
      && CertificateProfile.setName(X509_get_subject_name(certificate), commonName)
      && CertificateProfile.setName(X509_get_issuer_name(certificate), issuerName)
      && X509_set_pubkey(certificate, subject.pointer) == 1
      && extensions.allSatisfy { CertificateProfile.add($0.nid, $0.value, to: certificate) }
      && X509_sign(certificate, issuer.pointer, nil) > 0
    precondition(done, "libcrypto refused to make a certificate")
    return Certificate(owning: certificate)
  }

  /// 127 bits of a hash of the key: positive, and different for different keys.
  private static func serial(of key: PublicKey) -> UnsafeMutablePointer<ASN1_INTEGER>? {
    var bytes = Array(SHA256.hash("talkoot/certificate-serial/1", key.bytes).bytes.prefix(16))
    bytes[0] = bytes[0] & 0x7f | 0x40
    guard let number = BN_bin2bn(bytes, Int32(bytes.count), nil) else { return nil }
    defer { BN_free(number) }
    return BN_to_ASN1_INTEGER(number, nil)
  }

  private static func setName(_ name: OpaquePointer?, _ text: String) -> Bool {
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, Array(text.utf8), Int32(text.utf8.count), -1, 0) == 1
  }

  private static func add(_ nid: Int32, _ value: String, to certificate: OpaquePointer) -> Bool {
    guard let made = X509V3_EXT_conf_nid(nil, nil, nid, value) else { return false }
    defer { X509_EXTENSION_free(made) }
    return X509_add_ext(certificate, made, -1) == 1
  }
}
