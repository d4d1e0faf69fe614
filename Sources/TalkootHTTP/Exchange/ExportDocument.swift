internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

/// What `export` wrote, to be taken in again: its goals, measures and check-ins.
///
/// An object that is here under its id (the file is of this network) is brought to what the file says. Any other one gets
/// the outside key it had, or else its id as its key, so that taking the file in again changes nothing. What other
/// organisations alone may write (members, decisions, positions, comments) stays out.
struct ExportDocument: Sendable {
  static let format = "talkoot-export"
  static let version = 1

  let goals: [Goal]
  let measures: [Measure]
  let checkins: [Checkin]

  /// - Throws: `malformedValue`, naming the list and the object's number in it.
  init(parsing bytes: [UInt8]) throws(ErrorDescription) {
    let document: JSONValue
    do { document = try JSONValue(parsing: bytes) } catch {
      throw ErrorDescription(.malformedValue, "the file is not JSON; it must be what talkoot export writes")
    }
    guard document["format"]?.string == Self.format else {
      throw ErrorDescription(.malformedValue, "the file is not what talkoot export writes")
    }
    guard document["version"] == .number("\(Self.version)") else {
      throw ErrorDescription(.malformedValue, "the file is of a newer Talkoot; upgrade this node")
    }
    goals = try Self.list("goals", document)
    measures = try Self.list("measures", document)
    checkins = try Self.list("checkins", document)
  }

  private static func list<Item: Decodable>(
    _ name: String,
    _ document: JSONValue
  ) throws(ErrorDescription) -> [Item] {
    switch document[name] {
    case nil, .null: return []
    case .array(let values):
      var items: [Item] = []
      for (number, value) in values.enumerated() {
        guard let item = try? Item(from: value) else {
          throw ErrorDescription(.malformedValue, "\(name)[\(number)] is not as talkoot export writes it")
        }
        items.append(item)
      }
      return items
    case .bool, .number, .string, .object:
      throw ErrorDescription(.malformedValue, "\(name) is not a list")
    }
  }

  /// What to write for it.
  func plan(_ state: Workspace, _ context: CommandContext) throws -> PlannedImport {
    var planner = try ExportPlanner(state, context)
    try planner.take(goals)
    try planner.take(measures)
    try planner.take(checkins)
    try planner.takeDependencies(of: goals)
    return planner.finished()
  }
}

/// Makes the drafts for an export's objects.
private struct ExportPlanner {
  private let state: Workspace
  private let context: CommandContext
  private var plan = PlannedImport()
  /// What each id of the file is here.
  private var here: [String: ObjectID] = [:]
  private let person: ObjectID?
  private var draft: Draft
  private var size = 0

  private static let operationsMax = 500
  private static let bytesMax = 100 * 1024

  init(_ state: Workspace, _ context: CommandContext) throws {
    self.state = state
    self.context = context
    person = context.author.person.flatMap { state.person(named: $0, of: context.author.member) }
    draft = Draft()
  }

  mutating func finished() -> PlannedImport {
    flush()
    return plan
  }

