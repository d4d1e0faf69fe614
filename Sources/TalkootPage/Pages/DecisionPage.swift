internal import TalkootAPI
internal import TalkootLanguage

/// One decision: who says what, who has not heard of it, and how it is settled.
enum DecisionPage {
  static let page = Page(
    section: .decisions,
    templates: [Template("decision", PackageResources.decision_mustache)],
    routes: [
      .get("/decisions/{decision}", readsPast: true) { try await show($0) },
      .post("/decisions/{decision}/position") { context in
        let form = context.request.form
        let position = form["position"] ?? ""
        // An option's button is its number.
        let option = position.hasPrefix("choose-") ? String(position.dropFirst("choose-".count)) : nil
        let new = NewPosition(
          position: option == nil ? position : "choose",
          option: option,
          reason: form.typed("reason")
        )
        return done(try await context.send(Endpoints.position, context.parameters[0], body: new), .sent)
      },
      .post("/decisions/{decision}/close") { context in
        done(try await context.send(Endpoints.close, context.parameters[0], body: Waiting()), .sent)
      },
      .post("/decisions/{decision}/withdraw") { context in
        done(try await context.send(Endpoints.withdraw, context.parameters[0], body: Nothing()), .saved)
      },
      .post("/decisions/{decision}/edit") { context in
        let edit = DecisionEdit(
          title: context.changed("title"),
          text: context.request.form.text("text"),
          review: context.changed("review"),
          seen: context.request.form.typed("seen")
        )
        return done(try await context.send(Endpoints.editDecision, context.parameters[0], body: edit), .saved)
      },
    ]
  )

  private static func done(_ decision: Decision, _ done: Done) -> PageOutcome {
    .redirect("/decisions/\(segment(decision.id))", done: done)
  }

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let decision = try await context.get(Endpoints.decision, context.parameters[0])
    let members = try await context.get(Endpoints.members)
    let own = members.first { $0.own }?.id
    let isOpen = decision.status == "open" && !decision.archived
    let isOurs = decision.member == own
    let names = members.reduce(into: [String: String]()) { $0[$1.id] = $1.name }
    let values: [String: PageValue] = [
      "text": .maybe(decision.text), "person": .maybe(decision.person),
      "time": .maybe(decision.time), "when": .maybe(decision.time.map { Moment.short($0) }),
      "review": .maybe(decision.review), "short": .text(decision.short), "key": .maybe(decision.key),
      "percent": .maybe(decision.quorum.percent.map { context.say("percent", "\($0)") }),
      "about": .list(
        zip(decision.about, decision.aboutTitles).map { ["object": .text($0), "objectTitle": .text($1)] }
      ),
      "hasAbout": .flag(!decision.about.isEmpty),
      "voices": .list(voices(decision, names, context)), "steps": .list(steps(decision, context)),
      "certificate": .list(decision.certificate.map { .text(names[$0] ?? $0) }),
      "hasCertificate": .flag(!decision.certificate.isEmpty), "contested": .flag(decision.contested),
      "hasConflicts": .flag(!decision.conflicts.isEmpty),
      "canSay": .flag(isOpen && decision.electorate.contains(own ?? "")), "isOpen": .flag(isOpen),
      "canWithdraw": .flag(isOpen && isOurs), "canArchive": .flag(!decision.archived),
      "isChoice": .flag(decision.rule == "choice"),
      "options": .list(
        decision.options.enumerated().map { ["number": .number($0 + 1), "option": .text($1)] }
      ),
      "exactTitle": .exact(decision.title), "exactText": .exact(decision.text ?? ""),
      "exactReview": .exact(decision.review ?? ""), "seen": .text(decision.seen ?? ""),
      "said": .maybe(decision.mine.map { Words.of($0, in: context.language) }),
    ]
    return .page(
      decision.title,
      "decision",
      DecisionsPage.row(decision, context).merging(values).merging(
        Comments.values(decision.comments, about: decision.id, path: "/decisions/\(segment(decision.id))")
      )
    )
  }

  /// Each organisation with a vote, and what it says.
  private static func voices(
    _ decision: Decision,
    _ names: [String: String],
    _ context: PageContext
  ) -> [PageValue] {
    let others = decision.positions.map(\.member).filter { !decision.electorate.contains($0) }
    return (decision.electorate + others).map { member in
      let position = decision.positions.first { $0.member == member }
      return [
        "memberName": .text(position?.memberName ?? names[member] ?? member),
        "position": .maybe(position.map { Words.of($0.position, in: context.language) }),
        "option": .maybe(position?.option), "reason": .maybe(position?.reason),
        "late": .flag(position?.late ?? false), "notReceived": .flag(decision.notReceived.contains(member)),
        "isAgainst": .flag(position?.position == "object"), "isFor": .flag(position?.position == "agree"),
      ]
    }
  }

  /// Open, settling, settled: where it is.
  private static func steps(_ decision: Decision, _ context: PageContext) -> [PageValue] {
    let words = decision.status == "withdrawn" ? ["open", "withdrawn"] : ["open", "settling", "settled"]
    return words.map { word in
      ["text": .text(Words.of(word, in: context.language)), "current": .flag(word == decision.status)]
    }
  }
}
