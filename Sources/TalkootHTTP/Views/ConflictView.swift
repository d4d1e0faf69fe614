internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel

extension View {
  /// The versions that conflicting values were written in: who wrote them is in the storage.
  func versions(in conflicts: [FieldConflict]) -> [LocalVersion] { conflicts.flatMap { $0.values.map(\.version) } }

  func conflict(_ conflict: FieldConflict, _ facts: [LocalVersion: ChangeFacts]) -> Conflict {
    let content = conflict.kind.field(conflict.field)?.content
    let values = conflict.values.map { value in
      TalkootAPI.ConflictValue(
        value: json(value.value, content),
        label: value.value.object.flatMap { name($0) },
        member: organisation(value.member),
        memberName: name(ObjectID(value.member)),
        person: facts[value.version]?.person,
        time: facts[value.version].flatMap { Moment.text($0.milliseconds) }
      )
    }
    return Conflict(
      object: id(conflict.object, conflict.kind),
      objectShort: short(conflict.object, conflict.kind),
      objectTitle: name(conflict.object),
      field: conflict.fieldName,
      shown: json(conflict.shown, content),
      values: values
    )
  }
}
