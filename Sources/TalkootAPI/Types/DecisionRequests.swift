/// Proposes a decision.
public struct NewDecision: APIDocument {
  /// What is decided.
  public var title: String
  /// See `Decision.rule`.
  public var rule: String
  /// What there is to choose from.
  public var options: [String]
  /// When the nodes may settle it.
  public var deadline: String?
  /// When it is to be looked at again.
  public var review: String?
  /// `60%` or `60`.
  public var quorum: String?
  /// What it concerns, as typed.
  public var about: [String]
  /// The proposal in full.
  public var text: String?
  /// What it allows to erase once it is accepted, as `ID:FIELD`.
  public var erases: [String]?

  /// Makes the document from its fields.
  public init(
    title: String,
    rule: String,
    options: [String] = [],
    deadline: String? = nil,
    review: String? = nil,
    quorum: String? = nil,
    about: [String] = [],
    text: String? = nil,
    erases: [String]? = nil
  ) {
    self.title = title
    self.rule = rule
    self.options = options
    self.deadline = deadline
    self.review = review
    self.quorum = quorum
    self.about = about
    self.text = text
    self.erases = erases
  }
}

/// Changes a decision's text fields while it is open; an absent one stays, an empty string clears.
public struct DecisionEdit: APIDocument {
  /// The new title.
  public var title: String?
  /// The whole new text; the node merges the difference.
  public var text: String?
  /// The new date.
  public var review: String?
  /// The version that the person saw.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    title: String? = nil,
    text: String? = nil,
    review: String? = nil,
    seen: String? = nil
  ) {
    self.title = title
    self.text = text
    self.review = review
    self.seen = seen
  }
}

/// This organisation's position.
public struct NewPosition: APIDocument {
  /// `agree`, `abstain`, `object` or `choose`.
  public var position: String
  /// The option's text or its number from 1.
  public var option: String?
  /// Why; an objection needs it.
  public var reason: String?

  /// Makes the document from its fields.
  public init(
    position: String,
    option: String? = nil,
    reason: String? = nil
  ) {
    self.position = position
    self.option = option
    self.reason = reason
  }
}

/// Says something about an object.
public struct NewComment: APIDocument {
  /// The object, as typed.
  public var about: String
  /// What is said.
  public var text: String

  /// Makes the document from its fields.
  public init(
    about: String,
    text: String
  ) {
    self.about = about
    self.text = text
  }
}

/// Which decisions.
public struct DecisionFilter: APIDocument {
  /// Only those not settled or withdrawn.
  public var open: Bool?
  /// Only those that wait for this organisation's position.
  public var mine: Bool?

  /// Makes the document from its fields.
  public init(
    open: Bool? = nil,
    mine: Bool? = nil
  ) {
    self.open = open
    self.mine = mine
  }
}
