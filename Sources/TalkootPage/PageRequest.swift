public import TalkootLanguage

/// What a browser asks of the page, checked for who asks and from where; nothing of the rest has been believed.
public struct PageRequest: Sendable {
  /// What a request may do.
  public enum Method: String, Sendable {
    /// Reads, and changes nothing.
    case get = "GET"
    /// Does something: the page's forms.
    case post = "POST"
  }

  /// Whether it reads or does.
  public var method: Method
  /// The path's parts, decoded.
  public var path: [String]
  /// The query.
  public var query: Fields
  /// The form's fields; empty for a `get`.
  public var form: Fields
  /// In what language to answer.
  public var language: Language
  /// Who asks.
  public var session: SessionFacts
  /// What this browser has been told to remember.
  public var memory: BrowserMemory
  /// This moment, in milliseconds since 1970.
  public var now: Int64

  /// Makes a request from its parts.
  public init(
    method: Method,
    path: [String],
    query: Fields = Fields(),
    form: Fields = Fields(),
    language: Language,
    session: SessionFacts,
    memory: BrowserMemory = BrowserMemory(),
    now: Int64
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.form = form
    self.language = language
    self.session = session
    self.memory = memory
    self.now = now
  }
}

/// What is known of who is signed in.
public struct SessionFacts: Sendable {
  /// Who acts for the organisation.
  public var person: String
  /// What forms give back, so that they are known for the page's own.
  public var formToken: String

  /// Makes the facts.
  public init(person: String, formToken: String) {
    self.person = person
    self.formToken = formToken
  }
}

/// What a browser keeps for the page in cookies: nothing secret, and nothing to be believed.
public struct BrowserMemory: Sendable {
  /// The look that was chosen; nil follows the system.
  public var theme: Theme?
  /// The newest change that was there when somebody last looked.
  public var lastSeen: String?

  /// Makes the memory from its parts.
  public init(theme: Theme? = nil, lastSeen: String? = nil) {
    self.theme = theme
    self.lastSeen = lastSeen
  }
}

/// A chosen look.
public enum Theme: String, Sendable, CaseIterable {
  /// Dark text on light ground.
  case light
  /// Light text on dark ground.
  case dark
}
