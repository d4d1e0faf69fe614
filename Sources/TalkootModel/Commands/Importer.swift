internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog

/// A row with its values.
struct ImportRow {
  let line: Int
  let id: ObjectID
  let key: String
  let values: [Creation.FieldValue]
  /// A goal's parent; nil when the table doesn't say, the nil id for the top.
  let under: ObjectID??
}

/// Reads a table row by row and writes drafts within the limits of a change.
struct Importer {
  let workspace: Workspace
  let kind: ObjectKind
  let table: CSVTable
  let request: ImportRequest
  let context: CommandContext
  let columns: [(field: String, column: Int)]
  let keyColumn: Int?
  /// The rows' own keys: what other rows of the file may refer to.
  private var keys: [String: Int] = [:]
  var made: Set<ObjectID> = []
  /// The creation after which the next child of a goal goes, in the present draft.
  private var lastChild: [ObjectID: UInt32] = [:]
  var draft: Draft
  private var size = 0
  var plan = ImportPlan()

  static let operationsMax = 1000
  static let bytesMax = 128 * 1024

  init(
    _ workspace: Workspace,
    _ kind: ObjectKind,
    _ table: CSVTable,
    _ request: ImportRequest,
    _ context: CommandContext
  ) throws(CommandError) {
    self.workspace = workspace
    self.kind = kind
    self.table = table
    self.request = request
    self.context = context
    keyColumn = try request.key.map { name throws(CommandError) in try table.column(name) }
    var columns: [(field: String, column: Int)] = []
    for (field, column) in request.map {
      guard field == "under" && kind == .goal || kind.field(named: field)?.isImported(of: kind) ?? false else {
        throw CommandError(.invalidValue, "\(field.quoted) is no field of a \(word: kind.name) that can be imported.")
      }
      guard !columns.contains(where: { $0.field == field }) else {
        throw CommandError(.invalidValue, "The field \(field.quoted) is mapped twice.")
      }
      columns.append((field, try table.column(column)))
    }
    self.columns = columns
    draft = try workspace.draft(context)
    for field in kind.requiredFields where !columns.contains(where: { $0.field == field }) {
      throw CommandError(.missingValue, "A \(word: kind.name) needs a \(field); map a column to it.")
    }
  }

  // MARK: Reading

  /// The rows, each after those of the file that it refers to.
  mutating func rows() throws(CommandError) -> [ImportRow] {
    if let keyColumn {
      for (i, row) in table.rows.enumerated() {
        let key = row.fields[keyColumn]
        guard !key.isEmpty else { throw error(row, keyColumn, .missingValue, "the key is missing.") }
        guard keys.updateValue(i, forKey: key) == nil else {
          throw error(row, keyColumn, .repeatedKey, "the key \(key.quoted) is there twice.")
        }
      }
    }
    var rows: [ImportRow] = []
    var left: Set<Int> = []
    for i in try order() {
      if let row = try read(table.rows[i], left) { rows.append(row) } else { left.insert(i) }
    }
    plan.skipped = left.count
    return rows
  }

  /// The rows' numbers, parents first.
  private func order() throws(CommandError) -> [Int] {
    guard let under = columns.first(where: { $0.field == "under" })?.column, keyColumn != nil else {
      return Array(table.rows.indices)
    }
    var order: [Int] = []
    var isPlaced = Array(repeating: false, count: table.rows.count)
    for start in table.rows.indices where !isPlaced[start] {
      var path: [Int] = []
      var next: Int? = start
      while let row = next, !isPlaced[row] {
        guard !path.contains(row) else {
          throw error(table.rows[row], under, .cyclicMove, "the goal would be under itself.")
        }
        path.append(row)
        next = keys[table.rows[row].fields[under]]
      }
      for row in path.reversed() {
        isPlaced[row] = true
        order.append(row)
      }
    }
    return order
  }

