import NIOCore
import TalkootCrypto
import Testing

@testable import TalkootTransport

@Suite(.timeLimit(.minutes(1))) struct `Handshakes` {
  @Test func `a silent connection is closed when the time for its handshake is over`() async throws {
    var limits = TransportLimits()
    limits.handshakeTimeout = .milliseconds(200)
    let host = try await Host(limits: limits)
    let begun = ContinuousClock.now
    try await RawClient.connected(to: host.port) { client in
      #expect(await client.readToEnd().isEmpty)
    }
    #expect(try await host.nextRefusal() == .handshakeTimeout)
    #expect(begun.duration(to: .now) > .milliseconds(190))
  }

  @Test func `a handshake that trickles gets no more time than another`() async throws {
    var limits = TransportLimits()
    limits.handshakeTimeout = .milliseconds(300)
    let host = try await Host(limits: limits)
    let tls = TLSConnection(host.context, role: .client(.peer), accepts: { _, _ in true })
    try tls.begin()
    let hello = tls.drainOutput { Array($0) }
    try await RawClient.connected(to: host.port) { client in
      for byte in hello.prefix(100) {
        guard (try? await client.write([byte])) != nil else { break }
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(await client.readToEnd().isEmpty)
    }
    #expect(try await host.nextRefusal() == .handshakeTimeout)
  }

  @Test func `who only sends records of no use is cut off`() async throws {
    let host = try await Host()
    let tls = TLSConnection(host.context, role: .client(.peer), accepts: { _, _ in true })
    try tls.begin()
    try await RawClient.connected(to: host.port) { client in
      try await client.flush(tls)
      // A ChangeCipherSpec, which TLS 1.3 ignores.
      let useless = (0..<2000).flatMap { _ in [0x14, 3, 3, 0, 1, 1] as [UInt8] }
      for _ in 0..<20 { guard (try? await client.write(useless)) != nil else { break } }
      _ = await client.readToEnd()
    }
    let reason = try await host.nextRefusal()
    switch reason {
    case .handshakeTooLong, .tls: break
    default: Issue.record("\(reason)")
    }
  }

  @Test func `a server that says nothing is given up in time`() async throws {
    var limits = TransportLimits()
    limits.handshakeTimeout = .milliseconds(200)
    let silent = try await SilentServer()
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())), limits: limits)
    await #expect(throws: CloseReason.handshakeTimeout) {
      try await dialer.connect(host: "127.0.0.1", port: silent.port, expecting: SigningKey().publicKey)
    }
    try await silent.close()
  }

  @Test func `dialling can be cancelled`() async throws {
    let silent = try await SilentServer()
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())))
    let dialling = Task {
      try await dialer.connect(host: "127.0.0.1", port: silent.port, expecting: SigningKey().publicKey)
    }
    try await silent.accepted()
    dialling.cancel()
    await #expect(throws: CloseReason.local("cancelled")) { try await dialling.value }
    try await silent.close()
  }

  @Test func `nobody listening and no such host are said in words`() async throws {
    let silent = try await SilentServer()
    let port = silent.port
    try await silent.close()
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())))
    for (host, words) in [("127.0.0.1", "refused"), ("no-such-host.invalid", "cannot find")] {
      do {
        _ = try await dialer.connect(host: host, port: port, expecting: SigningKey().publicKey)
        Issue.record("connected to nobody")
      } catch {
        #expect(error.description.contains(words), "\(error)")
      }
    }
  }

  @Test func `a node at the wrong address is refused before anything is sent to it`() async throws {
    let host = try await Host()
    let expected = SigningKey().publicKey
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())))
    await #expect(throws: CloseReason.tls(.notAccepted(host.identity.publicKey))) {
      try await dialer.connect(host: "127.0.0.1", port: host.port, expecting: expected)
    }
    #expect(try await host.nextRefusal() == .tls(.alert(48)))
  }

  @Test func `an unwelcome node is told so and receives nothing`() async throws {
    let host = try await Host(accepts: { _, spoken in spoken == .join })
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())))
    let client = try await dialer.connect(
      host: "127.0.0.1",
      port: host.port,
      expecting: host.identity.publicKey
    )
    await #expect(throws: CloseReason.tls(.alert(48))) { try await client.receive() }
    guard case .tls(.notAccepted) = try await host.nextRefusal() else {
      Issue.record("refused for another reason")
      return
    }
    let (newcomer, server) = try await host.connected(protocol: .join)
    #expect(newcomer.applicationProtocol == .join && server.applicationProtocol == .join)
  }

  @Test func `a newcomer may say little and not stay`() async throws {
    var limits = TransportLimits()
    limits.joinTimeout = .milliseconds(300)
    let host = try await Host(limits: limits)
    let (patient, server) = try await host.connected(protocol: .join)
    #expect(server.frameByteCountMax == 16 << 10)
    #expect(await server.closed() == .joinTimeout)
    _ = await patient.closed()
    let context = TLSContext(NodeCredentials(identity: SigningKey()))
    try await RawClient.connected(to: host.port) { client in
      let tls = TLSConnection(context, role: .client(.join), accepts: { _, _ in true })
      try await client.establish(tls, thenSend: [0, 0, 0x40, 1])
      #expect(try await host.next().closed() == .frameTooLarge(16385))
    }
  }

  @Test func `an address has four connections before it shows who it is`() async throws {
    let host = try await Host()
    try await RawClient.connected(to: host.port) { _ in
      try await RawClient.connected(to: host.port) { _ in
        try await RawClient.connected(to: host.port) { _ in
          try await RawClient.connected(to: host.port) { _ in
            try await eventually("four are here") { host.listener.inboundCount == 4 }
            try await RawClient.connected(to: host.port) { fifth in
              #expect(await fifth.readToEnd().isEmpty)
            }
            #expect(try await host.nextRefusal() == .crowdedOut)
          }
        }
      }
    }
    try await eventually("all have left") { host.listener.inboundCount == 0 }
    var kept: [Connection] = []
    for _ in 0..<8 {
      let (client, server) = try await host.connected()
      kept += [client, server]
    }
    #expect(host.listener.inboundCount == 8)
  }

  @Test func `a full house lets in who belongs, in the place of a stranger`() async throws {
    var limits = TransportLimits()
    limits.inboundCountMax = 2
    limits.hallCountMax = 1
    let host = try await Host(limits: limits)
    let (first, atFirst) = try await host.connected()
    try await RawClient.connected(to: host.port) { stranger in
      try await eventually("it is full") { host.listener.inboundCount == 2 }
      let (second, atSecond) = try await host.connected()
      #expect(await stranger.readToEnd().isEmpty)
      #expect(try await host.nextRefusal() == .crowdedOut)
      #expect([first, atFirst, second, atSecond].allSatisfy { $0.closeReason == nil })
    }
  }

  @Test func `an IPv6 household counts as one address, and an IPv4 address in IPv6 dress as itself`() throws {
    func key(_ address: String) throws -> [UInt8] { try SocketAddress(ipAddress: address, port: 1).limitKey }
    #expect(try key("2001:db8:1:2::3") == key("2001:db8:1:2:ffff::9"))
    #expect(try key("2001:db8:1:2::3") != key("2001:db8:1:3::3"))
    #expect(try key("192.0.2.1") == key("::ffff:192.0.2.1"))
    #expect(try key("192.0.2.1") != key("192.0.2.2"))
    #expect(try SocketAddress(ipAddress: "2001:db8::1", port: 7).text == "[2001:db8::1]:7")
  }

  @Test func `a port that is taken is said in words`() async throws {
    let host = try await Host()
    await #expect(throws: CloseReason.self) {
      try await Listener.bind(host.context, host: "127.0.0.1", port: host.port, accepts: { _, _ in true })
    }
  }

  @Test func `a closed listener takes nobody and keeps who is there`() async throws {
    let host = try await Host()
    let (client, server) = try await host.connected()
    await host.listener.close()
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())))
    await #expect(throws: CloseReason.self) {
      try await dialer.connect(host: "127.0.0.1", port: host.port, expecting: host.identity.publicKey)
    }
    try await client.send([1])
    #expect(try await server.receive() == [1])
  }
}
