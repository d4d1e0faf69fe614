public import TalkootCrypto

/// Why a connection is no more, or never was.
public enum CloseReason: Error, Hashable, Sendable {
  /// This side closed it, for the reason given.
  case local(String)
  /// The peer said that it sends no more: everything it sent has arrived.
  case ended
  /// The network's connection ended without the peer saying so: something may be missing.
  case truncated
  /// TLS refused: the peer's identity, its certificates or its protocol.
  case tls(TLSError)
  /// No handshake within the time for it.
  case handshakeTimeout
  /// More bytes than any handshake takes, and none done.
  case handshakeTooLong
  /// Nothing came from the peer for too long.
  case idle
  /// The peer took nothing for too long, while something was waiting for it.
  case stalled
  /// A stranger stayed longer than the request that it may make takes.
  case joinTimeout
  /// The peer announced a frame of more bytes than it may send.
  case frameTooLarge(UInt32)
  /// Closed to make room for another: before it was authenticated, or beside newer ones of the same identity.
  case crowdedOut
  /// The network or the operating system refused.
  case network(String)
}

extension CloseReason: CustomStringConvertible {
  /// A sentence for a person.
  public var description: String {
    switch self {
    case .local(let reason): "closed by this node: \(reason)"
    case .ended: "closed by the peer"
    case .truncated: "the connection was cut"
    case .tls(let error): error.description
    case .handshakeTimeout: "the peer did not finish its handshake in time"
    case .handshakeTooLong: "the peer sent too much before its handshake was done"
    case .idle: "nothing was heard from the peer for too long"
    case .stalled: "the peer took nothing of what was sent to it for too long"
    case .joinTimeout: "the newcomer took too long for its request"
    case .frameTooLarge(let count): "the peer announced a frame of \(count) bytes, which is more than it may send"
    case .crowdedOut: "too many connections at once; this one had to give way"
    case .network(let reason): reason
    }
  }
}
