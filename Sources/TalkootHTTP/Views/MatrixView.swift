internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension View {
  /// Who brings what, and what nobody does.
  var matrix: TalkootAPI.MemberMatrix {
    let matrix = workspace.matrix
    return TalkootAPI.MemberMatrix(
      members: byName(matrix.members).map { organisation($0) },
      memberNames: names(matrix.members),
      strengths: matrix.strengths.map { row in
        StrengthRow(
          strength: row.strength,
          members: byName(row.members).map { organisation($0) },
          memberNames: names(row.members),
          neededBy: row.goals.map { id($0, .goal) },
          neededByTitles: row.goals.map { name($0) ?? "" },
          lostWith: byName(row.lostWith).map { organisation($0) },
          lostWithNames: names(row.lostWith)
        )
      },
      roles: matrix.roles.map { row in
        RoleRow(
          role: row.role.name,
          members: byName(row.members).map { organisation($0) },
          memberNames: names(row.members),
          contributors: byName(row.contributors).map { organisation($0) },
          contributorNames: names(row.contributors),
          goalsWithout: row.goalsWithout
        )
      },
      uncovered: matrix.strengths.filter(\.members.isEmpty).map(\.strength),
      vacant: matrix.roles.filter { $0.members.isEmpty && $0.contributors.isEmpty }.map(\.role.name)
    )
  }

  /// What each member gives and gets.
  var balances: [TalkootAPI.MemberBalance] {
    let balances = Dictionary(uniqueKeysWithValues: workspace.balances.map { ($0.member, $0) })
    return byName(Array(balances.keys)).compactMap { balances[$0] }.map { balance in
      TalkootAPI.MemberBalance(
        id: organisation(balance.member),
        short: short(balance.member, .organisation),
        name: name(balance.member) ?? "",
        motivation: balance.motivation,
        stewards: balance.stewards.map { goal in
          GoalReference(goal: id(goal, .goal), short: short(goal, .goal), title: name(goal) ?? "")
        },
        contributions: balance.contributions.map { given in
          GoalContribution(
            goal: id(given.goal, .goal),
            short: short(given.goal, .goal),
            title: name(given.goal) ?? "",
            role: given.role?.name,
            note: given.note
          )
        },
        benefits: balance.benefits.map { gain in
          GoalBenefit(
            goal: id(gain.goal, .goal),
            short: short(gain.goal, .goal),
            title: name(gain.goal) ?? "",
            text: gain.text
          )
        },
        gives: balance.stewards.count + balance.contributions.count,
        gets: balance.benefits.count
      )
    }
  }

  private func names(_ organisations: [ObjectID]) -> [String] {
    byName(organisations).map { name($0) ?? short($0, .organisation) }
  }

  /// Organisations in the order of their names: ids mean nothing to people.
  func byName(_ organisations: [ObjectID]) -> [ObjectID] {
    organisations.map { (ExactString(name($0) ?? ""), $0) }.sorted { $0 < $1 }.map(\.1)
  }
}
