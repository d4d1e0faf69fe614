public import TalkootCrypto

extension ChangeID {
  /// What is signed of a change: "talkoot/signature/1" ‖ id.
  public var signatureMessage: [UInt8] { Array("talkoot/signature/1".utf8) + digest.bytes }
}

extension SigningKey {
  /// Signs a change, and with it all before it in its log.
  public func sign(_ id: ChangeID) -> Signature { sign(id.signatureMessage) }
}

extension PublicKey {
  /// Whether `signature` is this key's over the change.
  public func isValid(_ signature: Signature, over id: ChangeID) -> Bool {
    isValid(signature, over: id.signatureMessage)
  }
}

/// Which changes of a log keep their signatures: every governance change, every 256th, and one after at most 256 KiB.
/// The newest one's is kept too, until the next change replaces it.
public struct SignatureSchedule: Hashable, Sendable {
  /// Bytes of structure and present strings since the last signature that is kept.
  public private(set) var bytes = 0

  /// Starts after a change whose signature is kept, or `bytes` after it.
  public init(bytes: Int = 0) { self.bytes = bytes }

  /// Takes the log's next change into account.
  /// - Returns: whether its signature is kept for good.
  public mutating func keepsSignature(of change: Change) -> Bool {
    bytes += change.weight
    let keeps =
      change.header.flags.contains(.governance) || change.sequence % UInt64(ChangeLimits.range) == 0
      || bytes >= ChangeLimits.unsignedBytes
    if keeps { bytes = 0 }
    return keeps
  }
}

extension Change {
  /// Bytes of structure and present strings: what limits count.
  public var weight: Int {
    var weight = structure.count
    for case .present(let bytes) in strings { weight += bytes.count }
    return weight
  }
}
