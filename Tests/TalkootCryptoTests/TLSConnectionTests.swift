import COpenSSL
import Testing

@testable import TalkootCrypto

/// Two ends of a connection in one process, with the test as their network.
final class TLSPair {
  let client: TLSConnection
  let server: TLSConnection
  var clientEvents: [String] = []
  var serverEvents: [String] = []
  var clientError: TLSError?
  var serverError: TLSError?

  init(
    client clientCredentials: NodeCredentials,
    server serverCredentials: NodeCredentials,
    offering: ApplicationProtocol = .peer,
    speaking: [ApplicationProtocol] = [.peer, .join],
    clientAccepts: @escaping (PublicKey, ApplicationProtocol) -> Bool = { _, _ in true },
    serverAccepts: @escaping (PublicKey, ApplicationProtocol) -> Bool = { _, _ in true }
  ) {
    client = TLSConnection(TLSContext(clientCredentials), role: .client(offering), accepts: clientAccepts)
    server = TLSConnection(TLSContext(serverCredentials), role: .server(speaking), accepts: serverAccepts)
  }

  /// Both accept everyone.
  init(client: TLSContext, server: TLSContext) {
    self.client = TLSConnection(client, role: .client(.peer)) { _, _ in true }
    self.server = TLSConnection(server, role: .server([.peer])) { _, _ in true }
  }

  func begin() {
    record(\.clientError) { () throws(TLSError) in try client.begin() }
    exchange()
  }

  /// Carries bytes both ways, at most `step` at a time, until neither side has any.
  func exchange(step: Int = .max) {
    while client.hasOutput || server.hasOutput {
      carry(from: client, to: server, step: step, events: \.serverEvents, error: \.serverError)
      carry(from: server, to: client, step: step, events: \.clientEvents, error: \.clientError)
    }
  }

  private func carry(
    from sender: TLSConnection,
    to receiver: TLSConnection,
    step: Int,
    events: ReferenceWritableKeyPath<TLSPair, [String]>,
    error: ReferenceWritableKeyPath<TLSPair, TLSError?>
  ) {
    let bytes = sender.drainOutput { Array($0) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = Array(rest.prefix(step))
      rest = rest.dropFirst(chunk.count)
      record(error) { () throws(TLSError) in
        try receiver.receive(chunk) { self[keyPath: events].append(TLSPair.text($0)) }
      }
    }
  }

  private func record(
    _ error: ReferenceWritableKeyPath<TLSPair, TLSError?>,
    _ body: () throws(TLSError) -> Void
  ) {
    do throws(TLSError) { try body() } catch let thrown { self[keyPath: error] = self[keyPath: error] ?? thrown }
  }

  private static func text(_ event: TLSConnection.Event) -> String {
    switch event {
    case .established(let session): "established \(session.applicationProtocol.rawValue)"
    case .plaintext(let bytes): String(decoding: bytes, as: UTF8.self)
    case .ended: "ended"
    }
  }

  /// Whether anything of the application has reached either side.
  var hasLeaked: Bool { (clientEvents + serverEvents).contains { $0.hasPrefix("secret") } }
}

extension TLSConnection {
  func write(_ text: String) throws(TLSError) {
    try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(TLSError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  func receive(_ bytes: [UInt8], handle: (Event) -> Void) throws(TLSError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(TLSError) in
      try receive(UnsafeRawBufferPointer(bytes), handle: handle)
    }
  }
}

@Suite struct `TLS connections` {
  let alice = SigningKey()
  let bob = SigningKey()

  func pair(
    offering: ApplicationProtocol = .peer,
    speaking: [ApplicationProtocol] = [.peer, .join],
    clientAccepts: @escaping (PublicKey, ApplicationProtocol) -> Bool = { _, _ in true },
    serverAccepts: @escaping (PublicKey, ApplicationProtocol) -> Bool = { _, _ in true }
  ) -> TLSPair {
    TLSPair(
      client: NodeCredentials(identity: alice),
      server: NodeCredentials(identity: bob),
      offering: offering,
      speaking: speaking,
      clientAccepts: clientAccepts,
      serverAccepts: serverAccepts
    )
  }

