public import TalkootLog
public import TalkootStore

/// Why the replica can't do what it was asked.
public enum ReplicaError: Error {
  /// The store failed. After `durabilityLost` the process is to end.
  case store(StoreError)
  /// A change would exceed a limit of changes.
  case tooLarge(FormatError)
  /// This node has not been admitted yet: it reads, and writes nothing.
  case notAdmitted
  /// The stored replica is of another node or network, or not one at all.
  case foreign(String)
}

extension ReplicaError: CustomStringConvertible {
  /// A sentence for a person.
  public var description: String {
    switch self {
    case .store(let error): "\(error)"
    case .tooLarge(let error): "too large for one change: \(error)"
    case .notAdmitted: "this node is not part of the network yet; wait until it has been admitted"
    case .foreign(let what): what
    }
  }
}
