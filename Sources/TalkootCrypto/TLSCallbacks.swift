internal import COpenSSL

/// What libssl calls. Each finds its connection by the SSL it is called for; none captures anything.
enum TLSCallbacks {
  /// Judges the peer's certificates, in place of libcrypto's building of chains. The protocol is agreed by then: ALPN
  /// comes before certificates on both sides.
  static let verify: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = { store, _ in
    let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx())
    let connection = TLSConnection.of(OpaquePointer(ssl))
    let stack = X509_STORE_CTX_get0_untrusted(store)
    let chain = (0..<max(0, talkoot_sk_X509_num(stack))).compactMap { talkoot_sk_X509_value(stack, $0) }
    switch connection.judge(chain) {
    case .accepted:
      X509_STORE_CTX_set_error(store, X509_V_OK)
      return 1
    case .malformed:
      X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED)  // sent as alert 42, bad_certificate
      return 0
    case .unwelcome:
      // Sent as alert 48, unknown_ca, so that the other side can tell its user which of the two it is.
      X509_STORE_CTX_set_error(store, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY)
      return 0
    }
  }

  /// Refuses a client that offers no protocol at all: libssl doesn't ask `selectProtocol` then, and a stranger need
  /// not see our certificate to learn that it is at the wrong door.
  static let clientHello:
    @convention(c) (OpaquePointer?, UnsafeMutablePointer<Int32>?, UnsafeMutableRawPointer?) -> Int32 = {
      ssl,
      alert,
      _ in
      var bytes: UnsafePointer<UInt8>?
      var count = 0
      let present = SSL_client_hello_get0_ext(
        ssl,
        UInt32(TLSEXT_TYPE_application_layer_protocol_negotiation),
        &bytes,
        &count
      )
      if present == 1 { return SSL_CLIENT_HELLO_SUCCESS }
      TLSConnection.of(ssl).refuse(.noCommonProtocol)
      alert?.pointee = Int32(TLS1_AD_NO_APPLICATION_PROTOCOL)
      return SSL_CLIENT_HELLO_ERROR
    }

  /// Chooses the first protocol of ours that the client offers.
  static let selectProtocol:
    @convention(c) (
      OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, UnsafeMutablePointer<UInt8>?,
      UnsafePointer<UInt8>?, UInt32, UnsafeMutableRawPointer?
    ) -> Int32 = { ssl, chosen, chosenCount, offered, offeredCount, _ in
      let list = UnsafeBufferPointer(start: offered, count: Int(offeredCount))
      for candidate in TLSConnection.of(ssl).protocols {
        guard let position = TLSCallbacks.position(of: candidate, in: list) else { continue }
        chosen?.pointee = list.baseAddress! + position
        chosenCount?.pointee = UInt8(candidate.rawValue.utf8.count)
        return SSL_TLSEXT_ERR_OK
      }
      return SSL_TLSEXT_ERR_ALERT_FATAL
    }

  /// Counts the peer's key updates.
  static let message:
    @convention(c) (
      Int32, Int32, Int32, UnsafeRawPointer?, Int, OpaquePointer?, UnsafeMutableRawPointer?
    ) -> Void = { isSent, _, contentType, bytes, count, ssl, _ in
      guard isSent == 0, contentType == SSL3_RT_HANDSHAKE, count > 0, let bytes,
        Int32(bytes.load(as: UInt8.self)) == SSL3_MT_KEY_UPDATE
      else { return }
      TLSConnection.of(ssl).countKeyUpdate()
    }

  /// Where the name of a protocol begins in a list of length-prefixed names.
  private static func position(
    of candidate: ApplicationProtocol,
    in list: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var position = 0
    while position < list.count {
      let start = position + 1
      let end = start + Int(list[position])
      guard end <= list.count else { return nil }
      if list[start..<end].elementsEqual(candidate.rawValue.utf8) { return start }
      position = end
    }
    return nil
  }
}
