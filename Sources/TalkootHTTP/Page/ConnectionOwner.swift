internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Whose program is at the other end of a connection within this machine, by the kernel's table of sockets: any user can
/// reach the loopback interface.
///
/// Only an established connection counts. Of one whose program has closed it, the kernel has no owner and says root.
enum ConnectionOwner {
  /// Whether the other end is a program of the user who runs this node.
  static func isOwn(_ channel: any Channel) async -> Bool {
    guard let client = channel.remoteAddress, let server = channel.localAddress else { return false }
    // A file is read, which may take a while where there are many sockets.
    let found = try? await NIOThreadPool.singleton.runIfActive { uid(client: client, server: server) }
    return found.flatMap { $0 } == getuid()
  }

  private static func uid(client: SocketAddress, server: SocketAddress) -> UInt32? {
    // While it is read the table may change under the reader: what is not found is looked for again.
    for _ in 0..<3 {
      for path in ["/proc/net/tcp", "/proc/net/tcp6"] {
        guard let table = read(path), let uid = uid(in: table, client: client, server: server) else { continue }
        return uid
      }
    }
    return nil
  }

  /// The owner of the socket from `client` to `server`; nil where the table has no such established connection.
  static func uid(in table: String, client: SocketAddress, server: SocketAddress) -> UInt32? {
    let (from, to) = (names(of: client), names(of: server))
    for line in table.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: " ", maxSplits: 9)
      guard fields.count > 7, fields[3] == "01", from.contains(String(fields[1])), to.contains(String(fields[2])) else {
        continue
      }
      return UInt32(fields[7])
    }
    return nil
  }

  /// How the kernel writes an address: words of four bytes as this machine orders them, and the port. One of IPv4 may
  /// be that of a socket of IPv6.
  private static func names(of address: SocketAddress) -> [String] {
    let bytes: [UInt8]
    switch address {
    case .v4(let address):
      bytes = withUnsafeBytes(of: address.address.sin_addr.s_addr) { Array($0) }
    case .v6(let address):
      var bits = address.address.sin6_addr
      bytes = withUnsafeBytes(of: &bits) { Array($0) }
    case .unixDomainSocket: return []
    }
    let port = ":" + digits(UInt32(address.port ?? 0), 4)
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let forms = bytes.count == 4 ? [bytes, mapped + bytes] : [bytes]
    return forms.map { form in
      var text = ""
      for start in stride(from: 0, to: form.count, by: 4) {
        let word = form[start..<start + 4].withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        text += digits(word, 8)
      }
      return text + port
    }
  }

  private static func digits(_ number: UInt32, _ count: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  private static func read(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = part.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
