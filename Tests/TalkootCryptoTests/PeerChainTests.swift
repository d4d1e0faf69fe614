import COpenSSL
import Testing

@testable import TalkootCrypto

@Suite struct `A peer's certificates` {
  let identity = SigningKey()
  let tlsKey = SigningKey()

  func chain(leaf: Certificate? = nil, identity other: Certificate? = nil) -> [[UInt8]] {
    [
      (leaf ?? CertificateProfile.leaf.issue(for: tlsKey, by: identity)).der,
      (other ?? CertificateProfile.identity.issue(for: identity, by: identity)).der,
    ]
  }

  func error(_ chain: [[UInt8]]) -> CertificateError? {
    do throws(CertificateError) {
      _ = try PeerChain.identity(of: chain)
      return nil
    } catch { return error }
  }

  @Test func `a chain names the identity key that issued its leaf`() throws {
    #expect(try PeerChain.identity(of: chain()) == identity.publicKey)
    #expect(try PeerChain.identity(of: NodeCredentials(identity: identity).chain) == identity.publicKey)
  }

  @Test func `the certificates of a node are small, and the same for the same keys`() {
    let certificates = NodeCredentials(identity: identity, tlsKey: tlsKey).chain
    #expect(certificates == NodeCredentials(identity: identity, tlsKey: tlsKey).chain)
    #expect(certificates.allSatisfy { $0.count < 400 })
  }

  @Test func `a leaf that another key issued is refused, whatever names it carries`() {
    let thief = SigningKey()
    #expect(
      error(chain(leaf: CertificateProfile.leaf.issue(for: thief, by: thief))) == .notIssuedByIdentity
    )
    #expect(
      error(chain(identity: CertificateProfile.identity.issue(for: thief, by: thief))) == .notIssuedByIdentity
    )
  }

  @Test func `an identity certificate that another key signed is refused`() {
    let signedByAnother = CertificateProfile.identity.issue(for: identity, by: SigningKey())
    #expect(error(chain(identity: signedByAnother)) == .notSelfSigned)
  }

  @Test func `one, seven and no certificates are refused`() {
    #expect(error([]) == .count(0))
    #expect(error([chain()[0]]) == .count(1))
    #expect(error(chain() + Array(repeating: chain()[1], count: 5)) == .count(7))
  }

  @Test func `leaf and identity cannot take each other's place`() {
    #expect(error(chain().reversed()) == .authority(.leaf))
    #expect(error([chain()[0], chain()[0]]) == .authority(.identity))
    #expect(error([chain()[1], chain()[1]]) == .authority(.leaf))
  }

  @Test func `the identity key is no TLS key`() {
    let leaf = CertificateProfile.leaf.issue(for: identity, by: identity)
    #expect(error(chain(leaf: leaf)) == .sharedKey)
  }

  @Test func `an unknown critical extension and an oversized certificate are refused`() {
    var profile = CertificateProfile.leaf
    profile.extensions.append((NID_name_constraints, "critical,permitted;DNS:example.org"))
    profile.extensions.append((NID_netscape_comment, "critical,DER:0500"))
    #expect(error(chain(leaf: profile.issue(for: tlsKey, by: identity))) == .criticalExtension(.leaf))
    profile = .leaf
    profile.extensions.append((NID_netscape_comment, String(repeating: "x", count: 3000)))
    let large = profile.issue(for: tlsKey, by: identity)
    #expect(error(chain(leaf: large)) == .tooLarge(.leaf, byteCount: large.der.count))
  }

  @Test func `a key of another type is refused`() {
    #expect(error([CertificateFixture.p256(), chain()[1]]) == .keyType(.leaf))
    #expect(error([chain()[0], CertificateFixture.p256()]) == .keyType(.identity))
  }

  @Test func `a chain cut, prolonged or changed at any byte names nobody else and crashes nothing`() {
    let whole = chain()
    for place in 0..<2 {
      for end in 0..<whole[place].count {
        var cut = whole
        cut[place] = Array(cut[place][..<end])
        #expect(error(cut) == .malformed(place == 0 ? .leaf : .identity))
      }
      var prolonged = whole
      prolonged[place].append(0)
      #expect(error(prolonged) == .malformed(place == 0 ? .leaf : .identity))
      for i in whole[place].indices {
        var changed = whole
        changed[place][i] ^= 1
        #expect(error(changed) != nil, "byte \(i) of certificate \(place)")
      }
    }
  }
}

enum CertificateFixture {
  /// A self-signed certificate of a P-256 key.
  static func p256() -> [UInt8] {
    let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    precondition(EVP_PKEY_keygen_init(context) == 1)
    precondition(EVP_PKEY_CTX_set_group_name(context, "P-256") == 1)
    precondition(EVP_PKEY_keygen(context, &key) == 1)
    defer { EVP_PKEY_free(key) }
    let certificate = X509_new()!
    X509_set_version(certificate, 2)
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0)
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600)
    X509_set_pubkey(certificate, key)
    precondition(X509_sign(certificate, key, EVP_sha256()) > 0)
    return Certificate(owning: certificate).der
  }

  /// A key that shows the public half of one and signs with the private half of another: who has copied a node's
  /// certificates has no more than that.
  static func stolen(public shown: PublicKey, private used: SigningKey) -> SigningKey {
    var publicBytes = shown.bytes
    var privateBytes = used.seed
    let context = EVP_PKEY_CTX_new_from_name(nil, "ED25519", nil)
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    let keyPair: Int32 = 0x87  // EVP_PKEY_KEYPAIR, a macro that Swift does not import
    // The names outlive the parameters that point to them.
    let done = "pub".withCString { publicName in
      "priv".withCString { privateName in
        publicBytes.withUnsafeMutableBytes { publicBytes in
          privateBytes.withUnsafeMutableBytes { privateBytes in
            var parameters = [
              OSSL_PARAM_construct_octet_string(publicName, publicBytes.baseAddress, 32),
              OSSL_PARAM_construct_octet_string(privateName, privateBytes.baseAddress, 32),
              OSSL_PARAM_construct_end(),
            ]
            return EVP_PKEY_fromdata_init(context) == 1
              && EVP_PKEY_fromdata(context, &key, keyPair, &parameters) == 1
          }
        }
      }
    }
    precondition(done)
    return SigningKey(owning: key!, publicKey: shown)
  }
}
