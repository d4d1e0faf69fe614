import TalkootCRDT
import TalkootLog
import TalkootModel
import Testing

@Suite struct UndoTests {
  private var a = TestReplica(1, network: testNetwork)
  private var b = TestReplica(2, network: testNetwork)

  /// What the last change did, as `undo` takes it.
  private func last(_ replica: TestReplica) -> [PastChange] { Array(replica.changes.suffix(1)) }

  private mutating func goal(_ title: String, under parent: ObjectID? = nil) throws -> ObjectID {
    let goal = NewGoal(title: title, under: parent.map { a.workspace.idText($0, .goal) })
    return a.commit(try a.workspace.addGoal(goal, a.context))
  }

  private func id(_ goal: ObjectID) -> String { a.workspace.idText(goal, .goal) }

  private mutating func undoLast() throws -> UndoPlan {
    let plan = try a.workspace.undo(last(a), a.context)
    for draft in plan.drafts { a.commit(draft) }
    return plan
  }

  @Test mutating func `what an act made is put away, and undoing that brings it back`() throws {
    let goal = try goal("One service desk")
    #expect(try undoLast().undone == 1)
    #expect(a.workspace[goal]?.isArchived == true)
    #expect(try undoLast().undone == 1)
    #expect(a.workspace[goal]?.isArchived == false)
  }

  @Test mutating func `what an act wrote says again what it said before`() throws {
    let goal = try goal("One service desk")
    a.commit(try a.workspace.editGoal(id(goal), GoalEdit(due: "2027-01-31"), a.context))
    a.commit(try a.workspace.editGoal(id(goal), GoalEdit(title: "Two desks", status: "active", due: "2028"), a.context))
    #expect(try undoLast().kept.isEmpty)
    let state = try #require(a.workspace[goal])
    #expect(state.title == "One service desk")
    #expect(state.value(GoalField.due).date?.description == "2027-01-31")
    #expect(GoalStatus(state.value(GoalField.status)) == .proposed)
  }

  @Test mutating func `what somebody wrote since stays theirs`() throws {
    let goal = try goal("One service desk")
    a.commit(try a.workspace.editGoal(id(goal), GoalEdit(title: "Two desks", due: "2028"), a.context))
    let act = last(a)
    b.pull(from: a)
    b.commit(try b.workspace.editGoal(id(goal), GoalEdit(title: "Three desks"), b.context))
    a.pull(from: b)
    let plan = try a.workspace.undo(act, a.context)
    for draft in plan.drafts { a.commit(draft) }
    #expect(a.workspace[goal]?.title == "Three desks")
    #expect(a.workspace[goal]?.value(GoalField.due) == .null)
    #expect(plan.undone == 1)
    #expect(plan.kept.map(\.field) == [GoalField.title] && plan.kept.map(\.reason) == [.changedSince])
  }

  @Test mutating func `of values written at the same time only the act's own goes`() throws {
    let goal = try goal("One service desk")
    b.pull(from: a)
    b.commit(try b.workspace.editGoal(id(goal), GoalEdit(title: "Three desks"), b.context))
    a.commit(try a.workspace.editGoal(id(goal), GoalEdit(title: "Two desks"), a.context))
    let act = last(a)
    a.pull(from: b)
    let plan = try a.workspace.undo(act, a.context)
    for draft in plan.drafts { a.commit(draft) }
    let titles = try #require(a.workspace[goal]).register(GoalField.title).entries.map(\.value)
    #expect(Set(titles) == [.text("Three desks"), .text("One service desk")])
  }

  @Test mutating func `of a text only the act's own words go, wherever others have written`() throws {
    let goal = try goal("One service desk")
    a.commit(try a.workspace.editGoal(id(goal), GoalEdit(description: "Answers by day. Open on Sundays."), a.context))
    a.commit(
      try a.workspace.editGoal(id(goal), GoalEdit(description: "Answers by day and night. Open."), a.context)
    )
    let act = last(a)
    b.pull(from: a)
    b.commit(
      try b.workspace.editGoal(id(goal), GoalEdit(description: "First: Answers by day and night. Open."), b.context)
    )
    a.pull(from: b)
    let plan = try a.workspace.undo(act, a.context)
    for draft in plan.drafts { a.commit(draft) }
    #expect(a.workspace[goal]?.text(GoalField.description) == "First: Answers by day. Open on Sundays.")
  }

  @Test mutating func `a goal goes back to the very place that it had`() throws {
    let parents = [try goal("Service"), try goal("Safety")]
    let children = try ["one", "two", "three"].map { try goal($0, under: parents[0]) }
    a.commit(try a.workspace.moveGoal(id(children[1]), GoalDestination(under: id(parents[1])), a.context))
    #expect(a.workspace.children(of: parents[0]) == [children[0], children[2]])
    #expect(try undoLast().undone == 1)
    #expect(a.workspace.children(of: parents[0]) == children)
    #expect(a.workspace.children(of: parents[1]).isEmpty)
  }

  @Test mutating func `a goal whose old place is below it now stays where it is`() throws {
    let (one, two) = (try goal("one"), try goal("two"))
    a.commit(try a.workspace.moveGoal(id(two), GoalDestination(under: id(one)), a.context))
    a.commit(try a.workspace.moveGoal(id(two), GoalDestination(top: true), a.context))
    let act = last(a)
    a.commit(try a.workspace.moveGoal(id(one), GoalDestination(under: id(two)), a.context))
    let plan = try a.workspace.undo(act, a.context)
    #expect(plan.undone == 0 && plan.kept.map(\.reason) == [.cyclic])
  }

  @Test mutating func `elements come and go back`() throws {
    let (one, two) = (try goal("one"), try goal("two"))
    a.commit(try a.workspace.depend(id(one), on: id(two), a.context))
    #expect(try undoLast().undone == 1)
    #expect(a.workspace[one]?.elements(GoalField.dependsOn).isEmpty == true)
    #expect(try undoLast().undone == 1)
    #expect(a.workspace[one]?.elements(GoalField.dependsOn) == [.object(two)])
  }

  @Test mutating func `what another organisation alone may change is not undone`() throws {
    let goal = try goal("one")
    b.pull(from: a)
    b.commit(try b.workspace.comment(on: id(goal), text: "We can't", b.context))
    a.pull(from: b)
    let plan = try a.workspace.undo(last(a), a.context)
    #expect(plan.undone == 0 && plan.drafts.isEmpty && plan.kept.map(\.reason) == [.notYours])
  }

  @Test mutating func `a table taken in is undone as one, and what it changed in others says its old words`() throws {
    func table(_ csv: String) throws -> [PastChange] {
      let request = ImportRequest(kind: "goal", key: "k", map: [("title", "t")])
      let first = a.changes.count
      for draft in try a.workspace.planImport(csv: Array(csv.utf8), request, a.context).drafts { a.commit(draft) }
      return Array(a.changes[first...])
    }
    _ = try table("k,t\n1,One\n")
    let second = try table("k,t\n1,Uno\n2,Two\n")
    let plan = try a.workspace.undo(second, a.context)
    for draft in plan.drafts { a.commit(draft) }
    let goals = a.workspace.ids(of: .goal).compactMap { a.workspace[$0] }
    #expect(Set(goals.map(\.title)) == ["One", "Two"])
    #expect(goals.filter(\.isArchived).map(\.title) == ["Two"])
  }
}
