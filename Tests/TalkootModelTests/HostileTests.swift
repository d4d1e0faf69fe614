import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootTesting
import Testing

@Suite struct HostileOperations {
  private let nobody = ObjectReference.object(ObjectID(high: 1, low: 2))

  @Test func `operations on what their past does not make are ignored`() {
    var replica = TestReplica(1, network: testNetwork)
    replica.commit([
      .set(object: nobody, field: 2, seen: nil, value: .text("x")),
      .add(object: nobody, field: GoalField.dependsOn, element: .null),
      .text(object: nobody, field: GoalField.description, TextEdit(position: 5, deleted: 9, inserted: "x")),
      .move(object: nobody, Place(parent: nobody)),
      .set(object: .made(7), field: 2, seen: [OperationReference(change: nil, index: 3)], value: .null),
    ])
    #expect(replica.lastApplied.ignored.map(\.reason) == Array(repeating: .noSuchObject, count: 5))
    #expect(replica.workspace.objectCount == 0)
  }

  @Test func `a keyed object that comes into being elsewhere does not give meaning to what came first`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    let id = ObjectID(network: testNetwork, kind: ObjectKind.goal.rawValue, key: "1")
    a.commit(try a.workspace.addGoal(NewGoal(title: "Mine", key: "1"), a.context))
    b.commit([.set(object: .object(id), field: GoalField.title, seen: nil, value: .text("Theirs"))])
    var (ab, ba) = (a, b)
    ab.pull(from: b)
    ba.pull(from: a)
    #expect(ab.workspace.digest == ba.workspace.digest)
    #expect(ab.workspace[id]?.title == "Mine")
  }

  @Test func `a move into a cycle, under itself or under what is no goal moves nothing`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let a = replica.commit(try replica.workspace.addGoal(NewGoal(title: "A"), replica.context))
    let under = replica.workspace.idText(a, .goal)
    let b = replica.commit(try replica.workspace.addGoal(NewGoal(title: "B", under: under), replica.context))
    let m = replica.commit(try replica.workspace.addMeasure(to: under, MeasureFields(name: "m"), replica.context))
    for parent in [a, b, m, ObjectID(high: 9, low: 9)] {
      replica.commit([.move(object: .object(a), Place(parent: .object(parent)))])
      #expect(replica.workspace.parent(of: a) == nil)
      #expect(replica.workspace.goalsInTreeOrder() == [a, b])
    }
  }

  @Test func `nobody writes another's check-in, comment, person or organisation`() throws {
    var a = TestReplica(1, network: testNetwork)
    a.person = "Anna"
    let goal = a.commit(try a.workspace.addGoal(NewGoal(title: "A"), a.context))
    let id = a.workspace.idText(goal, .goal)
    let measure = a.commit(try a.workspace.addMeasure(to: id, MeasureFields(name: "m"), a.context))
    let checkIn = a.commit(
      try a.workspace.checkIn(a.workspace.idText(measure, .measure), NewCheckIn(value: "1"), a.context)
    )
    let comment = a.commit(try a.workspace.comment(on: id, text: "Hm", a.context))
    a.commit(try a.workspace.editMember(MemberEdit(name: "Alpha"), a.context))
    let person = try #require(a.workspace.person(named: "Anna", of: a.node.member))
    var b = TestReplica(2, network: testNetwork)
    b.pull(from: a)
    let before = b.workspace.digest
    for (object, field): (ObjectID, FieldNumber) in [
      (checkIn, CheckInField.note), (checkIn, .archived), (comment, CommentField.text), (person, PersonField.name),
      (ObjectID(a.node.member), OrganisationField.name),
    ] {
      b.commit([.set(object: .object(object), field: field, seen: nil, value: .text("forged"))])
      #expect(b.lastApplied.ignored.count == 1)
    }
    #expect(b.workspace.digest == before)
    b.commit([
      .create(
        Creation(
          kind: .checkIn,
          fields: [
            .init(CheckInField.measure, .object(measure)), .init(CheckInField.value, .decimal(Decimal(9))),
            .init(CheckInField.on, .date(CalendarDate("2020")!)), .init(CheckInField.corrects, .object(checkIn)),
          ]
        )
      )
    ])
    #expect(b.workspace.currentCheckIn(of: measure)?.id == checkIn)
    #expect(throws: CommandError.self) {
      try b.workspace.correct(b.workspace.idText(checkIn, .checkIn), NewCheckIn(value: "2"), b.context)
    }
  }

  @Test func `its own record is written once, with an outside key by its owner again`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    func record(_ value: Int64) -> TalkootModel.Operation {
      .create(Creation(kind: .checkIn, key: "k", fields: [.init(CheckInField.value, .decimal(Decimal(value)))]))
    }
    a.commit([record(1)])
    let id = try #require(a.workspace.object(kind: .checkIn, key: "k"))
    a.commit([.set(object: .object(id), field: CheckInField.value, seen: nil, value: .decimal(Decimal(2)))])
    #expect(a.lastApplied.ignored.map(\.reason) == [.appendOnly])
    a.commit([record(3)])
    b.pull(from: a)
    b.commit([record(4)])
    #expect(b.lastApplied.ignored.map(\.reason) == [.notOwner])
    #expect(b.workspace[id]?.value(CheckInField.value) == .decimal(Decimal(3)))
  }

  @Test func `values of another type and places past the end harm nothing`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let goal = replica.commit(try replica.workspace.addGoal(NewGoal(title: "A", description: "abc"), replica.context))
    replica.commit([
      .set(object: .object(goal), field: GoalField.due, seen: nil, value: .text("soon")),
      .set(object: .object(goal), field: GoalField.description, seen: nil, value: .text("x")),
      .add(object: .object(goal), field: GoalField.contributions, element: .list([.null])),
      .text(
        object: .object(goal),
        field: GoalField.description,
        TextEdit(position: 1 << 30, deleted: 1 << 30, inserted: "d")
      ),
    ])
    #expect(replica.lastApplied.ignored.map(\.reason) == [.wrongValue, .wrongOperation, .notOwner])
    #expect(replica.workspace[goal]?.text(GoalField.description) == "abcd")
  }

  @Test func `a value nested a thousand deep is none, and costs its operation alone`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let goal = replica.commit(try replica.workspace.addGoal(NewGoal(title: "A"), replica.context))
    for depth in [9, 1_000, 30_000] {
      var writer = StructureWriter()
      writer.operation(kind: 2) { writer in
        writer.object(.object(goal))
        writer.varint(UInt64(GoalField.due.rawValue))
        writer.varint(0)
        for _ in 0..<depth {
          writer.varint(9)
          writer.varint(1)
        }
        writer.varint(0)
      }
      let (structure, strings) = writer.finish()
      replica.receive(replica.seal(structure, strings))
    }
    let before = replica.states
    var other = TestReplica(2, network: testNetwork)
    other.pull(from: replica)
    #expect(other.states == before)
    #expect(replica.workspace[goal]?.value(GoalField.due) == .null)
    #expect(replica.workspace[goal]?.value(GoalField.title).string == "A")
  }

  @Test func `what a newer version wrote freezes its object and is counted`() throws {
    var replica = TestReplica(1, network: testNetwork)
    let goal = replica.commit(try replica.workspace.addGoal(NewGoal(title: "A"), replica.context))
    var writer = StructureWriter()
    writer.operation(kind: 99) { writer in
      writer.object(.object(goal))
      writer.varint(12345)
      writer.string("something new")
    }
    writer.operation(kind: 98) { $0.varint(7) }
    let (structure, strings) = writer.finish()
    replica.receive(replica.seal(structure, strings))
    replica.commit([.set(object: .object(goal), field: 60, seen: nil, value: .null)])
    #expect(replica.workspace.unknownOperations == 3)
    #expect(replica.workspace[goal]?.isFrozen == true)
    do {
      _ = try replica.workspace.editGoal(replica.workspace.idText(goal, .goal), GoalEdit(title: "B"), replica.context)
      Issue.record("a frozen object was edited")
    } catch { #expect(error.code == .frozenObject) }
  }

  @Test func `a critical operation that more than half don't understand stops no voice, whoever writes it`() throws {
    var council = try TestCouncil(members: 3)
    var stranger = TestReplica(9, network: council.network)
    stranger.pull(from: council.replicas[0])
    stranger.receive(stranger.sealUnknown())
    council.replicas[1].commit([.governance(.understands(Understanding(kind: 99)))])
    for _ in 0..<3 { council.replicas[1].receive(council.replicas[1].sealUnknown()) }
    // Malformed, not newer: the kind is known.
    council.replicas[1].receive(council.replicas[1].sealUnknown(kind: 22))
    council.replicas[0].pull(from: stranger)
    council.replicas[0].pull(from: council.replicas[1])
    #expect(council.replicas[0].workspace.unknownOperations == 5)
    #expect(council.replicas[0].workspace.criticalUnknown == 0)
  }

  @Test func `a critical operation of a version that more than half understand stops the voices that don't`() throws {
    var council = try TestCouncil(members: 3)
    let roster = council.replicas[0].workspace.settled.currentEpoch
    council.replicas[2].commit([.governance(.understands(Understanding(kind: 99)))])
    let early = council.replicas[2].sealUnknown()
    council.replicas[2].receive(early)
    council.replicas[1].commit([.governance(.understands(Understanding(kind: 120)))])
    council.exchange()
    #expect(council.replicas[0].workspace.criticalUnknown == 0)
    var stranger = TestReplica(9, network: council.network)
    stranger.pull(from: council.replicas[0])
    stranger.receive(stranger.sealUnknown())
    council.replicas[0].pull(from: stranger)
    #expect(council.replicas[0].workspace.criticalUnknown == 0, "a stranger stops nobody")
    let change = council.replicas[2].sealUnknown()
    council.replicas[2].receive(change)
    council.exchange()
    // Whoever applies it, in whatever order, finds the same, the one that came too early included.
    #expect(council.replicas.map(\.workspace.criticalUnknown) == [1, 1, 1])
    let all = council.replicas[0].changes.map(\.change)
    for order in [0, 1] {
      let again = TestReplica.replaying(all, as: council.replicas[0].node) { order == 0 ? 0 : $0.count - 1 }
      #expect(again.workspace.criticalUnknown == 1)
    }
    #expect(council.replicas[0].workspace.settled.currentEpoch == roster)
  }

  @Test(arguments: 0..<8)
  func `random bytes as operations never trap and fold alike in every order`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var run = RandomRun(seed: seed)
    try run.go(steps: 40)
    let objects = run.replicas[0].workspace.allObjects
    for i in run.replicas.indices {
      for _ in 0..<30 {
        var writer = StructureWriter()
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          writer.operation(kind: UInt64.random(in: 0...40, using: &generator)) { writer in
            if Bool.random(using: &generator) {
              writer.object(objects.randomElement(using: &generator).map { .object($0) })
            }
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
              switch Int.random(in: 0..<5, using: &generator) {
              case 0: writer.object(.made(UInt32.random(in: 0..<4, using: &generator)))
              case 1: writer.string("s")
              case 2: writer.object(objects.randomElement(using: &generator).map { .object($0) })
              default: writer.varint(UInt64.random(in: 0...11, using: &generator))
              }
            }
          }
        }
        let (structure, strings) = writer.finish()
        let change = run.replicas[i].seal(structure, strings)
        run.replicas[i].receive(change)
      }
    }
    for i in 0..<3 { for j in 0..<3 where i != j { run.replicas[i].pull(from: run.replicas[j]) } }
    #expect(run.replicas[0].states == run.replicas[1].states, "seed \(seed)")
    #expect(run.replicas[0].states == run.replicas[2].states, "seed \(seed)")
    #expect(run.replicas[0].workspace.digest == run.replicas[1].workspace.digest, "seed \(seed)")
  }
}

extension TestReplica {
  /// A critical change with one operation that this version doesn't know.
  fileprivate mutating func sealUnknown(kind: UInt64 = 99) -> VerifiedChange {
    var writer = StructureWriter(descriptor: node.sequence == 0 ? node.descriptor : nil)
    writer.operation(kind: kind) { $0.varint(1) }
    return seal(writer.finish().structure, [], flags: [.critical, .governance])
  }
}
