/// What one organisation does for a goal.
public struct Contribution: APIDocument {
  /// The organisation's id.
  public var member: String
  /// Its name.
  public var memberName: String
  /// `ideator`, `definer`, `implementer`, `coordinator` or `customer`.
  public var role: String
  /// In its own words.
  public var note: String?

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String,
    role: String,
    note: String? = nil
  ) {
    self.member = member
    self.memberName = memberName
    self.role = role
    self.note = note
  }
}

/// What one organisation gets out of a goal.
public struct Benefit: APIDocument {
  /// The organisation's id.
  public var member: String
  /// Its name.
  public var memberName: String
  /// In its own words.
  public var text: String

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String,
    text: String
  ) {
    self.member = member
    self.memberName = memberName
    self.text = text
  }
}

/// A goal: a node of the shared tree.
public struct Goal: APIDocument {
  /// The whole id (`g-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `goal`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// What is to be reached.
  public var title: String
  /// More about it.
  public var description: String?
  /// `proposed`, `active`, `achieved` or `dropped`.
  public var status: String
  /// The goal it lies under; null at the top.
  public var parent: String?
  /// That goal's title.
  public var parentTitle: String?
  /// 0 at the top, 1 below it, …
  public var depth: Int
  /// The organisation answerable for it.
  public var steward: String?
  /// Its name.
  public var stewardName: String?
  /// A year, a month or a day, as precise as given.
  public var due: String?
  /// Whether it is put away.
  public var archived: Bool
  /// In percent, from its measures and the goals below it; null when nothing tells.
  public var progress: Int?
  /// Who does what for it.
  public var contributions: [Contribution]
  /// Who gets what out of it.
  public var benefits: [Benefit]
  /// The strengths that it takes.
  public var needs: [String]
  /// The goals that must be reached first.
  public var dependsOn: [String]
  /// Their titles, in the same order.
  public var dependsOnTitles: [String]
  /// Its measures; left empty in lists.
  public var measures: [Measure]
  /// What was said about it; left empty in lists.
  public var comments: [Comment]
  /// The fields with values written at the same time.
  public var conflicts: [String]
  /// The version this answer shows; given back with an edit, it tells what the person had seen.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "goal",
    key: String? = nil,
    title: String,
    description: String? = nil,
    status: String,
    parent: String? = nil,
    parentTitle: String? = nil,
    depth: Int = 0,
    steward: String? = nil,
    stewardName: String? = nil,
    due: String? = nil,
    archived: Bool = false,
    progress: Int? = nil,
    contributions: [Contribution] = [],
    benefits: [Benefit] = [],
    needs: [String] = [],
    dependsOn: [String] = [],
    dependsOnTitles: [String] = [],
    measures: [Measure] = [],
    comments: [Comment] = [],
    conflicts: [String] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.key = key
    self.title = title
    self.description = description
    self.status = status
    self.parent = parent
    self.parentTitle = parentTitle
    self.depth = depth
    self.steward = steward
    self.stewardName = stewardName
    self.due = due
    self.archived = archived
    self.progress = progress
    self.contributions = contributions
    self.benefits = benefits
    self.needs = needs
    self.dependsOn = dependsOn
    self.dependsOnTitles = dependsOnTitles
    self.measures = measures
    self.comments = comments
    self.conflicts = conflicts
    self.seen = seen
  }
}
