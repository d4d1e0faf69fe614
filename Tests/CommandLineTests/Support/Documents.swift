public import TalkootAPI

/// Documents as a node would answer them.
enum Documents {
  static let goalID = "g-7kq2m9xw4c7kq2m9xw4c7kq2m9"
  static let hostile = "Tavoite \u{1B}[31m\u{202E}\u{9B}2J, \"漢字\" <script>\n👩‍👩‍👧"

  static func goal(_ title: String = "Yhteinen tavoite", id: String = goalID, parent: String? = nil) -> Goal {
    Goal(
      id: id,
      short: String(id.prefix(7)),
      title: title,
      description: "Ensin.\nSitten.",
      status: "active",
      parent: parent,
      steward: "o-1",
      stewardName: "Koodi Oy",
      due: "2027-05",
      progress: 40,
      contributions: [Contribution(member: "o-1", memberName: "Koodi Oy", role: "customer", note: "maksaa")],
      benefits: [Benefit(member: "o-1", memberName: "Koodi Oy", text: "oppii")],
      measures: [measure],
      comments: [
        Comment(
          id: "c-1",
          short: "c-1",
          about: id,
          text: "Hyvä!",
          member: "o-1",
          memberName: "Koodi Oy",
          person: "Aino",
          time: "2026-11-24T06:30:12Z"
        )
      ],
      conflicts: ["due"]
    )
  }

  static var measure: Measure {
    Measure(
      id: "m-1",
      short: "m-12345",
      name: "Käyttäjät",
      goal: goalID,
      goalTitle: "Yhteinen tavoite",
      unit: "kpl",
      from: "1.50",
      target: "100",
      value: "10.00",
      on: "2026",
      progress: 9,
      checkins: [
        Checkin(
          id: "k-1",
          short: "k-12345",
          measure: "m-1",
          value: "10.00",
          on: "2026",
          confidence: "at-risk",
          note: "arvio",
          member: "o-1",
          memberName: "Koodi Oy",
          time: "2026-11-24T06:30:12Z"
        )
      ]
    )
  }

  static var decision: Decision {
    Decision(
      id: "d-1",
      short: "d-12345",
      title: "Valitaan väline",
      text: "Kumpi?",
      rule: "choice",
      status: "settled",
      outcome: "Swift",
      options: ["Swift", "Rust"],
      quorum: Quorum(needed: 2, present: 3),
      about: [],
      member: "o-1",
      memberName: "Koodi Oy",
      electorate: ["o-1"],
      positions: [
        Position(
          member: "o-1",
          memberName: "Koodi Oy",
          position: "choose",
          option: "Swift",
          reason: "nopea",
          late: true
        )
      ],
      certificate: ["o-1"]
    )
  }

  static var member: Member {
    Member(
      id: "o-1",
      short: "o-12345",
      name: "Koodi Oy",
      status: "participant",
      nodes: ["n-1"],
      fingerprint: "koivu kuusi mänty",
      confirmations: Confirmations(have: 1, needed: 2),
      strengths: ["testaus"]
    )
  }

  static let node = NodeStatus(
    state: "running",
    pid: 4_000_000,
    listen: "0.0.0.0:4711",
    node: "n-1",
    member: "o-1",
    version: "0.1.0",
    home: "/h"
  )
}

extension DecimalNumber: ExpressibleByStringLiteral {
  /// A number written in a test.
  public init(stringLiteral literal: String) { self.init(checked: literal) }

  private init(checked literal: String) {
    guard let number = DecimalNumber(literal) else { preconditionFailure("\(literal) is no number") }
    self = number
  }
}
