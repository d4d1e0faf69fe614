import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootTesting
import Testing

@Suite struct AttentionTests {
  /// The day on which test replicas write: 1,700,000,000 s is 2023-11-14.
  private static let begun = CalendarDate("2023-11-14")!

  private static func times(_ day: String) -> AttentionTimes { AttentionTimes(today: CalendarDate(day)!) }

  private func attention(_ replica: TestReplica, _ day: String) -> Attention {
    replica.workspace.attention(Self.times(day), replica.index)
  }

  private func reasons(_ attention: Attention, _ object: ObjectID? = nil) -> [AttentionReason] {
    attention.items.filter { object == nil || $0.object == object }.map(\.reason)
  }

  @Test func `a goal that nobody answers for is told of until somebody does, and counts as mended`() throws {
    var council = try TestCouncil(members: 2)
    let goal = council.replicas[0].commit(
      try council.replicas[0].workspace.addGoal(NewGoal(title: "One service desk"), council.replicas[0].context)
    )
    let before = attention(council.replicas[0], "2023-12-01")
    let item = try #require(before.items.first { $0.object == goal })
    #expect(item.reason == .noSteward && item.since == Self.begun && item.days == 17 && !item.isNew)
    let day: Int64 = 86_400_000
    council.replicas[0].claimed += 16 * day
    let id = council.replicas[0].workspace.idText(goal, .goal)
    council.replicas[0].commit(
      try council.replicas[0].workspace.editGoal(id, GoalEdit(steward: "Member 1"), council.replicas[0].context)
    )
    let after = attention(council.replicas[0], "2023-12-01")
    #expect(reasons(after, goal).isEmpty && after.mended == 1)
  }

  @Test func `a late goal waits for its steward, and starts anew for whoever takes it over`() throws {
    var council = try TestCouncil(members: 3)
    let replica = council.replicas[0]
    let goal = council.replicas[0].commit(
      try replica.workspace.addGoal(
        NewGoal(title: "Report", steward: "Founder", due: "2023-11-20"),
        replica.context
      )
    )
    #expect(reasons(attention(council.replicas[0], "2023-11-20"), goal).isEmpty)
    let late = try #require(attention(council.replicas[0], "2023-12-21").items.first { $0.object == goal })
    #expect(late.reason == .overdue && late.days == 30)
    #expect(late.waitsFor == [ObjectID(council.replicas[0].node.member)])
    council.replicas[0].claimed += 35 * 86_400_000
    let id = council.replicas[0].workspace.idText(goal, .goal)
    council.replicas[0].commit(
      try council.replicas[0].workspace.editGoal(id, GoalEdit(steward: "Member 2"), council.replicas[0].context)
    )
    let anew = try #require(attention(council.replicas[0], "2023-12-21").items.first { $0.object == goal })
    #expect(anew.days == 2 && anew.weight < late.weight)
    #expect(anew.waitsFor == [ObjectID(council.replicas[2].node.member)])
  }

