import TalkootCrypto
import TalkootTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Connections` {
  @Test func `two nodes learn who the other is, and share a value nobody else has`() async throws {
    let host = try await Host()
    let alice = SigningKey()
    let (client, server) = try await host.connected(as: alice)
    #expect(client.peer == host.identity.publicKey)
    #expect(server.peer == alice.publicKey)
    #expect(client.exporter == server.exporter)
    #expect(client.applicationProtocol == .peer && server.applicationProtocol == .peer)
    #expect(server.isInbound && !client.isInbound)
    #expect(client.remoteAddress == "127.0.0.1:\(host.port)")
    let (other, _) = try await host.connected(as: alice)
    #expect(other.exporter != client.exporter)
  }

  @Test func `frames arrive whole and in order, empty ones too`() async throws {
    let host = try await Host()
    let (client, server) = try await host.connected()
    let frames = (0..<200).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: $0 * $0) }
    async let received = server.frames.reduce(into: [[UInt8]]()) { $0.append($1) }
    for frame in frames { try await client.send(frame) }
    client.close("done")
    #expect(try await received == frames)
    #expect(await server.closed() == .ended)
    #expect(await client.closed() == .local("done"))
  }

  @Test func `100 MB go both ways at once and arrive as they were sent`() async throws {
    let host = try await Host()
    let (client, server) = try await host.connected()
    async let atServer = exchange(server, seed: 1, expecting: 2)
    async let atClient = exchange(client, seed: 2, expecting: 1)
    #expect(try await atServer)
    #expect(try await atClient)
    #expect(client.traffic.framesOut == 100 && client.traffic.framesIn == 100)
    #expect(client.traffic.bytesIn > 100 << 20 && client.traffic.bytesIn < 101 << 20)
    #expect(client.traffic.bytesIn == server.traffic.bytesOut)
  }

  /// Sends 100 frames of 1 MiB while receiving as many; whether all were intact.
  private func exchange(_ connection: Connection, seed: UInt8, expecting other: UInt8) async throws -> Bool {
    async let sent: Void = {
      for i in 0..<100 { try await connection.send(Self.frame(seed, i)) }
    }()
    var isIntact = true
    for i in 0..<100 {
      let frame = try await connection.receive()
      isIntact = isIntact && frame.map { SHA256.hash("", $0) } == SHA256.hash("", Self.frame(other, i))
    }
    try await sent
    return isIntact
  }

  private static func frame(_ seed: UInt8, _ index: Int) -> [UInt8] {
    var frame = [UInt8](repeating: seed, count: 1 << 20)
    for position in stride(from: index, to: frame.count, by: 9973) { frame[position] = UInt8(index) }
    return frame
  }

  @Test func `a cut is told apart from an end`() async throws {
    let host = try await Host()
    let context = TLSContext(NodeCredentials(identity: SigningKey()))
    try await RawClient.connected(to: host.port) { client in
      let tls = TLSConnection(context, role: .client(.peer), accepts: { _, _ in true })
      try await client.establish(tls, thenSend: framed("whole") + framed("half").dropLast())
    }
    let server = try await host.next()
    #expect(try await server.receive() == Array("whole".utf8))
    await #expect(throws: CloseReason.truncated) { try await server.receive() }
    #expect(await server.closed() == .truncated)
  }

  @Test(arguments: [[0xff, 0xff, 0xff, 0xff], [0x00, 0x10, 0x04, 0x01]] as [[UInt8]])
  func `a frame that is too large closes the connection at its length`(length: [UInt8]) async throws {
    let host = try await Host()
    let context = TLSContext(NodeCredentials(identity: SigningKey()))
    try await RawClient.connected(to: host.port) { client in
      let tls = TLSConnection(context, role: .client(.peer), accepts: { _, _ in true })
      try await client.establish(tls, thenSend: framed("before") + length)
      let server = try await host.next()
      #expect(try await server.receive() == Array("before".utf8))
      let announced = length.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      await #expect(throws: CloseReason.frameTooLarge(announced)) { try await server.receive() }
      _ = await client.readToEnd()
    }
  }

  @Test func `a reader that stalls holds its sender, and neither grows`() async throws {
    let host = try await Host()
    let (client, server) = try await host.connected()
    let frame = [UInt8](repeating: 3, count: 64 << 10)
    let sending = Task {
      for _ in 0..<1000 { try await client.send(frame) }
      client.close("done")
    }
    // Until nothing moves any more, which the queue being full at many looks in a row tells.
    var (framesOut, still) = (-1, 0)
    try await eventually("the sender is held") {
      defer { framesOut = client.traffic.framesOut }
      still = !client.isWritable && framesOut == client.traffic.framesOut ? still + 1 : 0
      return still == 50
    }
    let limits = TransportLimits()
    #expect(client.queuedByteCount <= limits.sendQueueByteCountMax + frame.count + 64)
    #expect(!client.trySend(frame))
    // What the reader holds: its limit, and one read beyond it. The rest is in the kernel's buffers.
    #expect(server.traffic.bytesIn < limits.receiveQueueByteCountMax + (1 << 20))
    #expect(client.traffic.framesOut < 500)
    var count = 0
    while let received = try await server.receive() {
      if received != frame { Issue.record("frame \(count) differs") }
      count += 1
    }
    #expect(count == 1000)
    try await sending.value
  }

  @Test func `a cancelled sender takes its frame back, and a cancelled receiver gets nil`() async throws {
    let host = try await Host()
    let (client, server) = try await host.connected()
    let receiving = Task { try await client.receive() }
    receiving.cancel()
    #expect(try await receiving.value == nil)
    while client.trySend([UInt8](repeating: 0, count: 1 << 20)) {}
    let queued = client.queuedByteCount
    let sending = Task { try await client.send(Array("mine".utf8)) }
    sending.cancel()
    // The loop may make room before the cancellation comes: then the frame is sent.
    let result = await sending.result
    if case .failure(let error) = result { #expect(error is CancellationError) }
    #expect(queued >= TransportLimits().sendQueueByteCountMax)
    client.close("done")
    while try await server.receive() != nil {}
  }

  @Test func `what was sent before closing arrives, and nothing can be sent after`() async throws {
    let host = try await Host()
    let (client, server) = try await host.connected()
    for _ in 0..<3 { #expect(client.trySend([UInt8](repeating: 1, count: 1 << 20))) }
    client.close("enough")
    var count = 0
    while let frame = try await server.receive() { count += frame.count }
    #expect(count == 3 << 20)
    #expect(await client.closed() == .local("enough"))
    #expect(try await client.receive() == nil)
    #expect(!client.trySend([1]))
    await #expect(throws: CloseReason.local("enough")) { try await client.send([1]) }
  }

  @Test func `both may close at once`() async throws {
    let host = try await Host()
    for _ in 0..<20 {
      let (client, server) = try await host.connected()
      client.close("client")
      server.close("server")
      #expect([.local("client"), .ended].contains(await client.closed()))
      #expect([.local("server"), .ended].contains(await server.closed()))
    }
    try await eventually("all have left") { host.listener.inboundCount == 0 }
  }

  @Test func `a connection that nobody keeps closes`() async throws {
    let host = try await Host()
    var (client, server): (Connection?, Connection) = try await host.connected()
    client = nil
    #expect(try await server.receive() == nil)
    #expect(client == nil)
  }

  @Test func `silence ends a connection, and not as an end`() async throws {
    var limits = TransportLimits()
    limits.idleTimeout = .milliseconds(200)
    let host = try await Host(limits: limits)
    let (client, server) = try await host.connected()
    #expect(await server.closed() == .idle)
    // It was not the peer's wish, so the peer may not take it for an end.
    #expect(await client.closed() == .truncated)
  }
}
