internal import COpenSSL

/// One side of a TLS connection, without any I/O: ciphertext and events in, plaintext, events and ciphertext out.
/// Whoever owns it passes in what the network brings (`receive`), and sends what `drainOutput` gives after every call.
///
/// To be used by one thread at a time. A client is established before the server has judged its certificate (so is
/// TLS 1.3): only bytes from the server show that it is welcome.
public final class TLSConnection {
  /// Which side this is.
  public enum Role: Sendable {
    /// Speaks first, and offers this protocol.
    case client(ApplicationProtocol)
    /// Waits, and speaks any of these, the first that is offered.
    case server([ApplicationProtocol])
  }

  /// What came of received bytes, in order.
  public enum Event {
    /// The handshake is done and the peer proven and welcome; happens once and before any plaintext.
    case established(TLSSession)
    /// At most 16 KiB of plaintext, valid during the call.
    case plaintext(UnsafeRawBufferPointer)
    /// The peer has said that it sends no more.
    case ended
  }

  enum Verdict { case accepted, malformed, unwelcome }

  private enum State {
    case handshaking
    case established(TLSSession)
    case ended
    case failed(TLSError)
  }

  /// An honest peer renews its keys after hundreds of gigabytes.
  private static let keyUpdatesMax = 1024
  private static let recordByteCountMax = 16 << 10
  private static let exporterLabel = "EXPORTER-Talkoot-channel"

  let protocols: [ApplicationProtocol]
  private let ssl: OpaquePointer
  private let context: TLSContext
  private let wire = TLSWire()
  private let accepts: (PublicKey, ApplicationProtocol) -> Bool
  private var state = State.handshaking
  /// Our own reason, which is more precise than libssl's.
  private var refusal: TLSError?
  private var peer: PublicKey?
  private var keyUpdates = 0

  /// A connection that has sent nothing yet. `accepts` says whether the owner of an identity key is welcome to speak
  /// a protocol; it is asked once, during the handshake, and before anything of the application is sent.
  public init(
    _ context: TLSContext,
    role: Role,
    accepts: @escaping (PublicKey, ApplicationProtocol) -> Bool
  ) {
    guard let ssl = context.makeSSL() else { preconditionFailure("libssl: out of memory") }
    self.ssl = ssl
    self.context = context
    self.accepts = accepts
    let bio = wire.makeBIO()
    SSL_set_bio(ssl, bio, bio)
    switch role {
    case .client(let offered):
      protocols = [offered]
      let list = offered.wireForm
      let refused = SSL_set_alpn_protos(ssl, list, UInt32(list.count))
      precondition(refused == 0, "libssl refused the protocol")
      SSL_set_connect_state(ssl)
    case .server(let spoken):
      protocols = spoken
      SSL_set_accept_state(ssl)
    }
    SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { SSL_free(ssl) }

  /// What the handshake found; nil before it is done.
  public var session: TLSSession? {
    if case .established(let session) = state { session } else { nil }
  }

  /// Begins the handshake: a client has something to send after this.
  public func begin() throws(TLSError) {
    ERR_clear_error()
    _ = try shakeHands()
  }

  /// Takes ciphertext and hands over what comes of it. After an error or the end everything is ignored; there may
  /// still be an alert to send.
  public func receive(_ ciphertext: UnsafeRawBufferPointer, handle: (Event) -> Void) throws(TLSError) {
    try wire.withInput(ciphertext) { () throws(TLSError) in
      switch state {
      case .failed, .ended: return
      case .established: break
      case .handshaking:
        guard let session = try shakeHands() else { return }
        handle(.established(session))
      }
      try readRecords(handle)
    }
  }

  /// The network has no more bytes: an error unless the peer had said so.
  public func receiveEnd() throws(TLSError) {
    switch state {
    case .ended, .failed: return
    case .handshaking, .established: throw fail(.truncated)
    }
  }

  /// Encrypts `plaintext` for sending.
  /// - Precondition: the connection is established.
  public func write(_ plaintext: UnsafeRawBufferPointer) throws(TLSError) {
    guard plaintext.count > 0 else { return }
    guard case .established = state else { preconditionFailure("write in state \(state)") }
    wire.reserveOutput(forPlaintext: plaintext.count)
    ERR_clear_error()
    var written = 0
    let done = SSL_write_ex(ssl, plaintext.baseAddress, plaintext.count, &written)
    // Without PARTIAL_WRITE, into a BIO that takes everything, it is all or an error.
    guard done == 1, written == plaintext.count else { throw fail(.fromQueue()) }
  }

  /// Says that this side sends no more (close_notify). Says nothing before the handshake is done or after a failure.
  public func end() {
    switch state {
    case .handshaking, .failed: return
    case .established, .ended:
      ERR_clear_error()
      _ = SSL_shutdown(ssl)
      ERR_clear_error()
    }
  }

  /// Asks for new keys in both directions (RFC 8446, 4.6.3), sent with the next write. For tests: after how much data
  /// keys wear out is libssl's business.
  func requestKeyUpdate() { _ = SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED) }

