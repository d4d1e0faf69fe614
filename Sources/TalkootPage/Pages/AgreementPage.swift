internal import TalkootAPI
internal import TalkootLanguage

/// One agreement: its text, who signed which version, and what has changed since this organisation signed.
enum AgreementPage {
  static let page = Page(
    section: .agreements,
    templates: [
      Template("agreement", PackageResources.agreement_mustache),
      Template("difference", PackageResources.difference_mustache),
    ],
    routes: [
      .get("/agreements/{agreement}", readsPast: true) { try await show($0) },
      .post("/agreements/{agreement}/sign") { context in
        let form = context.request.form
        let new = NewSignature(version: form.typed("version"), role: form.typed("role"))
        return done(try await context.send(Endpoints.sign, context.parameters[0], body: new))
      },
      .post("/agreements/{agreement}/withdraw") { context in
        let choice = VersionChoice(version: context.request.form.typed("version"))
        return done(try await context.send(Endpoints.unsign, context.parameters[0], body: choice))
      },
      .post("/agreements/{agreement}/edit") { try await edit($0) },
    ]
  )

  private static func done(_ agreement: Agreement) -> PageOutcome {
    .redirect("/agreements/\(segment(agreement.id))", done: .saved)
  }

  /// A new version of what was seen: what others wrote meanwhile is merged into it.
  private static func edit(_ context: PageContext) async throws -> PageOutcome {
    let form = context.request.form
    let was = Set((form["was-binds"] ?? "").split(separator: " ").map(String.init))
    let binds = form.all("binds")
    let edit = AgreementEdit(
      title: context.changed("title"),
      text: form.text("text"),
      binds: Set(binds) == was || binds.isEmpty ? nil : binds,
      review: context.changed("review"),
      from: form.typed("seen")
    )
    return done(try await context.send(Endpoints.editAgreement, context.parameters[0], body: edit))
  }

  // MARK: Showing

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let agreement = try await context.get(Endpoints.agreement, context.parameters[0])
    let members = try await context.get(Endpoints.members)
    let own = members.first { $0.own }?.id ?? ""
    let newest = agreement.versions.filter { agreement.newest.contains($0.id) }
    let shown = newest.last ?? agreement.versions.last
    let signed = agreement.signatures.filter { $0.member == own && !$0.withdrawn }.map(\.version)
    var values: [String: PageValue] = [
      "short": .text(agreement.short), "key": .maybe(agreement.key), "person": .maybe(agreement.person),
      "when": .maybe(agreement.time.map { Moment.short($0) }), "time": .maybe(agreement.time),
      "newest": .list(newest.reversed().map { version($0, own, signed, agreement, context) }),
      "isSplit": .flag(newest.count > 1), "hasConflicts": .flag(!agreement.conflicts.isEmpty),
      "versions": .list(agreement.versions.reversed().map { version($0, own, signed, agreement, context) }),
      "signedVersions": .list(
        agreement.versions.filter { signed.contains($0.id) }.map {
          ["version": .text($0.id), "number": .number($0.number)]
        }
      ),
      "hasSigned": .flag(!signed.isEmpty), "exactTitle": .exact(agreement.title),
      "exactText": .exact(shown?.text ?? ""), "exactReview": .exact(agreement.review ?? ""),
      "seen": .text(shown?.id ?? ""), "boundIds": .text((shown?.binds ?? []).joined(separator: " ")),
      "canArchive": .flag(!agreement.archived),
    ]
    values.merge(
      Comments.values(agreement.comments, about: agreement.id, path: "/agreements/\(segment(agreement.id))")
    ) { $1 }
    if context.asOf == nil {
      values["organisations"] = .list(try await context.organisations(chosen: Set(shown?.binds ?? [])))
    }
    if let difference = try await difference(agreement, signed, context) {
      values["difference"] = difference
      values["hasDifference"] = true
    }
    return .page(agreement.title, "agreement", AgreementsPage.row(agreement, context).merging(values))
  }

  private static func version(
    _ version: AgreementVersion,
    _ own: String,
    _ signed: [String],
    _ agreement: Agreement,
    _ context: PageContext
  ) -> PageValue {
    let signatures = agreement.signatures.filter { $0.version == version.id }
    return [
      "version": .text(version.id), "number": .number(version.number), "text": .maybe(version.text),
      "status": .text(Words.of(version.status, in: context.language)), "memberName": .maybe(version.memberName),
      "person": .maybe(version.person), "when": .maybe(version.time.map { Moment.short($0) }),
      "time": .maybe(version.time), "hash": .text(version.hash),
      "binds": .text(version.bindsNames.joined(separator: ", ")),
      "waitingFor": .maybe(version.waitingForNames.joined(separator: ", ")),
      "canSign": .flag(version.binds.contains(own) && !signed.contains(version.id) && !agreement.archived),
      "signatures": .list(
        signatures.map { signature in
          [
            "memberName": .maybe(signature.memberName), "person": .maybe(signature.person),
            "role": .maybe(signature.role), "when": .maybe(signature.time.map { Moment.short($0) }),
            "time": .maybe(signature.time), "withdrawn": .flag(signature.withdrawn),
          ]
        }
      ),
    ]
  }

  /// Between two versions that the address names; else what is new since this organisation's signature, else what the
  /// newest version says otherwise than the one before.
  private static func difference(
    _ agreement: Agreement,
    _ signed: [String],
    _ context: PageContext
  ) async throws -> PageValue? {
    let query = context.request.query
    let newest = agreement.versions.last { agreement.newest.contains($0.id) }
    let last = agreement.versions.last { signed.contains($0.id) }
    let isSinceOurs = query.typed("from") == nil && last != nil && last?.id != newest?.id
    guard let to = query.typed("to") ?? newest?.id,
      let from = query.typed("from") ?? (isSinceOurs ? last?.id : newest?.parents.first), from != to
    else { return nil }
    let choice = DifferenceChoice(from: from, to: to)
    // A version whose text was erased has no difference; all else of the page is there.
    guard let found = try? await context.get(Endpoints.agreementDifference, agreement.id, query: choice) else {
      return nil
    }
    let title = isSinceOurs ? "differenceSinceOurs" : "differenceBetween"
    return [
      "differenceTitle": .text(context.say(title, "\(found.fromNumber)", "\(found.toNumber)")),
      "parts": .list(
        found.parts.map { part in
          ["text": .text(part.text), "added": .flag(part.what == "added"), "removed": .flag(part.what == "removed")]
        }
      ),
    ]
  }
}
