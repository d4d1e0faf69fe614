import TalkootCRDT
import TalkootLog
import TalkootModel
import Testing

@Suite struct `Founding anew` {
  @Test func `takes over goals in their order with all below them, and leaves what others alone may say`() throws {
    var council = try TestCouncil(members: 2)
    func replica(_ number: Int) -> TestReplica { council.replicas[number] }
    var goals: [ObjectID] = []
    for title in ["A", "B", "C", "D"] {
      let own = council.replicas[1].workspace.name(of: ObjectID(replica(1).node.member))
      let goal = NewGoal(title: title, description: title + "!", steward: title == "B" ? own : nil)
      goals.append(council.replicas[1].commit(try replica(1).workspace.addGoal(goal, replica(1).context)))
    }
    func text(_ number: Int) -> String { council.replicas[1].workspace.idText(goals[number], .goal) }
    council.replicas[1].commit(
      try replica(1).workspace.moveGoal(text(3), GoalDestination(under: text(0)), replica(1).context)
    )
    council.replicas[1].commit(
      try replica(1).workspace.moveGoal(text(2), GoalDestination(top: true, before: text(0)), replica(1).context)
    )
    council.replicas[1].commit(try replica(1).workspace.archive(text(1), replica(1).context))
    council.replicas[1].commit(
      try replica(1).workspace.comment(on: text(0), text: "Good", replica(1).context)
    )
    council.exchange()
    let long = String(repeating: "ä", count: 100_000)
    council.replicas[0].commit(
      try replica(0).workspace.editGoal(text(3), GoalEdit(description: long), replica(0).context)
    )
    council.replicas[0].commit(try replica(0).workspace.comment(on: text(0), text: "Bad", replica(0).context))
    council.exchange()

    var anew = try TestCouncil(members: 1)
    let old = replica(1).workspace
    let made = Refounding(
      copying: old,
      of: replica(1).node.member,
      into: anew.replicas[0].workspace,
      by: anew.replicas[0].node.member
    )
    for draft in made.drafts {
      anew.replicas[0].commit(draft)
      #expect(anew.replicas[0].lastApplied.ignored.isEmpty)
    }
    let state = anew.replicas[0].workspace
    func titles(_ state: Workspace, under goal: ObjectID? = nil) -> [String] {
      state.children(of: goal).map { state[$0]!.title }
    }
    #expect(titles(state) == titles(old) && titles(state) == ["C", "A", "B"])
    let first = state.children(of: nil)[1]
    let below = state.children(of: first)
    #expect(below.map { state[$0]!.title } == ["D"])
    #expect(state[below[0]]?.text(GoalField.description) == long)
    let archived = state.children(of: nil)[2]
    #expect(state[archived]?.isArchived == true)
    #expect(state[archived]?.value(GoalField.steward) == .object(ObjectID(anew.replicas[0].node.member)))
    #expect(state[first]?.key == old.idText(goals[0], .goal))
    let said = state.comments(on: first).compactMap { state[$0]?.value(CommentField.text).string }
    #expect(said.sorted() == ["Founder: Bad", "Good"])
    #expect(state.comments(on: state.networkObject).count == 1, "where it came from")
    #expect(made.count == 7)
  }
}