  @Test func `check-ins that are missed are one item for each that answers, the worst measure first`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let goal = replica.commit(try replica.workspace.addGoal(NewGoal(title: "Growth"), replica.context))
    let id = replica.workspace.idText(goal, .goal)
    func add(_ name: String, _ every: String) throws -> ObjectID {
      replica.commit(
        try replica.workspace.addMeasure(to: id, MeasureFields(name: name, every: every), replica.context)
      )
    }
    let weekly = try add("weekly", "1w")
    let monthly = try add("monthly", "1mo")
    _ = try add("quarterly", "1q")
    let missed = attention(replica, "2023-12-20").items.filter { $0.reason == .checkInMissed }
    #expect(missed.map(\.object) == [weekly] && missed.map(\.count) == [2] && missed[0].days == 28)
    replica.commit(
      try replica.workspace.checkIn(
        replica.workspace.idText(weekly, .measure),
        NewCheckIn(value: "3", on: "2023-12-19", confidence: "off-track"),
        replica.context
      )
    )
    let after = attention(replica, "2023-12-20")
    #expect(after.items.filter { $0.reason == .checkInMissed }.map(\.object) == [monthly])
    #expect(after.items.first { $0.reason == .offTrack }?.object == weekly)
  }

  @Test func `a decision waits for those who said nothing, and past its deadline for its proposer`() throws {
    var council = try TestCouncil(members: 3)
    let replica = council.replicas[0]
    let decision = council.replicas[0].commit(
      try replica.workspace.propose(
        NewDecision(title: "One fee", rule: "majority", deadline: "2023-11-30"),
        replica.context
      )
    )
    let id = replica.workspace.idText(decision, .decision)
    council.exchange()
    for i in 0..<2 {
      let voter = council.replicas[i]
      council.replicas[i].commit(try voter.workspace.takePosition(on: id, "abstain", voter.context))
    }
    council.exchange()
    let waiting = try #require(attention(council.replicas[0], "2023-11-20").items.first { $0.object == decision })
    #expect(waiting.reason == .positionsMissing && waiting.heldBack == 2)
    #expect(waiting.waitsFor == [ObjectID(council.replicas[2].node.member)])
    let late = try #require(attention(council.replicas[1], "2023-12-02").items.first { $0.object == decision })
    #expect(late.reason == .decisionOverdue && late.days == 1)
  }

  @Test func `a question weighs more with each week that nobody takes it`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let question = replica.commit(
      try replica.workspace.ask(NewQuestion(title: "Who answers at night?"), replica.context)
    )
    func weight(_ day: String) -> Int { attention(replica, day).items.first { $0.object == question }!.weight }
    #expect(weight("2023-11-14") == 25 && weight("2023-11-21") == 33 && weight("2023-12-05") == 49)
  }

  @Test func `a text lacks signatures, a member has one node, a newcomer waits, and a role is vacant`() throws {
    var council = try TestCouncil(members: 2)
    let replica = council.replicas[0]
    let agreement = council.replicas[0].commit(
      try replica.workspace.draftAgreement(NewAgreement(title: "Ways of working", text: "We answer."), replica.context)
    )
    council.exchange()
    let found = attention(council.replicas[1], "2023-11-15")
    let unsigned = try #require(found.items.first { $0.object == agreement })
    #expect(unsigned.reason == .unsigned && unsigned.count == 2 && unsigned.waitsFor.count == 2)
    #expect(found.items.count { $0.reason == .singleNode } == 2)
    #expect(found.items.filter { $0.reason == .roleVacant }.compactMap(\.detail).contains("coordinator"))
  }

  @Test func `who was not heard from for two weeks is told of`() throws {
    let council = try TestCouncil(members: 2)
    let silent = ObjectID(council.replicas[1].node.member)
    var times = Self.times("2023-12-01")
    times.lastHeard = [silent: 1_700_000_000_000, ObjectID(council.replicas[0].node.member): 1_701_300_000_000]
    let found = council.replicas[0].workspace.attention(times, council.replicas[0].index)
    let items = found.items.filter { $0.reason == .silent }
    #expect(items.map(\.object) == [silent] && items.map(\.days) == [17])
  }

  @Test func `a strength that a goal needs and nobody brings is uncovered until somebody does`() throws {
    var council = try TestCouncil(members: 2)
    council.replicas[0].commit(
      try council.replicas[0].workspace.addGoal(
        NewGoal(title: "Portal", needs: ["Web  Design", "law"]),
        council.replicas[0].context
      )
    )
    func uncovered() -> [String] {
      attention(council.replicas[0], "2023-11-20").items.filter { $0.reason == .strengthUncovered }
        .compactMap(\.detail).sorted()
    }
    #expect(uncovered() == ["Web  Design", "law"])
    council.replicas[0].commit(
      try council.replicas[0].workspace.editMember(MemberEdit(strengths: ["web design"]), council.replicas[0].context)
    )
    #expect(uncovered() == ["law"])
    let matrix = council.replicas[0].workspace.matrix
    #expect(matrix.strengths.map(\.strength) == ["law", "web design"])
    #expect(matrix.strengths.map(\.members.count) == [0, 1] && matrix.strengths.map(\.goals.count) == [1, 1])
  }

  @Test func `where much stalls and nobody has a mandate, a draft names those whose strengths fit`() throws {
    var council = try TestCouncil(members: 3)
    council.replicas[2].commit(
      try council.replicas[2].workspace.editMember(
        MemberEdit(strengths: ["invoicing"], roles: ["coordinator"]),
        council.replicas[2].context
      )
    )
    council.replicas[1].commit(
      try council.replicas[1].workspace.editMember(MemberEdit(strengths: ["invoicing"]), council.replicas[1].context)
    )
    for number in 1...5 {
      council.replicas[0].commit(
        try council.replicas[0].workspace.addGoal(NewGoal(title: "Invoicing \(number)"), council.replicas[0].context)
      )
    }
    council.exchange()
    #expect(attention(council.replicas[0], "2023-11-20").mandateDraft == nil)
    let found = attention(council.replicas[0], "2023-12-20")
    let draft = try #require(found.mandateDraft)
    #expect(draft.stalled == 5 && reasons(found).contains(.noMandate))
    let expected = [2, 1, 0].map { ObjectID(council.replicas[$0].node.member) }
    #expect(draft.candidates.map(\.member) == expected)
    #expect(draft.candidates[0].roles == [.coordinator] && draft.candidates[0].strengths == ["invoicing"])
  }

  @Test(arguments: [3, 11, 29] as [UInt64])
  func `every order of arrival gives the same list`(seed: UInt64) throws {
    var council = try TestCouncil(members: 3)
    var generator = SplitMix64(seed: seed)
    for step in 0..<40 {
      let i = Int.random(in: 0..<3, using: &generator)
      council.replicas[i].claimed += Int64.random(in: 0...400_000_000, using: &generator)
      let replica = council.replicas[i]
      let goals = replica.workspace.ids(of: .goal).map { replica.workspace.idText($0, .goal) }
      let members = ["Founder", "Member 1", "Member 2", ""]
      if let goal = goals.randomElement(using: &generator), step % 4 != 0 {
        let edit = GoalEdit(
          status: ["active", "achieved", nil].randomElement(using: &generator)!,
          due: "2023-12-0\(1 + step % 9)",
          steward: members.randomElement(using: &generator)!
        )
        council.replicas[i].commit(try replica.workspace.editGoal(goal, edit, replica.context))
      } else {
        council.replicas[i].commit(try replica.workspace.addGoal(NewGoal(title: "Goal \(step)"), replica.context))
      }
      if step % 5 == 0 { council.exchange() }
    }
    council.exchange()
    let lists = council.replicas.map { attention($0, "2024-02-01") }
    #expect(lists[0].items == lists[1].items && lists[1].items == lists[2].items, "seed \(seed)")
    #expect(Set(lists.map(\.mended)).count == 1, "seed \(seed)")
    let replayed = TestReplica.replaying(council.replicas[0].changes.map(\.change), as: council.replicas[0].node) {
      Int.random(in: $0.indices, using: &generator)
    }
    #expect(attention(replayed, "2024-02-01").items == lists[0].items, "seed \(seed)")
    #expect(!lists[0].items.isEmpty)
  }

  @Test func `what the list asks for survives a snapshot`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let question = replica.commit(try replica.workspace.ask(NewQuestion(title: "Why?"), replica.context))
    replica.claimed += 5 * 86_400_000
    replica.commit(
      try replica.workspace.assignQuestion(
        replica.workspace.idText(question, .question),
        to: nil,
        replica.context
      )
    )
    let workspace = replica.workspace
    let changes = replica.changes
    let restored = try Workspace(
      network: workspace.network,
      objects: workspace.allObjects.map { (id: $0, bytes: workspace.encodeObject($0)!) },
      tree: workspace.encodeTree(),
      governance: workspace.encodeGovernance(),
      counts: workspace.encodeCounts(),
      index: replica.index
    ) { version in changes.first { $0.version == version }?.change }
    #expect(restored[question]?.written(QuestionField.responsible) == replica.claimed)
    #expect(restored[question]?.written(QuestionField.title) == replica.claimed - 5 * 86_400_000 - 1000)
  }
}
