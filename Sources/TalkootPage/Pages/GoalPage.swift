internal import TalkootAPI
internal import TalkootLanguage

/// One goal: what it is, who does what for it, how far it is, and what holds it up.
enum GoalPage {
  private static let roles = ["ideator", "definer", "implementer", "coordinator", "customer"]

  static let page = Page(
    section: .goals,
    templates: [
      Template("goal", PackageResources.goal_mustache), Template("goaledit", PackageResources.goaledit_mustache),
      Template("goalpeople", PackageResources.goalpeople_mustache),
    ],
    routes: [
      .get("/goals/{goal}", readsPast: true) { try await show($0) },
      .post("/goals/{goal}/edit") { try await edit($0) },
      .post("/goals/{goal}/close") { try await close($0) },
      .post("/goals/{goal}/move") { context in
        let under = context.request.form.typed("under")
        let move = under.map { GoalMove(under: $0) } ?? GoalMove(top: true)
        return try await done(context, try await context.send(Endpoints.moveGoal, context.parameters[0], body: move))
      },
      .post("/goals/{goal}/contributions") { context in
        let form = context.request.form
        let new = NewContribution(role: form["role"] ?? "", note: form.typed("note"))
        return try await done(context, try await context.send(Endpoints.contribute, context.parameters[0], body: new))
      },
      .post("/goals/{goal}/benefits") { context in
        let new = NewBenefit(text: context.request.form.text("text") ?? "")
        return try await done(context, try await context.send(Endpoints.benefit, context.parameters[0], body: new))
      },
      .post("/goals/{goal}/dependencies") { context in
        let new = GoalDependency(on: context.request.form.typed("on") ?? "")
        return try await done(context, try await context.send(Endpoints.depend, context.parameters[0], body: new))
      },
      .post("/goals/{goal}/dependencies/{on}/remove") { context in
        let (goal, on) = (context.parameters[0], context.parameters[1])
        return try await done(context, try await context.send(Endpoints.undepend, goal, on, body: Nothing()))
      },
      .post("/goals/{goal}/measures") { try await addMeasure($0) },
    ]
  )

  private static func done(_ context: PageContext, _ goal: Goal) async throws -> PageOutcome {
    .redirect("/goals/\(segment(goal.id))", done: .saved)
  }

  // MARK: Doing

  private static func edit(_ context: PageContext) async throws -> PageOutcome {
    let edit = GoalEdit(
      title: context.changed("title"),
      description: context.request.form.text("description"),
      due: context.changed("due"),
      steward: context.changed("steward"),
      needs: context.changed("needs") == nil ? nil : context.lines("needs"),
      seen: context.request.form.typed("seen")
    )
    return try await done(context, try await context.send(Endpoints.editGoal, context.parameters[0], body: edit))
  }

  /// A goal's end, or its beginning anew: the status, and what came of it as a comment.
  private static func close(_ context: PageContext) async throws -> PageOutcome {
    let goal = try await context.send(
      Endpoints.editGoal,
      context.parameters[0],
      body: GoalEdit(status: context.request.form["status"] ?? "")
    )
    if let result = context.request.form.typed("result") {
      try await context.send(Endpoints.comment, body: NewComment(about: goal.id, text: result))
    }
    return try await done(context, goal)
  }

  private static func addMeasure(_ context: PageContext) async throws -> PageOutcome {
    let form = context.request.form
    let measure = try await context.send(
      Endpoints.addMeasure,
      body: NewMeasure(
        goal: context.parameters[0],
        name: form.text("name") ?? "",
        unit: form.typed("unit"),
        from: form.typed("from"),
        target: form.typed("target"),
        every: form.typed("every"),
        until: form.typed("until")
      )
    )
    return .redirect("/measures/\(segment(measure.id))", done: .saved)
  }

