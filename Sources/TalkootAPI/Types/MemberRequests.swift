/// Makes an invitation.
public struct NewInvitation: APIDocument {
  /// For how long: `7d`, `12h`, `2w`.
  public var expires: String?

  /// Makes the document from its fields.
  public init(
    expires: String? = nil
  ) {
    self.expires = expires
  }
}

/// Changes what this organisation says of itself; an absent field stays, an empty one clears.
public struct MemberEdit: APIDocument {
  /// What it brings; all of them.
  public var strengths: [String]?
  /// The roles it takes; all of them.
  public var roles: [String]?
  /// Why it is here.
  public var motivation: String?
  /// How to reach it.
  public var contact: String?
  /// The version that the person saw.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    strengths: [String]? = nil,
    roles: [String]? = nil,
    motivation: String? = nil,
    contact: String? = nil,
    seen: String? = nil
  ) {
    self.strengths = strengths
    self.roles = roles
    self.motivation = motivation
    self.contact = contact
    self.seen = seen
  }
}

/// Whether and how long to wait for the outcome.
public struct Waiting: APIDocument {
  /// Whether to wait; no when absent.
  public var wait: Bool?
  /// Seconds until 75.
  public var timeout: Int?

  /// Makes the document from its fields.
  public init(
    wait: Bool? = nil,
    timeout: Int? = nil
  ) {
    self.wait = wait
    self.timeout = timeout
  }
}

/// How long to wait for the first sync.
public struct JoinWaiting: APIDocument {
  /// Seconds until 75; 60 when absent.
  public var timeout: Int?

  /// Makes the document from its fields.
  public init(
    timeout: Int? = nil
  ) {
    self.timeout = timeout
  }
}
