import TalkootAPI
import Testing

@Suite struct AttentionTests {
  @Test func `attention names what stalls, whom it waits for and the command that mends it`() async throws {
    try await TestNode.run { node in
      let report = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "One service desk", due: "2026-11-01"))
        _ = try api.send(Endpoints.ask, body: NewQuestion(title: "Who answers at night?"))
        _ = try api.send(
          Endpoints.addGoal,
          body: NewGoal(title: "Fees", steward: "Ant", due: "2026-10-01", needs: ["law"])
        )
        return try api.send(Endpoints.attention, query: AttentionFilter()).decoded()
      }
      let late = try #require(report.items.first { $0.title == "Fees" })
      #expect(late.reason == "overdue" && late.waitsForNames == ["Ant"] && late.mine)
      #expect(late.command?.hasPrefix("talkoot goal edit \(late.short ?? "?") --due") ?? false)
      #expect(report.items.map(\.reason).contains("noSteward"))
      #expect(report.items.map(\.reason).contains("questionUntaken"))
      #expect(report.day == "2026-11-24" && report.total == report.items.count)
      #expect(report.items.map(\.weight) == report.items.map(\.weight).sorted(by: >))
      let narrow = try await node.ask { api throws(ErrorDescription) in
        [
          try api.send(Endpoints.attention, query: AttentionFilter(mine: true)).decoded(),
          try api.send(Endpoints.attention, query: AttentionFilter(limit: 1)).decoded(),
        ]
      }
      #expect(narrow[0].items.allSatisfy(\.mine) && narrow[0].items.map(\.title).contains("Fees"))
      #expect(narrow[1].items.count == 1 && narrow[1].total == report.total)
    }
  }

  @Test func `status begins with what stalls and counts it`() async throws {
    try await TestNode.run { node in
      let status = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.ask, body: NewQuestion(title: "Who answers at night?"))
        return try api.send(Endpoints.status).decoded()
      }
      #expect(status.stalled == 1 && status.attention.map(\.reason) == ["questionUntaken"])
    }
  }

  @Test func `the matrix shows who brings what and what nobody does, the balance who gives and gets`() async throws {
    try await TestNode.run { node in
      let (matrix, balance) = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(Endpoints.addGoal, body: NewGoal(title: "Portal", needs: ["design", "law"])).decoded()
        _ = try api.send(
          Endpoints.editMember,
          body: MemberEdit(strengths: ["Design"], roles: ["definer"], motivation: "Fewer calls")
        )
        _ = try api.send(Endpoints.contribute, goal.id, body: NewContribution(role: "implementer", note: "code"))
        _ = try api.send(Endpoints.benefit, goal.id, body: NewBenefit(text: "one queue"))
        return (
          try api.send(Endpoints.matrix).decoded(), try api.send(Endpoints.balance).decoded()
        )
      }
      #expect(matrix.uncovered == ["law"] && matrix.vacant == ["ideator", "coordinator", "customer"])
      #expect(matrix.strengths.first { $0.strength == "Design" }?.memberNames == ["Ant"])
      #expect(matrix.strengths.first { $0.strength == "Design" }?.neededByTitles == ["Portal"])
      #expect(balance.map(\.gives) == [1] && balance.map(\.gets) == [1] && balance[0].motivation == "Fewer calls")
      #expect(balance[0].contributions.map(\.note) == ["code"] && balance[0].benefits.map(\.text) == ["one queue"])
    }
  }

  @Test func `a mandate is given by the decision that its proposal opens`() async throws {
    try await TestNode.run { node in
      let proposed = try await node.ask { api throws(ErrorDescription) in
        try api.send(
          Endpoints.giveMandate,
          body: NewMandate(holder: "Ant", task: "See to it", until: "2027-03-31")
        ).decoded()
      }
      #expect(proposed.status == "proposed" && proposed.holderName == "Ant" && proposed.until == "2027-03-31")
      let given = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.position, proposed.decision, body: NewPosition(position: "agree"))
        _ = try api.send(Endpoints.close, proposed.decision, body: Waiting(wait: true, timeout: 20))
        return try api.send(Endpoints.mandate, proposed.short).decoded()
      }
      #expect(given.status == "running")
      let ended = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.object, given.id)
        return try api.send(Endpoints.endMandate, body: MandateChoice()).decoded()
      }
      #expect(ended.status == "ended" && ended.endedEarly)
      let again = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.endMandate, body: MandateChoice())
      }
      #expect(again?.exit == 1)
    }
  }

  @Test func `a meeting ends with minutes, and what comes after it is told of`() async throws {
    try await TestNode.run { node in
      let (meeting, since, report) = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "Before"))
        let started = try api.send(Endpoints.startMeeting, body: NewMeeting(title: "Autumn")).decoded()
        let ended = try api.send(Endpoints.endMeeting, body: MeetingEnd(minutes: "All were here.")).decoded()
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "After"))
        return (
          ended, try api.send(Endpoints.since, query: SinceFilter()).decoded(),
          try api.send(Endpoints.meetingReport, started.id).decoded()
        )
      }
      #expect(meeting.status == "ended" && meeting.minutes == "All were here." && meeting.title == "Autumn")
      #expect(since.meetingTitle == "Autumn" && since.new.map(\.title) == ["After"])
      #expect(report.new.map(\.title) == ["Before"] && report.meeting.minutes == "All were here.")
      let nothing = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.endMeeting, body: MeetingEnd(minutes: "x"))
      }
      #expect(nothing?.exit == 1)
    }
  }

  @Test func `the inbox tells what waits, and nothing that one wrote oneself`() async throws {
    try await TestNode.run { node in
      let inbox = try await node.ask { api throws(ErrorDescription) in
        let question = try api.send(Endpoints.ask, body: NewQuestion(title: "Who?", responsible: "Ant")).decoded()
        _ = try api.send(Endpoints.comment, body: NewComment(about: question.id, text: "Me, I think"))
        return try api.send(Endpoints.inbox, query: InboxFilter()).decoded()
      }
      #expect(inbox.waiting.map(\.reason).contains("questionUnanswered") && inbox.news.isEmpty)
      #expect(inbox.since == "2026-11-10")
      let wrong = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.inbox, query: InboxFilter(since: "yesterday"))
      }
      #expect(wrong?.exit == 65)
    }
  }
}
