internal import TalkootAPI
internal import TalkootLanguage

/// Values that were written at the same time: what each says, who wrote it and when, and the word that settles it.
enum ConflictsPage {
  static let page = Page(
    section: .conflicts,
    words: PageWords.conflictsPage,
    templates: [Template("conflicts", PackageResources.conflicts_mustache)],
    routes: [
      .get("/conflicts") { try await show($0) },
      .post("/conflicts") { context in
        let form = context.request.form
        let settlement = Settlement(
          object: form["object"] ?? "",
          field: form["field"] ?? "",
          value: form.text("value") ?? ""
        )
        try await context.send(Endpoints.settle, body: settlement)
        return .redirect("/conflicts", done: .settled)
      },
    ]
  )

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let conflicts = try await context.get(Endpoints.conflicts)
    return .page(
      context.say("conflicts"),
      "conflicts",
      [
        "conflicts": .list(conflicts.map { row($0, context) }), "hasConflicts": .flag(!conflicts.isEmpty),
      ]
    )
  }

  private static func row(_ conflict: Conflict, _ context: PageContext) -> PageValue {
    [
      "object": .text(conflict.object), "short": .text(conflict.objectShort),
      "title": .text(conflict.objectTitle ?? conflict.objectShort), "field": .text(conflict.field),
      "fieldName": .text(FieldName.of(conflict.field, context)),
      "values": .list(
        conflict.values.map { value in
          let plain = JSONText.of(value.value)
          return [
            "object": .text(conflict.object), "field": .text(conflict.field), "exact": .exact(plain),
            "label": .text(value.label ?? (plain.isEmpty ? context.say("conflictEmpty") : plain)),
            "isShown": .flag(value.value == conflict.shown), "memberName": .maybe(value.memberName),
            "person": .maybe(value.person), "time": .maybe(value.time),
            "when": .maybe(value.time.map { Moment.short($0) }),
          ]
        }
      ),
    ]
  }
}

/// A JSON value as a person types it.
enum JSONText {
  static func of(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .null: ""
    case .array(let items): items.map { of($0) }.joined(separator: ", ")
    default: value.text
    }
  }
}

/// Fields' names for a reader; one without a word of its own stays as it is.
enum FieldName {
  static func of(_ field: String, _ context: PageContext) -> String {
    let words = PageWords.fieldNames
    return words[field]?.text(in: context.language) ?? field
  }
}
