internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

/// Makes the drafts for an export's objects.
struct ExportPlanner {
  let state: Workspace
  let context: CommandContext
  var plan = PlannedImport()
  /// What each id of the file is here.
  var here: [String: ObjectID] = [:]
  /// What the file's comments are about, as far as they were not taken yet.
  var comments: [String: [Comment]]
  /// Decisions that are nothing without what can't be taken in.
  var leftOut: Set<String> = []
  /// What is made without a key, by its id in the file: nameable within its own change alone.
  private var made: [String: (draft: Int, operation: UInt32)] = [:]
  private let person: ObjectID?
  private var draft: Draft
  private var size = 0
  private var ended = 0

  /// A change ends once it has reached one of these.
  private static let operationsMax = 500
  private static let bytesMax = 100 * 1024
  /// What belongs together stays together up to these.
  private static let operationsTogetherMax = 2000
  static let bytesTogetherMax = 220 * 1024

  init(_ state: Workspace, _ context: CommandContext, _ comments: [Comment]) throws {
    self.state = state
    self.context = context
    self.comments = Dictionary(grouping: comments, by: \.about)
    person = context.author.person.flatMap { state.person(named: $0, of: context.author.member) }
    draft = Draft()
  }

  mutating func finished() -> PlannedImport {
    flush()
    plan.skipped += comments.values.reduce(0) { $0 + $1.count }
    return plan
  }

  mutating func flush() {
    if !draft.isEmpty { plan.drafts.append(draft) }
    draft = next
    size = 0
    ended += 1
  }

  /// An empty draft that names the acting person. One that is new is made by the act's first change, and named by the
  /// others as they are sealed.
  private var next: Draft {
    var draft = Draft()
    if let person {
      draft.setPerson(person)
    } else if plan.drafts.isEmpty, let first = try? state.editMember(TalkootModel.MemberEdit(), context) {
      return first
    }
    return draft
  }

  mutating func append(_ operation: Operation, bytes: Int) {
    if draft.operations.count >= Self.operationsMax || size + bytes > Self.bytesMax { flush() }
    draft.append(operation)
    size += bytes + 128
  }

  /// The same beside what it belongs to, as long as one change takes it all.
  mutating func appendTogether(_ operation: Operation, bytes: Int, making id: String? = nil) {
    if draft.operations.count >= Self.operationsTogetherMax || size + bytes > Self.bytesTogetherMax { flush() }
    if let id { made[id] = (ended, UInt32(draft.operations.count)) }
    draft.append(operation)
    size += bytes + 128
  }

  /// Makes room for what belongs together.
  mutating func reserve(bytes: Int) {
    if !draft.isEmpty, size + bytes > Self.bytesMax || draft.operations.count >= Self.operationsMax { flush() }
  }

  /// What an id of the file stands for here; nil for what wasn't taken in, or in a change that has ended.
  func value(of id: String) -> Value? {
    if let object = here[id] { return .object(object) }
    guard let made = made[id], made.draft == ended else { return nil }
    return .made(made.operation)
  }

  /// The object with this id, where the file is of this network.
  func existing(_ id: String, _ kind: ObjectKind) -> ObjectID? {
    guard case .found(let object, kind) = state.lookUp(id), state.idText(object, kind) == id else { return nil }
    return object
  }

  func keyed(_ kind: ObjectKind, _ key: String) -> ObjectID {
    ObjectID(network: state.network, kind: kind.rawValue, key: key)
  }

  /// Brings what is here already to what the file says, and counts whether that changes anything.
  mutating func update(_ object: ObjectID, by edit: Draft, isArchived: Bool) {
    let wasArchived = state[object]?.isArchived ?? false
    if edit.isEmpty, wasArchived == isArchived { plan.unchanged += 1 } else { plan.updated += 1 }
    for operation in edit.operations.dropFirst(edit.makesPerson ? 1 : 0) {
      append(operation, bytes: Self.size(operation))
    }
    if wasArchived != isArchived { archive(object, isArchived) }
  }