  /// A row's values; nil when it refers to what isn't there and such rows are left out.
  private func read(_ row: CSVTable.Row, _ left: Set<Int>) throws(CommandError) -> ImportRow? {
    var values: [Creation.FieldValue] = []
    var under: ObjectID??
    for (name, column) in columns {
      let text = row.fields[column]
      if name == "under" {
        if text.isEmpty {
          under = .some(nil)
        } else {
          guard let parent = try reference(text, [.goal], row, column, left) else { return nil }
          under = .some(parent)
        }
        continue
      }
      let field = kind.field(named: name)!
      if text.allSatisfy(\.isWhitespace), kind.requiredFields.contains(name) {
        throw error(row, column, .missingValue, "the \(name) is missing.")
      }
      if case .set = field.merge {
        guard let elements = try references(text, field, row, column, left) else { return nil }
        values += elements.map { .init(field.number, $0) }
        continue
      }
      if case .object(let kinds) = field.content, !text.isEmpty {
        guard let id = try reference(text, kinds, row, column, left) else { return nil }
        values.append(.init(field.number, .object(id)))
        continue
      }
      do throws(CommandError) {
        let value = try workspace.value(text, for: field)
        // There is always a status: an empty cell leaves the one there is, or the first.
        if value != .null || name != "status" { values.append(.init(field.number, value)) }
      } catch {
        throw self.error(row, column, error.code, error.sentence)
      }
    }
    values.sort { $0.field < $1.field }
    let key = keyColumn.map { row.fields[$0] } ?? contentKey(values, under)
    let id = ObjectID(network: workspace.network, kind: kind.rawValue, key: key)
    return ImportRow(line: row.line, id: id, key: key, values: values, under: under)
  }

  /// The objects that a field of a row lists, ascending; nil when rows with an unknown one are left out.
  func references(
    _ text: String,
    _ field: Field,
    _ row: CSVTable.Row,
    _ column: Int,
    _ left: Set<Int> = []
  ) throws(CommandError) -> [Value]? {
    guard case .object(let kinds) = field.content else { return [] }
    var found: Set<ObjectID> = []
    for part in Importer.list(text) {
      guard let id = try reference(part, kinds, row, column, left) else { return nil }
      found.insert(id)
    }
    return found.sorted().map { .object($0) }
  }

  /// What a field of a row lists, separated by semicolons.
  static func list(_ text: String) -> [String] {
    text.split(separator: ";").map { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return String(part)
    }
    .filter { !$0.isEmpty }
  }

  /// What a key or an id in a row stands for, in the file or in the network; nil when such rows are left out.
  private func reference(
    _ text: String,
    _ kinds: [ObjectKind],
    _ row: CSVTable.Row,
    _ column: Int,
    _ left: Set<Int>
  ) throws(CommandError) -> ObjectID? {
    let key = text.hasPrefix("key:") ? String(text.dropFirst(4)) : text
    if kinds == [kind], let other = keys[key], !left.contains(other) {
      return ObjectID(network: workspace.network, kind: kind.rawValue, key: key)
    }
    for kind in kinds.isEmpty ? ObjectKind.allCases : kinds {
      if let id = workspace.object(kind: kind, key: key) { return id }
    }
    if let id = try? workspace.resolve(text, kinds) { return id }
    if request.skipUnknown { return nil }
    let names = kinds.isEmpty ? "object" : kinds.map(\.name).joined(separator: " or ")
    throw error(
      row,
      column,
      .unknownReference,
      "there is no \(word: names) \(text.quoted); import it first, or leave such rows out with --skip-unknown."
    )
  }

  /// A row without a key is known by its content.
  func contentKey(_ values: [Creation.FieldValue], _ under: ObjectID?? = nil) -> String {
    var writer = StateWriter()
    for entry in values where entry.value != .null {
      writer.varint(UInt64(entry.field.rawValue))
      writer.value(entry.value)
    }
    writer.optional(under ?? nil)
    return "=" + CrockfordID.encode(ObjectID(truncating: SHA256.hash("talkoot/row/1", writer.bytes)))
  }

  func error(
    _ row: CSVTable.Row,
    _ column: Int,
    _ code: CommandError.Code,
    _ what: Sentence
  ) -> CommandError {
    CommandError(code, "line \(row.line), column \(table.header[column]): \(what)")
  }

  // MARK: Writing

  mutating func take(_ row: ImportRow) throws(CommandError) {
    guard made.insert(row.id).inserted else {
      plan.unchanged += 1
      return
    }
    guard let state = workspace[row.id] else {
      var fields = row.values.filter { $0.value != .null }
      if kind == .goal, !fields.contains(where: { $0.field == GoalField.status }) {
        fields.append(.init(GoalField.status, GoalStatus.proposed.value))
      }
      if kind == .checkIn, !fields.contains(where: { $0.field == CheckInField.on }) {
        fields.append(.init(CheckInField.on, .date(context.today)))
      }
      if kind == .question, !fields.contains(where: { $0.field == QuestionField.status }) {
        fields.append(.init(QuestionField.status, QuestionStatus.open.value))
      }
      make(row, fields)
      plan.created += 1
      return
    }
    let before = draft.operations.count
    do throws(CommandError) {
      try update(state, row)
    } catch {
      throw CommandError(error.code, "line \(row.line): \(error.sentence)")
    }
    if draft.operations.count > before { plan.updated += 1 } else { plan.unchanged += 1 }
    grew(from: before)
  }

