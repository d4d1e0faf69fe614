internal import Foundation
internal import TalkootCrypto
internal import TalkootLog

/// What a node hands to another machine of its own organisation, as one line of text: a code by which that one becomes
/// a node of the organisation too (`docs/protocol/invitation-code.md`).
struct DeviceCode: Equatable, Sendable {
  /// The one-time secret. The node that made the code knows its public half.
  var secret: InvitationSecret
  var network: NetworkID
  /// The organisation.
  var member: MemberID
  /// The node that made the code, and alone takes it: what the new one pins.
  var node: NodeID
  /// Where that can be reached.
  var addresses: [String]

  private static let prefix = "talkoot-device1-"
  private static let checkBytes = 4

  init(secret: InvitationSecret, network: NetworkID, member: MemberID, node: NodeID, addresses: [String]) {
    self.secret = secret
    self.network = network
    self.member = member
    self.node = node
    self.addresses = CodeAddresses.fitting(addresses)
  }

  static func == (a: DeviceCode, b: DeviceCode) -> Bool { a.bytes == b.bytes }

  var text: String {
    let body = bytes
    let check = SHA256.hash("talkoot/device-code/1", body).bytes.prefix(DeviceCode.checkBytes)
    return DeviceCode.prefix + Base32.encode(body + check)
  }

  private var bytes: [UInt8] {
    secret.bytes + network.digest.bytes + member.digest.bytes + node.digest.bytes
      + CodeAddresses.bytes(of: addresses)
  }

  /// Reads what `text` wrote; white space and case don't matter.
  init(parsing line: String) throws(DeviceCodeError) {
    let line = line.lowercased().filter { !$0.isWhitespace }
    guard line.hasPrefix(DeviceCode.prefix) else { throw .notACode }
    guard let all = Base32.decode(line.dropFirst(DeviceCode.prefix.count)), all.count > DeviceCode.checkBytes else {
      throw .mistyped
    }
    let body = Array(all.dropLast(DeviceCode.checkBytes))
    let check = SHA256.hash("talkoot/device-code/1", body).bytes.prefix(DeviceCode.checkBytes)
    guard all.suffix(DeviceCode.checkBytes).elementsEqual(check) else { throw .mistyped }
    guard body.count >= 113 else { throw .notACode }
    secret = InvitationSecret(body[0..<16])!
    network = NetworkID(Digest(body[16..<48])!)
    member = MemberID(Digest(body[48..<80])!)
    node = NodeID(Digest(body[80..<112])!)
    guard let addresses = CodeAddresses.parse(body[112...]) else { throw .notACode }
    self.addresses = addresses
  }
}

/// Why a line is no code for another node.
enum DeviceCodeError: Error, Hashable, Sendable {
  /// Its check characters don't fit.
  case mistyped
  /// Not of this format.
  case notACode
}

extension DeviceCodeError: CustomStringConvertible {
  var description: String {
    switch self {
    case .mistyped: "the code is mistyped: its check characters don't fit; copy the whole line again"
    case .notACode: "this is no code for another node of an organisation (one begins with talkoot-device1-)"
    }
  }
}

/// The codes for other nodes that this node has made and nobody has used: their public halves, in the home's file
/// `devices`. They stand in no change: only this node takes them.
struct DeviceCodes: Sendable {
  /// More are not open at a time.
  static let countMax = 16

  private let path: String

  init(_ home: NodeHome) { path = home.devices }

  private struct Entry {
    var key: PublicKey
    var expires: Int64
  }

  /// Remembers a code.
  /// - Throws: also when there are too many open ones.
  func add(_ key: PublicKey, expires: Int64, now: Int64) throws {
    let open = read().filter { $0.expires > now }
    guard open.count < DeviceCodes.countMax else { throw TooMany() }
    try write(open + [Entry(key: key, expires: expires)])
  }

  /// Whether a code is open.
  func isOpen(_ key: PublicKey, now: Int64) -> Bool { read().contains { $0.key == key && $0.expires > now } }

  /// A code serves once.
  func spend(_ key: PublicKey) throws { try write(read().filter { $0.key != key }) }

  struct TooMany: Error {}

  private func read() -> [Entry] {
    guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let key = Digest(hex: words[0]).flatMap({ PublicKey($0.bytes) }),
        let expires = Int64(words[1])
      else { return nil }
      return Entry(key: key, expires: expires)
    }
  }

  private func write(_ entries: [Entry]) throws {
    let lines = entries.map { "\(Digest($0.key.bytes)!.hex) \($0.expires)\n" }
    try OwnFiles.write(Array(lines.joined().utf8), to: path)
  }
}
