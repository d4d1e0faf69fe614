public import TalkootLanguage

/// One of the objects that an ambiguous prefix may mean.
public struct ErrorCandidate: APIDocument {
  /// Its whole id.
  public var id: String
  /// Its short id.
  public var short: String
  /// Its name or title.
  public var name: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    name: String? = nil
  ) {
    self.id = id
    self.short = short
    self.name = name
  }
}

/// Why something was not done.
public struct ErrorDescription: APIDocument, Error {
  /// A stable word; see `ErrorCode`.
  public var code: String
  /// The command line's exit code.
  public var exit: Int
  /// One sentence: what was wrong and what to do about it.
  public var message: String
  /// What an ambiguous prefix may mean.
  public var candidates: [ErrorCandidate]?
  /// What `message` says, in every language, until it is written: no part of the document.
  public var sentence: Sentence?

  private enum CodingKeys: String, CodingKey {
    case code, exit, message, candidates
  }

  /// Makes the document from its fields.
  public init(
    code: String,
    exit: Int,
    message: String,
    candidates: [ErrorCandidate]? = nil
  ) {
    self.code = code
    self.exit = exit
    self.message = message
    self.candidates = candidates
  }
}

/// The body of every answer that is not a success.
public struct ErrorDocument: APIDocument {
  /// Why.
  public var error: ErrorDescription

  /// Makes the document from its fields.
  public init(
    error: ErrorDescription
  ) {
    self.error = error
  }
}
