import TalkootAPI

@testable import TalkootPage

/// Goals with all that belongs to them, decisions and agreements.
extension FakeBackend {
  func work(_ path: String) -> Any? {
    switch path {
    case "/v1/goals/{goal}": wholeGoal
    case "/v1/measures/{measure}": measure
    case "/v1/attention":
      AttentionReport(
        items: [
          AttentionItem(what: text, reason: "overdue", object: "g-0", title: text, new: true, mine: false, weight: 1)
        ],
        total: 1,
        new: 1,
        mended: 0,
        day: "2026-11-24"
      )
    case "/v1/decisions": [decision]
    case "/v1/decisions/{decision}": decision
    case "/v1/agreements": [agreement]
    case "/v1/agreements/{agreement}": agreement
    case "/v1/agreements/{agreement}/difference":
      AgreementDifference(
        from: text,
        fromNumber: 1,
        to: text,
        toNumber: 2,
        parts: ["same", "removed", "added"].map { TextPart(what: $0, text: text) }
      )
    default: nil
    }
  }

  private var remark: Comment {
    Comment(id: "c-0", short: "c-0", about: "g-0", text: text, member: "o-0", memberName: text, person: text)
  }

  private var wholeGoal: Goal {
    var goal = goal
    goal.key = text
    goal.parent = "g-0"
    goal.parentTitle = text
    goal.contributions = [Contribution(member: "o-0", memberName: text, role: text, note: text)]
    goal.benefits = [Benefit(member: "o-0", memberName: text, text: text)]
    goal.needs = [text]
    goal.dependsOn = ["g-0"]
    goal.dependsOnTitles = [text]
    goal.measures = [measure]
    goal.comments = [remark]
    goal.conflicts = ["title"]
    goal.seen = text
    return goal
  }

  private var measure: Measure {
    Measure(
      id: "m-0",
      short: "m-0",
      name: text,
      goal: "g-0",
      goalTitle: text,
      unit: text,
      target: DecimalNumber("100"),
      value: DecimalNumber("40"),
      every: "1w",
      progress: 40,
      checkins: ["40", "30"].map { value in
        Checkin(
          id: "k-0",
          short: "k-0",
          measure: "m-0",
          value: DecimalNumber(value)!,
          on: "2026-11-24",
          confidence: text,
          note: text,
          member: "o-0",
          memberName: text,
          person: text
        )
      },
      comments: [remark],
      seen: text
    )
  }

  private var decision: Decision {
    Decision(
      id: "d-0",
      short: "d-0",
      title: text,
      text: text,
      rule: "choice",
      status: "open",
      outcome: text,
      options: [text, text],
      deadline: text,
      quorum: Quorum(needed: 2, present: 1, percent: 60),
      about: ["g-0"],
      aboutTitles: [text],
      member: "o-0",
      memberName: text,
      person: text,
      electorate: ["o-0", "o-1"],
      positions: [Position(member: "o-0", memberName: text, position: text, option: text, reason: text, late: true)],
      notReceived: ["o-1"],
      certificate: [text],
      contested: true,
      mine: text,
      comments: [remark],
      conflicts: ["title"],
      seen: text
    )
  }

  private var agreement: Agreement {
    let versions = ["v1-0", "v2-0"].enumerated().map { index, id in
      AgreementVersion(
        id: id,
        number: index + 1,
        status: "waiting",
        text: text,
        hash: "00",
        parents: index == 0 ? [] : ["v1-0"],
        binds: ["o-0"],
        bindsNames: [text],
        waitingFor: ["o-1"],
        waitingForNames: [text],
        member: "o-0",
        memberName: text,
        person: text
      )
    }
    return Agreement(
      id: "a-0",
      short: "a-0",
      title: text,
      status: "waiting",
      review: text,
      newest: ["v2-0"],
      versions: versions,
      signatures: [
        AgreementSignature(member: "o-0", memberName: text, person: text, role: text, version: "v1-0", number: 1)
      ],
      waitingFor: ["o-1"],
      waitingForNames: [text],
      member: "o-0",
      memberName: text,
      person: text,
      comments: [remark],
      seen: text
    )
  }
}
