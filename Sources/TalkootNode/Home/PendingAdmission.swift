internal import Foundation
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootSync

/// An admission as another node of an organisation, kept in the home until this node has synced: whom to sync with.
/// Nothing in it is secret.
struct PendingAdmission: Sendable {
  let member: MemberID
  let nodes: [JoinNode]

  func write(to path: String) throws {
    var lines = [member.digest.hex]
    for node in nodes {
      let key = Digest(node.key.bytes)!.hex
      lines.append(([key, node.member.digest.hex] + NodeAddress.usable(node.addresses)).joined(separator: " "))
    }
    try OwnFiles.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// nil when there is none.
  static func read(_ path: String) throws -> PendingAdmission? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let damaged = HomeError.inaccessible(path, "damaged; use the card or the code again")
    guard let member = lines.first.flatMap({ Digest(hex: $0) }).map({ MemberID($0) }) else { throw damaged }
    var nodes: [JoinNode] = []
    for line in lines.dropFirst() {
      let words = line.split(separator: " ")
      guard words.count >= 2, let key = Digest(hex: words[0]).flatMap({ PublicKey($0.bytes) }),
        let organisation = Digest(hex: words[1]).map({ MemberID($0) })
      else { throw damaged }
      nodes.append(
        JoinNode(key: key, member: organisation, addresses: NodeAddress.usable(words.dropFirst(2).map(String.init)))
      )
    }
    return PendingAdmission(member: member, nodes: nodes)
  }

  /// The first sync is through.
  static func remove(_ path: String) { unlink(path) }
}