  private mutating func flush() {
    if !draft.isEmpty { plan.drafts.append(draft) }
    draft = next
    size = 0
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

  private mutating func append(_ operation: Operation, bytes: Int) {
    if draft.operations.count >= Self.operationsMax || size + bytes > Self.bytesMax { flush() }
    draft.append(operation)
    size += bytes + 128
  }

  /// The object with this id, where the file is of this network.
  private func existing(_ id: String, _ kind: ObjectKind) -> ObjectID? {
    guard case .found(let object, kind) = state.lookUp(id), state.idText(object, kind) == id else { return nil }
    return object
  }

  private func keyed(_ kind: ObjectKind, _ key: String) -> ObjectID {
    ObjectID(network: state.network, kind: kind.rawValue, key: key)
  }

  /// Counts an edit of what is here already.
  private mutating func update(_ edit: Draft) {
    guard !edit.isEmpty else {
      plan.unchanged += 1
      return
    }
    plan.updated += 1
    for operation in edit.operations.dropFirst(edit.makesPerson ? 1 : 0) {
      append(operation, bytes: Self.size(operation))
    }
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
    for (goal, object) in kept { try update(goal, object) }
  }

  private static func size(_ operation: Operation) -> Int {
    switch operation {
    case .text(_, _, let edit): edit.inserted.utf8.count
    case .set(_, _, _, let value): value.string?.utf8.count ?? 0
    case .create, .add, .remove, .move, .governance, .unknown: 0
    }
  }

  private mutating func update(_ goal: Goal, _ object: ObjectID) throws {
    let edit = TalkootModel.GoalEdit(
      title: goal.title,
      description: goal.description ?? "",
      status: goal.status,
      due: goal.due ?? "",
      steward: steward(of: goal) ?? ""
    )
    update(try state.editGoal(state.idText(object, .goal), edit, context))
  }

  /// The steward's id here; of another network's file, whoever has the name.
  private func steward(of goal: Goal) -> String? {
    if let id = goal.steward, existing(id, .organisation) != nil { return id }
    guard let name = goal.stewardName, let object = try? state.resolve(name, [.organisation]) else { return nil }
    return state.idText(object, .organisation)
  }

  /// New goals go the way of a table: parents first, siblings in their order.
  private mutating func make(_ goals: [Goal]) throws {
    guard !goals.isEmpty else { return }
    let names = ["key", "title", "description", "status", "due", "steward", "under"]
    var rows = [names]
    for goal in goals {
      let parent = try goal.parent.map { try reference($0, "goal \(goal.short)") }
      let under = parent.map { state[$0] == nil ? key(of: goal.parent!, in: goals) : state.idText($0, .goal) }
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

  private func key(of id: String, in goals: [Goal]) -> String {
    goals.first { $0.id == id }.map { $0.key ?? $0.id } ?? id
  }

  private func reference(_ id: String, _ place: String) throws -> ObjectID {
    if let object = here[id] { return object }
    throw CommandError(.unknownReference, "\(place) refers to \(Plain.line(id)), which is not in the file")
  }

  mutating func takeDependencies(of goals: [Goal]) throws {
    for goal in goals {
      guard let object = here[goal.id] else { continue }
      let known = state[object]?.elements(GoalField.dependsOn) ?? []
      for other in goal.dependsOn {
        let element = Value.object(try reference(other.id, "goal \(goal.short)"))
        guard !known.contains(element) else { continue }
        append(.add(object: .object(object), field: GoalField.dependsOn, element: element), bytes: 64)
      }
    }
  }

  // MARK: Measures and check-ins

  mutating func take(_ measures: [Measure]) throws {
    for measure in measures {
      let fields = MeasureFields(
        name: measure.name,
        unit: measure.unit ?? "",
        from: measure.from?.literal ?? "",
        target: measure.target?.literal ?? "",
        every: measure.every ?? "",
        until: measure.until ?? ""
      )
      if let object = existing(measure.id, .measure) ?? state.object(kind: .measure, key: measure.key ?? measure.id) {
        here[measure.id] = object
        update(try state.editMeasure(state.idText(object, .measure), fields, context))
        continue
      }
      let key = measure.key ?? measure.id
      here[measure.id] = keyed(.measure, key)
      var values: [Creation.FieldValue] = []
      if let goal = measure.goal {
        values.append(.init(MeasureField.goal, .object(try reference(goal, "measure \(measure.short)"))))
      }
      let place = "measure \(measure.short)"
      values.append(.init(MeasureField.name, .text(measure.name)))
      if let unit = measure.unit { values.append(.init(MeasureField.unit, .text(unit))) }
      if let from = measure.from { values.append(.init(MeasureField.from, try Self.number(from, place))) }
      if let target = measure.target { values.append(.init(MeasureField.target, try Self.number(target, place))) }
      if let every = measure.every { values.append(.init(MeasureField.every, try Self.interval(every, place))) }
      if let until = measure.until { values.append(.init(MeasureField.until, try Self.date(until, place))) }
      create(.measure, key, values, bytes: measure.name.utf8.count + (measure.unit?.utf8.count ?? 0))
    }
  }

  mutating func take(_ checkins: [Checkin]) throws {
    for checkin in checkins {
      if let object = existing(checkin.id, .checkIn) ?? state.object(kind: .checkIn, key: checkin.key ?? checkin.id) {
        here[checkin.id] = object
        plan.unchanged += 1
      } else {
        here[checkin.id] = keyed(.checkIn, checkin.key ?? checkin.id)
      }
    }
    for checkin in checkins {
      let key = checkin.key ?? checkin.id
      guard let object = here[checkin.id], state[object] == nil else { continue }
      let place = "check-in \(checkin.short)"
      var values: [Creation.FieldValue] = [
        .init(CheckInField.measure, .object(try reference(checkin.measure, place))),
        .init(CheckInField.value, try Self.number(checkin.value, place)),
      ]
      if let on = checkin.on { values.append(.init(CheckInField.on, try Self.date(on, place))) }
      if let confidence = checkin.confidence {
        guard let choice = Confidence(name: confidence) else {
          throw CommandError(.invalidValue, "\(place): \(Plain.line(confidence)) is no confidence")
        }
        values.append(.init(CheckInField.confidence, choice.value))
      }
      if let note = checkin.note { values.append(.init(CheckInField.note, .text(note))) }
      if let corrects = checkin.corrects {
        values.append(.init(CheckInField.corrects, .object(try reference(corrects, place))))
      }
      create(.checkIn, key, values, bytes: checkin.note?.utf8.count ?? 0)
    }
  }

  private mutating func create(_ kind: ObjectKind, _ key: String, _ values: [Creation.FieldValue], bytes: Int) {
    let fields = values.sorted { $0.field < $1.field }
    append(.create(Creation(kind: kind, key: key, fields: fields)), bytes: bytes + key.utf8.count)
    plan.created += 1
  }

  private static func number(_ number: DecimalNumber, _ place: String) throws -> Value {
    guard let decimal = Decimal(number.literal) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(number.literal)) is not a number that fits")
    }
    return .decimal(decimal)
  }

  private static func date(_ text: String, _ place: String) throws -> Value {
    guard let date = CalendarDate(text) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(text)) is not a date")
    }
    return .date(date)
  }

  private static func interval(_ text: String, _ place: String) throws -> Value {
    guard let interval = Interval(text) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(text)) is not an interval")
    }
    return .list([.decimal(Decimal(Int64(interval.count))), .choice(interval.unit.rawValue)])
  }
}
