internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The network's errors in words.
enum NetworkError {
  static func text(_ error: any Error) -> String {
    switch error {
    case let error as IOError: String(cString: strerror(error.errnoCode))
    case let error as NIOConnectionError: text(error)
    case let error as ChannelError: text(error)
    default: String(describing: error)
    }
  }

  private static func text(_ error: NIOConnectionError) -> String {
    let place = "\(error.host):\(error.port)"
    let tried = error.connectionErrors.map { "\($0.target.ipAddress ?? "?"): \(text($0.error))" }
    guard tried.isEmpty else { return "cannot reach \(place) (\(tried.joined(separator: "; ")))" }
    return "cannot find the address of \(error.host)"
  }

  private static func text(_ error: ChannelError) -> String {
    switch error {
    case .connectTimeout(let time): "no answer within \(time.nanoseconds / 1_000_000_000) s"
    case .eof: "the connection was cut"
    default: String(describing: error)
    }
  }
}

extension SocketAddress {
  /// Address and port for people.
  var text: String {
    guard let ipAddress, let port else { return String(describing: self) }
    return ipAddress.contains(":") ? "[\(ipAddress)]:\(port)" : "\(ipAddress):\(port)"
  }

  /// What limits an address applies to: all of an IPv4 address, the /64 of an IPv6 one, which is what one household
  /// has.
  var limitKey: [UInt8] {
    switch self {
    case .v4(let address): return withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
    case .v6(let address):
      let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
      let isMappedIPv4 = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
      return Array(isMappedIPv4 ? bytes.suffix(4) : bytes.prefix(8))
    case .unixDomainSocket: return []
    }
  }
}
