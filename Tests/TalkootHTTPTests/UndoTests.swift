import TalkootAPI
import Testing

@Suite("Searching and undoing by the API") struct UndoTests {
  @Test func `the last act of the person who asks is undone, and then again`() async throws {
    try await TestNode.run { node in
      let goal = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(Endpoints.addGoal, body: NewGoal(title: "One service desk")).decoded()
        _ = try api.send(Endpoints.editGoal, goal.id, body: GoalEdit(title: "Two desks"))
        return goal
      }
      try await node.ask(person: "Björn") { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "Björn's own"))
      }
      let report = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.undo, body: UndoRequest()).decoded()
      }
      #expect(report.undone == 1 && report.kept.isEmpty && report.summary.contains("set title of goal"))
      let titles = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.goals, query: GoalFilter()).decoded().map(\.title)
      }
      #expect(titles == ["One service desk", "Björn's own"])
      let again = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.undo, body: UndoRequest(act: report.change))
        return try api.send(Endpoints.goal, goal.id).decoded().title
      }
      #expect(again == "Two desks")
    }
  }

  @Test func `an import is undone whole by its act`() async throws {
    try await TestNode.run { node in
      let titles = try await node.ask { api throws(ErrorDescription) in
        let rows = (1...2500).map { "Goal \($0)\n" }.joined()
        let options = ImportOptions(format: "csv", kind: "goal", map: ["title=t"])
        let report = try api.send(
          Endpoints.importFile,
          query: options,
          file: FileBytes(Array("t\n\(rows)".utf8)),
          contentType: "text/csv",
          progress: { _ in }
        ).decoded()
        let undone = try api.send(Endpoints.undo, body: UndoRequest(act: report.act)).decoded()
        return (undone.undone, try api.send(Endpoints.goals, query: GoalFilter()).decoded().count)
      }
      #expect(titles.0 == 2500 && titles.1 == 0)
    }
  }

  @Test func `what is not there, or settled, is not undone and nothing is written`() async throws {
    try await TestNode.run { node in
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.undo, body: UndoRequest(act: "abcdef"))
      }
      #expect(unknown?.exit == 66)
      let nothing = await node.failure(person: "Nobody") { api throws(ErrorDescription) in
        try api.send(Endpoints.undo, body: UndoRequest())
      }
      #expect(nothing?.exit == 1 && nothing?.code == "refused")
      let settles = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.changes, query: ChangeFilter()).decoded().last!.id
      }
      let refused = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.undo, body: UndoRequest(act: settles))
      }
      #expect(refused?.exit == 1 && refused?.message.contains("its own commands") == true)
    }
  }

  @Test func `words are found wherever they are, with the text around them`() async throws {
    try await TestNode.run { node in
      let found = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(
          Endpoints.addGoal,
          body: NewGoal(title: "Puhdas vesi", description: "Joka kylässä on kaivo.")
        ).decoded()
        _ = try api.send(Endpoints.comment, body: NewComment(about: goal.id, text: "Kaivo on syvä"))
        return try api.send(Endpoints.search, query: SearchQuery(words: "KAIVO")).decoded()
      }
      #expect(found.map(\.kind) == ["goal", "comment"])
      #expect(found.first?.field == "description" && found.first?.excerpt == "Joka kylässä on kaivo.")
      let wrong = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.search, query: SearchQuery(words: "x", kind: "colour"))
      }
      #expect(wrong?.exit == 64)
    }
  }
}
