internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Decisions one a line.
  mutating func decisions(_ decisions: [Decision]) {
    if decisions.isEmpty { return line(say(.nothingHere)) }
    table(
      [
        say(.columnID), say(.columnTitle), say(.columnRule), say(.columnStatus), say(.columnOutcome),
        say(.columnDeadline),
      ],
      decisions.map { decision in
        [
          decision.short, decision.title, Words.of(decision.rule), Words.of(decision.status),
          Self.outcome(decision), decision.deadline.map(Self.time) ?? "",
        ]
      },
      flexible: 1
    )
  }

  /// An outcome: a word of ours, or an option's text as it is.
  private static func outcome(_ decision: Decision) -> String {
    decision.rule == "choice" ? decision.outcome ?? "" : Words.of(decision.outcome)
  }

  /// One decision with its positions.
  mutating func decision(_ decision: Decision) {
    heading("\(decision.short)  \(decision.title)")
    fields([
      (.fieldStatus, Words.of(decision.status)),
      (.fieldOutcome, decision.outcome.map { _ in Self.outcome(decision) }),
      (.fieldRule, Words.of(decision.rule)), (.fieldDeadline, decision.deadline.map(Self.time)),
      (.fieldReview, decision.review), (.fieldAbout, Self.list(decision.aboutTitles)),
      (.fieldErases, Self.list(decision.erases)),
      (.fieldQuorum, say(.quorum, String(decision.quorum.present), String(decision.quorum.needed))),
      (.fieldProposer, Self.author(decision.person, decision.memberName)), (.fieldTime, Self.time(decision.time)),
      (.fieldCertificate, decision.certificate.isEmpty ? nil : say(.certificate, String(decision.certificate.count))),
      (.fieldNotReceived, decision.notReceived.isEmpty ? nil : String(decision.notReceived.count)),
    ])
    for (index, option) in decision.options.enumerated() { line("  \(index + 1). \(option)") }
    if let text = decision.text, !text.isEmpty {
      line()
      paragraph(text, indent: 2)
    }
    if !decision.positions.isEmpty {
      line()
      heading(say(.headingPositions))
      for position in decision.positions { self.position(position) }
    }
    if decision.contested { line(say(.contestedOutcome)) }
    doubleVoices(decision.doubleVoices)
    conflictNote(decision.conflicts)
    comments(decision.comments)
  }

  /// What was erased, and what no program can do.
  mutating func erased(_ report: ErasureReport) {
    line(say(.erased, String(report.strings), "\(report.short) \(report.field)"))
    if report.others > 0 { line(say(.erasedNotOthers, String(report.others), "\(report.short):\(report.field)")) }
    line(say(.erasedCopies))
  }

  private mutating func position(_ position: Position) {
    var line = "  \(position.memberName ?? position.member): \(Words.of(position.position))"
    if let option = position.option { line += " \(option)" }
    if let reason = position.reason { line += " – \(reason)" }
    if position.late { line += " (\(say(.lateWord)))" }
    if position.otherWords { line += " (\(say(.otherWords)))" }
    self.line(line)
  }
}
