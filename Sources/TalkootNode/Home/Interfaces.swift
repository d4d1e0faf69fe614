internal import Glibc

/// The machine's network addresses and free ports.
enum Interfaces {
  /// A port that is free on `host` now.
  /// - Throws: `HomeError` when the host is not one of this machine's.
  static func freePort(_ host: String) throws(HomeError) -> Int {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "0", &hints, &found) == 0, let info = found else {
      throw .inaccessible(host, "no such address on this machine")
    }
    defer { freeaddrinfo(found) }
    let descriptor = socket(info.pointee.ai_family, info.pointee.ai_socktype, 0)
    defer { close(descriptor) }
    guard bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0 else {
      throw .inaccessible(host, String(cString: strerror(errno)))
    }
    var storage = sockaddr_storage()
    var count = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &count) }
      // The port stands at the same place in both families.
      return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        Int(UInt16(bigEndian: $0.pointee.sin_port))
      }
    }
  }

  /// What others may dial: the host itself, or for a wildcard the addresses of all interfaces. The loopback address
  /// comes last: it serves the nodes of one machine, and a pinned key keeps it from harming anyone else.
  static func reachable(_ listen: NodeAddress) -> [String] {
    guard listen.host == "0.0.0.0" || listen.host == "::" else { return [listen.text] }
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var addresses: [String] = []
    var next = list
    while let entry = next {
      next = entry.pointee.ifa_next
      let isUp = entry.pointee.ifa_flags & UInt32(IFF_UP) != 0
      let isLoopback = entry.pointee.ifa_flags & UInt32(IFF_LOOPBACK) != 0
      guard isUp, !isLoopback, let address = entry.pointee.ifa_addr, address.pointee.sa_family == AF_INET,
        let text = numeric(address)
      else { continue }
      addresses.append(NodeAddress(host: text, port: listen.port).text)
    }
    return Array(addresses.prefix(6)) + [NodeAddress(host: "127.0.0.1", port: listen.port).text]
  }

  private static func numeric(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let done = getnameinfo(
      address,
      socklen_t(MemoryLayout<sockaddr_in>.size),
      &host,
      socklen_t(host.count),
      nil,
      0,
      NI_NUMERICHOST
    )
    guard done == 0 else { return nil }
    return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
