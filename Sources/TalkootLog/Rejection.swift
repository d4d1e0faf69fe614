/// Why a received change is not taken.
public struct Rejection: Hashable, Sendable {
  /// What becomes of it.
  public enum Severity: Hashable, Sendable {
    /// The change is invalid, the same for everyone and for ever, and so is whatever depends on it. Its author goes on
    /// in a new log.
    case invalid
    /// The change may be fine, but not as this peer delivered it: the link is closed.
    case misdelivered
    /// No room: to be asked for again later.
    case delayed
  }

  /// What was wrong.
  public enum Reason: Hashable, Sendable {
    /// Its sequence number does not follow its predecessor's, or its predecessor is of another log.
    case wrongSequence
    /// Its format version is below its predecessor's.
    case formatBelowPredecessor
    /// Its log's id is not its descriptor's hash, or a first change has none.
    case wrongDescriptor
    /// Its node is not admitted for its mid in its past.
    case notAdmitted
    /// It depends on an invalid change.
    case invalidDependency(ChangeID)
    /// Its signature is not its node's.
    case badSignature
    /// A governance change without a signature of its own.
    case unsignedGovernance
    /// More than 256 changes or 256 KiB of a log without a signature.
    case unsignedTooLong
    /// The peer's waiting changes are at their limit.
    case waitingFull
  }

  /// The change.
  public var change: ChangeID
  /// Where it says it belongs.
  public var place: LogPlace
  /// The peer that delivered it.
  public var peer: NodeID
  /// What was wrong.
  public var reason: Reason

  /// What becomes of it.
  public var severity: Severity {
    switch reason {
    case .wrongSequence, .formatBelowPredecessor, .wrongDescriptor, .notAdmitted, .invalidDependency: .invalid
    case .badSignature, .unsignedGovernance, .unsignedTooLong: .misdelivered
    case .waitingFull: .delayed
    }
  }
}

extension Rejection: CustomStringConvertible {
  /// For a log line and for the peer: what is wrong first, then with what.
  public var description: String {
    let log = place.log.digest.hex.prefix(10)
    return "\(reason) (change \(change.digest.hex.prefix(10))…, number \(place.sequence) of log \(log)…)"
  }
}

extension Rejection.Reason: CustomStringConvertible {
  /// What was wrong, as the end of a sentence.
  public var description: String {
    switch self {
    case .wrongSequence: "a change's number or log is not its predecessor's"
    case .formatBelowPredecessor: "a change's format is older than its predecessor's"
    case .wrongDescriptor: "a log's id is not that of its descriptor"
    case .notAdmitted: "the node of a log is not admitted where the log begins"
    case .invalidDependency(let id): "a change builds on an invalid one, \(id.digest.hex.prefix(10))…"
    case .badSignature: "a signature is not its node's"
    case .unsignedGovernance: "a governance change has no signature of its own"
    case .unsignedTooLong: "too much of a log has no signature"
    case .waitingFull: "too many changes wait for others"
    }
  }
}
