import Foundation
import NIOCore
import NIOPosix
import TalkootCrypto
import TalkootTransport
import Testing

/// A listener and what it refused, for one test.
final class Host: Sendable {
  let identity: SigningKey
  let context: TLSContext
  let listener: Listener
  let refusals: AsyncStream<CloseReason>

  init(
    identity: SigningKey = SigningKey(),
    limits: TransportLimits = TransportLimits(),
    protocols: [ApplicationProtocol] = [.peer, .join],
    accepts: @escaping Listener.Acceptance = { _, _ in true }
  ) async throws {
    self.identity = identity
    context = TLSContext(NodeCredentials(identity: identity))
    let (refusals, refused) = AsyncStream.makeStream(of: CloseReason.self)
    self.refusals = refusals
    listener = try await Listener.bind(
      context,
      host: "127.0.0.1",
      port: 0,
      protocols: protocols,
      limits: limits,
      accepts: accepts,
      refused: { _, reason in refused.yield(reason) }
    )
  }

  var port: Int { listener.port }

  /// The next connection that is accepted.
  func next() async throws -> Connection {
    var iterator = listener.connections.makeAsyncIterator()
    return try #require(await iterator.next())
  }

  /// Why the next connection was not accepted.
  func nextRefusal() async throws -> CloseReason {
    var iterator = refusals.makeAsyncIterator()
    return try #require(await iterator.next())
  }

  /// A connection of another node to this one: the other's end, and this one's.
  func connected(
    as identity: SigningKey = SigningKey(),
    limits: TransportLimits = TransportLimits(),
    protocol spoken: ApplicationProtocol = .peer
  ) async throws -> (client: Connection, server: Connection) {
    let dialer = Dialer(TLSContext(NodeCredentials(identity: identity)), limits: limits)
    let client = try await dialer.connect(
      host: "127.0.0.1",
      port: port,
      protocol: spoken,
      expecting: self.identity.publicKey
    )
    return (client, try await next())
  }
}

/// A client by hand: a TCP connection on which a test sends any bytes it likes.
final class RawClient {
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator

  private init(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
    _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.inbound = inbound.makeAsyncIterator()
    self.outbound = outbound
  }

  /// Connects and runs `body`; the TCP connection closes after it, with nothing more said.
  static func connected(to port: Int, _ body: (RawClient) async throws -> Void) async throws {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    try await channel.executeThenClose { inbound, outbound in
      try await body(RawClient(inbound, outbound))
    }
  }

  func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

  /// What comes next; nil at the end, which a reset is too.
  func read() async -> [UInt8]? {
    guard let buffer = try? await inbound.next() else { return nil }
    return Array(buffer.readableBytesView)
  }

  /// Everything until the end.
  func readToEnd() async -> [UInt8] {
    var bytes: [UInt8] = []
    while let more = await read() { bytes += more }
    return bytes
  }

  /// Runs a TLS client's handshake by hand, and sends what is given after it.
  func establish(_ tls: TLSConnection, thenSend plaintext: [UInt8]) async throws {
    try tls.begin()
    while tls.session == nil {
      try await flush(tls)
      let bytes = try #require(await read())
      try bytes.withUnsafeBufferPointer { try tls.receive(UnsafeRawBufferPointer($0)) { _ in } }
    }
    try plaintext.withUnsafeBytes { try tls.write($0) }
    try await flush(tls)
  }

  func flush(_ tls: TLSConnection) async throws {
    let bytes = tls.drainOutput { Array($0) }
    if !bytes.isEmpty { try await write(bytes) }
  }
}

func framed(_ text: String) -> [UInt8] {
  let body = Array(text.utf8)
  return withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) } + body
}

/// Waits for a condition, for as long as a slow machine may take.
func eventually(_ claim: Comment, _ condition: () -> Bool) async throws {
  for _ in 0..<2000 {
    if condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  Issue.record(claim)
}

/// Takes TCP connections and says nothing.
final class SilentServer: Sendable {
  private let channel: any Channel
  private let arrivals: AsyncStream<Void>
  var port: Int { channel.localAddress?.port ?? 0 }

  init() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    self.arrivals = arrivals
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        arrived.yield()
        return channel.eventLoop.makeSucceededVoidFuture()
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  func accepted() async throws {
    var iterator = arrivals.makeAsyncIterator()
    try #require(await iterator.next() != nil)
  }

  func close() async throws { try await channel.close() }
}
