internal import COpenSSL

/// Why a TLS connection did not come about, or ended otherwise than by the peer's close_notify.
public enum TLSError: Error, Hashable, Sendable {
  /// The peer ended the connection with this alert (RFC 8446, 6).
  case alert(UInt8)
  /// The peer shows no certificate.
  case noCertificate
  /// The peer's certificates are not what the profile asks for.
  case certificate(CertificateError)
  /// The peer proved who it is, and is not welcome.
  case notAccepted(PublicKey)
  /// The peer offers or chooses none of the protocols spoken here.
  case noCommonProtocol
  /// The peer speaks an older TLS only.
  case versionTooOld
  /// What came is no TLS.
  case notTLS
  /// The peer made this side renew its keys more often than any honest one has reason to.
  case tooManyKeyUpdates
  /// The connection's bytes ended without a close_notify: something may be missing.
  case truncated
  /// libssl's own words for anything else.
  case library(String)
}

extension TLSError: CustomStringConvertible {
  /// A sentence for a person.
  public var description: String {
    switch self {
    case .alert(let number): "the peer refused the connection: \(TLSError.alertText(number))"
    case .noCertificate: "the peer shows no certificate, so nobody knows who it is"
    case .certificate(let error): error.description
    case .notAccepted: "the peer's identity key is not one that is accepted here"
    case .noCommonProtocol: "the peer does not speak a protocol that is spoken here (is it another service's port?)"
    case .versionTooOld: "the peer speaks only a TLS older than 1.3"
    case .notTLS: "the peer does not speak TLS (is it another service's port?)"
    case .tooManyKeyUpdates: "the peer asked for new TLS keys too often"
    case .truncated: "the connection was cut in the middle"
    case .library(let reason): "TLS failed: \(reason)"
    }
  }

  private static func alertText(_ number: UInt8) -> String {
    switch number {
    case 42, 43, 46: "it finds this node's certificate wrong (alert \(number))"
    case 48: "it does not know this node, or no longer accepts it (alert 48)"
    case 70: "it asks for another version of TLS (alert 70)"
    case 116: "it asks for a certificate (alert 116)"
    case 120: "it does not speak this protocol (alert 120)"
    default: "alert \(number)"
    }
  }

  /// The error that libssl left on this thread's queue, which is emptied.
  static func fromQueue() -> TLSError {
    // The earliest is the cause, later ones are its echo on the way up.
    let code = ERR_get_error()
    ERR_clear_error()
    guard code != 0 else { return .library("no reason given") }
    let reason = Int32(ERR_GET_REASON(code))
    // SSL_AD_REASON_OFFSET: alerts received are reasons from 1000 on.
    if (1000..<1256).contains(reason) { return .alert(UInt8(reason - 1000)) }
    switch reason {
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: return .noCertificate
    case SSL_R_NO_APPLICATION_PROTOCOL: return .noCommonProtocol
    case SSL_R_UNSUPPORTED_PROTOCOL: return .versionTooOld
    case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST: return .notTLS
    default: return .library(ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)")
    }
  }
}
