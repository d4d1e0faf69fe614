/// Who brings what, and what nobody does.
public struct MemberMatrix: APIDocument {
  /// Members and participants.
  public var members: [String]
  /// Their names, in the same order.
  public var memberNames: [String]
  /// Every strength that somebody brings or a goal needs.
  public var strengths: [StrengthRow]
  /// The five roles.
  public var roles: [RoleRow]
  /// The strengths that nobody brings.
  public var uncovered: [String]
  /// The roles that nobody takes.
  public var vacant: [String]

  /// Makes the document from its fields.
  public init(
    members: [String] = [],
    memberNames: [String] = [],
    strengths: [StrengthRow] = [],
    roles: [RoleRow] = [],
    uncovered: [String] = [],
    vacant: [String] = []
  ) {
    self.members = members
    self.memberNames = memberNames
    self.strengths = strengths
    self.roles = roles
    self.uncovered = uncovered
    self.vacant = vacant
  }
}

/// A strength.
public struct StrengthRow: APIDocument {
  /// As it is written.
  public var strength: String
  /// Who brings it.
  public var members: [String]
  /// Their names, in the same order.
  public var memberNames: [String]
  /// The open goals that need it.
  public var neededBy: [String]
  /// Their titles, in the same order.
  public var neededByTitles: [String]
  /// Organisations that are out and brought it.
  public var lostWith: [String]
  /// Their names, in the same order.
  public var lostWithNames: [String]

  /// Makes the document from its fields.
  public init(
    strength: String,
    members: [String] = [],
    memberNames: [String] = [],
    neededBy: [String] = [],
    neededByTitles: [String] = [],
    lostWith: [String] = [],
    lostWithNames: [String] = []
  ) {
    self.strength = strength
    self.members = members
    self.memberNames = memberNames
    self.neededBy = neededBy
    self.neededByTitles = neededByTitles
    self.lostWith = lostWith
    self.lostWithNames = lostWithNames
  }
}

/// A role.
public struct RoleRow: APIDocument {
  /// `ideator`, `definer`, `implementer`, `coordinator` or `customer`.
  public var role: String
  /// Who says that it takes it.
  public var members: [String]
  /// Their names, in the same order.
  public var memberNames: [String]
  /// Who has it for an open goal.
  public var contributors: [String]
  /// Their names, in the same order.
  public var contributorNames: [String]
  /// The open goals that somebody contributes to, and nobody in this role.
  public var goalsWithout: Int

  /// Makes the document from its fields.
  public init(
    role: String,
    members: [String] = [],
    memberNames: [String] = [],
    contributors: [String] = [],
    contributorNames: [String] = [],
    goalsWithout: Int = 0
  ) {
    self.role = role
    self.members = members
    self.memberNames = memberNames
    self.contributors = contributors
    self.contributorNames = contributorNames
    self.goalsWithout = goalsWithout
  }
}

/// What a member gives and what it gets.
public struct MemberBalance: APIDocument {
  /// The organisation.
  public var id: String
  /// The shortest unambiguous prefix of its id.
  public var short: String
  /// `balance`.
  public var kind: String
  /// Its name.
  public var name: String
  /// Why it is here, in its own words.
  public var motivation: String?
  /// The open goals that it answers for.
  public var stewards: [GoalReference]
  /// What it does for goals.
  public var contributions: [GoalContribution]
  /// What it gets out of them.
  public var benefits: [GoalBenefit]
  /// How many goals it answers for and contributions it makes.
  public var gives: Int
  /// How many benefits it has.
  public var gets: Int

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "balance",
    name: String,
    motivation: String? = nil,
    stewards: [GoalReference] = [],
    contributions: [GoalContribution] = [],
    benefits: [GoalBenefit] = [],
    gives: Int = 0,
    gets: Int = 0
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.name = name
    self.motivation = motivation
    self.stewards = stewards
    self.contributions = contributions
    self.benefits = benefits
    self.gives = gives
    self.gets = gets
  }
}

/// A goal by its id and title.
public struct GoalReference: APIDocument {
  /// Its id.
  public var goal: String
  /// The shortest unambiguous prefix of that.
  public var short: String
  /// Its title.
  public var title: String

  /// Makes the document from its fields.
  public init(goal: String, short: String, title: String) {
    self.goal = goal
    self.short = short
    self.title = title
  }
}

/// What an organisation does for a goal.
public struct GoalContribution: APIDocument {
  /// The goal.
  public var goal: String
  /// The shortest unambiguous prefix of its id.
  public var short: String
  /// Its title.
  public var title: String
  /// As what.
  public var role: String?
  /// What exactly.
  public var note: String?

  /// Makes the document from its fields.
  public init(goal: String, short: String, title: String, role: String? = nil, note: String? = nil) {
    self.goal = goal
    self.short = short
    self.title = title
    self.role = role
    self.note = note
  }
}

/// What an organisation gets out of a goal.
public struct GoalBenefit: APIDocument {
  /// The goal.
  public var goal: String
  /// The shortest unambiguous prefix of its id.
  public var short: String
  /// Its title.
  public var title: String
  /// What.
  public var text: String

  /// Makes the document from its fields.
  public init(goal: String, short: String, title: String, text: String) {
    self.goal = goal
    self.short = short
    self.title = title
    self.text = text
  }
}