  // MARK: Showing

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let goal = try await context.get(Endpoints.goal, context.parameters[0])
    let all = try await context.get(Endpoints.goals, query: GoalFilter())
    var measures: [PageValue] = []
    for measure in goal.measures where !measure.archived {
      measures.append(MeasurePage.values(try await context.get(Endpoints.measure, measure.id), context))
    }
    var values: [String: PageValue] = [
      "id": .text(goal.id), "title": .text(goal.title), "short": .text(goal.short), "key": .maybe(goal.key),
      "status": .text(Words.of(goal.status, in: context.language)), "description": .maybe(goal.description),
      "parentTitle": .maybe(goal.parentTitle), "parent": .maybe(goal.parent), "due": .maybe(goal.due),
      "steward": .maybe(goal.stewardName), "archived": .flag(goal.archived),
      "bar": goal.progress.map { .markup(ProgressBar.markup($0)) } ?? .none,
      "progressText": .maybe(goal.progress.map { context.say("percent", "\($0)") }),
      "needs": .texts(goal.needs), "hasNeeds": .flag(!goal.needs.isEmpty), "measures": .list(measures),
      "children": .list(all.filter { $0.parent == goal.id }.map { row($0, context) }),
      "dependsOn": .list(
        zip(goal.dependsOn, goal.dependsOnTitles).map { ["on": .text($0), "onTitle": .text($1)] }
      ),
      "dependents": .list(all.filter { $0.dependsOn.contains(goal.id) }.map { row($0, context) }),
      "hasDependents": .flag(all.contains { $0.dependsOn.contains(goal.id) }),
      "hasConflicts": .flag(!goal.conflicts.isEmpty), "under": .text(goal.id),
      "others": .list(
        all.filter { $0.id != goal.id }.map { ["other": .text($0.short), "otherTitle": .text($0.title)] }
      ),
    ]
    values.merge(Comments.values(goal.comments, about: goal.id, path: "/goals/\(segment(goal.id))")) { $1 }
    values.merge(people(goal, context)) { $1 }
    if context.asOf == nil { values.merge(try await present(goal, context)) { $1 } }
    return .page(goal.title, "goal", .fields(values))
  }

  private static func row(_ goal: Goal, _ context: PageContext) -> PageValue {
    GoalRow.values(goal, context).merging(["bar": goal.progress.map { .markup(ProgressBar.markup($0)) } ?? .none])
  }

  private static func people(_ goal: Goal, _ context: PageContext) -> [String: PageValue] {
    [
      "contributions": .list(
        goal.contributions.map { contribution in
          [
            "memberName": .text(contribution.memberName),
            "role": .text(Words.of(contribution.role, in: context.language)), "note": .maybe(contribution.note),
          ]
        }
      ),
      "benefits": .list(goal.benefits.map { ["memberName": .text($0.memberName), "text": .text($0.text)] }),
      "roles": context.choices(roles),
    ]
  }

  /// What only now is there: what stalls, and what forms begin with.
  private static func present(_ goal: Goal, _ context: PageContext) async throws -> [String: PageValue] {
    let attention = try await context.get(Endpoints.attention, query: AttentionFilter())
    let near = Set([goal.id] + goal.measures.map(\.id) + goal.dependsOn)
    let stalls = attention.items.filter { $0.object.map(near.contains) ?? false }
    return [
      "stalls": .list(stalls.prefix(3).map { AttentionRow.values($0, context) }), "isStalled": .flag(!stalls.isEmpty),
      "statuses": context.choices(GoalsPage.statuses, chosen: goal.status),
      "organisations": .list(try await context.organisations()),
      "stewards": .list(try await context.organisations(chosen: Set([goal.steward].compactMap { $0 }))),
      "stewardId": .text(goal.steward ?? ""), "exactTitle": .exact(goal.title),
      "exactDescription": .exact(goal.description ?? ""), "exactNeeds": .exact(goal.needs.joined(separator: "\n")),
      "exactDue": .exact(goal.due ?? ""), "seen": .text(goal.seen ?? ""),
    ]
  }
}
