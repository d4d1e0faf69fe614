internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Who brings what, and what nobody does.
  mutating func matrix(_ matrix: MemberMatrix) {
    heading(say(.headingNeeds))
    if matrix.strengths.isEmpty {
      line("  " + say(.nothingHere))
    } else {
      table(
        [say(.columnStrength), say(.columnBrings), say(.columnNeededBy)],
        matrix.strengths.map { row in
          [row.strength, Self.names(row.memberNames), row.neededByTitles.joined(separator: ", ")]
        },
        flexible: 2
      )
    }
    line()
    heading(say(.headingRoles))
    table(
      [say(.columnRole), say(.columnTakes), say(.columnContributes)],
      matrix.roles.map { row in
        [Words.of(row.role), Self.names(row.memberNames), row.contributorNames.joined(separator: ", ")]
      },
      flexible: 2
    )
    line()
    if !matrix.uncovered.isEmpty { line(say(.nobodyBringsLine, matrix.uncovered.joined(separator: ", "))) }
    if !matrix.vacant.isEmpty {
      line(say(.nobodyTakesLine, matrix.vacant.map { Words.of($0) }.joined(separator: ", ")))
    }
  }

  private static func names(_ names: [String]) -> String {
    names.isEmpty ? say(.nobodyBrings) : names.joined(separator: ", ")
  }

  /// What each member gives and gets.
  mutating func balances(_ balances: [MemberBalance]) {
    if balances.isEmpty { return line(say(.nothingHere)) }
    for (place, balance) in balances.enumerated() {
      if place > 0 { line() }
      heading("\(balance.name) · \(say(.givesAndGets, String(balance.gives), String(balance.gets)))")
      fields([
        (.fieldMotivation, balance.motivation),
        (.fieldStewardOf, Self.list(balance.stewards.map(\.title))),
      ])
      for given in balance.contributions {
        line("  → \(given.title): \(Words.of(given.role))" + (given.note.map { " – \($0)" } ?? ""))
      }
      for gain in balance.benefits { line("  ← \(gain.title): \(gain.text)") }
    }
  }
}
