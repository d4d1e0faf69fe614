internal import TalkootCRDT
public import TalkootLog

/// Who brings what, and what nobody does.
public struct MemberMatrix: Hashable, Sendable {
  /// A strength, who brings it and which goals need it.
  public struct StrengthRow: Hashable, Sendable {
    /// As whoever said it first in the order of members, then goals, writes it.
    public let strength: String
    /// Members and participants that bring it, ascending.
    public var members: [ObjectID]
    /// The open goals that need it, in tree order.
    public var goals: [ObjectID]
    /// Organisations that are out and brought it, ascending.
    public var lostWith: [ObjectID]
  }

  /// A role, who takes it and who has it for a goal.
  public struct RoleRow: Hashable, Sendable {
    /// The role.
    public let role: Role
    /// Those who say that they take it, ascending.
    public var members: [ObjectID]
    /// Those who contribute to an open goal in it, ascending.
    public var contributors: [ObjectID]
    /// The open goals that somebody contributes to, and nobody in this role.
    public var goalsWithout: Int
  }

  /// Members and participants, ascending.
  public let members: [ObjectID]
  /// By strength as people read it.
  public let strengths: [StrengthRow]
  /// In the order of roles.
  public let roles: [RoleRow]
}

/// What a member does for the whole and what it gains: visible to all, so that nobody only gives or only takes.
public struct MemberBalance: Hashable, Sendable {
  /// What it does for a goal.
  public struct Contribution: Hashable, Sendable {
    /// The goal.
    public let goal: ObjectID
    /// As what.
    public let role: Role?
    /// What exactly.
    public let note: String?
  }

  /// What it gets out of a goal.
  public struct Benefit: Hashable, Sendable {
    /// The goal.
    public let goal: ObjectID
    /// What.
    public let text: String
  }

  /// The organisation.
  public let member: ObjectID
  /// Why it is here, in its own words.
  public let motivation: String?
  /// The open goals that it answers for, in tree order.
  public var stewards: [ObjectID] = []
  /// What it does for goals that are not dropped, in tree order.
  public var contributions: [Contribution] = []
  /// What it gets out of them, in tree order.
  public var benefits: [Benefit] = []

  /// How much more it gives than it gets: stewardships and contributions less benefits.
  public var balance: Int { stewards.count + contributions.count - benefits.count }
}

extension Workspace {
  /// Members and participants, ascending.
  var organisationsPresent: [ObjectID] {
    (governance.members + governance.participants()).map { ObjectID($0) }.sorted()
  }

  /// Who brings which strength and role, and which nobody does.
  public var matrix: MemberMatrix {
    let present = organisationsPresent
    var strengths = StrengthTable()
    var roles = Role.allCases.map { MemberMatrix.RoleRow(role: $0, members: [], contributors: [], goalsWithout: 0) }
    for member in present {
      guard let state = objects[member] else { continue }
      for strength in state.elements(OrganisationField.strengths).compactMap(\.string) {
        strengths.row(strength) { $0.members.append(member) }
      }
      for role in state.elements(OrganisationField.roles).compactMap({ Role($0) }) {
        roles[role.place].members.append(member)
      }
    }
    for goal in openGoals {
      guard let state = objects[goal] else { continue }
      for need in state.elements(GoalField.needs).compactMap(\.string) {
        strengths.row(need) { $0.goals.append(goal) }
      }
      let taken = contributions(to: state).filter { present.contains($0.member) }
      for (member, role, _) in taken { if let role { roles[role.place].contributors.append(member) } }
      if taken.isEmpty { continue }
      for role in Role.allCases where !taken.contains(where: { $0.role == role }) {
        roles[role.place].goalsWithout += 1
      }
    }
    for member in governance.everyone.map({ ObjectID($0) }) where !present.contains(member) {
      for strength in (objects[member]?.elements(OrganisationField.strengths) ?? []).compactMap(\.string) {
        strengths.row(strength) { $0.lostWith.append(member) }
      }
    }
    for i in roles.indices { roles[i].contributors = Electorate.distinct(roles[i].contributors) }
    return MemberMatrix(members: present, strengths: strengths.rows, roles: roles)
  }

  /// What each member and participant gives and gets, ascending by id.
  public var balances: [MemberBalance] {
    let present = organisationsPresent
    let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
    var balances = present.map {
      MemberBalance(member: $0, motivation: objects[$0]?.value(OrganisationField.motivation).string)
    }
    for goal in goalsInTreeOrder() {
      guard let state = objects[goal] else { continue }
      let status = GoalStatus(state.value(GoalField.status))
      if status == .dropped { continue }
      if status != .achieved, let steward = state.value(GoalField.steward).object, let place = places[steward] {
        balances[place].stewards.append(goal)
      }
      for (member, role, note) in contributions(to: state) {
        guard let place = places[member] else { continue }
        balances[place].contributions.append(MemberBalance.Contribution(goal: goal, role: role, note: note))
      }
      for element in state.elements(GoalField.benefits) {
        guard let parts = element.list, parts.count == 2, let place = parts[0].object.flatMap({ places[$0] }) else {
          continue
        }
        balances[place].benefits.append(MemberBalance.Benefit(goal: goal, text: parts[1].string ?? ""))
      }
    }
    return balances
  }

  private var openGoals: [ObjectID] {
    goalsInTreeOrder().filter { goal in
      switch GoalStatus(objects[goal]?.value(GoalField.status)) {
      case .achieved, .dropped: false
      case .proposed, .active, nil: true
      }
    }
  }

  private func contributions(to goal: ObjectState) -> [(member: ObjectID, role: Role?, note: String?)] {
    goal.elements(GoalField.contributions).compactMap { element in
      guard let parts = element.list, parts.count == 3, let member = parts[0].object else { return nil }
      return (member, Role(parts[1]), parts[2].string)
    }
  }
}

/// Strengths by how people read them, so that those that differ in case alone are one.
private struct StrengthTable {
  private var places: [String: Int] = [:]
  private var unsorted: [MemberMatrix.StrengthRow] = []

  mutating func row(_ strength: String, _ change: (inout MemberMatrix.StrengthRow) -> Void) {
    let folded = Strengths.folded(strength)
    let place = places[folded] ?? unsorted.count
    if place == unsorted.count {
      places[folded] = place
      unsorted.append(MemberMatrix.StrengthRow(strength: strength, members: [], goals: [], lostWith: []))
    }
    change(&unsorted[place])
  }

  var rows: [MemberMatrix.StrengthRow] {
    unsorted.map { row in
      var row = row
      row.members = Electorate.distinct(row.members)
      return row
    }
    .sorted { Strengths.folded($0.strength).utf8.lexicographicallyPrecedes(Strengths.folded($1.strength).utf8) }
  }
}

extension Role {
  fileprivate var place: Int { Int(rawValue) - 1 }
}
