import TalkootCRDT
import TalkootLog
import TalkootModel
import Testing

/// Reasons one by one.
@Suite struct AttentionReasonTests {
  private func items(_ replica: TestReplica, _ day: String, _ reason: AttentionReason) -> [AttentionItem] {
    let times = AttentionTimes(today: CalendarDate(day)!)
    return replica.workspace.attention(times, replica.index).items.filter { $0.reason == reason }
  }

  @Test func `a goal whose steward has left waits for whoever answers for the one above`() throws {
    var council = try TestCouncil(members: 4)
    let founder = council.replicas[0]
    let parent = council.replicas[0].commit(
      try founder.workspace.addGoal(NewGoal(title: "Parent", steward: "Founder"), founder.context)
    )
    let leaver = council.replicas[0]
    let goal = council.replicas[0].commit(
      try leaver.workspace.addGoal(
        NewGoal(title: "Child", under: leaver.workspace.idText(parent, .goal), steward: "Member 3"),
        leaver.context
      )
    )
    council.exchange()
    council.replicas[3].commit([.governance(.leave)])
    council.settle()
    let found = items(council.replicas[1], "2023-11-20", .stewardGone)
    #expect(found.map(\.object) == [goal] && found.map(\.days) == [6])
    #expect(found.first?.waitsFor == [ObjectID(council.replicas[0].node.member)])
  }

  @Test func `a goal that needs one that was given up is blocked`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let needed = replica.commit(try replica.workspace.addGoal(NewGoal(title: "Needed"), replica.context))
    let goal = replica.commit(try replica.workspace.addGoal(NewGoal(title: "Needing"), replica.context))
    let (id, other) = (replica.workspace.idText(goal, .goal), replica.workspace.idText(needed, .goal))
    replica.commit(try replica.workspace.depend(id, on: other, replica.context))
    #expect(items(replica, "2023-11-20", .blocked).isEmpty)
    replica.commit(try replica.workspace.editGoal(other, GoalEdit(status: "dropped"), replica.context))
    let found = items(replica, "2023-11-20", .blocked)
    #expect(found.map(\.object) == [goal] && found.map(\.detail) == ["Needed"])
  }

  @Test func `a measure that is a quarter less far than its time is behind`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let goal = replica.commit(
      try replica.workspace.addGoal(NewGoal(title: "Growth", due: "2023-12-31"), replica.context)
    )
    let measure = replica.commit(
      try replica.workspace.addMeasure(
        to: replica.workspace.idText(goal, .goal),
        MeasureFields(name: "Members", from: "0", target: "100"),
        replica.context
      )
    )
    let id = replica.workspace.idText(measure, .measure)
    for (value, day) in [("0", "2023-01-01"), ("60", "2023-11-10")] {
      replica.commit(try replica.workspace.checkIn(id, NewCheckIn(value: value, on: day), replica.context))
    }
    let found = items(replica, "2023-12-01", .behind)
    #expect(found.map(\.object) == [measure] && found.map(\.count) == [31])
    replica.commit(try replica.workspace.checkIn(id, NewCheckIn(value: "80", on: "2023-11-20"), replica.context))
    #expect(items(replica, "2023-12-01", .behind).isEmpty)
  }

  @Test func `a member whose Talkoot is older than another's is told of`() throws {
    var council = try TestCouncil(members: 3)
    #expect(items(council.replicas[0], "2023-11-20", .versionSkew).isEmpty)
    let newer = Understanding(kindsBelow: Understanding.first.kindsBelow + 1, format: 1)
    council.replicas[1].commit([.governance(.understands(newer))])
    council.exchange()
    let found = items(council.replicas[0], "2023-11-20", .versionSkew)
    let older = [0, 2].map { ObjectID(council.replicas[$0].node.member) }.sorted()
    #expect(found.map(\.object).sorted() == older)
  }

  @Test func `a settled decision comes back on its review day, until a later one is about it`() throws {
    var council = try TestCouncil(members: 1)
    let replica = council.replicas[0]
    let decision = council.replicas[0].commit(
      try replica.workspace.propose(
        NewDecision(title: "One fee", rule: "majority", review: "2024-01-10"),
        replica.context
      )
    )
    let id = replica.workspace.idText(decision, .decision)
    council.replicas[0].commit(
      try council.replicas[0].workspace.takePosition(on: id, "agree", council.replicas[0].context)
    )
    council.settle()
    #expect(items(council.replicas[0], "2024-01-09", .decisionReview).isEmpty)
    #expect(items(council.replicas[0], "2024-01-12", .decisionReview).map(\.days) == [2])
    council.replicas[0].commit(
      try council.replicas[0].workspace.propose(
        NewDecision(title: "The same fee", rule: "majority", about: [id]),
        council.replicas[0].context
      )
    )
    #expect(items(council.replicas[0], "2024-01-12", .decisionReview).isEmpty)
  }

  @Test func `an objection that stands waits for the proposer`() throws {
    var council = try TestCouncil(members: 2)
    let proposer = council.replicas[0]
    let decision = council.replicas[0].commit(
      try proposer.workspace.propose(NewDecision(title: "One fee", rule: "consent"), proposer.context)
    )
    let id = proposer.workspace.idText(decision, .decision)
    council.exchange()
    for (i, position) in ["agree", "object"].enumerated() {
      let voter = council.replicas[i]
      council.replicas[i].commit(
        try voter.workspace.takePosition(on: id, position, reason: "Too dear", voter.context)
      )
    }
    council.exchange()
    let found = items(council.replicas[1], "2023-11-20", .objectionStands)
    #expect(found.map(\.object) == [decision] && found.map(\.count) == [1])
    #expect(found.first?.waitsFor == [ObjectID(council.replicas[0].node.member)])
  }

  @Test func `a conflict waits for those who wrote, and tells since when where the times are given`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    let goal = a.commit(try a.workspace.addGoal(NewGoal(title: "Goal"), a.context))
    b.pull(from: a)
    let id = a.workspace.idText(goal, .goal)
    a.commit(try a.workspace.editGoal(id, GoalEdit(title: "One"), a.context))
    b.commit(try b.workspace.editGoal(id, GoalEdit(title: "Two"), b.context))
    a.pull(from: b)
    var times = AttentionTimes(today: CalendarDate("2023-11-20")!)
    let timed = a.workspace.timedChanges(a.index)
    #expect(timed.count == 2)
    for version in timed { times.written[version] = 1_700_000_000_000 }
    let found = a.workspace.attention(times, a.index).items.filter { $0.reason == .conflict }
    #expect(found.map(\.detail) == ["title"] && found.map(\.days) == [6] && found.map(\.count) == [2])
  }
}
