internal import COpenSSL

/// The judgement of a peer's certificates: whose identity key stands behind them. Pinning that key is all there is;
/// names and dates decide nothing, and no authority is asked. What is not exactly of the profile in
/// `certs/README.md` is refused.
///
/// After leaf and identity there may be certificates of the peer's organisation. Nobody looks at them here: only where
/// an operator demands it, `TrustAnchors` does, and then *besides* the pin.
public enum PeerChain {
  /// Ours have 320 bytes.
  public static let certificateByteCountMax = 2048
  /// Leaf and identity.
  static let ownCount = 2
  /// How many certificates of the organisation's a peer may show.
  static let organisationCountMax = 4
  private static let counts = ownCount...ownCount + organisationCountMax

  /// The identity key behind a chain of DER certificates, leaf first. That the peer holds the leaf's key is shown by
  /// TLS, not here; that the identity is welcome is the caller's to say.
  public static func identity(of chain: [[UInt8]]) throws(CertificateError) -> PublicKey {
    guard counts.contains(chain.count) else { throw .count(chain.count) }
    var parsed: [Certificate] = []
    for (der, place) in zip(chain, [CertificateError.Place.leaf, .identity]) {
      guard der.count <= certificateByteCountMax else { throw .tooLarge(place, byteCount: der.count) }
      guard let certificate = Certificate(der: der) else { throw .malformed(place) }
      parsed.append(certificate)
    }
    return try identity(leaf: parsed[0].pointer, identity: parsed[1].pointer)
  }

  /// The same for certificates that libssl has parsed.
  static func identity(ofParsed chain: [OpaquePointer]) throws(CertificateError) -> PublicKey {
    guard counts.contains(chain.count) else { throw .count(chain.count) }
    return try identity(leaf: chain[0], identity: chain[1])
  }

  private static func identity(
    leaf: OpaquePointer,
    identity: OpaquePointer
  ) throws(CertificateError) -> PublicKey {
    // Whatever libcrypto finds to complain about is answered here, not by who reads the queue next.
    defer { ERR_clear_error() }
    let leafKey = try checkedKey(leaf, .leaf)
    let identityKey = try checkedKey(identity, .identity)
    guard leafKey.raw != identityKey.raw else { throw .sharedKey }
    guard X509_verify(identity, identityKey.pointer) == 1 else { throw .notSelfSigned }
    guard X509_verify(leaf, identityKey.pointer) == 1 else { throw .notIssuedByIdentity }
    return identityKey.raw
  }

  /// The certificate's Ed25519 key, when its form is right; its signature is checked later.
  private static func checkedKey(
    _ certificate: OpaquePointer,
    _ place: CertificateError.Place
  ) throws(CertificateError) -> (pointer: OpaquePointer, raw: PublicKey) {
    let byteCount = Int(i2d_X509(certificate, nil))
    guard byteCount <= certificateByteCountMax else { throw .tooLarge(place, byteCount: byteCount) }
    guard byteCount > 0, X509_get_version(certificate) == 2 else { throw .malformed(place) }
    guard let key = X509_get0_pubkey(certificate), EVP_PKEY_get_id(key) == NID_ED25519 else {
      throw .keyType(place)
    }
    guard X509_get_signature_nid(certificate) == NID_ED25519 else { throw .signatureType(place) }
    let flags = Int32(bitPattern: X509_get_extension_flags(certificate))
    guard flags & EXFLAG_INVALID == 0 else { throw .malformed(place) }
    guard flags & EXFLAG_CRITICAL == 0 else { throw .criticalExtension(place) }
    let isAuthority = flags & EXFLAG_CA != 0
    guard isAuthority == (place == .identity) else { throw .authority(place) }
    var raw = [UInt8](repeating: 0, count: PublicKey.byteCount)
    var count = raw.count
    guard EVP_PKEY_get_raw_public_key(key, &raw, &count) == 1, let publicKey = PublicKey(raw.prefix(count)) else {
      throw .keyType(place)
    }
    return (key, publicKey)
  }
}

/// What is wrong with a peer's certificates.
public enum CertificateError: Error, Hashable, Sendable {
  /// Which of the two.
  public enum Place: String, Sendable {
    /// The TLS key's certificate, which comes first.
    case leaf
    /// The identity key's certificate, which comes second.
    case identity
  }

  /// Not two certificates, nor two and a few of the organisation's.
  case count(Int)
  /// Larger than `PeerChain.certificateByteCountMax`.
  case tooLarge(Place, byteCount: Int)
  /// No X.509 version 3 certificate, or something after it.
  case malformed(Place)
  /// The key is not an Ed25519 key.
  case keyType(Place)
  /// Signed by another algorithm than Ed25519.
  case signatureType(Place)
  /// A critical extension that is not understood.
  case criticalExtension(Place)
  /// The leaf may issue certificates, or the identity may not.
  case authority(Place)
  /// The TLS key is the identity key.
  case sharedKey
  /// The identity certificate is not signed by its own key.
  case notSelfSigned
  /// The leaf is not signed by the identity key.
  case notIssuedByIdentity
  /// This node's operator demands that the peer's organisation be vouched for by certain authorities, and it is not.
  case notVouchedFor(String)
}

extension CertificateError: CustomStringConvertible {
  /// A sentence for a person.
  public var description: String {
    switch self {
    case .count(let count):
      "the peer shows \(count) certificates; "
        + "a node shows its TLS leaf, its identity, and up to four of its organisation's own PKI"
    case .tooLarge(let place, let count):
      "the peer's \(place.rawValue) certificate has \(count) bytes, which is too many"
    case .malformed(let place): "the peer's \(place.rawValue) certificate cannot be read"
    case .keyType(let place): "the key in the peer's \(place.rawValue) certificate is not an Ed25519 key"
    case .signatureType(let place): "the peer's \(place.rawValue) certificate is not signed with Ed25519"
    case .criticalExtension(let place):
      "the peer's \(place.rawValue) certificate has a critical extension that Talkoot does not know"
    case .authority(.leaf): "the peer's TLS certificate is one that may issue certificates"
    case .authority(.identity): "the peer's identity certificate is not one that may issue certificates"
    case .sharedKey: "the peer uses its identity key as its TLS key"
    case .notSelfSigned: "the peer's identity certificate is not signed by the key in it"
    case .notIssuedByIdentity: "the peer's TLS certificate is not issued by the identity it shows"
    case .notVouchedFor(let reason): "this node asks for a chain to the peer's own authority (tls.require): \(reason)"
    }
  }
}