  /// Counts what was written since the draft had `before` operations, and ends a full one.
  mutating func grew(from before: Int) {
    for operation in draft.operations[before...] { size += Draft.size(of: operation) }
    if isFull { flush() }
  }

  /// Makes room for an operation.
  mutating func makeRoom(for operation: Operation) {
    if size + Draft.size(of: operation) > Importer.bytesMax || isFull { flush() }
  }

  private mutating func make(_ row: ImportRow, _ fields: [Creation.FieldValue]) {
    var creation = Creation(kind: kind, key: row.key, fields: fields)
    let bytes = Draft.size(of: .create(creation))
    if size + bytes > Importer.bytesMax || isFull { flush() }
    if kind == .goal {
      let parent = row.under ?? nil
      let group = parent ?? workspace.networkObject
      creation.place = place(under: parent, group)
      lastChild[group] = UInt32(draft.operations.count)
    }
    size += bytes
    draft.append(.create(creation))
  }

  private func place(under parent: ObjectID?, _ group: ObjectID) -> Place {
    if let last = lastChild[group] {
      return Place(parent: parent.map { .object($0) }, origin: OperationReference(change: nil, index: last))
    }
    if parent.map({ workspace[$0] == nil }) ?? false { return Place(parent: parent.map { .object($0) }) }
    return workspace.lastPlace(under: parent, context.index)
  }

  private mutating func update(_ state: ObjectState, _ row: ImportRow) throws(CommandError) {
    let state = try workspace.editable(state.id)
    if kind == .checkIn {
      let isSame = row.values.allSatisfy { state.value($0.field) == $0.value }
      if isSame { return }
      guard state.isOwned(by: context.author.organisation) else {
        throw CommandError(.notPermitted, "the check-in is another organisation's; only it changes it.")
      }
      draft.append(.create(Creation(kind: kind, key: row.key, fields: row.values)))
      return
    }
    for column in columns {
      guard let field = kind.field(named: column.field), case .set = field.merge else { continue }
      workspace.replace(
        field.number,
        of: state,
        by: row.values.filter { $0.field == field.number }.map(\.value),
        in: &draft
      )
    }
    for entry in row.values {
      if case .set = kind.field(entry.field)!.merge { continue }
      if case .text = kind.field(entry.field)!.merge {
        try workspace.edit(entry.field, of: state, to: entry.value.string ?? "", in: &draft, context)
      } else {
        workspace.set(entry.field, of: state, to: entry.value, in: &draft, context)
      }
    }
    guard let under = row.under, workspace.tree.parent(of: state.id) != under else { return }
    guard under != state.id, under.map({ !workspace.tree.isAncestor(state.id, of: $0) }) ?? true else {
      throw CommandError(.cyclicMove, "the goal would be under itself.")
    }
    let group = under ?? workspace.networkObject
    let place = place(under: under, group)
    lastChild[group] = UInt32(draft.operations.count)
    draft.append(.move(object: .object(state.id), place))
  }

  private var isFull: Bool {
    draft.operations.count >= Importer.operationsMax || size >= Importer.bytesMax
  }

  /// Ends the present draft and begins the next.
  mutating func flush() {
    guard !draft.isEmpty else { return }
    plan.drafts.append(draft)
    var next = Draft()
    if case .object(let person) = draft.person { next.setPerson(person) }
    draft = next
    size = 0
    lastChild = [:]
  }
}

extension ObjectKind {
  fileprivate var requiredFields: [String] {
    switch self {
    case .goal: ["title"]
    case .measure: ["name", "goal"]
    case .checkIn: ["measure", "value"]
    case .decision, .question: ["title"]
    case .network, .agreement, .comment, .organisation, .node, .person, .invitation,
      .rosterProposal, .mandate, .meeting, .position, .signature, .agreementVersion, .answer:
      []
    }
  }
}

extension Field {
  /// Whether a column may be mapped to it. A set that speaks for organisations is none; outcomes are never typed.
  fileprivate func isImported(of kind: ObjectKind) -> Bool {
    if number == .archived { return false }
    return switch kind {
    case .goal, .measure: merge != .set
    case .checkIn: number != CheckInField.corrects
    case .decision: ![DecisionField.epoch, DecisionField.erases, DecisionField.key].contains(number)
    case .question, .organisation: true
    case .network, .agreement, .comment, .node, .person, .invitation, .rosterProposal, .mandate, .meeting, .position,
      .signature, .agreementVersion, .answer:
      false
    }
  }
}
