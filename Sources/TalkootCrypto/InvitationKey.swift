/// The secret of an invitation code. Its public half stands in the invitation, so that any member can check a
/// newcomer's proof while the secret itself never crosses the wire (`rules.md` 2.4).
public struct InvitationSecret: Sendable {
  /// 128 bits: as many as the code can carry without becoming long to read aloud.
  public static let byteCount = 16

  /// The 16 bytes that the code carries. Handle as a secret.
  public let bytes: [UInt8]

  /// A new secret from the system's generator.
  public init() { bytes = SecureRandom.bytes(InvitationSecret.byteCount) }

  /// nil unless there are exactly 16 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == InvitationSecret.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// The key pair that stands for this secret: seed = SHA-256("talkoot/invitation/1" ‖ secret). A plain hash is
  /// enough, since the secret is uniformly random and no password.
  public var key: SigningKey {
    SigningKey(seed: SHA256.hash("talkoot/invitation/1", bytes).bytes)!
  }
}
