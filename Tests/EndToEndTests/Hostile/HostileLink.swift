import Foundation
import ProgramTesting
import TalkootCrypto
import TalkootLog
import Testing

@testable import TalkootSync

/// A TLS connection to a node by hand: any bytes, any frames, as slowly as wished. One thread, blocking.
final class HostileLink {
  private let descriptor: Int32
  private let tls: TLSConnection
  private var codec = FrameCodec()
  private var plaintext: [UInt8] = []
  /// The TCP connection is over, or TLS said so.
  private(set) var isOver = false

  /// Connects and shakes hands; the socket binds to `source` first, so that one machine can be many.
  init(
    to address: String,
    as key: SigningKey,
    protocol spoken: ApplicationProtocol = .peer,
    from source: String? = nil
  ) throws {
    descriptor = try HostileLink.connect(to: address, from: source)
    tls = TLSConnection(TLSContext(NodeCredentials(identity: key)), role: .client(spoken)) { _, _ in true }
    try tls.begin()
    flush()
    let deadline = ContinuousClock.now + .seconds(30)
    while tls.session == nil, !isOver, ContinuousClock.now < deadline { read(within: .seconds(1)) }
    guard tls.session != nil else { throw Stuck(what: "a hostile link", why: "no handshake") }
  }

  deinit { close(descriptor) }

  /// 32 bytes that only the two ends know.
  var exporter: Digest? { tls.session?.exporter }

  /// A TCP connection, from another address of loopback where one is given.
  static func connect(to address: String, from source: String? = nil) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if let source {
      let bound = withAddress(source, 0) { bind(descriptor, $0, $1) }
      guard bound == 0 else { throw Stuck(what: source, why: String(cString: strerror(errno))) }
    }
    let parts = address.split(separator: ":")
    let port = try #require(UInt16(parts[1]))
    guard withAddress(String(parts[0]), port, { Foundation.connect(descriptor, $0, $1) }) == 0 else {
      throw Stuck(what: address, why: String(cString: strerror(errno)))
    }
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    return descriptor
  }

  private static func withAddress(
    _ host: String,
    _ port: UInt16,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }

  // MARK: Sending

  /// Bytes of the stream as they are.
  func write(_ bytes: [UInt8]) {
    guard !isOver else { return }
    do throws(TLSError) {
      try bytes.withUnsafeBufferPointer { (bytes) throws(TLSError) in try tls.write(UnsafeRawBufferPointer(bytes)) }
    } catch { isOver = true }
    flush()
  }

  /// A frame's bytes behind their length.
  func send(bytes: [UInt8]) { write(withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) } + bytes) }

  func send(_ frame: Frame) {
    guard case .send(let bytes) = codec.encode(frame) else { return }
    send(bytes: bytes)
  }

  private func flush() {
    let bytes = tls.drainOutput { Array($0) }
    var rest = bytes[...]
    while !rest.isEmpty, !isOver {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { isOver = true } else { rest = rest.dropFirst(count) }
    }
  }

  /// Whether the node takes more at once, so that writing will not block.
  var isWritable: Bool { poll(POLLOUT, within: .zero) }

  // MARK: Receiving

  /// The next frame; nil when none comes in time, or the link is over.
  func next(within limit: Duration = .seconds(30)) throws -> Frame? {
    try nextBytes(within: limit).map { try codec.decode($0) }
  }

  /// The next frame's bytes, whatever they are.
  func nextBytes(within limit: Duration = .seconds(30)) throws -> [UInt8]? {
    let deadline = ContinuousClock.now + limit
    while true {
      if let bytes = takeBytes() { return bytes }
      let rest = deadline - ContinuousClock.now
      guard !isOver, rest > .zero else { return nil }
      read(within: rest)
    }
  }

  /// Reads on until the node says BYE or ends the link; nil when it ends without a word.
  func farewell(within limit: Duration = .seconds(30)) throws -> Frame.Bye? {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      let frame = try next(within: deadline - ContinuousClock.now)
      if case .bye(let bye)? = frame { return bye }
      if frame == nil, isOver { return nil }
    }
    throw Stuck(what: "a hostile link", why: "still open after \(limit)")
  }

  /// Everything that comes within a time, without looking at it; how many bytes.
  func drain(within limit: Duration) -> Int {
    let deadline = ContinuousClock.now + limit
    while !isOver, ContinuousClock.now < deadline { read(within: deadline - ContinuousClock.now) }
    defer { plaintext = [] }
    return plaintext.count
  }

  private func takeBytes() -> [UInt8]? {
    guard plaintext.count >= 4 else { return nil }
    let count = plaintext[..<4].reduce(0) { $0 << 8 | Int($1) }
    guard plaintext.count >= 4 + count else { return nil }
    let bytes = Array(plaintext[4..<4 + count])
    plaintext.removeFirst(4 + count)
    return bytes
  }

  private func read(within limit: Duration) {
    guard poll(POLLIN, within: limit) else { return }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else {
      isOver = true
      return
    }
    buffer.removeLast(buffer.count - count)
    do throws(TLSError) {
      try buffer.withUnsafeBufferPointer { (bytes) throws(TLSError) in
        try tls.receive(UnsafeRawBufferPointer(bytes)) { event in
          switch event {
          case .established: break
          case .plaintext(let bytes): plaintext += bytes
          case .ended: isOver = true
          }
        }
      }
    } catch { isOver = true }
    flush()
  }

  private func poll(_ events: Int32, within limit: Duration) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    return Foundation.poll(&entry, 1, Int32(max(0, limit / .milliseconds(1)))) > 0
  }
}
