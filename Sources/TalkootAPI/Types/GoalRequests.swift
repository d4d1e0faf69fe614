/// Makes a goal.
public struct NewGoal: APIDocument {
  /// What is to be reached.
  public var title: String
  /// The parent, as typed: a prefix, a name or `key:…`.
  public var under: String?
  /// The organisation, as typed: a prefix, a name or `key:…`.
  public var steward: String?
  /// A year, a month or a day.
  public var due: String?
  /// More about it.
  public var description: String?
  /// The strengths that it takes.
  public var needs: [String]?

  /// Makes the document from its fields.
  public init(
    title: String,
    under: String? = nil,
    steward: String? = nil,
    due: String? = nil,
    description: String? = nil,
    needs: [String]? = nil
  ) {
    self.title = title
    self.under = under
    self.steward = steward
    self.due = due
    self.description = description
    self.needs = needs
  }
}

/// Changes a goal's fields; an absent one stays, an empty string clears.
public struct GoalEdit: APIDocument {
  /// The new title.
  public var title: String?
  /// The whole new text; the node merges the difference.
  public var description: String?
  /// The new date.
  public var due: String?
  /// The new steward, as typed.
  public var steward: String?
  /// The new status.
  public var status: String?
  /// The strengths that it takes, in place of those that it took.
  public var needs: [String]?
  /// The version that the person saw (`Goal.seen`).
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    title: String? = nil,
    description: String? = nil,
    due: String? = nil,
    steward: String? = nil,
    status: String? = nil,
    needs: [String]? = nil,
    seen: String? = nil
  ) {
    self.title = title
    self.description = description
    self.due = due
    self.steward = steward
    self.status = status
    self.needs = needs
    self.seen = seen
  }
}

/// Moves a goal; exactly one of `under` and `top`, or neither to stay under its parent.
public struct GoalMove: APIDocument {
  /// The new parent, as typed.
  public var under: String?
  /// To the top.
  public var top: Bool?
  /// The sibling it comes before, as typed.
  public var before: String?
  /// The sibling it comes after, as typed.
  public var after: String?

  /// Makes the document from its fields.
  public init(
    under: String? = nil,
    top: Bool? = nil,
    before: String? = nil,
    after: String? = nil
  ) {
    self.under = under
    self.top = top
    self.before = before
    self.after = after
  }
}

/// A goal that must be reached first.
public struct GoalDependency: APIDocument {
  /// That goal, as typed.
  public var on: String

  /// Makes the document from its fields.
  public init(
    on: String
  ) {
    self.on = on
  }
}

/// What this organisation does for a goal.
public struct NewContribution: APIDocument {
  /// See `Contribution.role`.
  public var role: String
  /// In its own words.
  public var note: String?

  /// Makes the document from its fields.
  public init(
    role: String,
    note: String? = nil
  ) {
    self.role = role
    self.note = note
  }
}

/// What this organisation gets out of a goal.
public struct NewBenefit: APIDocument {
  /// In its own words.
  public var text: String

  /// Makes the document from its fields.
  public init(
    text: String
  ) {
    self.text = text
  }
}

/// Which goals.
public struct GoalFilter: APIDocument {
  /// Only with this status.
  public var status: String?
  /// Only this steward's, as typed.
  public var steward: String?
  /// The archived ones too.
  public var archived: Bool?

  /// Makes the document from its fields.
  public init(
    status: String? = nil,
    steward: String? = nil,
    archived: Bool? = nil
  ) {
    self.status = status
    self.steward = steward
    self.archived = archived
  }
}
