internal import TalkootLanguage
internal import TalkootLog

extension Importer {
  /// Takes rows about organisations: what each brings and why. It alone says so, thus a row about another one either
  /// says what that said already, or is refused or left out. Each runs the same file and takes its own row from it.
  mutating func takeMembers() throws(CommandError) {
    guard let named = keyColumn ?? columns.first(where: { $0.field == "name" })?.column else {
      throw CommandError(.missingValue, "A row needs the name or id of its organisation; map name, or give --key.")
    }
    for row in table.rows {
      guard let id = try organisation(of: row, named) else {
        plan.skipped += 1
        continue
      }
      guard made.insert(id).inserted else {
        throw error(row, named, .repeatedKey, "the organisation \(row.fields[named].quoted) is there twice.")
      }
      try take(try edit(of: row), for: id, row, named)
    }
  }

  private func organisation(of row: CSVTable.Row, _ column: Int) throws(CommandError) -> ObjectID? {
    let text = row.fields[column]
    guard !text.isEmpty else { throw error(row, column, .missingValue, "the organisation's name is missing.") }
    if let id = try? workspace.resolve(text, [.organisation]) { return id }
    if request.skipUnknown { return nil }
    throw error(
      row,
      column,
      .unknownReference,
      "there is no organisation \(text.quoted); organisations join by invitation. Leave such rows out with --skip-unknown."
    )
  }

  private func edit(of row: CSVTable.Row) throws(CommandError) -> MemberEdit {
    var edit = MemberEdit()
    for (field, column) in columns {
      let text = row.fields[column]
      switch field {
      case "name": if keyColumn != nil { edit.name = text }
      case "strengths": edit.strengths = Importer.list(text)
      case "roles":
        // Words without spaces: either separates them.
        edit.roles = text.split { $0 == ";" || $0 == " " }.map(String.init)
      case "motivation": edit.motivation = text
      case "contact": edit.contact = text
      default: preconditionFailure("a column is mapped to \(field), which no organisation has")
      }
    }
    return edit
  }

  private mutating func take(
    _ edit: MemberEdit,
    for id: ObjectID,
    _ row: CSVTable.Row,
    _ column: Int
  ) throws(CommandError) {
    let own = context.author.organisation
    guard id == own else {
      if says(edit, id) {
        plan.unchanged += 1
      } else if request.skipUnknown {
        plan.skipped += 1
      } else {
        throw error(
          row,
          column,
          .notPermitted,
          "only \(row.fields[column].quoted) itself says what it brings; leave such rows out with --skip-unknown."
        )
      }
      return
    }
    let edited: Draft
    do throws(CommandError) { edited = try workspace.editMember(edit, context) } catch {
      throw CommandError(error.code, "line \(row.line): \(error.sentence)")
    }
    append(edited)
    if edited.isEmpty { plan.unchanged += 1 } else { plan.updated += 1 }
  }

  /// Appends what a command would write, but for making the person, whom the import names already.
  mutating func append(_ edited: Draft) {
    for operation in edited.operations.dropFirst(edited.makesPerson ? 1 : 0) {
      makeRoom(for: operation)
      let before = draft.operations.count
      draft.append(operation)
      grew(from: before)
    }
  }

  /// Whether an organisation says all this of itself already.
  private func says(_ edit: MemberEdit, _ id: ObjectID) -> Bool {
    guard let state = workspace[id] else { return false }
    func isSame(_ text: String?, _ field: FieldNumber) -> Bool {
      text.map { ExactString($0) == ExactString(state.value(field).string ?? "") } ?? true
    }
    func isSame(_ wanted: Set<Value>?, _ field: FieldNumber) -> Bool {
      wanted.map { $0 == Set(state.elements(field)) } ?? true
    }
    let roles = edit.roles.map { Set($0.map { Role(name: $0)?.value ?? .null }) }
    return isSame(edit.name, OrganisationField.name) && isSame(edit.motivation, OrganisationField.motivation)
      && isSame(edit.contact, OrganisationField.contact) && isSame(roles, OrganisationField.roles)
      && isSame(edit.strengths.map { Set($0.map { .text($0) }) }, OrganisationField.strengths)
  }
}
