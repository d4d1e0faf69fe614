internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel

/// Who is expected at an address, as a person says it: a node's fingerprint in words, its whole id (`n-…`), or its hash
/// in hex. The first two are 128 bits of the hash: as much as a person compares anywhere.
struct NodePin: Sendable, Equatable {
  private let object: ObjectID

  /// nil for what is none of these.
  init?(_ text: String) {
    if let digest = Digest(hex: text) {
      object = ObjectID(NodeID(digest))
    } else if let bytes = Fingerprint.bytes(text) {
      object = ObjectID(bytes)!
    } else if let prefix = CrockfordID.parse(text), prefix.letter == "n", let whole = prefix.whole {
      object = whole
    } else {
      return nil
    }
  }

  func matches(_ node: NodeID) -> Bool { ObjectID(node) == object }
}
