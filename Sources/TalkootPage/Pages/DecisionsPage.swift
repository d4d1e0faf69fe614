internal import TalkootAPI
internal import TalkootLanguage

/// The decisions: those that are open, those that wait for this organisation, those that are closed.
enum DecisionsPage {
  static let rules = ["consent", "majority", "two-thirds", "unanimous", "choice"]

  static let page = Page(
    section: .decisions,
    words: PageWords.decisionsPage,
    templates: [Template("decisions", PackageResources.decisions_mustache)],
    routes: [
      .get("/decisions", readsPast: true) { try await show($0) },
      .post("/decisions") { try await propose($0) },
    ]
  )

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let shown = ["mine", "closed", "all"].first { $0 == context.request.query["show"] } ?? "open"
    let filter: DecisionFilter =
      switch shown {
      case "mine": DecisionFilter(mine: true)
      case "open": DecisionFilter(open: true)
      default: DecisionFilter()
      }
    let decisions = try await context.get(Endpoints.decisions, query: filter).filter { decision in
      shown != "closed" || decision.status == "settled" || decision.status == "withdrawn"
    }
    return .page(
      context.say("decisions"),
      "decisions",
      [
        "decisions": .list(decisions.map { row($0, context) }), "hasDecisions": .flag(!decisions.isEmpty),
        "tabs": .list(
          ["open", "mine", "closed", "all"].map { tab in
            ["tab": .text(tab), "text": .text(context.say("show-\(tab)")), "current": .flag(tab == shown)]
          }
        ),
        "rules": context.choices(rules),
      ]
    )
  }

  static func row(_ decision: Decision, _ context: PageContext) -> PageValue {
    [
      "id": .text(decision.id), "title": .text(decision.title), "archived": .flag(decision.archived),
      "status": .text(Words.of(decision.status, in: context.language)),
      "outcome": .maybe(decision.outcome.map { Words.of($0, in: context.language) }),
      "rule": .text(Words.of(decision.rule, in: context.language)), "memberName": .maybe(decision.memberName),
      "deadline": .maybe(decision.deadline),
      "quorum": .text(context.say("quorumOf", "\(decision.quorum.present)", "\(decision.quorum.needed)")),
      "mine": .maybe(decision.mine.map { Words.of($0, in: context.language) }),
      "waits": .flag(decision.mine == nil && decision.status == "open"),
    ]
  }

  private static func propose(_ context: PageContext) async throws -> PageOutcome {
    let form = context.request.form
    let decision = try await context.send(
      Endpoints.propose,
      body: NewDecision(
        title: form.text("title") ?? "",
        rule: form["rule"] ?? "",
        options: context.lines("options"),
        deadline: form.typed("deadline"),
        review: form.typed("review"),
        quorum: form.typed("quorum"),
        about: context.lines("about"),
        text: form.typed("text")
      )
    )
    return .redirect("/decisions/\(segment(decision.id))", done: .sent)
  }
}
