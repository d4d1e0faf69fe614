internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// What stalls the network, the weakest link first.
  mutating func attention(_ report: AttentionReport) {
    heading("\(say(.headingAttention)) · \(report.day)")
    if report.items.isEmpty { line("  " + say(.nothingStalls)) }
    for item in report.items { attentionItem(item) }
    if report.total > report.items.count { line(say(.stallsMore, String(report.total - report.items.count))) }
    if report.total > 0 || report.mended > 0 {
      line()
      line(say(.stallsTrend, String(report.total), String(report.new), String(report.mended)))
    }
  }

  /// One thing that stalls: what, since when, whom it waits for, and what mends it.
  mutating func attentionItem(_ item: AttentionItem) {
    var parts = [AttentionText.sentence(item)]
    if let days = item.days { parts.append(AttentionText.age(days)) }
    if !item.waitsForNames.isEmpty {
      parts.append(say(.stallsWaitsFor, item.waitsForNames.joined(separator: ", ")))
    } else if item.reason == "questionUntaken" || item.reason == "noSteward" {
      parts.append(say(.stallsWaitsForAnyone))
    }
    line("  " + parts.joined(separator: " · "))
    if let draft = item.draft { return mandateDraft(draft) }
    if let command = item.command { line("    $ " + command) }
  }

  /// Who could be asked, and the command that would ask: nothing of it was sent.
  private mutating func mandateDraft(_ draft: MandateDraft) {
    line("    " + say(.mandateDrafted))
    for candidate in draft.candidates {
      var reasons = candidate.roles.map { Words.of($0) } + candidate.strengths
      if candidate.coordinates > 0 { reasons.append(say(.mandateCoordinates, String(candidate.coordinates))) }
      line("      \(candidate.memberName)" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", ")))
    }
    guard let first = draft.candidates.first else { return }
    let task = say(.mandateDraftTask, String(draft.stalled))
    line("    $ talkoot mandate give \(first.short) --task \"\(task)\" --until \(draft.until)")
  }

  /// What waits for this organisation, and what is new about what is its.
  mutating func inbox(_ inbox: Inbox) {
    heading(say(.headingWaiting))
    if inbox.waiting.isEmpty { line("  " + say(.nothingWaits)) }
    for item in inbox.waiting { attentionItem(item) }
    line()
    heading("\(say(.headingNews)) · \(inbox.since) →")
    if inbox.news.isEmpty { line("  " + say(.nothingHere)) }
    for entry in inbox.news {
      line(
        "  \(entry.short)  \(entry.title ?? "") · \(Self.author(entry.person, entry.memberName)), \(Self.time(entry.time))"
      )
      if let text = entry.text { paragraph(text, indent: 4) }
    }
  }
}

extension AttentionText {
  /// How long it has waited, in the language of this run.
  static func age(_ days: Int) -> String { age(days, in: Language.current) }

  /// What an item says, in the language of this run.
  static func sentence(_ item: AttentionItem) -> String {
    sentence(
      item.reason,
      title: item.title ?? "",
      count: item.count,
      detail: item.detail,
      otherwise: item.what,
      in: Language.current
    )
  }
}
