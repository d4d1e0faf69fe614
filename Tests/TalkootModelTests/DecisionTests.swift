import TalkootCRDT
import TalkootLog
import TalkootModel
import TalkootTesting
import Testing

@Suite struct Decisions {
  @Test func `three organisations settle a decision, the same on each, in any order of arrival`() throws {
    var council = try TestCouncil(members: 3)
    #expect(council.replicas[2].workspace.settled.members.count == 3)
    let founder = council.replicas[0]
    let proposal = NewDecision(title: "Meet monthly", rule: "majority", deadline: "2026-12", text: "On Mondays.")
    let id = council.replicas[0].commit(try founder.workspace.propose(proposal, founder.context))
    council.exchange()
    let text = founder.workspace.idText(id, .decision)
    for (i, stance) in ["agree", "agree", "object"].enumerated() {
      let replica = council.replicas[i]
      council.replicas[i].commit(
        try replica.workspace.takePosition(on: text, stance, reason: "because", replica.context)
      )
    }
    council.settle()
    let view = try #require(council.replicas[1].workspace.decisionView(id))
    #expect(view.status.state == .settled)
    #expect(view.outcome == "accepted")
    #expect(view.rule == .majority)
    #expect(view.positions.map(\.reason) == ["because", "because", "because"])
    #expect(view.certificate.count >= 2)
    let digests = council.replicas.map { $0.workspace.digest }
    #expect(digests[0] != nil && digests[0] == digests[1] && digests[1] == digests[2])
    var generator = SplitMix64(seed: 5)
    for _ in 0..<5 {
      let replay = TestReplica.replaying(council.replicas[0].changes.map(\.change), as: founder.node) {
        Int.random(in: 0..<$0.count, using: &generator)
      }
      #expect(replay.states == council.replicas[0].states)
    }
  }

  @Test func `a position on words that were changed at the same time says so, until it is taken again`() throws {
    var council = try TestCouncil(members: 3)
    let proposer = council.replicas[0]
    let proposal = NewDecision(title: "Buy a boat", rule: "unanimous", text: "A small one.")
    let id = council.replicas[0].commit(try proposer.workspace.propose(proposal, proposer.context))
    council.exchange()
    let text = proposer.workspace.idText(id, .decision)
    func otherWords(_ replica: TestReplica) throws -> [Bool] {
      let status = try #require(replica.workspace.settled.decision(id))
      return status.positions.map { replica.workspace.answersOtherWords($0, in: status, replica.index) }
    }
    // The proposer speaks before it mends its words, which is nobody else's concern; another at the same time as it does.
    for i in [0, 1] {
      let replica = council.replicas[i]
      council.replicas[i].commit(try replica.workspace.takePosition(on: text, "agree", replica.context))
    }
    #expect(try otherWords(council.replicas[1]) == [false])
    let editing = council.replicas[0]
    council.replicas[0].commit(
      try editing.workspace.editDecision(text, title: "Buy a yacht", editing.context)
    )
    council.exchange()
    for replica in council.replicas {
      #expect(replica.workspace[id]?.title == "Buy a yacht")
      #expect(try otherWords(replica).count { $0 } == 1)
    }
    let again = council.replicas[1]
    council.replicas[1].commit(try again.workspace.takePosition(on: text, "object", reason: "A boat", again.context))
    council.exchange()
    for replica in council.replicas { #expect(try otherWords(replica) == [false, false]) }
  }

  @Test func `a settled decision takes no more positions, and only its proposer closes or withdraws it`() throws {
    var council = try TestCouncil(members: 2)
    let first = council.replicas[0]
    let id = council.replicas[0].commit(
      try first.workspace.propose(NewDecision(title: "Buy", rule: "unanimous"), first.context)
    )
    council.exchange()
    let text = first.workspace.idText(id, .decision)
    let other = council.replicas[1]
    for refused: () throws -> Draft in [
      { try other.workspace.close(text, other.context) }, { try other.workspace.withdraw(text, other.context) },
      { try other.workspace.editDecision(text, title: "Sell", other.context) },
    ] {
      let error = #expect(throws: CommandError.self) { _ = try refused() }
      #expect(error?.code == .notPermitted && error?.exit == 77)
    }
    for i in 0...1 {
      let replica = council.replicas[i]
      council.replicas[i].commit(try replica.workspace.takePosition(on: text, "agree", replica.context))
    }
    council.settle()
    let done = council.replicas[0]
    #expect(done.workspace.decisionView(id)?.outcome == "accepted")
    let error = #expect(throws: CommandError.self) {
      _ = try done.workspace.takePosition(on: text, "abstain", done.context)
    }
    #expect(error?.code == .settledDecision && error?.exit == 1)
  }

