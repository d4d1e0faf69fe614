internal import TalkootCrypto
internal import TalkootLog

/// What an inviter hands to a newcomer, as one line of text (`rules.md` 2.4; `docs/protocol/invitation-code.md`).
///
/// The line is `talkoot1-` and groups of Crockford base 32; its last bytes are a check, so that a mistyped code is told
/// from a wrong one.
struct InvitationCode: Equatable, Sendable {
  /// Names the invitation in the network.
  var invitation: ObjectID
  /// The one-time secret, whose public half the invitation holds.
  var secret: InvitationSecret
  var network: NetworkID
  /// The inviting node's id: what the newcomer pins.
  var inviter: NodeID
  /// The hash of the roster at the time of inviting: the newcomer's anchor.
  var roster: Digest
  /// Where the inviter can be reached, `host:port`, the likeliest first.
  var addresses: [String]

  init(
    invitation: ObjectID,
    secret: InvitationSecret,
    network: NetworkID,
    inviter: NodeID,
    roster: Digest,
    addresses: [String]
  ) {
    self.invitation = invitation
    self.secret = secret
    self.network = network
    self.inviter = inviter
    self.roster = roster
    self.addresses = CodeAddresses.fitting(addresses)
  }

  static func == (a: InvitationCode, b: InvitationCode) -> Bool { a.bytes == b.bytes }

  // MARK: Text

  private static let prefix = "talkoot1-"
  private static let checkBytes = 4

  /// The line that people pass on.
  var text: String {
    let body = bytes
    let check = SHA256.hash("talkoot/invitation-code/1", body).bytes.prefix(InvitationCode.checkBytes)
    return InvitationCode.prefix + Base32.encode(body + check)
  }

  private var bytes: [UInt8] {
    invitation.bytes + secret.bytes + network.digest.bytes + inviter.digest.bytes + roster.bytes
      + CodeAddresses.bytes(of: addresses)
  }

  /// Reads what `text` wrote; white space and case don't matter.
  /// - Throws: `mistyped` when the check characters don't fit, `notACode` for what is no code of this format.
  init(parsing line: String) throws(InvitationCodeError) {
    let line = line.lowercased().filter { !$0.isWhitespace }
    guard line.hasPrefix(InvitationCode.prefix) else { throw .notACode }
    guard let all = Base32.decode(line.dropFirst(InvitationCode.prefix.count)), all.count > InvitationCode.checkBytes
    else { throw .mistyped }
    let body = Array(all.dropLast(InvitationCode.checkBytes))
    let check = SHA256.hash("talkoot/invitation-code/1", body).bytes.prefix(InvitationCode.checkBytes)
    guard all.suffix(InvitationCode.checkBytes).elementsEqual(check) else { throw .mistyped }
    try self.init(body)
  }

  private init(_ body: [UInt8]) throws(InvitationCodeError) {
    guard body.count >= 129 else { throw .notACode }
    invitation = ObjectID(body[0..<16])!
    secret = InvitationSecret(body[16..<32])!
    network = NetworkID(Digest(body[32..<64])!)
    inviter = NodeID(Digest(body[64..<96])!)
    roster = Digest(body[96..<128])!
    guard let addresses = CodeAddresses.parse(body[128...]) else { throw .notACode }
    self.addresses = addresses
  }
}

/// Why a line is no invitation code.
enum InvitationCodeError: Error, Hashable, Sendable {
  /// Its check characters don't fit: a character is wrong or missing.
  case mistyped
  /// Not of this format.
  case notACode
}

extension InvitationCodeError: CustomStringConvertible {
  var description: String {
    switch self {
    case .mistyped: "the code is mistyped: its check characters don't fit; copy the whole line again"
    case .notACode: "this is no invitation code (one begins with talkoot1-)"
    }
  }
}
