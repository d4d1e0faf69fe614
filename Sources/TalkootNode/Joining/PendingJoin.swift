internal import Foundation
internal import TalkootAPI
internal import TalkootCrypto

/// A join that is under way, kept in the home until this node is admitted and has said its organisation's name.
///
/// Holds the invitation's secret and, until it is admitted, the root key, which signs the request; a file of mode 0600.
struct PendingJoin: Sendable {
  let code: InvitationCode
  /// The organisation's name.
  let name: String
  let root: SigningKey

  func write(to path: String) throws {
    let lines = [code.text, Base32.encode(root.seed), name]
    try OwnFiles.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// nil when no join is under way.
  static func read(_ path: String) throws -> PendingJoin? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 2)
    guard lines.count == 3, let seed = Base32.decode(lines[1]), let root = SigningKey(seed: seed) else {
      throw HomeError.inaccessible(path, "damaged; begin anew in another home with the same code")
    }
    let name = lines[2].hasSuffix("\n") ? lines[2].dropLast() : lines[2]
    return PendingJoin(code: try InvitationCode(parsing: String(lines[0])), name: String(name), root: root)
  }

  /// The join is through.
  static func remove(_ path: String) { unlink(path) }
}
