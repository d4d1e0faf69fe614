internal import Synchronization
internal import TalkootReplica

/// The digest of the newest state asked for: computing it costs as much as the state is large, and people poll.
final class DigestCache: Sendable {
  private struct Entry {
    var changes: Int
    var isIncomplete: Bool
    var digest: String?
  }

  private let last = Mutex<Entry?>(nil)

  /// The digest in hexadecimal; nil while texts are missing.
  func digest(of snapshot: ReplicaSnapshot) -> String? {
    let changes = snapshot.index.count
    let isIncomplete = snapshot.workspace.isIncomplete
    let known = last.withLock { $0 }
    if let known, known.changes == changes, known.isIncomplete == isIncomplete { return known.digest }
    let digest = snapshot.workspace.digest?.hex
    last.withLock { $0 = Entry(changes: changes, isIncomplete: isIncomplete, digest: digest) }
    return digest
  }

  /// After the state was made anew.
  func forget() { last.withLock { $0 = nil } }
}
