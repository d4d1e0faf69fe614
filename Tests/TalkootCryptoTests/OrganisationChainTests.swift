import COpenSSL
import Testing

@testable import TalkootCrypto

@Suite struct `A TLS key that is renewed` {
  @Test func `is shown on the next connection, and the one there is goes on`() throws {
    let (alice, bob) = (SigningKey(), SigningKey())
    let server = TLSContext(NodeCredentials(identity: bob))
    let client = TLSContext(NodeCredentials(identity: alice))
    let first = TLSPair(client: client, server: server)
    first.begin()
    let leaf = server.leafHash
    server.renew(NodeCredentials(identity: bob))
    #expect(server.leafHash != leaf)
    try first.client.write("question")
    first.exchange()
    try first.server.write("answer")
    first.exchange()
    #expect(first.serverEvents == ["established talkoot/1", "question"])
    #expect(first.clientEvents == ["established talkoot/1", "answer"])
    let second = TLSPair(client: client, server: server)
    second.begin()
    #expect(second.client.session?.peer == bob.publicKey)
    #expect(second.client.session?.exporter != first.client.session?.exporter)
  }
}

@Suite struct `An organisation's own authority` {
  let alice = SigningKey()
  let bob = SigningKey()
  let authority = SigningKey()

  var authorityCertificate: Certificate { CertificateProfile.identity.issue(for: authority, by: authority) }

  /// A certificate for `key` by an authority.
  func certificate(for key: SigningKey, by authority: SigningKey, until end: String? = nil) -> Certificate {
    var profile = CertificateProfile.leaf
    profile.commonName = "A node of an organisation"
    let certificate = profile.issue(for: key, by: authority)
    if let end {
      precondition(ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.pointer), end) == 1)
      precondition(X509_sign(certificate.pointer, authority.pointer, nil) > 0)
    }
    return certificate
  }

  func pem(_ certificates: Certificate...) -> [UInt8] {
    let output = BIO_new(BIO_s_mem())
    defer { BIO_free(output) }
    for certificate in certificates { precondition(PEM_write_bio_X509(output, certificate.pointer) == 1) }
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let count = BIO_read(output, &bytes, Int32(bytes.count))
    return Array(bytes.prefix(Int(count)))
  }

  func credentials(_ chain: Certificate...) throws -> NodeCredentials {
    let organisation =
      try chain.isEmpty ? nil : OrganisationChain(pem: chain.flatMap { pem($0) }, identity: bob.publicKey)
    return NodeCredentials(identity: bob, organisationChain: organisation)
  }

  /// Why a client that demands the authority's word refuses a server; nil when it takes it.
  func refusal(of server: NodeCredentials) throws -> TLSError? {
    let anchors = try TrustAnchors(pem: pem(authorityCertificate))
    let bob = bob.publicKey
    let client = TLSContext(NodeCredentials(identity: alice)) { $0 == bob ? anchors : nil }
    let pair = TLSPair(client: client, server: TLSContext(server))
    pair.begin()
    #expect((pair.clientError == nil) == (pair.client.session?.peer == bob))
    #expect(pair.clientError == nil || pair.serverEvents.isEmpty)
    return pair.clientError
  }

  @Test func `vouches for a node where that is demanded`() throws {
    #expect(try refusal(of: credentials(certificate(for: bob, by: authority))) == nil)
  }

  @Test func `is missed where that is demanded, and the pin alone is not enough`() throws {
    #expect(try refusal(of: credentials()) == .certificate(.notVouchedFor("it shows none")))
    let other = SigningKey()
    for chain in [
      certificate(for: bob, by: other), certificate(for: bob, by: authority, until: "20210101000000Z"),
    ] {
      guard case .certificate(.notVouchedFor) = try refusal(of: credentials(chain)) else {
        Issue.record("it was taken")
        continue
      }
    }
    // Another node's certificate is worth nothing.
    let stolen = NodeCredentials(
      identity: bob.publicKey,
      tlsKey: SigningKey(),
      leaf: certificate(for: bob, by: bob),
      identityCertificate: CertificateProfile.identity.issue(for: bob, by: bob),
      organisationChain: [certificate(for: other, by: authority)]
    )
    let tlsKey = stolen.tlsKey
    let shown = NodeCredentials(
      identity: bob.publicKey,
      tlsKey: tlsKey,
      leaf: CertificateProfile.leaf.issue(for: tlsKey, by: bob),
      identityCertificate: stolen.identityCertificate,
      organisationChain: stolen.organisationChain
    )
    #expect(try refusal(of: shown) == .certificate(.notVouchedFor("it is for another key")))
  }

  @Test func `changes nothing for whoever doesn't ask for it`() throws {
    let server = try credentials(certificate(for: bob, by: SigningKey()))
    let pair = TLSPair(client: TLSContext(NodeCredentials(identity: alice)), server: TLSContext(server))
    pair.begin()
    #expect(pair.client.session?.peer == bob.publicKey)
    // An authority vouches for whom it likes: it makes nobody welcome.
    let refusing = TLSPair(
      client: NodeCredentials(identity: alice),
      server: server,
      clientAccepts: { _, _ in false }
    )
    refusing.begin()
    #expect(refusing.clientError == .notAccepted(bob.publicKey))
  }

  @Test func `is asked by a request that the identity key signs`() throws {
    let text = Array(CertificateRequest.pem(for: bob, name: "Talkoot node n-abc").utf8)
    let read = text.withUnsafeBytes { bytes in
      let input = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
      defer { BIO_free(input) }
      return PEM_read_bio_X509_REQ(input, nil, nil, nil)
    }
    let request = try #require(read)
    defer { X509_REQ_free(request) }
    #expect(X509_REQ_verify(request, bob.pointer) == 1)
    #expect(X509_REQ_verify(request, alice.pointer) != 1)
    ERR_clear_error()
  }

  @Test func `has certificates for this node's key, a few of them`() throws {
    #expect(throws: OrganisationChainError.none) {
      try OrganisationChain(pem: Array("no certificate".utf8), identity: bob.publicKey)
    }
    #expect(throws: OrganisationChainError.otherKey) {
      try OrganisationChain(pem: pem(certificate(for: alice, by: authority)), identity: bob.publicKey)
    }
    let many = (0..<5).flatMap { _ in pem(certificate(for: bob, by: authority)) }
    #expect(throws: OrganisationChainError.tooLarge) { try OrganisationChain(pem: many, identity: bob.publicKey) }
    #expect(throws: OrganisationChainError.none) { try TrustAnchors(pem: []) }
  }
}
