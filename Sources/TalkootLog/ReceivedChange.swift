public import TalkootCrypto

/// A change as it came out of a pack: its bytes are well-formed and its id is their hash. Whether it belongs where it
/// says, and whether its node wrote it, `Intake` finds out.
public struct ReceivedChange: Hashable, Sendable {
  /// The change, rebuilt.
  public var change: Change
  /// Its parsed structure; nil when the format is newer than this version.
  public var structure: Structure?
  /// The descriptor of its log, in a log's first change.
  public var descriptor: LogDescriptor? { shared?.value }
  let shared: SharedDescriptor?
  /// The signature that came with it.
  public var signature: Signature?
  /// What speaks for it in place of a signature: the headers after it, up to one that is signed.
  public var proof: HeaderChain?
  /// The salts of the range that it begins.
  public var salts: SaltTree?

  /// Puts a received change together.
  public init(
    change: Change,
    structure: Structure?,
    descriptor: LogDescriptor?,
    signature: Signature? = nil,
    proof: HeaderChain? = nil,
    salts: SaltTree? = nil
  ) {
    self.change = change
    self.structure = structure
    shared = descriptor.map { SharedDescriptor($0) }
    self.signature = signature
    self.proof = proof
    self.salts = salts
  }

  /// A change of this replica, as another one receives it.
  public init(_ verified: VerifiedChange, salts: SaltTree? = nil, proof: HeaderChain? = nil) {
    self.init(
      change: verified.change,
      structure: verified.structure,
      descriptor: verified.change.sequence == 1 ? verified.descriptor : nil,
      signature: verified.signature,
      proof: proof,
      salts: salts
    )
  }

  /// Whether it came with something that shall speak for it.
  var isVouchedFor: Bool { signature != nil || proof != nil }

  /// Whether what came with it is of its log's node. Costs a signature check.
  func isVouchedFor(by key: PublicKey) -> Bool {
    if let signature { return key.isValid(signature, over: id) }
    return proof?.speaks(for: id, log: change.log, key: key) ?? false
  }

  /// Its id.
  public var id: ChangeID { change.id }

  /// Where it says it belongs.
  var place: LogPlace { LogPlace(log: change.log, sequence: change.sequence) }
}
