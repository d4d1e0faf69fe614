internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

// What organisations say of themselves: an import takes only what its own says.
extension ExportPlanner {
  private var own: ObjectID { ObjectID(context.author.member) }

  /// Notes who is who: by id where the file is of this network, else by name.
  mutating func know(_ members: [Member], _ network: ObjectID?) {
    for member in members {
      here[member.id] = existing(member.id, .organisation) ?? (try? state.resolve(member.name, [.organisation]))
    }
    if let network { here[state.idText(network, .network)] = state.networkObject }
  }

  /// Who an organisation of the file is here; one that the list of members lacks, by its name.
  private func organisation(_ id: String, _ name: String) -> ObjectID? {
    here[id] ?? existing(id, .organisation) ?? (try? state.resolve(name, [.organisation]))
  }

  /// What the own organisation brings and why it is here.
  mutating func takeOwn(_ members: [Member]) throws {
    for member in members {
      guard here[member.id] == own else {
        if !isSaid(member) { plan.skipped += 1 }
        continue
      }
      // Another network's file adds to what is said here; this one's own brings back what it said.
      let isOther = existing(member.id, .organisation) == nil
      func said<Text: Collection>(_ text: Text) -> Text? { isOther && text.isEmpty ? nil : text }
      let edit = TalkootModel.MemberEdit(
        name: isOther ? nil : member.name,
        strengths: said(member.strengths),
        roles: said(member.roles),
        motivation: said(member.motivation ?? ""),
        contact: said(member.contact ?? "")
      )
      update(own, by: try state.editMember(edit, context), isArchived: false)
    }
  }

  /// Whether an organisation says here what the file has it say, or the file has it say nothing.
  private func isSaid(_ member: Member) -> Bool {
    let isSilent =
      member.strengths.isEmpty && member.roles.isEmpty && member.motivation == nil && member.contact == nil
    guard !isSilent, let object = here[member.id], let known = state[object] else { return isSilent }
    return Set(known.elements(OrganisationField.strengths).compactMap(\.string)) == Set(member.strengths)
      && Set(known.elements(OrganisationField.roles).compactMap { Role($0)?.name }) == Set(member.roles)
      && known.value(OrganisationField.motivation).string == member.motivation
      && known.value(OrganisationField.contact).string == member.contact
  }

  /// Which strengths goals take, and what organisations give to them and get from them.
  mutating func takeWords(of goals: [Goal]) throws {
    for goal in goals {
      guard let object = here[goal.id] else { continue }
      let needs = state[object]?.elements(GoalField.needs) ?? []
      for strength in goal.needs where !needs.contains(.text(strength)) {
        append(
          .add(object: .object(object), field: GoalField.needs, element: .text(strength)),
          bytes: strength.utf8.count
        )
      }
      for item in goal.contributions {
        guard let role = Role(name: item.role) else {
          throw CommandError(.invalidValue, "goal \(goal.short): \(Plain.line(item.role)) is no role")
        }
        let said: [Value] = [role.value, item.note.map { .text($0) } ?? .null]
        take(said, of: organisation(item.member, item.memberName), in: GoalField.contributions, of: object)
      }
      for item in goal.benefits {
        take([.text(item.text)], of: organisation(item.member, item.memberName), in: GoalField.benefits, of: object)
      }
    }
  }

  private mutating func take(_ said: [Value], of organisation: ObjectID?, in field: FieldNumber, of goal: ObjectID) {
    let known = state[goal]?.elements(field) ?? []
    if let organisation, known.contains(.list([.object(organisation)] + said)) { return }
    guard organisation == own else {
      plan.skipped += 1
      return
    }
    let bytes = said.reduce(64) { $0 + ($1.string?.utf8.count ?? 0) }
    append(.add(object: .object(goal), field: field, element: .list([.object(own)] + said)), bytes: bytes)
  }
}
