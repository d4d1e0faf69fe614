/// An agreement with its first version.
public struct NewAgreement: APIDocument {
  /// What it is called.
  public var title: String
  /// The exact text.
  public var text: String
  /// The organisations that it binds, as typed; none is all members.
  public var binds: [String]
  /// When to look at it again.
  public var review: String?

  /// Makes the document from its fields.
  public init(
    title: String,
    text: String,
    binds: [String] = [],
    review: String? = nil
  ) {
    self.title = title
    self.text = text
    self.binds = binds
    self.review = review
  }
}

/// What to change of an agreement. A text or other organisations make a new version.
public struct AgreementEdit: APIDocument {
  /// What it is called.
  public var title: String?
  /// The exact text of the new version.
  public var text: String?
  /// The organisations that the new version binds, as typed.
  public var binds: [String]?
  /// When to look at it again.
  public var review: String?
  /// The version that `text` was written from, by its number or id: what newer ones say otherwise is merged into it.
  public var from: String?

  /// Makes the document from its fields.
  public init(
    title: String? = nil,
    text: String? = nil,
    binds: [String]? = nil,
    review: String? = nil,
    from: String? = nil
  ) {
    self.title = title
    self.text = text
    self.binds = binds
    self.review = review
    self.from = from
  }
}

/// This organisation's signature.
public struct NewSignature: APIDocument {
  /// A version's number or id; else the newest.
  public var version: String?
  /// As whom the person signs.
  public var role: String?

  /// Makes the document from its fields.
  public init(
    version: String? = nil,
    role: String? = nil
  ) {
    self.version = version
    self.role = role
  }
}

/// Which version of an agreement.
public struct VersionChoice: APIDocument {
  /// A version's number or id; else the one that the command would take.
  public var version: String?

  /// Makes the document from its fields.
  public init(
    version: String? = nil
  ) {
    self.version = version
  }
}

/// Which two versions of an agreement.
public struct DifferenceChoice: APIDocument {
  /// A version's number or id; else the one in force, or the one that `to` follows.
  public var from: String?
  /// A version's number or id; else the newest.
  public var to: String?

  /// Makes the document from its fields.
  public init(
    from: String? = nil,
    to: String? = nil
  ) {
    self.from = from
    self.to = to
  }
}

/// Which agreements to list.
public struct AgreementFilter: APIDocument {
  /// Only those that wait for this organisation's signature.
  public var mine: Bool?

  /// Makes the document from its fields.
  public init(
    mine: Bool? = nil
  ) {
    self.mine = mine
  }
}
