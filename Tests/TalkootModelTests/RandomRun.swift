import TalkootLog
import TalkootModel
import TalkootTesting

/// Three replicas that write at random and hear of each other now and then.
struct RandomRun {
  var replicas: [TestReplica]
  var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    replicas = [1, 2, 3].map { TestReplica($0, network: testNetwork) }
    for i in replicas.indices { replicas[i].person = ["Anna", "Ben", nil][i] }
  }

  /// Goes on with replicas that are there.
  init(_ replicas: [TestReplica], _ generator: SplitMix64) {
    self.replicas = replicas
    self.generator = generator
  }

  mutating func go(steps: Int) throws {
    for _ in 0..<steps {
      let i = Int.random(in: 0..<replicas.count, using: &generator)
      if Int.random(in: 0..<6, using: &generator) == 0 {
        replicas[i].pull(from: replicas[Int.random(in: 0..<replicas.count, using: &generator)])
      } else {
        let replica = replicas[i]
        if let draft = try draft(replica), !draft.isEmpty { replicas[i].commit(draft) }
      }
    }
    for _ in 0..<2 {
      for i in replicas.indices { for j in replicas.indices where i != j { replicas[i].pull(from: replicas[j]) } }
    }
  }

  private mutating func any(_ kind: ObjectKind, _ replica: TestReplica) -> String? {
    let ids = replica.workspace.ids(of: kind)
    return ids.randomElement(using: &generator).map { replica.workspace.idText($0, kind) }
  }

  /// Something that somebody might do there; nil for nothing.
  mutating func draft(_ replica: TestReplica) throws -> Draft? {
    let (workspace, context) = (replica.workspace, replica.context)
    let word = "w\(Int.random(in: 0..<1000, using: &generator))"
    guard let goal = any(.goal, replica) else { return try workspace.addGoal(NewGoal(title: word), context) }
    switch Int.random(in: 0..<14, using: &generator) {
    case 0: return try workspace.addGoal(NewGoal(title: word, description: word + "!", under: goal), context)
    case 1:
      let key = "k\(Int.random(in: 0..<3, using: &generator))"
      return try? workspace.addGoal(NewGoal(title: word, description: "same", key: key), context)
    case 2, 3: return try? workspace.moveGoal(goal, GoalDestination(under: any(.goal, replica)), context)
    case 4: return try? workspace.moveGoal(goal, GoalDestination(top: true), context)
    case 5, 6: return try workspace.editGoal(goal, GoalEdit(description: text(workspace, goal)), context)
    case 7: return try workspace.editGoal(goal, GoalEdit(title: word, due: "2027"), context)
    case 8: return try workspace.archive(goal, context, archived: Bool.random(using: &generator))
    case 9: return try workspace.contribute(to: goal, role: "implementer", note: word, context)
    case 10: return try workspace.addMeasure(to: goal, MeasureFields(name: word, from: "0", target: "9"), context)
    case 11:
      guard let measure = any(.measure, replica) else { return nil }
      let day = Int.random(in: 10...28, using: &generator)
      return try workspace.checkIn(measure, NewCheckIn(value: "\(day)", on: "2026-10-\(day)"), context)
    case 12:
      guard let checkIn = any(.checkIn, replica) else { return nil }
      return try? workspace.correct(checkIn, NewCheckIn(value: "1.5"), context)
    default: return try workspace.comment(on: goal, text: word, context)
    }
  }

  /// The goal's description with something put in and something taken out.
  private mutating func text(_ workspace: Workspace, _ goal: String) throws -> String {
    let id = try workspace.resolve(goal)
    var scalars = Array(workspace[id]!.text(GoalField.description).unicodeScalars)
    let place = Int.random(in: 0...scalars.count, using: &generator)
    let end = min(scalars.count, place + Int.random(in: 0..<4, using: &generator))
    let inserted = "\(Int.random(in: 0..<100, using: &generator)) ä😀"
    scalars.replaceSubrange(place..<end, with: inserted.unicodeScalars)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
