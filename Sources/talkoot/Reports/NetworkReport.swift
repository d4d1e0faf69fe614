internal import TalkootAPI
internal import TalkootLanguage

/// The whole network as a report in Markdown: what one would hand to a board.
struct NetworkReport {
  private let network: NetworkExport
  private let attention: AttentionReport
  private var page = Markdown()

  init(_ network: NetworkExport, _ attention: AttentionReport) {
    (self.network, self.attention) = (network, attention)
    page.heading(1, network.network.name)
    let heads = network.heads.map { String($0.prefix(8)) }
    page.paragraph(say(.reportAsOf, attention.day, heads.joined(separator: " ")))
    members()
    goals()
    decisions()
    agreements()
    questions()
    mandates()
    meetings()
    points()
  }

  var text: String { page.text }

  private mutating func points() {
    page.heading(2, say(.headingAttention))
    if attention.items.isEmpty { page.paragraph(say(.nothingStalls)) }
    for item in attention.items { page.item(item.point) }
  }

  private mutating func members() {
    let present = network.members.filter { ["member", "participant"].contains($0.status) }
    page.heading(2, say(.headingMembers))
    page.table(
      [say(.columnName), say(.columnStatus), say(.columnRoles), say(.columnStrengths), say(.columnMotivation)],
      present.map { member in
        [
          member.name, Words.of(member.status), member.roles.map { Words.of($0) }.joined(separator: ", "),
          member.strengths.joined(separator: ", "), member.motivation ?? "",
        ]
      }
    )
    let gone = network.members.filter { !["member", "participant"].contains($0.status) }
    for member in gone { page.item(member.name, Words.of(member.status)) }
  }

  private mutating func goals() {
    page.heading(2, say(.headingGoals))
    let measures = Dictionary(grouping: network.measures.filter { !$0.archived }, by: \.goal)
    let newest = Dictionary(
      network.checkins.map { ($0.measure, $0) },
      uniquingKeysWith: { $1.on ?? "" >= $0.on ?? "" ? $1 : $0 }
    )
    var hidden: Set<String> = []
    for goal in network.goals {
      // What is under something put away is put away with it.
      if goal.archived || (goal.parent.map { hidden.contains($0) } ?? false) {
        hidden.insert(goal.id)
        continue
      }
      show(goal, measures[goal.id] ?? [], newest)
    }
  }

  private mutating func show(_ goal: Goal, _ measures: [Measure], _ newest: [String: Checkin]) {
    page.heading(min(3 + goal.depth, 6), goal.title)
    page.paragraph(
      Report.facts([
        Words.of(goal.status), Report.progress(goal), goal.stewardName.map { say(.reportSteward, $0) },
        goal.due.map { say(.reportDue, $0) },
      ])
    )
    if let description = goal.description { page.quote(description) }
    for measure in measures {
      let checkin = newest[measure.id]
      let words = Report.facts([
        Report.standing(measure), checkin?.confidence.map { Words.of($0) }, checkin?.note,
      ])
      page.item(strong: measure.name, words)
    }
    if !goal.needs.isEmpty { page.item(strong: say(.columnStrengths), goal.needs.joined(separator: ", ")) }
    for title in goal.dependsOnTitles { page.item(strong: say(.fieldDependsOn), title) }
    for item in goal.contributions {
      page.item(strong: item.memberName, Report.facts([Words.of(item.role), item.note]))
    }
    for item in goal.benefits { page.item(strong: item.memberName, say(.reportGets, item.text)) }
    page.blank()
  }

  private mutating func decisions() {
    let shown = network.decisions.filter { !$0.archived }
    page.heading(2, say(.headingDecisions))
    if shown.isEmpty { page.paragraph(say(.nothingHere)) }
    for decision in shown.reversed() {
      page.heading(3, decision.title)
      page.paragraph(
        Report.facts([
          Words.of(decision.status), decision.outcome.map { Words.of($0) }, Words.of(decision.rule),
          decision.deadline.map { say(.reportDue, $0) }, decision.review.map { say(.reportReview, $0) },
          decision.memberName.map { say(.reportProposedBy, $0) },
        ])
      )
      if let text = decision.text { page.quote(text) }
      for option in decision.options { page.item(option) }
      let positions = Report.positions(decision)
      if !positions.isEmpty { page.item(strong: say(.headingPositions), positions) }
      page.blank()
    }
  }

  private mutating func agreements() {
    let shown = network.agreements.filter { !$0.archived }
    page.heading(2, say(.headingAgreements))
    if shown.isEmpty { page.paragraph(say(.nothingHere)) }
    for agreement in shown {
      page.heading(3, agreement.title)
      page.paragraph(Report.facts([Words.of(agreement.status), agreement.review.map { say(.reportReview, $0) }]))
      let current = agreement.versions.filter { agreement.inForce.contains($0.id) || agreement.newest.contains($0.id) }
      for version in current {
        let signed = agreement.signatures.filter { $0.version == version.id && !$0.withdrawn }
          .map { $0.memberName ?? $0.member }
        page.item(
          strong: say(.reportVersion, String(version.number)),
          Report.facts([
            Words.of(version.status),
            signed.isEmpty ? nil : say(.reportSigned, signed.joined(separator: ", ")),
            version.waitingForNames.isEmpty
              ? nil : say(.reportWaitingFor, version.waitingForNames.joined(separator: ", ")),
          ])
        )
      }
      let text = current.first { agreement.inForce.contains($0.id) }?.text ?? current.last?.text
      if let text { page.quote(text) }
      page.blank()
    }
  }

  private mutating func mandates() {
    let shown = network.mandates.filter { !$0.archived && $0.status != "withdrawn" }
    if shown.isEmpty { return }
    page.heading(2, say(.headingMandates))
    for mandate in shown {
      page.item(
        strong: mandate.holderName ?? mandate.holder,
        Report.facts([mandate.task, Words.of(mandate.status), mandate.until.map { say(.reportDue, $0) }])
      )
    }
    page.blank()
  }

  /// Minutes are what the board asks for: in full, the newest meeting first.
  private mutating func meetings() {
    let shown = network.meetings.filter { !$0.archived }
    if shown.isEmpty { return }
    page.heading(2, say(.headingMeetings))
    for meeting in shown.reversed() {
      page.heading(3, meeting.title)
      let span = [meeting.started, meeting.ended].map { Page.time($0) }
      page.paragraph(span.filter { !$0.isEmpty }.joined(separator: " – "))
      if let minutes = meeting.minutes { page.quote(minutes) }
    }
  }

  private mutating func questions() {
    let shown = network.questions.filter { !$0.archived }
    page.heading(2, say(.headingQuestions))
    if shown.isEmpty { page.paragraph(say(.nothingHere)) }
    for question in shown {
      page.item(
        strong: question.title,
        Report.facts([Words.of(question.status), question.responsibleName ?? say(.nobodyYet)])
      )
      for answer in question.answers { page.item(1, strong: answer.memberName ?? answer.member, answer.text) }
    }
    page.blank()
  }
}

extension Markdown {
  /// A list item in one piece.
  fileprivate mutating func item(_ name: String, _ rest: String = "") {
    item(0, strong: nil, Report.facts([name, rest]))
  }
}
