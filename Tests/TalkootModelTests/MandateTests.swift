import TalkootCRDT
import TalkootLog
import TalkootModel
import Testing

@Suite struct MandateTests {
  private let today = CalendarDate("2026-11-24")!

  private func give(_ council: inout TestCouncil, until: String = "2027-03-31") throws -> ObjectID {
    let replica = council.replicas[0]
    let draft = try replica.workspace.giveMandate(
      NewMandate(holder: "Member 1", task: "See to it", until: until, title: "A facilitator", rule: "majority"),
      replica.context
    )
    let mandate = council.replicas[0].commit(draft)
    council.exchange()
    return mandate
  }

  private func agree(_ council: inout TestCouncil, to mandate: ObjectID) throws {
    let decision = council.replicas[0].workspace.mandate(mandate, on: today)!.decision
    for i in council.replicas.indices {
      let replica = council.replicas[i]
      let id = replica.workspace.idText(decision, .decision)
      council.replicas[i].commit(try replica.workspace.takePosition(on: id, "agree", replica.context))
    }
    council.settle()
  }

  private func state(_ replica: TestReplica, _ mandate: ObjectID, on day: String = "2026-11-24") -> MandateStatus.State?
  { replica.workspace.mandate(mandate, on: CalendarDate(day)!)?.state }

  @Test func `a mandate is proposed, runs once its decision is settled, and ends with its term`() throws {
    var council = try TestCouncil(members: 3)
    let mandate = try give(&council)
    #expect(state(council.replicas[2], mandate) == .proposed)
    try agree(&council, to: mandate)
    for replica in council.replicas {
      #expect(state(replica, mandate) == .running)
      #expect(state(replica, mandate, on: "2027-03-31") == .running)
      #expect(state(replica, mandate, on: "2027-04-01") == .ended)
    }
  }

  @Test func `its holder or its proposer ends it, nobody else, whatever another node writes`() throws {
    var council = try TestCouncil(members: 3)
    let mandate = try give(&council)
    try agree(&council, to: mandate)
    let (holder, other) = (council.replicas[1], council.replicas[2])
    let id = other.workspace.idText(mandate, .mandate)
    #expect { try other.workspace.endMandate(id, other.context) } throws: { error in
      (error as? CommandError)?.code == .notPermitted
    }
    council.replicas[2].commit([
      .add(
        object: .object(mandate),
        field: MandateField.endedBy,
        element: .list([.object(ObjectID(holder.node.member))])
      ),
      .add(
        object: .object(mandate),
        field: MandateField.endedBy,
        element: .list([.object(ObjectID(other.node.member))])
      ),
      .set(
        object: .object(mandate),
        field: MandateField.holder,
        seen: nil,
        value: .object(ObjectID(other.node.member))
      ),
    ])
    council.exchange()
    #expect(state(council.replicas[0], mandate) == .running)
    #expect(council.replicas[1].workspace.mandate(mandate, on: today)?.holder == ObjectID(holder.node.member))
    let facilitator = council.replicas[1]
    council.replicas[1].commit(try facilitator.workspace.endMandate(nil, facilitator.context))
    council.exchange()
    #expect(state(council.replicas[0], mandate) == .ended)
  }

  @Test func `a mandate that names a decision about something else is none`() throws {
    var council = try TestCouncil(members: 2)
    let replica = council.replicas[0]
    let decision = council.replicas[0].commit(
      try replica.workspace.propose(NewDecision(title: "One fee", rule: "majority"), replica.context)
    )
    let change = council.replicas[0].commit([
      .create(
        Creation(
          kind: .mandate,
          fields: [
            .init(MandateField.holder, .object(ObjectID(replica.node.member))),
            .init(MandateField.task, .text("Rule")), .init(MandateField.decision, .object(decision)),
          ]
        )
      )
    ])
    let mandate = ObjectID(madeBy: change, index: 0)
    #expect(council.replicas[0].workspace[mandate] != nil)
    #expect(state(council.replicas[0], mandate) == nil)
    #expect(council.replicas[0].workspace.mandates(on: today).isEmpty)
  }

  @Test func `what nobody answers for waits for the facilitator, and no mandate is drafted`() throws {
    var council = try TestCouncil(members: 3)
    let mandate = try give(&council)
    try agree(&council, to: mandate)
    for number in 1...6 {
      council.replicas[0].commit(
        try council.replicas[0].workspace.ask(NewQuestion(title: "Question \(number)"), council.replicas[0].context)
      )
    }
    let replica = council.replicas[0]
    let found = replica.workspace.attention(AttentionTimes(today: today), replica.index)
    let questions = found.items.filter { $0.reason == .questionUntaken }
    #expect(questions.count == 6 && questions.allSatisfy { $0.waitsFor == [ObjectID(council.replicas[1].node.member)] })
    #expect(found.mandateDraft == nil)
  }

  @Test(arguments: ["2026-11-23", "", "soon"])
  func `a mandate has a term that isn't over`(until: String) throws {
    var council = try TestCouncil(members: 2)
    #expect(throws: CommandError.self) { try give(&council, until: until) }
  }
}

@Suite struct MeetingTests {
  @Test func `a meeting is two points in history, and tells what came between`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let old = replica.commit(try replica.workspace.addGoal(NewGoal(title: "Old"), replica.context))
    let meeting = replica.commit(try replica.workspace.startMeeting("Autumn", replica.context))
    #expect(throws: CommandError.self) { try replica.workspace.startMeeting("Again", replica.context) }
    replica.commit(try replica.workspace.endMeeting(nil, minutes: "# We met", replica.context))
    #expect(replica.workspace.lastMeeting?.id == meeting)
    let new = replica.commit(try replica.workspace.addGoal(NewGoal(title: "New"), replica.context))
    replica.commit(
      try replica.workspace.editGoal(
        replica.workspace.idText(old, .goal),
        GoalEdit(status: "active"),
        replica.context
      )
    )
    let held = try #require(replica.workspace.meeting(meeting))
    let since = replica.workspace.changes(from: held.endedAt!, to: nil, replica.index)
    let movement = replica.workspace.movement(since, replica.index)
    #expect(movement.new == [new])
    #expect(movement.moved.map(\.object) == [old] && movement.moved.map(\.what) == [[.status]])
    #expect(replica.workspace[meeting]?.text(MeetingField.minutes) == "# We met")
    let during = replica.workspace.changes(from: [], to: held.endedAt, replica.index)
    #expect(replica.workspace.movement(during, replica.index).new == [old])
  }

  @Test func `minutes are changed after the end, the second point is not`() throws {
    var replica = TestReplica(1, network: testNetwork)
    #expect(throws: CommandError.self) { try replica.workspace.endMeeting(nil, minutes: "x", replica.context) }
    let meeting = replica.commit(try replica.workspace.startMeeting("Autumn", replica.context))
    replica.commit(try replica.workspace.endMeeting(nil, minutes: "We met.", replica.context))
    let end = replica.workspace.meeting(meeting)?.endedAt
    let id = replica.workspace.idText(meeting, .meeting)
    replica.commit(try replica.workspace.endMeeting(id, minutes: "We met, all of us.", replica.context))
    #expect(replica.workspace.meeting(meeting)?.endedAt == end)
    #expect(replica.workspace[meeting]?.text(MeetingField.minutes) == "We met, all of us.")
  }
}
