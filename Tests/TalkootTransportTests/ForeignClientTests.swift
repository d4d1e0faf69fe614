import Foundation
import TalkootCrypto
import TalkootTransport
import Testing

/// What a client that is not Talkoot gets: `openssl s_client`, with certificates that `certs/make-test-certs.sh` made.
/// The listener accepts alice and bob and greets whom it accepted with a secret.
@Suite(.timeLimit(.minutes(1)), .serialized, .testCertificates) struct `A foreign client` {
  let certificates: TestCertificates

  init() throws { certificates = try #require(TestCertificates.current) }

  /// Runs s_client against a fresh listener. `refusal` is nil when it was let in.
  private func visit(_ arguments: [String]) async throws -> (output: String, refusal: CloseReason?) {
    let welcome = try ["alice", "bob"].map { try certificates.identity(of: $0) }
    let host = try await Host(accepts: { key, _ in welcome.contains(key) })
    let greeter = Task {
      for await connection in host.listener.connections {
        _ = connection.trySend(Array("secret".utf8))
        connection.close("greeted")
      }
    }
    defer { greeter.cancel() }
    let client = try Subprocess(
      ["openssl", "s_client", "-connect", "127.0.0.1:\(host.port)", "-quiet"] + arguments
    )
    await client.finished()
    let refusal: CloseReason? = client.output.contains("secret") ? nil : try await host.nextRefusal()
    return (client.output, refusal)
  }

  private func showing(_ name: String) -> [String] { certificates.arguments(name) + ["-alpn", "talkoot/1"] }

  @Test(arguments: ["alice", "bob", "expired"])
  func `who is welcome is let in, whatever the dates say`(name: String) async throws {
    let (output, refusal) = try await visit(showing(name))
    #expect(output.contains("secret"))
    #expect(refusal == nil)
  }

  static let wrongCertificates: [(String, CloseReason)] = [
    ("forged", .tls(.certificate(.notIssuedByIdentity))),
    ("alone", .tls(.certificate(.count(1)))),
    ("longer", .tls(.certificate(.count(7)))),
    ("authority", .tls(.certificate(.authority(.leaf)))),
    ("issuing", .tls(.certificate(.authority(.leaf)))),
    ("critical", .tls(.certificate(.criticalExtension(.leaf)))),
    ("shared", .tls(.certificate(.sharedKey))),
    ("unsigned", .tls(.certificate(.notSelfSigned))),
    ("p256identity", .tls(.certificate(.signatureType(.leaf)))),
  ]

  @Test(arguments: wrongCertificates)
  func `wrong certificates get an alert and no byte`(name: String, reason: CloseReason) async throws {
    let (output, refusal) = try await visit(showing(name))
    #expect(refusal == reason)
    #expect(output.contains("alert number 42"), "\(output)")
  }

  @Test func `a key that is no Ed25519 key has nothing to sign with here`() async throws {
    let (output, refusal) = try await visit(showing("p256"))
    #expect(refusal == .tls(.noCertificate))
    #expect(output.contains("alert number 116"), "\(output)")
  }

  @Test func `no certificate gets an alert and no byte`() async throws {
    let (output, refusal) = try await visit(["-alpn", "talkoot/1"])
    #expect(refusal == .tls(.noCertificate))
    #expect(output.contains("alert number 116"), "\(output)")
  }

  @Test func `a stranger gets an alert and no byte`() async throws {
    let (output, refusal) = try await visit(showing("stranger"))
    #expect(refusal == .tls(.notAccepted(try certificates.identity(of: "stranger"))))
    #expect(output.contains("alert number 48"), "\(output)")
  }

  @Test(arguments: [["-alpn", "h2"], ["-alpn", "talkoot/2,http/1.1"], []])
  func `another protocol or none gets an alert and no byte`(alpn: [String]) async throws {
    let (output, refusal) = try await visit(certificates.arguments("alice") + alpn)
    #expect(refusal == .tls(.noCommonProtocol))
    #expect(output.contains("alert number 120"), "\(output)")
  }

  @Test func `an older TLS gets an alert and no byte`() async throws {
    let (output, refusal) = try await visit(showing("alice") + ["-tls1_2"])
    #expect(refusal == .tls(.versionTooOld))
    #expect(output.contains("alert number 70"), "\(output)")
  }

  @Test(arguments: [
    ["-groups", "P-384"], ["-sigalgs", "rsa_pss_rsae_sha256"], ["-ciphersuites", "TLS_AES_128_CCM_SHA256"],
  ])
  func `weaker algorithms find no common one`(weaker: [String]) async throws {
    let (output, refusal) = try await visit(showing("alice") + weaker)
    #expect(refusal != nil)
    #expect(output.contains("alert number 40"), "\(output)")
  }

  @Test func `there is no session to resume, and an attempt is a whole handshake`() async throws {
    let session = certificates.path("session.pem")
    let (output, _) = try await visit(showing("alice") + ["-sess_out", session])
    #expect(output.contains("secret"))
    #expect(!FileManager.default.fileExists(atPath: session))
    let (again, refusal) = try await visit(showing("stranger") + ["-sess_in", try await foreignSession()])
    #expect(refusal == .tls(.notAccepted(try certificates.identity(of: "stranger"))))
    #expect(!again.contains("secret"))
  }

  /// A session as a server with tickets gives it, for want of one of ours.
  private func foreignSession() async throws -> String {
    let session = certificates.path("foreign-session.pem")
    let server = try Subprocess([
      "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificates.path("alice.leaf.pem"), "-key",
      certificates.path("alice.key.pem"), "-alpn", "talkoot/1", "-naccept", "1", "-www",
    ])
    defer { server.kill() }
    let port = try await server.acceptPort()
    let client = try Subprocess(
      ["openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-alpn", "talkoot/1", "-ign_eof", "-sess_out", session],
      input: "GET / HTTP/1.0\r\n\r\n"
    )
    await client.finished()
    try #require(FileManager.default.fileExists(atPath: session), "\(client.output)")
    return session
  }

  @Test func `a client that asks for new keys is served on`() async throws {
    let host = try await Host()
    let client = try Subprocess(
      ["openssl", "s_client", "-connect", "127.0.0.1:\(host.port)"] + showing("alice"),
      keepingInputOpen: true
    )
    let connection = try await host.next()
    for command in ["K\n", "k\n"] {
      let before = client.output.components(separatedBy: "KEYUPDATE").count
      client.write(command)
      try await eventually("s_client has asked") {
        client.output.components(separatedBy: "KEYUPDATE").count > before
      }
      client.write("\u{0}\u{0}\u{0}\u{5}hello")
      #expect(try await connection.receive() == Array("hello".utf8))
      try await connection.send(Array("answer".utf8))
    }
    client.closeInput()
    #expect(try await connection.receive() == nil)
    #expect(await connection.closed() == .ended)
    await client.finished()
    #expect(client.output.contains("answer"))
  }

  @Test(arguments: ["GET / HTTP/1.1\r\n\r\n", "SSH-2.0-x\r\n"])
  func `what is no TLS is refused without a word of ours`(text: String) async throws {
    let host = try await Host()
    try await RawClient.connected(to: host.port) { client in
      try await client.write(Array(text.utf8))
      // An alert at most: 7 bytes.
      #expect(await client.readToEnd().count <= 7)
    }
    #expect(try await host.nextRefusal() == .tls(.notTLS))
  }

  @Test func `a killed client is no end`() async throws {
    let host = try await Host()
    let client = try Subprocess(
      ["openssl", "s_client", "-connect", "127.0.0.1:\(host.port)", "-quiet"] + showing("alice"),
      keepingInputOpen: true
    )
    let connection = try await host.next()
    client.kill()
    await #expect(throws: CloseReason.truncated) { try await connection.receive() }
  }

  @Test func `our client speaks to openssl's server, and to the right one only`() async throws {
    let server = try Subprocess(
      [
        "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificates.path("alice.chain.pem"), "-cert_chain",
        certificates.path("alice.rest.pem"), "-key", certificates.path("alice.key.pem"), "-alpn", "talkoot/1",
        "-Verify", "1", "-verify_quiet",
      ],
      keepingInputOpen: true
    )
    defer { server.kill() }
    let port = try await server.acceptPort()
    let dialer = Dialer(TLSContext(NodeCredentials(identity: SigningKey())))
    let alice = try certificates.identity(of: "alice")
    await #expect(throws: CloseReason.tls(.notAccepted(alice))) {
      try await dialer.connect(host: "127.0.0.1", port: port, expecting: SigningKey().publicKey)
    }
    let connection = try await dialer.connect(host: "127.0.0.1", port: port, expecting: alice)
    try await connection.send(Array("hello".utf8))
    try await eventually("the server prints what we sent") { server.output.contains("hello") }
    server.write("\u{0}\u{0}\u{0}\u{6}answer")
    #expect(try await connection.receive() == Array("answer".utf8))
  }
}
