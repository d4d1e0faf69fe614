internal import TalkootAPI
internal import TalkootLanguage

/// What happened, newest first; one change; and the way to any page as it was.
enum HistoryPage {
  static let page = Page(
    section: .history,
    words: PageWords.historyPage,
    templates: [
      Template("history", PackageResources.history_mustache), Template("change", PackageResources.change_mustache),
      Template("object", PackageResources.object_mustache),
    ],
    routes: [
      .get("/history") { try await list($0) },
      .get("/history/then") { context in
        guard let moment = context.request.query["moment"]?.trimmed, !moment.isEmpty else {
          return .redirect("/history")
        }
        return .redirect("/at/" + PercentEncoding.encode(moment) + "/")
      },
      .get("/history/{change}") { try await show($0) },
      .get("/objects/{id}", readsPast: true) { try await object($0) },
    ]
  )

  private static let atOnce = 50
  private static let most = 2000

  private static func list(_ context: PageContext) async throws -> PageOutcome {
    let asked = context.request.query["count"].flatMap { Int($0) } ?? atOnce
    let count = min(max(asked, 1), most)
    let changes = try await context.get(Endpoints.changes, query: ChangeFilter(limit: count + 1))
    return .page(
      context.say("history"),
      "history",
      [
        "changes": .list(changes.prefix(count).map { ChangeRow.values($0, context) }),
        "more": changes.count > count && count < most ? .number(min(count + 200, most)) : .none,
      ]
    )
  }

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let change = try await context.get(Endpoints.change, context.parameters[0])
    let own = try await context.get(Endpoints.node).node
    let values: [String: PageValue] = [
      "operations": .list(
        change.operations.map { operation in
          [
            "what": .text(operation.what), "object": .maybe(operation.object),
            "kind": .maybe(operation.objectKind.map { KindName.of($0, context) }),
            "field": .maybe(operation.field.map { FieldName.of($0, context) }),
            "value": .maybe(operation.value.map { JSONText.of($0) }),
          ]
        }
      ),
      "dependencies": .list(change.dependencies.map { ["id": .text($0), "short": .text(String($0.prefix(12)))] }),
      "log": .text(change.log), "sequence": .number(change.sequence), "node": .text(change.node),
      "isOwn": .flag(change.node == own),
      "clock": change.clock == "ahead"
        ? .text(context.say(.changeClockAhead))
        : change.clock == "behind" ? .text(context.say(.changeClockBehind)) : .none,
    ]
    return .page(context.say("changeTitle"), "change", ChangeRow.values(change, context).merging(values))
  }

  /// What has no page of its own: its fields as they are.
  private static func object(_ context: PageContext) async throws -> PageOutcome {
    let document = try await context.get(Endpoints.object, context.parameters[0])
    let title = document["title"]?.string ?? document["name"]?.string ?? document["short"]?.string ?? ""
    guard case .object(let members) = document else { return .redirect(context.root + "/") }
    let shown = members.filter { member in
      switch member.value {
      case .null, .array, .object: false
      case .string(let text): !text.isEmpty && !hidden.contains(member.key)
      case .bool, .number: true
      }
    }
    return .page(
      title,
      "object",
      [
        "heading": .text(title), "kind": .text(KindName.of(document["kind"]?.string ?? "", context)),
        "about": .maybe(document["about"]?.string),
        "fields": .list(
          shown.map { ["name": .text(FieldName.of($0.key, context)), "value": .text(JSONText.of($0.value))] }
        ),
      ]
    )
  }

  private static let hidden: Set<String> = ["kind", "seen"]
}
