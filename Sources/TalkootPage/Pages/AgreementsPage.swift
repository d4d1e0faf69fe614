internal import TalkootAPI
internal import TalkootLanguage

/// The agreements, and drafting one.
enum AgreementsPage {
  static let page = Page(
    section: .agreements,
    words: PageWords.agreementsPage,
    templates: [Template("agreements", PackageResources.agreements_mustache)],
    routes: [
      .get("/agreements", readsPast: true) { try await show($0) },
      .post("/agreements") { context in
        let form = context.request.form
        let new = NewAgreement(
          title: form.text("title") ?? "",
          text: form.text("text") ?? "",
          binds: form.all("binds"),
          review: form.typed("review")
        )
        let agreement = try await context.send(Endpoints.draft, body: new)
        return .redirect("/agreements/\(segment(agreement.id))", done: .saved)
      },
    ]
  )

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let isMine = context.request.query["show"] == "mine"
    let agreements = try await context.get(Endpoints.agreements, query: AgreementFilter(mine: isMine ? true : nil))
    return .page(
      context.say("agreements"),
      "agreements",
      [
        "agreements": .list(agreements.map { row($0, context) }), "hasAgreements": .flag(!agreements.isEmpty),
        "tabs": [
          ["tab": "all", "text": .text(context.say("show-all")), "current": .flag(!isMine)],
          ["tab": "mine", "text": .text(context.say("show-mine")), "current": .flag(isMine)],
        ],
        "organisations": .list(context.asOf == nil ? try await context.organisations() : []),
      ]
    )
  }

  static func row(_ agreement: Agreement, _ context: PageContext) -> PageValue {
    [
      "id": .text(agreement.id), "title": .text(agreement.title), "archived": .flag(agreement.archived),
      "status": .text(Words.of(agreement.status, in: context.language)),
      "isInForce": .flag(agreement.status == "inForce"),
      "isDisputed": .flag(agreement.status == "disputed"), "review": .maybe(agreement.review),
      "versionCount": .text(context.say("versionCount", "\(agreement.versions.map(\.number).max() ?? 0)")),
      "waitingFor": .maybe(agreement.waitingForNames.joined(separator: ", ")),
      "memberName": .maybe(agreement.memberName),
    ]
  }
}