  /// Whether there is something to send.
  public var hasOutput: Bool { !wire.output.isEmpty }

  /// Hands over the ciphertext to send, and forgets it.
  public func drainOutput<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R { wire.drainOutput(body) }

  // MARK: Steps

  private func shakeHands() throws(TLSError) -> TLSSession? {
    guard case .handshaking = state else { return nil }
    ERR_clear_error()
    let done = SSL_do_handshake(ssl)
    guard done == 1 else {
      guard SSL_get_error(ssl, done) == SSL_ERROR_WANT_READ else { throw fail(.fromQueue()) }
      return nil
    }
    // Each of these is assured by a setting already; a setting that fails to hold is found here.
    guard let peer else { throw fail(.noCertificate) }
    guard let chosen = chosenProtocol else { throw fail(.noCommonProtocol) }
    guard SSL_version(ssl) == TLS1_3_VERSION else { throw fail(.versionTooOld) }
    guard SSL_session_reused(ssl) == 0 else { throw fail(.library("a session was resumed")) }
    let session = TLSSession(
      peer: peer,
      applicationProtocol: chosen,
      exporter: exportedValue(),
      cipherSuite: cipherSuite
    )
    state = .established(session)
    return session
  }

  private func readRecords(_ handle: (Event) -> Void) throws(TLSError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: TLSConnection.recordByteCountMax,
      alignment: 16
    )
    defer { buffer.deallocate() }
    while true {
      ERR_clear_error()
      var count = 0
      let done = SSL_read_ex(ssl, buffer.baseAddress, buffer.count, &count)
      guard keyUpdates <= TLSConnection.keyUpdatesMax else { throw fail(.tooManyKeyUpdates) }
      if done == 1 {
        handle(.plaintext(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
        continue
      }
      switch SSL_get_error(ssl, done) {
      case SSL_ERROR_WANT_READ: return
      case SSL_ERROR_ZERO_RETURN:
        state = .ended
        handle(.ended)
        return
      default: throw fail(.fromQueue())
      }
    }
  }

  private func fail(_ error: TLSError) -> TLSError {
    let error = refusal ?? error
    state = .failed(error)
    return error
  }

  private var chosenProtocol: ApplicationProtocol? {
    var name: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    SSL_get0_alpn_selected(ssl, &name, &count)
    let bytes = UnsafeBufferPointer(start: name, count: Int(count))
    return protocols.first { $0.rawValue.utf8.elementsEqual(bytes) }
  }

  private func exportedValue() -> Digest {
    var value = [UInt8](repeating: 0, count: Digest.byteCount)
    let label = TLSConnection.exporterLabel
    let done = SSL_export_keying_material(ssl, &value, value.count, label, label.utf8.count, nil, 0, 0)
    precondition(done == 1, "libssl exports nothing from an established connection")
    return Digest(value)!
  }

  private var cipherSuite: String {
    SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)).map { String(cString: $0) } ?? ""
  }

  // MARK: For the callbacks

  static func of(_ ssl: OpaquePointer?) -> TLSConnection {
    guard let ssl, let object = SSL_get_ex_data(ssl, 0) else { preconditionFailure("an SSL without its connection") }
    return Unmanaged<TLSConnection>.fromOpaque(object).takeUnretainedValue()
  }

  func judge(_ chain: [OpaquePointer]) -> Verdict {
    do throws(CertificateError) {
      let identity = try PeerChain.identity(ofParsed: chain)
      guard let chosen = chosenProtocol else {
        refuse(.noCommonProtocol)
        return .malformed
      }
      guard accepts(identity, chosen) else {
        refuse(.notAccepted(identity))
        return .unwelcome
      }
      if let anchors = context.demand(identity) {
        try anchors.judge(Array(chain.dropFirst(PeerChain.ownCount)), of: identity)
      }
      peer = identity
      return .accepted
    } catch {
      refuse(.certificate(error))
      return .malformed
    }
  }

  func refuse(_ reason: TLSError) { refusal = reason }

  func countKeyUpdate() { keyUpdates += 1 }
}

/// What a finished handshake has established.
public struct TLSSession: Hashable, Sendable {
  /// The identity key behind the peer's certificates.
  public let peer: PublicKey
  /// What both speak.
  public let applicationProtocol: ApplicationProtocol
  /// 32 bytes that only the two ends of this very connection know (RFC 8446, 7.5): what is signed over them cannot be
  /// used on another connection.
  public let exporter: Digest
  /// OpenSSL's name of the suite.
  public let cipherSuite: String
}
