import TalkootAPI
import Testing

@Suite struct QuestionTests {
  @Test func `a question is asked, taken, answered, and open no more`() async throws {
    try await TestNode.run { node in
      let question = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(Endpoints.addGoal, body: NewGoal(title: "One service desk")).decoded()
        return try api.send(
          Endpoints.ask,
          body: NewQuestion(title: "Who answers at night?", text: "Since June nobody.", about: [goal.id])
        ).decoded()
      }
      #expect(question.status == "open" && question.responsible == nil && question.text == "Since June nobody.")
      #expect(question.aboutTitles == ["One service desk"])
      let taken = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.assign, question.id, body: QuestionAssignment()).decoded()
      }
      #expect(taken.responsible == question.member && taken.status == "open")
      let answered = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.answer, question.short, body: NewAnswer(text: "We do, from Monday on.")).decoded()
      }
      #expect(answered.status == "answered")
      #expect(answered.answers.map(\.text) == ["We do, from Monday on."])
      let lists = try await node.ask { api throws(ErrorDescription) in
        [
          try api.send(Endpoints.questions, query: QuestionFilter()).decoded(),
          try api.send(Endpoints.questions, query: QuestionFilter(open: true)).decoded(),
          try api.send(Endpoints.questions, query: QuestionFilter(mine: true)).decoded(),
        ]
      }
      #expect(lists.map(\.count) == [1, 0, 1])
    }
  }

  @Test func `an answered question can't be taken, until it is open again`() async throws {
    try await TestNode.run { node in
      let id = try await node.ask { api throws(ErrorDescription) in
        let question = try api.send(Endpoints.ask, body: NewQuestion(title: "Which format?")).decoded()
        _ = try api.send(Endpoints.answer, question.id, body: NewAnswer(text: "CSV"))
        return question.id
      }
      let refused = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.assign, id, body: QuestionAssignment())
      }
      #expect(refused?.exit == 1)
      let again = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.editQuestion, id, body: QuestionEdit(status: "open"))
        return try api.send(Endpoints.assign, id, body: QuestionAssignment()).decoded()
      }
      #expect(again.status == "open" && again.responsible != nil)
      let handedBack = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.assign, id, body: QuestionAssignment(to: "")).decoded()
      }
      #expect(handedBack.responsible == nil)
    }
  }

  @Test func `a question without a title, or about nothing that is here, changes nothing`() async throws {
    try await TestNode.run { node in
      let empty = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.ask, body: NewQuestion(title: " "))
      }
      #expect(empty?.exit == 65)
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.ask, body: NewQuestion(title: "t", about: ["g-zzzzz"]))
      }
      #expect(unknown?.exit == 66)
      let status = await node.failure { api throws(ErrorDescription) in
        let question = try api.send(Endpoints.ask, body: NewQuestion(title: "t")).decoded()
        return try api.send(Endpoints.editQuestion, question.id, body: QuestionEdit(status: "maybe"))
      }
      #expect(status?.exit == 65)
      let all = try await node.ask { api throws(ErrorDescription) in
        try api.send(Endpoints.questions, query: QuestionFilter()).decoded()
      }
      #expect(all.map(\.title) == ["t"] && all[0].status == "open")
    }
  }
}
