internal import TalkootAPI
internal import TalkootLanguage

/// One measure: its chart, its check-ins and a form for the next one.
enum MeasurePage {
  private static let confidences = ["on-track", "at-risk", "off-track"]

  static let page = Page(
    section: .goals,
    words: PageWords.measurePage,
    templates: [
      Template("measure", PackageResources.measure_mustache),
      Template("measurebody", PackageResources.measurebody_mustache),
    ],
    routes: [
      .get("/measures/{measure}", readsPast: true) { try await show($0) },
      .post("/measures/{measure}/checkins") { try await checkIn($0) },
      .post("/measures/{measure}/edit") { try await edit($0) },
      .post("/checkins/{checkin}/correct") { context in
        let form = context.request.form
        let correction = CheckinCorrection(value: form.text("value") ?? "", note: form.typed("note"))
        try await context.send(Endpoints.correct, context.parameters[0], body: correction)
        return .redirect(context.back, done: .saved)
      },
    ]
  )

  private static func checkIn(_ context: PageContext) async throws -> PageOutcome {
    let form = context.request.form
    try await context.send(
      Endpoints.checkin,
      body: NewCheckin(
        measure: context.parameters[0],
        value: number(form.text("value") ?? "", context),
        on: form.typed("on"),
        confidence: form.typed("confidence"),
        note: form.typed("note")
      )
    )
    return .redirect(context.back, done: .saved)
  }

  /// A number as people write it here: in Finnish with a decimal comma.
  private static func number(_ text: String, _ context: PageContext) -> String {
    switch context.language {
    case .english: text.trimmed
    case .finnish: String(text.trimmed.map { $0 == "," ? "." : $0 })
    }
  }

  private static func edit(_ context: PageContext) async throws -> PageOutcome {
    let measure = try await context.send(
      Endpoints.editMeasure,
      context.parameters[0],
      body: MeasureEdit(
        name: context.changed("name"),
        unit: context.changed("unit"),
        from: context.changed("from").map { number($0, context) },
        target: context.changed("target").map { number($0, context) },
        every: context.changed("every"),
        until: context.changed("until"),
        seen: context.request.form.typed("seen")
      )
    )
    return .redirect("/measures/\(segment(measure.id))", done: .saved)
  }

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let id = context.parameters[0]
    // A check-in is shown with its measure.
    if id.lowercased().hasPrefix("k-") {
      let document = try await context.get(Endpoints.object, id)
      guard let measure = document["measure"]?.string else {
        throw ErrorDescription(.noSuchObject, "no check-in has the id \(id)")
      }
      return .redirect("\(context.root)/measures/\(segment(measure))")
    }
    let measure = try await context.get(Endpoints.measure, id)
    let values = values(measure, context).merging([
      "alone": true, "archived": .flag(measure.archived),
      "goal": .maybe(measure.goal), "goalTitle": .maybe(measure.goalTitle),
      "checkins": .list(measure.checkins.filter { $0.correctedBy == nil }.map { row($0, context) }),
      "exactName": .exact(measure.name), "exactUnit": .exact(measure.unit ?? ""),
      "exactFrom": .exact(measure.from?.literal ?? ""), "exactTarget": .exact(measure.target?.literal ?? ""),
      "exactUntil": .exact(measure.until ?? ""), "exactEvery": .exact(measure.every ?? ""),
      "rhythms": .list(
        [
          ("", "–"), ("1w", context.say("everyWeek")), ("1mo", context.say("everyMonth")),
          ("1q", context.say("everyQuarter")),
        ]
        .map { ["word": .text($0.0), "text": .text($0.1), "chosen": .flag($0.0 == measure.every ?? "")] }
      ),
      "seen": .text(measure.seen ?? ""),
    ])
    let comments = Comments.values(measure.comments, about: measure.id, path: "/measures/\(segment(measure.id))")
    return .page(measure.name, "measure", values.merging(comments))
  }

  private static func row(_ checkin: Checkin, _ context: PageContext) -> PageValue {
    [
      "checkin": .text(checkin.id), "on": .maybe(checkin.on.map { ChartDate.text($0, in: context.language) }),
      "amount": .text(ChartNumber.text(checkin.value, in: context.language)),
      "exactValue": .exact(checkin.value.literal),
    ]
  }

  /// What the template `measurebody` shows, here and on the goal's page.
  static func values(_ measure: Measure, _ context: PageContext) -> PageValue {
    func amount(_ number: DecimalNumber?) -> PageValue {
      .maybe(number.map { ChartNumber.text($0, in: context.language) })
    }
    return [
      "id": .text(measure.id), "name": .text(measure.name), "unit": .maybe(measure.unit), "from": amount(measure.from),
      "target": amount(measure.target), "value": amount(measure.value), "alone": false,
      "on": .maybe(measure.on.map { ChartDate.text($0, in: context.language) }),
      "until": .maybe(measure.until.map { ChartDate.text($0, in: context.language) }),
      "nextCheckin": .maybe(measure.nextCheckin.map { ChartDate.text($0, in: context.language) }),
      "measureProgress": .maybe(measure.progress.map { context.say("percent", "\($0)") }),
      "measureBar": measure.progress.map { .markup(ProgressBar.markup($0)) } ?? .none,
      "chart": MeasureChart(measure, in: context.language).figure.map { .markup($0) } ?? .none,
      "confidences": context.choices(confidences),
    ]
  }
}
