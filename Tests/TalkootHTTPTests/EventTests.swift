import TalkootAPI
import Testing

@Suite("Events by the API") struct EventTests {
  @Test func `what happens is told once, in its order, from where the last answer ended`() async throws {
    try await TestNode.run { node in
      let start = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.events, query: EventQuery()).decoded()
      }
      #expect(start.events.isEmpty)
      let waiting = Task {
        try await node.ask { api throws(ErrorDescription) in
          try api.send(Endpoints.events, query: EventQuery(since: start.last, timeout: 60)).decoded()
        }
      }
      try await node.ask { api throws(ErrorDescription) in
        for title in ["One", "Two", "Three"] { _ = try api.send(Endpoints.addGoal, body: NewGoal(title: title)) }
      }
      var told = try await waiting.value.events
      var last = told.last?.id
      while told.count < 3 {
        let since = last
        let next = try await node.ask { api throws(ErrorDescription) in
          try api.send(Endpoints.events, query: EventQuery(since: since, limit: 1, timeout: 60)).decoded()
        }
        #expect(next.events.count == 1 && next.last == next.events.last?.id)
        told += next.events
        last = next.last
      }
      #expect(told.map(\.summary) == ["create goal \"One\"", "create goal \"Two\"", "create goal \"Three\""])
      #expect(told.allSatisfy { $0.person == "Åsa" && !$0.operations.isEmpty })
    }
  }

  @Test func `an unknown change and a wait without end are refused`() async throws {
    try await TestNode.run { node in
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.events, query: EventQuery(since: "abcdef"))
      }
      #expect(unknown?.exit == 66)
      let endless = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.events, query: EventQuery(timeout: 301))
      }
      #expect(endless?.exit == 64)
    }
  }
}
