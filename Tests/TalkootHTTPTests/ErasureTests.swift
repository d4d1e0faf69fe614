import TalkootAPI
import Testing

@Suite struct `Erasing by the API` {
  @Test func `answers how much is gone, and shows placeholders`() async throws {
    try await TestNode.run { node in
      let (report, goal) = try await node.ask { api throws(ErrorDescription) in
        let made = try api.send(Endpoints.addGoal, body: NewGoal(title: "Ask Kyllikki")).decoded()
        _ = try api.send(Endpoints.editGoal, made.id, body: GoalEdit(title: "Ask"))
        let report = try api.send(
          Endpoints.erase,
          made.short,
          body: NewErasure(field: "title", reason: "asked for")
        ).decoded()
        return (report, try api.send(Endpoints.goal, made.id).decoded())
      }
      #expect(report.id == goal.id && report.field == "title")
      #expect(report.strings == 2 && report.others == 0)
      #expect(goal.title == "\u{2588}\u{2588}\u{2588}")
      let again = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.erase, goal.id, body: NewErasure(field: "title", reason: "again"))
      }
      #expect(again?.exit == 1)
      let shapeless = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.erase, goal.id, body: NewErasure(field: "due", reason: "x"))
      }
      #expect(shapeless?.exit == 65)
    }
  }

  @Test func `forgets the person who acts, by name`() async throws {
    try await TestNode.run { node in
      let report = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "G"))
        return try api.send(Endpoints.forget, "Åsa", body: NewForgetting()).decoded()
      }
      #expect(report.strings == 1 && report.field == "name")
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.forget, "Nobody", body: NewForgetting())
      }
      #expect(unknown?.exit == 66)
    }
  }

  @Test func `a decision says what it allows to erase, and alone erases what it says itself`() async throws {
    try await TestNode.run { node in
      let (decision, goal) = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(Endpoints.addGoal, body: NewGoal(title: "Ask Kyllikki")).decoded()
        let new = NewDecision(title: "It goes", rule: "consent", erases: ["\(goal.short):title"])
        let made = try api.send(Endpoints.propose, body: new).decoded()
        return (try api.send(Endpoints.close, made.id, body: Waiting(wait: true, timeout: 20)).decoded(), goal)
      }
      #expect(decision.erases == ["\(goal.id):title"] && decision.outcome == "accepted")
      let report = try await node.ask { api throws(ErrorDescription) in
        try api.send(
          Endpoints.erase,
          goal.id,
          body: NewErasure(field: "title", reason: "decided", decision: decision.short)
        ).decoded()
      }
      #expect(report.strings == 1)
      let own = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.erase, decision.id, body: NewErasure(field: "title", reason: "x"))
      }
      #expect(own?.exit == 77)
      for typed in ["title", "g-00000:title", "\(goal.id):due"] {
        let bad = await node.failure { api throws(ErrorDescription) in
          try api.send(Endpoints.propose, body: NewDecision(title: "D", rule: "consent", erases: [typed]))
        }
        #expect(bad != nil, "\(typed)")
      }
    }
  }
}
