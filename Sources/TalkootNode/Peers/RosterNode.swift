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

extension [RosterNode] {
  /// Each node once. Whoever holds a key can have it admitted for two organisations; the first stands.
  var distinct: [RosterNode] {
    var seen: Set<NodeID> = []
    return filter { seen.insert($0.id).inserted }
  }
}

/// Where a node listens: a host name or address, and a port.
struct NodeAddress: Equatable, Sendable {
  let host: String
  let port: Int

  /// The longest name that DNS knows.
  private static let hostBytesMax = 253
  /// As many addresses as are remembered of one node.
  static let addressesMax = 8

  /// Reads `host:port` or `[v6]:port`; nil for anything else. Names come from peers too, so only what names and
  /// addresses are made of is taken.
  init?(_ text: String) {
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let digits = text.utf8[text.utf8.index(after: colon)...]
    guard (1...5).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = UInt16(String(decoding: digits, as: UTF8.self))
    else { return nil }
    var host = text.utf8[..<colon]
    var isBracketed = false
    if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]"), host.count > 1 {
      host = host.dropFirst().dropLast()
      isBracketed = true
    }
    guard !host.isEmpty, host.count <= NodeAddress.hostBytesMax,
      host.allSatisfy({ NodeAddress.isOfHost($0, isBracketed: isBracketed) })
    else { return nil }
    self.host = String(decoding: host, as: UTF8.self)
    self.port = Int(port)
  }

  private static func isOfHost(_ byte: UInt8, isBracketed: Bool) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    case UInt8(ascii: ":"), UInt8(ascii: "%"): isBracketed
    default: false
    }
  }

  /// What of a node's word about itself can be dialled: a few addresses that are some.
  static func usable(_ hints: [String]) -> [String] {
    var addresses: [String] = []
    for hint in hints where addresses.count < addressesMax {
      if let address = NodeAddress(hint), address.port > 0, !addresses.contains(address.text) {
        addresses.append(address.text)
      }
    }
    return addresses
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
