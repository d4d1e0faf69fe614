/// What two peers speak over a TLS connection, agreed by ALPN. A connection without one of these is refused.
public enum ApplicationProtocol: String, CaseIterable, Sendable {
  /// Replication between nodes that know each other.
  case peer = "talkoot/1"
  /// The one request of a newcomer who holds an invitation; alone here may an unknown key be accepted.
  case join = "talkoot-join/1"

  /// The name in the length-prefixed form of RFC 7301.
  var wireForm: [UInt8] { [UInt8(rawValue.utf8.count)] + Array(rawValue.utf8) }
}