  @Test(arguments: [1, 7, .max]) func `both sides learn who the other is, however the bytes arrive`(step: Int) throws {
    let pair = pair()
    try pair.client.begin()
    pair.exchange(step: step)
    try pair.client.write("question")
    pair.exchange(step: step)
    try pair.server.write("answer")
    pair.exchange(step: step)
    #expect(pair.serverEvents == ["established talkoot/1", "question"])
    #expect(pair.clientEvents == ["established talkoot/1", "answer"])
    let client = try #require(pair.client.session)
    let server = try #require(pair.server.session)
    #expect(client.peer == bob.publicKey)
    #expect(server.peer == alice.publicKey)
    #expect(client.cipherSuite == server.cipherSuite)
  }

  @Test func `the exporter is the same at both ends and another on each connection`() throws {
    let values = try (0..<2).map { _ in
      let pair = pair()
      pair.begin()
      #expect(pair.client.session?.exporter == pair.server.session?.exporter)
      return try #require(pair.client.session?.exporter)
    }
    #expect(values[0] != values[1])
  }

  @Test func `who accepts is asked with the identity and the protocol`() {
    let pair = pair(
      offering: .join,
      clientAccepts: { [bob] in $0 == bob.publicKey && $1 == .join },
      serverAccepts: { [alice] in $0 == alice.publicKey && $1 == .join }
    )
    pair.begin()
    #expect(pair.serverEvents == ["established talkoot-join/1"])
    #expect(pair.clientEvents == ["established talkoot-join/1"])
  }

  @Test func `an unwelcome client is told so and gets no byte of the application`() throws {
    let pair = pair(serverAccepts: { _, _ in false })
    pair.begin()
    #expect(pair.serverError == .notAccepted(alice.publicKey))
    #expect(pair.clientError == .alert(48))
    #expect(pair.serverEvents.isEmpty)
  }

  @Test func `an unwelcome server gets no byte of the application`() {
    let pair = pair(clientAccepts: { _, _ in false })
    pair.begin()
    #expect(pair.clientError == .notAccepted(bob.publicKey))
    #expect(pair.serverError == .alert(48))
    #expect(pair.clientEvents.isEmpty && pair.serverEvents.isEmpty)
  }

  @Test func `a protocol that the server does not speak is refused before any certificate`() {
    let pair = pair(offering: .join, speaking: [.peer])
    pair.begin()
    #expect(pair.serverError == .noCommonProtocol)
    #expect(pair.clientError == .alert(120))
  }

  @Test func `a copy of a node's certificates is worth nothing without its key`() {
    let real = NodeCredentials(identity: alice)
    let stolen = NodeCredentials(
      identity: alice.publicKey,
      tlsKey: CertificateFixture.stolen(public: real.tlsKey.publicKey, private: SigningKey()),
      leaf: real.leaf,
      identityCertificate: real.identityCertificate
    )
    let asClient = TLSPair(client: stolen, server: NodeCredentials(identity: bob))
    asClient.begin()
    #expect(asClient.serverEvents.isEmpty)
    #expect(asClient.serverError != nil)
    let asServer = TLSPair(client: NodeCredentials(identity: bob), server: stolen)
    asServer.begin()
    #expect(asServer.clientEvents.isEmpty)
    #expect(asServer.clientError != nil)
  }

  @Test func `a leaf under another's identity certificate is refused by both sides`() {
    let mallory = SigningKey()
    let own = NodeCredentials(identity: mallory)
    let forged = NodeCredentials(
      identity: alice.publicKey,
      tlsKey: own.tlsKey,
      leaf: own.leaf,
      identityCertificate: CertificateProfile.identity.issue(for: alice, by: alice)
    )
    let asClient = TLSPair(client: forged, server: NodeCredentials(identity: bob))
    asClient.begin()
    #expect(asClient.serverError == .certificate(.notIssuedByIdentity))
    #expect(asClient.clientError == .alert(42))
    let asServer = TLSPair(client: NodeCredentials(identity: bob), server: forged)
    asServer.begin()
    #expect(asServer.clientError == .certificate(.notIssuedByIdentity))
  }

