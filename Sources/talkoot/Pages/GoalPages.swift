internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Goals one a line.
  mutating func goals(_ goals: [Goal]) {
    if goals.isEmpty { return line(say(.nothingHere)) }
    table(
      [
        say(.columnID), say(.columnTitle), say(.columnStatus), say(.columnProgress), say(.columnSteward),
        say(.columnDue),
      ],
      goals.map { goal in
        [
          goal.short, goal.title, Self.status(goal), goal.progress.map { "\($0) %" } ?? "", goal.stewardName ?? "",
          goal.due ?? "",
        ]
      },
      flexible: 1
    )
  }

  /// Goals as a tree; they come in tree order. One whose parent is not in the list stands at the top.
  mutating func goalTree(_ goals: [Goal]) {
    if goals.isEmpty { return line(say(.nothingHere)) }
    let depths = Self.depths(goals)
    let branches = Self.branches(depths)
    table(
      ["", "", "", "", ""],
      zip(goals, branches).map { goal, branch in
        [
          branch + goal.title, goal.short, Self.status(goal), goal.progress.map { "\($0) %" } ?? "",
          [goal.stewardName, goal.due].compactMap { $0 }.joined(separator: ", "),
        ]
      },
      flexible: 0
    )
  }

  private static func status(_ goal: Goal) -> String {
    var words = [Words.of(goal.status)]
    if goal.archived { words.append(say(.archivedWord)) }
    if !goal.conflicts.isEmpty { words.append(say(.conflictWord)) }
    return words.joined(separator: ", ")
  }

  /// The deepest level that is drawn; a goal below it stands beside its parent.
  static let depthMax = 64

  private static func depths(_ goals: [Goal]) -> [Int] {
    var known: [String: Int] = [:]
    return goals.map { goal in
      let depth = goal.parent.flatMap { known[$0] }.map { min($0 + 1, depthMax) } ?? 0
      known[goal.id] = depth
      return depth
    }
  }

  /// The lines before each title: `├─ `, `└─ `, `│  `.
  static func branches(_ depths: [Int]) -> [String] {
    var continues: [Bool] = []  // by depth: whether another sibling follows below
    var result: [String] = []
    for depth in depths.reversed() {
      if continues.count > depth + 1 { continues.removeLast(continues.count - depth - 1) }
      while continues.count <= depth { continues.append(false) }
      var branch = ""
      for level in 1..<max(1, depth) { branch += continues[level] ? "│  " : "   " }
      if depth > 0 { branch += continues[depth] ? "├─ " : "└─ " }
      continues[depth] = true
      result.append(branch)
    }
    return result.reversed()
  }

  /// One goal with all that belongs to it.
  mutating func goal(_ goal: Goal) {
    heading("\(goal.short)  \(goal.title)")
    fields([
      (.fieldStatus, Self.status(goal)), (.fieldProgress, goal.progress.map { "\($0) %" }),
      (.fieldSteward, goal.stewardName), (.fieldDue, goal.due), (.fieldParent, goal.parentTitle),
      (.fieldKey, Self.key(goal.key)),
      (.fieldDependsOn, Self.list(goal.dependsOnTitles)), (.fieldNeeds, Self.list(goal.needs)),
    ])
    if let description = goal.description, !description.isEmpty {
      line()
      paragraph(description, indent: 2)
    }
    if !goal.contributions.isEmpty {
      line()
      heading(say(.headingContributions))
      for item in goal.contributions {
        line("  \(item.memberName): \(Words.of(item.role))" + (item.note.map { " – \($0)" } ?? ""))
      }
    }
    if !goal.benefits.isEmpty {
      line()
      heading(say(.headingBenefits))
      for item in goal.benefits { line("  \(item.memberName): \(item.text)") }
    }
    if !goal.measures.isEmpty {
      line()
      heading(say(.headingMeasures))
      measures(goal.measures)
    }
    conflictNote(goal.conflicts)
    comments(goal.comments)
  }

  /// An outside key; one that import made of a row's content tells a person nothing.
  static func key(_ key: String?) -> String? { key.flatMap { $0.hasPrefix("=") ? nil : $0 } }

  /// That fields have values written at the same time, and how to settle them.
  mutating func conflictNote(_ fields: [String]) {
    if fields.isEmpty { return }
    line()
    line(say(.conflictNote, fields.joined(separator: ", ")))
  }

  /// What was said about an object.
  mutating func comments(_ comments: [Comment]) {
    if comments.isEmpty { return }
    line()
    heading(say(.headingComments))
    for comment in comments { self.comment(comment) }
  }

  /// One comment.
  mutating func comment(_ comment: Comment) {
    line("  \(comment.short)  \(Self.author(comment.person, comment.memberName)), \(Self.time(comment.time))")
    paragraph(comment.text, indent: 4)
  }

  /// `Aino (Koodi Oy)`.
  static func author(_ person: String?, _ member: String?) -> String {
    guard let person else { return member ?? "?" }
    return member.map { "\(person) (\($0))" } ?? person
  }

  /// A time as it is, to the minute.
  static func time(_ time: String?) -> String {
    guard let time else { return "" }
    guard time.utf8.count >= 16, time.contains("T") else { return time }
    return time.prefix(16).replacing("T", with: " ") + " UTC"
  }
}
