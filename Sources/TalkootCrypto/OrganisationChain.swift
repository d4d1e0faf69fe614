internal import COpenSSL

/// Certificates by which an organisation's own PKI vouches for a node: one for the identity key, then those that lead
/// to its authority. They come after leaf and identity certificate and change nothing for who doesn't ask for them.
public struct OrganisationChain: Sendable {
  /// A node sends 16 KiB of certificates at most, and two of them are its own.
  private static let byteCountMax = 12 << 10

  let certificates: [Certificate]

  /// Reads certificates in PEM.
  /// - Throws: when there is none, too many, or the first is not for `identity`.
  public init(pem: [UInt8], identity: PublicKey) throws(OrganisationChainError) {
    certificates = Certificate.all(inPEM: pem)
    guard !certificates.isEmpty else { throw .none }
    guard certificates.count <= PeerChain.organisationCountMax,
      certificates.reduce(0, { $0 + $1.der.count }) <= OrganisationChain.byteCountMax
    else { throw .tooLarge }
    guard certificates[0].ed25519Key == identity else { throw .otherKey }
  }
}

/// Why a file of certificates can't be used.
public enum OrganisationChainError: Error, Hashable, Sendable {
  /// It holds no certificate in PEM.
  case none
  /// It holds more than a handshake takes.
  case tooLarge
  /// Its first certificate is for another key.
  case otherKey
}

extension OrganisationChainError: CustomStringConvertible {
  /// A sentence for a person.
  public var description: String {
    switch self {
    case .none: "it holds no certificate in PEM"
    case .tooLarge: "it holds more than \(PeerChain.organisationCountMax) certificates or 12 KiB"
    case .otherKey:
      "its first certificate is not for this node's identity key; have one issued from: talkoot node certificate-request"
    }
  }
}

/// Authorities that an operator asks a peer's organisation to be vouched for by. Unlike everything else in TLS here,
/// their certificates' dates count: an authority takes its word back by letting it expire.
public final class TrustAnchors: @unchecked Sendable {
  // Filled in init and never changed; libcrypto locks the store itself.
  private let store: OpaquePointer

  /// Reads certificates of authorities in PEM.
  /// - Throws: when there is none.
  public init(pem: [UInt8]) throws(OrganisationChainError) {
    let authorities = Certificate.all(inPEM: pem)
    guard !authorities.isEmpty else { throw .none }
    guard let store = X509_STORE_new() else { preconditionFailure("libcrypto: out of memory") }
    self.store = store
    for authority in authorities {
      let done = X509_STORE_add_cert(store, authority.pointer)
      precondition(done == 1, "libcrypto took no certificate")
    }
  }

  deinit { X509_STORE_free(store) }

  /// - Throws: `notVouchedFor` unless the first certificate is for `identity` and a path leads from it to an authority.
  func judge(_ chain: [OpaquePointer], of identity: PublicKey) throws(CertificateError) {
    // Whatever libcrypto finds to complain about is answered here, not by who reads the queue next.
    defer { ERR_clear_error() }
    guard let first = chain.first else { throw .notVouchedFor("it shows none") }
    guard Certificate.ed25519Key(of: first) == identity else { throw .notVouchedFor("it is for another key") }
    guard let between = talkoot_sk_X509_new_null(), let context = X509_STORE_CTX_new() else {
      preconditionFailure("libcrypto: out of memory")
    }
    defer {
      X509_STORE_CTX_free(context)
      talkoot_sk_X509_free(between)
    }
    for certificate in chain.dropFirst() {
      let count = talkoot_sk_X509_push(between, certificate)
      precondition(count > 0, "libcrypto: out of memory")
    }
    guard X509_STORE_CTX_init(context, store, first, between) == 1 else {
      preconditionFailure("libcrypto: out of memory")
    }
    guard X509_verify_cert(context) == 1 else {
      let code = Int(X509_STORE_CTX_get_error(context))
      throw .notVouchedFor(X509_verify_cert_error_string(code).map { String(cString: $0) } ?? "error \(code)")
    }
  }
}

/// A request by which an organisation's PKI can certify a node's identity key.
public enum CertificateRequest {
  /// The request in PEM (PKCS #10), signed by the identity key.
  /// - Parameter name: the common name asked for; the authority decides.
  public static func pem(for identity: SigningKey, name: String) -> String {
    guard let request = X509_REQ_new(), let output = BIO_new(BIO_s_mem()) else {
      preconditionFailure("libcrypto: out of memory")
    }
    defer {
      X509_REQ_free(request)
      BIO_free(output)
    }
    let done =
      X509_REQ_set_version(request, 0) == 1
      && X509_NAME_add_entry_by_txt(
        X509_REQ_get_subject_name(request),
        "CN",
        MBSTRING_UTF8,
        Array(name.utf8),
        Int32(name.utf8.count),
        -1,
        0
      ) == 1
      && X509_REQ_set_pubkey(request, identity.pointer) == 1
      && X509_REQ_sign(request, identity.pointer, nil) > 0
      && PEM_write_bio_X509_REQ(output, request) == 1
    precondition(done, "libcrypto refused to make a request")
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = BIO_read(output, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
  }
}

extension Certificate {
  /// All certificates in a text of PEM; other things in it are passed over.
  static func all(inPEM pem: [UInt8]) -> [Certificate] {
    // The BIO reads where the bytes are, for as long as it lives.
    pem.withUnsafeBytes { bytes in
      guard !bytes.isEmpty, let input = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else {
        return []
      }
      defer {
        BIO_free(input)
        ERR_clear_error()
      }
      var found: [Certificate] = []
      while let pointer = PEM_read_bio_X509(input, nil, nil, nil) { found.append(Certificate(owning: pointer)) }
      return found
    }
  }

  var ed25519Key: PublicKey? { Certificate.ed25519Key(of: pointer) }

  /// The certificate's key, where it is an Ed25519 one.
  static func ed25519Key(of certificate: OpaquePointer) -> PublicKey? {
    guard let key = X509_get0_pubkey(certificate), EVP_PKEY_get_id(key) == NID_ED25519 else { return nil }
    var raw = [UInt8](repeating: 0, count: PublicKey.byteCount)
    var count = raw.count
    guard EVP_PKEY_get_raw_public_key(key, &raw, &count) == 1 else { return nil }
    return PublicKey(raw.prefix(count))
  }
}
