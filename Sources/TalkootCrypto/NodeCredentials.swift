internal import COpenSSL

/// What a node shows its peers in TLS: a TLS key of its own and two certificates, the leaf for that key and the
/// identity certificate that issued it; after them, where its organisation has a PKI, the certificates of that. The
/// identity key signs the leaf here and is not kept, so it never takes part in a handshake. A TLS key lives in memory
/// only: each start of a node makes a new one, and a running node does from time to time (`TLSContext.renew`), which
/// touches no log.
public final class NodeCredentials: Sendable {
  /// The identity that peers pin.
  public let identity: PublicKey
  let tlsKey: SigningKey
  let leaf: Certificate
  let identityCertificate: Certificate
  let organisationChain: [Certificate]

  /// Credentials of the node with this identity key, over a TLS key made for them.
  public convenience init(identity: SigningKey, organisationChain: OrganisationChain? = nil) {
    self.init(identity: identity, tlsKey: SigningKey(), organisationChain: organisationChain)
  }

  convenience init(identity: SigningKey, tlsKey: SigningKey, organisationChain: OrganisationChain? = nil) {
    self.init(
      identity: identity.publicKey,
      tlsKey: tlsKey,
      leaf: CertificateProfile.leaf.issue(for: tlsKey, by: identity),
      identityCertificate: CertificateProfile.identity.issue(for: identity, by: identity),
      organisationChain: organisationChain?.certificates ?? []
    )
  }

  /// Tests make what no honest node has.
  init(
    identity: PublicKey,
    tlsKey: SigningKey,
    leaf: Certificate,
    identityCertificate: Certificate,
    organisationChain: [Certificate] = []
  ) {
    self.identity = identity
    self.tlsKey = tlsKey
    self.leaf = leaf
    self.identityCertificate = identityCertificate
    self.organisationChain = organisationChain
  }

  /// The chain as it is sent: leaf, identity certificate, then the organisation's, in DER.
  public var chain: [[UInt8]] { [leaf.der, identityCertificate.der] + organisationChain.map(\.der) }

  /// SHA-256 of the leaf, which tells one TLS key from the next.
  public var leafHash: Digest { SHA256.plain(leaf.der) }
}