  @Test func `close_notify is an end, a cut is not`() throws {
    let ended = pair()
    ended.begin()
    try ended.client.write("last")
    ended.client.end()
    ended.exchange()
    #expect(ended.serverEvents == ["established talkoot/1", "last", "ended"])
    #expect(throws: Never.self) { try ended.server.receiveEnd() }

    let cut = pair()
    cut.begin()
    try cut.client.write("last")
    cut.exchange()
    #expect(throws: TLSError.truncated) { try cut.server.receiveEnd() }
    #expect(throws: TLSError.truncated) { try pair().server.receiveEnd() }
  }

  @Test func `new keys are accepted, a flood of them is not`() throws {
    let pair = pair()
    pair.begin()
    for i in 0..<5 {
      pair.client.requestKeyUpdate()
      try pair.client.write("c\(i)")
      pair.exchange()
      try pair.server.write("s\(i)")
      pair.exchange()
    }
    #expect(pair.serverEvents.dropFirst() == ["c0", "c1", "c2", "c3", "c4"])
    #expect(pair.clientEvents.dropFirst() == ["s0", "s1", "s2", "s3", "s4"])
    for _ in 0..<1100 where pair.serverError == nil {
      pair.client.requestKeyUpdate()
      try pair.client.write("x")
      pair.exchange()
    }
    #expect(pair.serverError == .tooManyKeyUpdates)
  }

  @Test func `a changed byte anywhere in the handshake establishes nothing false`() throws {
    // One run to know the flights' lengths, then one for each 13th byte of the client's first two flights.
    for position in stride(from: 0, to: 900, by: 13) {
      let pair = pair()
      try pair.client.begin()
      var offset = 0
      var error: TLSError?
      while pair.client.hasOutput && error == nil {
        var bytes = pair.client.drainOutput { Array($0) }
        if (offset..<offset + bytes.count).contains(position) { bytes[position - offset] ^= 0x10 }
        offset += bytes.count
        do throws(TLSError) {
          try pair.server.receive(bytes) { if case .plaintext = $0 { pair.serverEvents.append("plaintext") } }
          let answer = pair.server.drainOutput { Array($0) }
          try pair.client.receive(answer) { if case .plaintext = $0 { pair.clientEvents.append("plaintext") } }
        } catch let thrown { error = thrown }
      }
      #expect(pair.serverEvents.isEmpty && pair.clientEvents.isEmpty)
      if let session = pair.server.session { #expect(session.peer == alice.publicKey) }
    }
  }

  @Test(arguments: ["GET / HTTP/1.1\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0\0\0\0\0\0"])
  func `what is no TLS is called so`(text: String) {
    let server = pair().server
    #expect(throws: TLSError.notTLS) {
      try server.receive(Array(text.utf8)) { _ in }
    }
  }

  @Test func `random bytes, bare or in records, establish nothing and crash nothing`() throws {
    let server = TLSContext(NodeCredentials(identity: alice))
    let client = TLSContext(NodeCredentials(identity: bob))
    var state: UInt64 = 20_261_124
    func random() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    for run in 0..<500 {
      let isServer = run.isMultiple(of: 2)
      let connection = TLSConnection(
        isServer ? server : client,
        role: isServer ? .server([.peer]) : .client(.peer),
        accepts: { _, _ in true }
      )
      try connection.begin()
      let body = (0..<Int(random())).map { _ in random() }
      let kind = [0x14, 0x15, 0x16, 0x17][Int(random() % 4)] as UInt8
      let record = [kind, 3, 3, 0, UInt8(body.count)] + body
      let input = run % 3 == 0 ? body : record + record
      do throws(TLSError) {
        try connection.receive(input) { _ in Issue.record("an event came of random bytes in run \(run)") }
      } catch {
        #expect(!error.description.isEmpty)
      }
      #expect(connection.session == nil)
    }
  }

  @Test func `bulk data of any size arrives whole`() throws {
    let pair = pair()
    pair.begin()
    for count in [1, 16_383, 16_384, 16_385, 300_000] {
      let text = String(repeating: "x", count: count)
      try pair.client.write(text)
      pair.serverEvents = []
      pair.exchange()
      #expect(pair.serverEvents.joined() == text)
    }
  }
}