  mutating func archive(_ object: ObjectID, _ isArchived: Bool = true) {
    append(.set(object: .object(object), field: .archived, seen: nil, value: .bool(isArchived)), bytes: 0)
  }

  // MARK: Goals

  mutating func take(_ goals: [Goal]) throws {
    var made: [Goal] = []
    var kept: [(Goal, ObjectID)] = []
    for goal in goals {
      if let object = existing(goal.id, .goal) ?? goal.key.flatMap({ state.object(kind: .goal, key: $0) })
        ?? state.object(kind: .goal, key: goal.id)
      {
        here[goal.id] = object
        kept.append((goal, object))
      } else {
        here[goal.id] = keyed(.goal, goal.key ?? goal.id)
        made.append(goal)
      }
    }
    try make(made)
    draft = next
    for goal in made where goal.archived { archive(here[goal.id]!) }
    for (goal, object) in kept { try update(goal, object) }
  }

  static func size(_ operation: Operation) -> Int {
    switch operation {
    case .text(_, _, let edit): edit.inserted.utf8.count
    case .set(_, _, _, let value): value.string?.utf8.count ?? 0
    case .create, .add, .remove, .move, .governance, .unknown: 0
    }
  }

  mutating func update(_ goal: Goal, _ object: ObjectID) throws {
    let edit = TalkootModel.GoalEdit(
      title: goal.title,
      description: goal.description ?? "",
      status: goal.status,
      due: goal.due ?? "",
      steward: steward(of: goal) ?? ""
    )
    update(object, by: try state.editGoal(state.idText(object, .goal), edit, context), isArchived: goal.archived)
  }

  /// The steward's id here; of another network's file, whoever has the name.
  private func steward(of goal: Goal) -> String? {
    if let id = goal.steward, existing(id, .organisation) != nil { return id }
    guard let name = goal.stewardName, let object = try? state.resolve(name, [.organisation]) else { return nil }
    return state.idText(object, .organisation)
  }

  /// New goals go the way of a table: parents first, siblings in their order.
  mutating func make(_ goals: [Goal]) throws {
    guard !goals.isEmpty else { return }
    let names = ["key", "title", "description", "status", "due", "steward", "under"]
    var rows = [names]
    let keys = Dictionary(goals.map { ($0.id, $0.key ?? $0.id) }, uniquingKeysWith: { first, _ in first })
    for goal in goals {
      let parent = try goal.parent.map { try reference($0, "goal \(goal.short)") }
      let under = parent.map { state[$0] == nil ? keys[goal.parent!] ?? goal.parent! : state.idText($0, .goal) }
      rows.append([
        goal.key ?? goal.id, goal.title, goal.description ?? "", goal.status, goal.due ?? "", steward(of: goal) ?? "",
        under ?? "",
      ])
    }
    let table = try CSVTable(
      parsing: Array(rows.map { $0.map { CSV.quoted($0) }.joined(separator: ",") + "\n" }.joined().utf8)
    )
    let request = ImportRequest(kind: "goal", key: "key", map: names.dropFirst().map { ($0, $0) })
    let planned = try state.planImport(table, request, context)
    plan.drafts += planned.drafts
    plan.created += planned.created
    plan.updated += planned.updated
    plan.unchanged += planned.unchanged
  }

  func reference(_ id: String, _ place: String) throws -> ObjectID {
    if let object = here[id] { return object }
    throw CommandError(.unknownReference, "\(place) refers to \(Plain.line(id)), which is not in the file")
  }

  mutating func takeDependencies(of goals: [Goal]) throws {
    for goal in goals {
      guard let object = here[goal.id] else { continue }
      let known = state[object]?.elements(GoalField.dependsOn) ?? []
      for other in goal.dependsOn {
        let element = Value.object(try reference(other, "goal \(goal.short)"))
        guard !known.contains(element) else { continue }
        append(.add(object: .object(object), field: GoalField.dependsOn, element: element), bytes: 64)
      }
    }
  }
}
