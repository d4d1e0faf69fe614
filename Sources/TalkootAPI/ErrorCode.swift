public import TalkootLanguage

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
  /// An error with this code, its exit code and one sentence, to be said in the language of whoever reads it.
  public init(_ code: ErrorCode, _ sentence: Sentence, candidates: [ErrorCandidate]? = nil) {
    self.init(code, Self.line(sentence.text(in: .english)), candidates: candidates)
    self.sentence = sentence
  }

  /// The error as a person of that language reads it.
  public func said(in language: Language) -> ErrorDescription {
    guard let sentence else { return self }
    return ErrorDescription(
      code: code,
      exit: exit,
      message: Self.line(sentence.text(in: language)),
      candidates: candidates
    )
  }

  /// The error with something said before what it says.
  public func preceded(by beginning: (Sentence) -> Sentence) -> ErrorDescription {
    var error = self
    let whole = beginning(sentence ?? Sentence(verbatim: message))
    error.sentence = whole
    error.message = Self.line(whole.text(in: .english))
    return error
  }

  /// One line without a final period, as the API has messages.
  private static func line(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }

  /// An error with this code, its exit code and one sentence in the language of whoever reads it.
  @_disfavoredOverload  // a literal is a sentence
  public init(_ code: ErrorCode, _ message: String, candidates: [ErrorCandidate]? = nil) {
    self.init(code: code.rawValue, exit: Int(code.exit), message: message, candidates: candidates)
  }

  /// The code, where it is one that this version knows.
  public var known: ErrorCode? { ErrorCode(rawValue: code) }
}
