import TalkootCRDT
import TalkootLog
import TalkootModel
import Testing

@Suite struct Commands {
  private func code(_ body: () throws -> Draft) -> CommandError.Code? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? CommandError)?.code }
  }

  @Test func `what is refused says so with a stable code`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let a = replica.workspace.idText(
      replica.commit(try replica.workspace.addGoal(NewGoal(title: "A"), replica.context)),
      .goal
    )
    let b = replica.workspace.idText(
      replica.commit(try replica.workspace.addGoal(NewGoal(title: "B", under: a), replica.context)),
      .goal
    )
    let (workspace, context) = (replica.workspace, replica.context)
    #expect(code { try workspace.moveGoal(a, GoalDestination(under: b), context) } == .cyclicMove)
    #expect(code { try workspace.moveGoal(a, GoalDestination(under: a), context) } == .cyclicMove)
    #expect(code { try workspace.editGoal("g-00000", GoalEdit(title: "x"), context) } == .noSuchObject)
    #expect(code { try workspace.editGoal("nonsense", GoalEdit(title: "x"), context) } == .noSuchObject)
    #expect(code { try workspace.editGoal("key:9", GoalEdit(title: "x"), context) } == .unknownKey)
    #expect(code { try workspace.addGoal(NewGoal(title: "  "), context) } == .missingValue)
    #expect(code { try workspace.editGoal(a, GoalEdit(due: "tomorrow"), context) } == .invalidValue)
    #expect(code { try workspace.editGoal(a, GoalEdit(status: "done"), context) } == .invalidValue)
    #expect(code { try workspace.editMeasure(a, MeasureFields(name: "x"), context) } == .noSuchObject)
    #expect(code { try workspace.settleConflict(of: a, field: "title", value: "x", context) } == .noConflict)
    #expect(code { try workspace.propose(NewDecision(title: "x", rule: "consent"), context) } == .notPermitted)
    #expect(try workspace.editGoal(a, GoalEdit(title: "A"), context).isEmpty)
  }

  @Test func `siblings stand where they were put`() throws {
    var replica = TestReplica(1, network: testNetwork)
    func add(_ title: String) throws -> String {
      let id = replica.commit(try replica.workspace.addGoal(NewGoal(title: title), replica.context))
      return replica.workspace.idText(id, .goal)
    }
    let ids = [try add("A"), try add("B"), try add("C"), try add("D")]
    func titles() -> String { replica.workspace.children(of: nil).map { replica.workspace[$0]!.title }.joined() }
    #expect(titles() == "ABCD")
    for (goal, destination, expected) in [
      (3, GoalDestination(before: ids[0]), "DABC"), (0, GoalDestination(after: ids[2]), "DBCA"),
      (3, GoalDestination(top: true), "BCAD"), (2, GoalDestination(before: ids[0]), "BCAD"),
      (1, GoalDestination(after: ids[0]), "CABD"),
    ] {
      replica.commit(try replica.workspace.moveGoal(ids[goal], destination, replica.context))
      #expect(titles() == expected)
    }
  }

  @Test func `concurrent values are listed with who wrote them, and one command settles them`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    let goal = a.commit(try a.workspace.addGoal(NewGoal(title: "Old"), a.context))
    let under = a.commit(try a.workspace.addGoal(NewGoal(title: "Parent"), a.context))
    b.pull(from: a)
    let id = a.workspace.idText(goal, .goal)
    a.commit(try a.workspace.editGoal(id, GoalEdit(title: "From A"), a.context))
    b.commit(try b.workspace.editGoal(id, GoalEdit(title: "From B"), b.context))
    a.commit(try a.workspace.moveGoal(id, GoalDestination(under: a.workspace.idText(under, .goal)), a.context))
    b.commit(try b.workspace.moveGoal(id, GoalDestination(top: true), b.context))
    a.commit(try a.workspace.archive(id, a.context))
    a.pull(from: b)
    let conflicts = a.workspace.conflicts(a.index)
    #expect(conflicts.map(\.fieldName) == ["archived", "title", "parent"])
    let title = try #require(conflicts.first { $0.fieldName == "title" })
    #expect(Set(title.values.map(\.member)) == [a.node.member, b.node.member])
    #expect(title.values.last?.value == title.shown)
    for (field, value) in [("title", "Both"), ("parent", a.workspace.idText(under, .goal)), ("archived", "false")] {
      a.commit(try a.workspace.settleConflict(of: id, field: field, value: value, a.context))
    }
    #expect(a.workspace.conflictCount == 0)
    #expect(a.workspace[goal]?.title == "Both")
    #expect(a.workspace.parent(of: goal) == under)
    #expect(a.workspace[goal]?.isArchived == false)
    b.pull(from: a)
    #expect(b.workspace.conflictCount == 0)
    #expect(a.workspace.digest == b.workspace.digest)
  }

  @Test(arguments: [true, false])
  func `of two goals put under each other, either can be settled to stand`(isFirst: Bool) throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    let goals = try ["X", "Y"].map { title in a.commit(try a.workspace.addGoal(NewGoal(title: title), a.context)) }
    b.pull(from: a)
    let ids = goals.map { a.workspace.idText($0, .goal) }
    a.commit(try a.workspace.moveGoal(ids[0], GoalDestination(under: ids[1]), a.context))
    b.commit(try b.workspace.moveGoal(ids[1], GoalDestination(under: ids[0]), b.context))
    a.pull(from: b)
    let conflict = try #require(a.workspace.conflicts(a.index).first)
    let (object, other) = conflict.object == goals[0] ? (goals[0], goals[1]) : (goals[1], goals[0])
    let wanted = isFirst ? a.workspace.idText(other, .goal) : "null"
    let id = a.workspace.idText(object, .goal)
    a.commit(try a.workspace.settleConflict(of: id, field: "parent", value: wanted, a.context))
    #expect(a.workspace.conflictCount == 0)
    #expect(a.workspace.parent(of: object) == (isFirst ? other : nil))
    #expect(a.workspace.parent(of: other) == (isFirst ? nil : object))
    b.pull(from: a)
    #expect(a.workspace.digest == b.workspace.digest)
  }

  @Test func `a conflict in a record is settled by its owners alone`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    for (text, i) in [("1", 0), ("2", 1)] {
      let record = Creation(
        kind: .checkIn,
        key: "k",
        fields: [.init(CheckInField.value, .decimal(Decimal(text)!))]
      )
      if i == 0 { a.commit([.create(record)]) } else { b.commit([.create(record)]) }
    }
    a.pull(from: b)
    let id = try #require(a.workspace.object(kind: .checkIn, key: "k"))
    #expect(a.workspace.conflicts(a.index).map(\.fieldName) == ["value"])
    var c = TestReplica(3, network: testNetwork)
    c.pull(from: a)
    let text = a.workspace.idText(id, .checkIn)
    #expect(code { try c.workspace.settleConflict(of: text, field: "value", value: "3", c.context) } == .notPermitted)
    a.commit(try a.workspace.settleConflict(of: text, field: "value", value: "2", a.context))
    #expect(a.workspace.conflictCount == 0)
    #expect(a.workspace[id]?.value(CheckInField.value) == .decimal(Decimal(2)))
  }

  @Test func `an edit from an older page overwrites only what that page showed`() throws {
    var a = TestReplica(1, network: testNetwork)
    let goal = a.commit(
      try a.workspace.addGoal(NewGoal(title: "One", description: "First. Last."), a.context)
    )
    let id = a.workspace.idText(goal, .goal)
    let page = a.index.heads
    a.commit(try a.workspace.editGoal(id, GoalEdit(title: "Two", description: "First. Middle. Last."), a.context))
    let edit = GoalEdit(title: "Three", description: "First. Last. End.")
    a.commit(try a.workspace.editGoal(id, edit, a.context(seen: page)))
    #expect(a.workspace[goal]?.text(GoalField.description) == "First. Middle. Last. End.")
    let conflict = try #require(a.workspace.conflicts(a.index).first)
    #expect(conflict.values.map(\.value.string) == ["Two", "Three"])
  }

  @Test func `a check-in corrected shows both and counts the later, by date`() throws {
    var a = TestReplica(1, network: testNetwork)
    let goal = a.commit(try a.workspace.addGoal(NewGoal(title: "G"), a.context))
    let measure = a.commit(
      try a.workspace.addMeasure(
        to: a.workspace.idText(goal, .goal),
        MeasureFields(name: "M", from: "0", target: "10", every: "1mo"),
        a.context
      )
    )
    let m = a.workspace.idText(measure, .measure)
    func checkIn(_ value: String, _ on: String) throws -> ObjectID {
      a.commit(try a.workspace.checkIn(m, NewCheckIn(value: value, on: on, confidence: "at-risk"), a.context))
    }
    let late = try checkIn("4.0", "2026-03")
    let early = try checkIn("1", "2026-01-31")
    #expect(a.workspace.checkIns(of: measure) == [early, late])
    #expect(a.workspace.progressPermille(ofGoal: goal) == 400)
    #expect(a.workspace.nextDue(ofMeasure: measure)?.description == "2026-04-30")
    let k = a.workspace.idText(late, .checkIn)
    let correction = a.commit(try a.workspace.correct(k, NewCheckIn(value: "5.0"), a.context))
    #expect(a.workspace.checkIns(of: measure) == [early, late, correction])
    #expect(a.workspace.corrections(of: late) == [correction])
    #expect(a.workspace.currentCheckIn(of: measure)?.value(CheckInField.value).decimal?.description == "5.0")
    #expect(a.workspace.currentCheckIn(of: measure)?.value(CheckInField.on).date?.description == "2026-03")
  }

  @Test func `hundreds of check-ins stand by date, whatever order they come in`() throws {
    var a = TestReplica(1, network: testNetwork)
    let goal = a.commit(try a.workspace.addGoal(NewGoal(title: "G"), a.context))
    let measure = a.commit(
      try a.workspace.addMeasure(to: a.workspace.idText(goal, .goal), MeasureFields(name: "M"), a.context)
    )
    let m = a.workspace.idText(measure, .measure)
    for i in 0..<900 {
      let date = CalendarDate(dayNumber: 15_000 + i * 467 % 900)!
      a.commit(try a.workspace.checkIn(m, NewCheckIn(value: "\(i)", on: date.description), a.context))
    }
    let dates = a.workspace.checkIns(of: measure).map { a.workspace[$0]!.value(CheckInField.on).date! }
    #expect(dates.count == 900)
    #expect(dates == dates.sorted())
    #expect(a.workspace.currentCheckIn(of: measure)?.value(CheckInField.on).date == dates.last)
  }

  @Test func `a prefix of an id is as short as tells it apart`() throws {
    var a = TestReplica(1, network: testNetwork)
    for i in 0..<400 { a.commit(try a.workspace.addGoal(NewGoal(title: "\(i)"), a.context)) }
    for id in a.workspace.ids(of: .goal) {
      let short = a.workspace.shortID(id, .goal)
      #expect(a.workspace.lookUp(short) == .found(id, .goal))
      #expect(try a.workspace.resolve(short.uppercased()) == id)
    }
    #expect(a.workspace.ids(of: .goal) == a.workspace.ids(of: .goal).sorted())
  }

  @Test func `strings that are not here leave no digest until they come`() throws {
    var a = TestReplica(1, network: testNetwork)
    a.person = "Anna"
    a.commit(try a.workspace.addGoal(NewGoal(title: "Title", description: "Text"), a.context))
    let whole = a.changes[0].change
    let missing = whole.change.strings.map { string -> ContentString in
      guard case .present = string else { return string }
      return .missing(commitment: .zero)
    }
    let bare = VerifiedChange(
      trusting: Change(
        trusting: whole.header,
        id: whole.id,
        structure: whole.change.structure,
        strings: missing
      ),
      structure: whole.structure,
      descriptor: whole.descriptor
    )
    var b = TestReplica(2, network: testNetwork)
    b.receive(bare)
    #expect(b.workspace.digest == nil)
    let goal = b.workspace.ids(of: .goal)[0]
    #expect(b.workspace[goal]?.text(GoalField.description) == "████")
    b.workspace.refresh([PastChange(version: b.changes[0].version, change: whole)], index: b.index) { _ in a.changes }
    #expect(b.workspace.digest == a.workspace.digest)
    #expect(b.workspace.digest != nil)
    #expect(b.workspace.person(named: "Anna", of: a.node.member) != nil)
  }
}
