internal import TalkootCrypto
internal import TalkootLog

/// A node of the network as the links need it: who it is, whose, and where it may be reached.
struct RosterNode: Sendable, Equatable {
  let id: NodeID
  let key: PublicKey
  let organisation: MemberID
  /// `host:port`, the likeliest first.
  var addresses: [String]
}

/// Where a node listens: a host name or address, and a port.
struct NodeAddress: Equatable, Sendable {
  let host: String
  let port: Int

  /// Reads `host:port` or `[v6]:port`; nil for anything else.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
    self.host = String(host)
    self.port = port
  }

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension DigestIdentifier {
  /// The beginning of an id, for logs.
  var short: String { String(digest.hex.prefix(10)) }
}
