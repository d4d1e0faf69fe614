/// The stable words that an error's `code` may be, with the exit code and the HTTP status that belong to each.
public enum ErrorCode: String, Sendable, CaseIterable {
  /// The command line or the request is not understood.
  case usage
  /// A value or a file is malformed, or names something unknown.
  case malformedValue
  /// No object has this id, prefix, name or key.
  case noSuchObject
  /// A prefix or name may mean several objects; the error lists them.
  case ambiguous
  /// The present state refuses it: a home in use, a cyclic move, a settled decision.
  case refused
  /// The node did it, and found a fault: a verification or a doctor's check.
  case faultFound
  /// No node is running, or it can't be reached.
  case noNode
  /// It was not done in time; it may still be.
  case timedOut
  /// Known peers, but none of them can be reached.
  case noPeerReachable
  /// A file without permission, or something this organisation may not do.
  case notPermitted
  /// An invitation that is spent, expired or revoked.
  case invitationEnded
  /// The output can't be written.
  case outputFailed
  /// The node's disk is full or failing.
  case storageFailed
  /// The node has a fault of its own.
  case internalFault

  /// The command line's exit code.
  public var exit: Int32 {
    switch self {
    case .refused, .faultFound, .outputFailed, .storageFailed, .internalFault: 1
    case .usage: 64
    case .malformedValue: 65
    case .noSuchObject, .ambiguous: 66
    case .noNode: 69
    case .timedOut, .noPeerReachable: 75
    case .notPermitted, .invitationEnded: 77
    }
  }

  /// The status of the HTTP answer.
  public var status: Int {
    switch self {
    case .usage: 400
    case .malformedValue: 422
    case .noSuchObject: 404
    case .ambiguous, .refused, .faultFound: 409
    case .notPermitted: 403
    case .invitationEnded: 410
    case .noNode, .timedOut, .noPeerReachable: 503
    case .storageFailed: 507
    case .outputFailed, .internalFault: 500
    }
  }
}

extension ErrorDescription {
  /// An error with this code, its exit code and one sentence for a person.
  public init(_ code: ErrorCode, _ message: String, candidates: [ErrorCandidate]? = nil) {
    self.init(code: code.rawValue, exit: Int(code.exit), message: message, candidates: candidates)
  }

  /// The code, where it is one that this version knows.
  public var known: ErrorCode? { ErrorCode(rawValue: code) }
}
