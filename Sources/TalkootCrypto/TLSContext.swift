internal import COpenSSL
internal import Synchronization

/// The settings of every TLS connection of a node, and the credentials it shows; for both roles. What `rules.md` 4.5
/// lists is set here, and nothing of it can be changed from outside:
///
/// - TLS 1.3 and nothing else, three suites, X25519 or P-256, Ed25519 signatures;
/// - both sides show certificates, which `PeerChain` alone judges;
/// - no tickets, session cache, early data or pre-shared keys: every connection is a full handshake, so that who is
///   removed cannot come back by resuming;
/// - no renegotiation, post-handshake authentication or compression.
public final class TLSContext: Sendable {
  /// The identity that peers will see.
  public let identity: PublicKey
  /// Whom a peer's organisation must be vouched for by besides its pinned key; asked during each handshake.
  let demand: @Sendable (PublicKey) -> TrustAnchors?
  private let current: Mutex<(settings: TLSSettings, leaf: Digest)>

  /// A context that shows these credentials.
  /// - Parameter demand: the authorities to which the organisation of a peer with this key must chain, where this
  ///   node's operator asks for that; nil asks for nothing but the key. Called on event loops; has to answer at once.
  public init(
    _ credentials: NodeCredentials,
    demand: @escaping @Sendable (PublicKey) -> TrustAnchors? = { _ in nil }
  ) {
    identity = credentials.identity
    self.demand = demand
    current = Mutex((TLSSettings(credentials), credentials.leafHash))
  }

  /// Shows other credentials of the same identity from the next connection on. Connections there are go on.
  public func renew(_ credentials: NodeCredentials) {
    precondition(credentials.identity == identity, "a TLS context goes on with its identity")
    let settings = TLSSettings(credentials)
    current.withLock { $0 = (settings, credentials.leafHash) }
  }

  /// SHA-256 of the leaf certificate that new connections show.
  public var leafHash: Digest { current.withLock { $0.leaf } }

  /// What one connection needs of libssl. It keeps the settings it began with.
  func makeSSL() -> OpaquePointer? { current.withLock { $0.settings }.makeSSL() }
}

/// libssl's form of the settings, for one set of credentials.
private final class TLSSettings: @unchecked Sendable {
  // Configured in init and never changed; libssl counts references to it atomically.
  private let pointer: OpaquePointer

  init(_ credentials: NodeCredentials) {
    guard let pointer = SSL_CTX_new(TLS_method()) else { preconditionFailure("libssl: no context") }
    self.pointer = pointer
    setAlgorithms()
    setLimits()
    setCredentials(credentials)
    setCallbacks()
  }

  deinit { SSL_CTX_free(pointer) }

  func makeSSL() -> OpaquePointer? { SSL_new(pointer) }

  private func setAlgorithms() {
    let done =
      talkoot_SSL_CTX_set_min_proto_version(pointer, TLS1_3_VERSION) == 1
      && talkoot_SSL_CTX_set_max_proto_version(pointer, TLS1_3_VERSION) == 1
      && SSL_CTX_set_ciphersuites(
        pointer,
        "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256"
      ) == 1
      && talkoot_SSL_CTX_set1_groups_list(pointer, "X25519:P-256") == 1
      && talkoot_SSL_CTX_set1_sigalgs_list(pointer, "ed25519") == 1
      && talkoot_SSL_CTX_set1_client_sigalgs_list(pointer, "ed25519") == 1
    precondition(done, "libssl lacks an algorithm of TLS 1.3")
    // The system's configuration file may have set options of its own.
    SSL_CTX_clear_options(pointer, SSL_CTX_get_options(pointer))
    SSL_CTX_set_options(
      pointer,
      talkoot_SSL_OP_NO_TICKET() | talkoot_SSL_OP_NO_RENEGOTIATION() | talkoot_SSL_OP_NO_COMPRESSION()
        | talkoot_SSL_OP_CIPHER_SERVER_PREFERENCE() | talkoot_SSL_OP_PRIORITIZE_CHACHA()
    )
  }

  private func setLimits() {
    // NO_TICKET alone leaves the stateful tickets of TLS 1.3.
    let done =
      SSL_CTX_set_num_tickets(pointer, 0) == 1
      && SSL_CTX_set_max_early_data(pointer, 0) == 1
      && SSL_CTX_set_recv_max_early_data(pointer, 0) == 1
    precondition(done, "libssl refused a limit")
    talkoot_SSL_CTX_session_cache_off(pointer)
    talkoot_SSL_CTX_set_max_cert_list(pointer, 16 << 10)
    SSL_CTX_set_post_handshake_auth(pointer, 0)
    // Without PARTIAL_WRITE a write takes all it is given: our BIO never refuses. NO_AUTO_CHAIN: what is sent is
    // what was set, whatever the system's store has.
    talkoot_SSL_CTX_set_mode(pointer, Int(SSL_MODE_RELEASE_BUFFERS) | Int(SSL_MODE_NO_AUTO_CHAIN))
  }

  private func setCredentials(_ credentials: NodeCredentials) {
    let done =
      SSL_CTX_use_certificate(pointer, credentials.leaf.pointer) == 1
      && SSL_CTX_use_PrivateKey(pointer, credentials.tlsKey.pointer) == 1
      && SSL_CTX_check_private_key(pointer) == 1
      && ([credentials.identityCertificate] + credentials.organisationChain).allSatisfy {
        talkoot_SSL_CTX_add1_chain_cert(pointer, $0.pointer) == 1
      }
    precondition(done, "libssl refused this node's own certificates")
  }

  private func setCallbacks() {
    SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    SSL_CTX_set_cert_verify_callback(pointer, TLSCallbacks.verify, nil)
    SSL_CTX_set_client_hello_cb(pointer, TLSCallbacks.clientHello, nil)
    SSL_CTX_set_alpn_select_cb(pointer, TLSCallbacks.selectProtocol, nil)
    SSL_CTX_set_msg_callback(pointer, TLSCallbacks.message)
  }
}
