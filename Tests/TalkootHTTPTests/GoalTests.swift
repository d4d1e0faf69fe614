import TalkootAPI
import TalkootModel
import Testing

@Suite struct GoalTests {
  @Test(arguments: [
    "Clean water", "é is not e\u{301}: e\u{301}", "\u{202E}right to left", "a\u{0}b\nc\td", "\"; DROP TABLE goals; --",
    "👩‍👩‍👧‍👦🇫🇮", "  spaces  ", "{\"json\":\"\\u0000\"}", "\u{FEFF}bom", String(repeating: "x", count: 10_000),
  ])
  func `a goal comes back with the very bytes of its title and description`(title: String) async throws {
    try await TestNode.run { node in
      let made = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: title, description: title)).decoded()
      }
      let shown = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.goal, made.short).decoded()
      }
      #expect(shown == made)
      #expect(Array(shown.title.utf8) == Array(title.utf8))
      #expect(Array((shown.description ?? "").utf8) == Array(title.utf8))
      #expect(shown.status == "proposed" && shown.parent == nil && shown.kind == "goal" && !shown.archived)
    }
  }

  @Test func `ids are taken as prefixes in either case, and an ambiguous one lists its candidates`() async throws {
    try await TestNode.run { node in
      let ids = try await node.ask { api throws(ErrorDescription) in
        var ids: [String] = []
        for i in 0..<3 {
          ids.append(try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "\(i)")).decoded().id)
        }
        return ids
      }
      for id in ids {
        let found = try await node.ask { api throws(ErrorDescription) in
          try api.send(Endpoints.goal, String(id.prefix(12)).uppercased()).decoded()
        }
        #expect(found.id == id)
      }
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.goal, "g-00000000000000000000000000")
      }
      #expect(unknown?.known == .noSuchObject && unknown?.exit == 66)
    }
  }

  @Test func `a name that two organisations or keys that two kinds have is ambiguous, with candidates`() async throws {
    try await TestNode.run { node in
      let csv = { @Sendable (kind: String, map: [String], text: String) in
        try await node.ask { api throws(ErrorDescription) in
          try api.send(
            Endpoints.importFile,
            query: ImportOptions(format: "csv", kind: kind, key: "key", map: map),
            file: FileBytes(Array(text.utf8)),
            contentType: "text/csv",
            progress: { _ in }
          ).decoded()
        }
      }
      _ = try await csv("goal", ["title=t"], "key,t\nx,Goal\n")
      _ = try await csv("measure", ["name=t", "goal=g"], "key,t,g\nx,Measure,x\n")
      let error = await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.object, "key:x") }
      #expect(error?.known == .ambiguous && error?.exit == 66 && error?.candidates?.count == 2)
    }
  }

  @Test func `a goal that would go under itself is refused with 1`() async throws {
    try await TestNode.run { node in
      let (top, below) = try await node.ask { api throws(ErrorDescription) in
        let top = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "top")).decoded()
        let below = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "below", under: top.id)).decoded()
        return (top, below)
      }
      #expect(below.parent == top.id && below.depth == 1)
      let error = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.moveGoal, top.id, body: GoalMove(under: below.id))
      }
      #expect(error?.known == .refused && error?.exit == 1)
      let moved = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.moveGoal, below.id, body: GoalMove(top: true)).decoded()
      }
      #expect(moved.parent == nil)
    }
  }

  @Test func `edits with what was seen keep what others wrote meanwhile in a text`() async throws {
    try await TestNode.run { node in
      let edited = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(
          Endpoints.addGoal,
          body: TalkootAPI.NewGoal(title: "t", description: "one two three")
        ).decoded()
        let seen = try api.send(Endpoints.goal, goal.id).decoded().seen
        _ = try api.send(
          Endpoints.editGoal,
          goal.id,
          body: TalkootAPI.GoalEdit(description: "one two three four")
        )
        return try api.send(
          Endpoints.editGoal,
          goal.id,
          body: TalkootAPI.GoalEdit(description: "zero one two three", seen: seen)
        ).decoded()
      }
      #expect(edited.description == "zero one two three four")
    }
  }

  @Test func `lists filter by status and steward, and leave out what is archived`() async throws {
    try await TestNode.run { node in
      let lists = try await node.ask { api throws(ErrorDescription) in
        let a = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "a", steward: "Ant")).decoded()
        let b = try api.send(Endpoints.addGoal, body: TalkootAPI.NewGoal(title: "b")).decoded()
        _ = try api.send(Endpoints.editGoal, b.id, body: TalkootAPI.GoalEdit(status: "active"))
        let active = try api.send(Endpoints.goals, query: GoalFilter(status: "active")).decoded()
        let ant = try api.send(Endpoints.goals, query: GoalFilter(steward: "Ant")).decoded()
        _ = try api.send(Endpoints.archive, a.id)
        let shown = try api.send(Endpoints.goals, query: GoalFilter()).decoded()
        let all = try api.send(Endpoints.goals, query: GoalFilter(archived: true)).decoded()
        return [active, ant, shown, all].map { $0.map(\.title) }
      }
      #expect(lists == [["b"], ["a"], ["b"], ["a", "b"]])
    }
  }
}
