internal import TalkootLanguage
internal import TalkootLog

/// A decision that is here, found by its key or by what it says.
private struct KnownDecisions {
  private var byKey: [String: ObjectID] = [:]
  private var byContent: [String: ObjectID] = [:]

  init(_ importer: Importer, _ fields: [FieldNumber]) {
    // The author's own come last and win: only these can be brought to what a row says.
    let own = importer.context.author.organisation
    let all = importer.workspace.list(.decision).compactMap { importer.workspace[$0] }
    for state in all.filter({ !$0.isOwned(by: own) }) + all.filter({ $0.isOwned(by: own) }) {
      if let key = state.value(DecisionField.key).string { byKey[key] = state.id }
      byContent[importer.contentKey(importer.values(of: state, fields))] = state.id
    }
  }

  func decision(key: String?, content: String) -> ObjectID? {
    if let key { byKey[key] } else { byContent[content] }
  }
}

extension Importer {
  /// Takes rows as proposals of the author's organisation. What others say to them and what comes of it is never typed.
  mutating func takeDecisions() throws(CommandError) {
    let fields = columns.compactMap { kind.field(named: $0.field)?.number }.sorted()
    let known = KnownDecisions(self, fields)
    var seen: Set<String> = []
    for row in table.rows {
      guard let values = try values(of: row) else {
        plan.skipped += 1
        continue
      }
      let key = keyColumn.map { row.fields[$0] }
      let content = contentKey(values.sorted { $0.field < $1.field })
      if let key, let keyColumn {
        guard !key.isEmpty else { throw error(row, keyColumn, .missingValue, "the key is missing.") }
        guard seen.insert(key).inserted else {
          throw error(row, keyColumn, .repeatedKey, "the key \(key.quoted) is there twice.")
        }
      } else if !seen.insert(content).inserted {
        plan.unchanged += 1
        continue
      }
      do throws(CommandError) {
        if let id = known.decision(key: key, content: content) {
          try bring(workspace[id]!, to: values)
        } else {
          try propose(values, key)
        }
      } catch { throw CommandError(error.code, "line \(row.line): \(error.sentence)") }
    }
  }

  /// A decision's values of some fields, in the order of the fields.
  fileprivate func values(of state: ObjectState, _ fields: [FieldNumber]) -> [Creation.FieldValue] {
    fields.flatMap { field -> [Creation.FieldValue] in
      switch kind.field(field)!.merge {
      case .set: state.elements(field).map { .init(field, $0) }
      case .text: state.text(field).isEmpty ? [] : [.init(field, .text(state.text(field)))]
      case .register: [.init(field, state.value(field))]
      }
    }
    .filter { $0.value != .null }
  }

  private func values(of row: CSVTable.Row) throws(CommandError) -> [Creation.FieldValue]? {
    var values: [Creation.FieldValue] = []
    for (name, column) in columns {
      let (field, text) = (kind.field(named: name)!, row.fields[column])
      if field.number == DecisionField.about {
        guard let subjects = try references(text, field, row, column) else { return nil }
        values += subjects.map { .init(field.number, $0) }
        continue
      }
      if text.allSatisfy(\.isWhitespace), field.number == DecisionField.title {
        throw error(row, column, .missingValue, "the title is missing.")
      }
      do throws(CommandError) {
        let value = try value(text, field)
        if value != .null { values.append(.init(field.number, value)) }
      } catch { throw self.error(row, column, error.code, error.sentence) }
    }
    return values
  }

  private func value(_ text: String, _ field: Field) throws(CommandError) -> Value {
    switch field.number {
    case DecisionField.quorum: return try Input.percent(text, field.name)
    case DecisionField.options:
      let options = Importer.list(text)
      return options.isEmpty ? .null : .list(options.map { .text($0) })
    default: return try workspace.value(text, for: field)
    }
  }

  private mutating func propose(_ values: [Creation.FieldValue], _ key: String?) throws(CommandError) {
    func text(_ field: FieldNumber) -> String? { values.first { $0.field == field }?.value.string }
    func date(_ field: FieldNumber) -> String? { values.first { $0.field == field }?.value.date?.description }
    let rule = values.first { $0.field == DecisionField.rule }.flatMap { DecisionRule($0.value) } ?? .consent
    let proposal = NewDecision(
      title: text(DecisionField.title) ?? "",
      rule: rule.name,
      options: (values.first { $0.field == DecisionField.options }?.value.list ?? []).compactMap(\.string),
      deadline: date(DecisionField.deadline),
      review: date(DecisionField.review),
      quorum: values.first { $0.field == DecisionField.quorum }?.value.decimal.map { "\($0)" },
      about: values.filter { $0.field == DecisionField.about }.compactMap { value in
        value.value.object.flatMap { workspace[$0] }.map { workspace.idText($0.id, $0.kind) }
      },
      text: text(DecisionField.text)
    )
    var proposed = try workspace.propose(proposal, context)
    if let key { try proposed.nameDecision(key) }
    append(proposed)
    plan.created += 1
  }

  /// Brings a decision to what a row says, as far as its proposer still may.
  private mutating func bring(_ state: ObjectState, to values: [Creation.FieldValue]) throws(CommandError) {
    let fields = columns.compactMap { kind.field(named: $0.field)?.number }.sorted()
    let before = self.values(of: state, fields)
    func of(_ field: FieldNumber, _ all: [Creation.FieldValue]) -> Set<Creation.FieldValue> {
      Set(all.filter { $0.field == field })
    }
    let changed = fields.filter { of($0, before) != of($0, values) }
    guard !changed.isEmpty else {
      plan.unchanged += 1
      return
    }
    let editable = [DecisionField.title, DecisionField.text, DecisionField.review]
    guard changed.allSatisfy(editable.contains) else {
      let names = changed.filter { !editable.contains($0) }.compactMap { kind.field($0)?.name }
      throw CommandError(
        .notPermitted,
        "\(names.joined(separator: ", ")) of the decision can't change any more; withdraw it and propose a new one."
      )
    }
    func text(_ field: FieldNumber) -> String? {
      changed.contains(field) ? values.first { $0.field == field }?.value.string ?? "" : nil
    }
    let review = values.first { $0.field == DecisionField.review }?.value.date?.description ?? ""
    append(
      try workspace.editDecision(
        workspace.idText(state.id, .decision),
        title: text(DecisionField.title),
        text: text(DecisionField.text),
        review: changed.contains(DecisionField.review) ? review : nil,
        context
      )
    )
    plan.updated += 1
  }
}

extension Draft {
  /// Gives the decision that this draft proposes an outside key.
  public mutating func nameDecision(_ key: String) throws(CommandError) {
    let value = try Input.line(key, "key", required: true)
    rewriteCreations { creation in
      if creation.kind == .decision { creation.fields.append(.init(DecisionField.key, value)) }
    }
  }
}
