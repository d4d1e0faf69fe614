internal import TalkootAPI
internal import TalkootLanguage

/// All goals as a tree, and what makes and moves them.
enum GoalsPage {
  static let statuses = ["proposed", "active", "achieved", "dropped"]

  static let page = Page(
    section: .goals,
    words: PageWords.goalsPage,
    templates: [
      Template("goals", PackageResources.goals_mustache), Template("goalbranch", PackageResources.goalbranch_mustache),
      Template("goalnew", PackageResources.goalnew_mustache),
    ],
    routes: [
      .get("/goals", readsPast: true) { try await show($0) },
      .post("/goals") { context in
        let form = context.request.form
        let goal = try await context.send(
          Endpoints.addGoal,
          body: NewGoal(
            title: form.text("title") ?? "",
            under: form.typed("under"),
            steward: form.typed("steward"),
            due: form.typed("due"),
            description: form.typed("description"),
            needs: context.lines("needs")
          )
        )
        return .redirect("/goals/\(segment(goal.id))", done: .saved)
      },
      .post("/goals/move") { try await move($0) },
    ]
  )

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let query = context.request.query
    let filter = GoalFilter(status: query.typed("status"), archived: query["archived"] == "true" ? true : nil)
    let goals = try await context.get(Endpoints.goals, query: filter)
    let isArranging = query["arrange"] == "1" && context.asOf == nil && filter == GoalFilter()
    return .page(
      context.say("goals"),
      "goals",
      [
        "tree": GoalTree(goals).values(context, isArranging: isArranging), "hasGoals": .flag(!goals.isEmpty),
        "arranging": .flag(isArranging), "count": .text(context.say("goalsShown", "\(goals.count)")),
        "statuses": context.choices(statuses, chosen: filter.status), "withArchived": .flag(filter.archived == true),
        "organisations": .list(context.asOf == nil ? try await context.organisations() : []),
      ]
    )
  }

  /// A press of one of the tree's arrows: `up g-…`.
  private static func move(_ context: PageContext) async throws -> PageOutcome {
    let parts = (context.request.form["move"] ?? "").split(separator: " ").map(String.init)
    guard parts.count == 2, let step = GoalTree.Step(rawValue: parts[0]) else {
      throw ErrorDescription(.usage, "the move is not one of this page's")
    }
    let tree = GoalTree(try await context.get(Endpoints.goals, query: GoalFilter()))
    if let move = tree.move(parts[1], step) { try await context.send(Endpoints.moveGoal, parts[1], body: move) }
    return .redirect("/goals?arrange=1#goal-\(segment(parts[1]))")
  }
}