  @Test func `what a decision says stays as it is once another organisation has answered, whoever writes over it`()
    throws
  {
    var council = try TestCouncil(members: 2)
    func proposer() -> TestReplica { council.replicas[0] }
    let decision = NewDecision(title: "Buy", rule: "unanimous", text: "A boat.")
    let id = council.replicas[0].commit(try proposer().workspace.propose(decision, proposer().context))
    let text = proposer().workspace.idText(id, .decision)
    // Its own position binds nobody, so what nobody else has answered to can still be mended.
    council.replicas[0].commit(try proposer().workspace.takePosition(on: text, "agree", proposer().context))
    council.replicas[0].commit(try proposer().workspace.editDecision(text, title: "Buy a boat", proposer().context))
    council.exchange()
    let other = council.replicas[1]
    council.replicas[1].commit(try other.workspace.takePosition(on: text, "agree", other.context))
    council.exchange()

    let error = #expect(throws: CommandError.self) {
      _ = try proposer().workspace.editDecision(text, text: "A yacht.", proposer().context)
    }
    #expect(error?.code == .answeredDecision && error?.exit == 1)
    // A node that writes it all the same: its own past has the answer.
    let before = council.replicas.map(\.states)
    council.replicas[0].commit([
      .set(object: .object(id), field: DecisionField.title, seen: nil, value: .string("Sell")),
      .text(object: .object(id), field: DecisionField.text, TextEdit(position: 0, deleted: 7, inserted: "A yacht.")),
      .set(object: .object(id), field: DecisionField.review, seen: nil, value: .date(CalendarDate(year: 2030)!)),
    ])
    #expect(council.replicas[0].lastApplied.ignored.map(\.reason) == [.answered, .answered, .answered])
    council.exchange()
    #expect(council.replicas.map(\.states) == before)
    #expect(council.replicas[1].workspace[id]?.text(DecisionField.text) == "A boat.")
    #expect(council.replicas[1].workspace[id]?.value(DecisionField.title).string == "Buy a boat")
    var generator = SplitMix64(seed: 3)
    let replay = TestReplica.replaying(council.replicas[0].changes.map(\.change), as: proposer().node) {
      Int.random(in: 0..<$0.count, using: &generator)
    }
    #expect(replay.states == council.replicas[0].states)
  }

  @Test func `an objection needs a reason, a choice an option that is there`() throws {
    let council = try TestCouncil(members: 1)
    var replica = council.replicas[0]
    func code(_ body: () throws(CommandError) -> Draft) -> CommandError.Code? {
      do throws(CommandError) {
        _ = try body()
        return nil
      } catch { return error.code }
    }
    let context = replica.context
    #expect(
      code { () throws(CommandError) in
        try replica.workspace.propose(NewDecision(title: "A", rule: "choice", options: ["x"]), context)
      } == .missingValue
    )
    #expect(
      code { () throws(CommandError) in try replica.workspace.propose(NewDecision(title: "A", rule: "vote"), context) }
        == .invalidValue
    )
    let consent = replica.commit(
      try replica.workspace.propose(NewDecision(title: "A", rule: "consent"), replica.context)
    )
    let choice = replica.commit(
      try replica.workspace.propose(NewDecision(title: "B", rule: "choice", options: ["x", "y"]), replica.context)
    )
    let (a, b) = (replica.workspace.idText(consent, .decision), replica.workspace.idText(choice, .decision))
    let later = replica.context
    #expect(
      code { () throws(CommandError) in try replica.workspace.takePosition(on: a, "object", later) } == .missingValue
    )
    #expect(
      code { () throws(CommandError) in try replica.workspace.takePosition(on: b, "choose", option: "z", later) }
        == .invalidValue
    )
    #expect(
      code { () throws(CommandError) in try replica.workspace.takePosition(on: b, "agree", later) } == .invalidValue
    )
    replica.commit(try replica.workspace.takePosition(on: b, "choose", option: "y", later))
    #expect(replica.workspace.decisionView(choice)?.positions.first?.option == "y")
    replica.commit(try replica.workspace.withdraw(a, replica.context))
    #expect(replica.workspace.decisionView(consent)?.status.state == .withdrawn)
  }

  @Test func `governance is restored from the changes that concern it`() throws {
    let council = try TestCouncil(members: 3)
    let replica = council.replicas[1]
    let workspace = replica.workspace
    let restored = try Workspace(
      network: council.network,
      objects: workspace.allObjects.map { ($0, workspace.encodeObject($0)!) },
      tree: workspace.encodeTree(),
      governance: workspace.encodeGovernance(),
      counts: workspace.encodeCounts(),
      index: replica.index
    ) { replica.changes[Int($0.rawValue)].change }
    #expect(restored.settled.members == workspace.settled.members)
    #expect(restored.digest == workspace.digest)
    #expect(try workspace.resolve("Member 1", [.organisation]) == ObjectID(replica.node.member))
  }
}
