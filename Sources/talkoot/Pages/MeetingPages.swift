internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  // MARK: Mandates

  /// Mandates one a line.
  mutating func mandates(_ mandates: [Mandate]) {
    if mandates.isEmpty { return line(say(.noMandates)) }
    table(
      [say(.columnID), say(.columnHolder), say(.columnTask), say(.columnStatus), say(.columnUntil)],
      mandates.map { [$0.short, $0.holderName ?? "?", $0.task, Words.of($0.status), $0.until ?? ""] },
      flexible: 2
    )
  }

  /// One mandate.
  mutating func mandate(_ mandate: Mandate) {
    heading("\(mandate.short)  \(mandate.task)")
    fields([
      (.fieldHolder, mandate.holderName), (.fieldStatus, Words.of(mandate.status)), (.fieldUntil, mandate.until),
      (.fieldDecision, mandate.decisionShort), (.fieldProposer, Self.author(mandate.person, mandate.memberName)),
      (.fieldTime, Self.time(mandate.time)),
    ])
    comments(mandate.comments)
  }

  // MARK: Meetings

  /// Meetings one a line.
  mutating func meetings(_ meetings: [Meeting]) {
    if meetings.isEmpty { return line(say(.noMeetings)) }
    table(
      [say(.columnID), say(.columnTitle), say(.columnStatus), say(.columnStarted), say(.columnEnded)],
      meetings.map { [$0.short, $0.title, Words.of($0.status), Self.time($0.started), Self.time($0.ended)] },
      flexible: 1
    )
  }

  /// One meeting with its minutes.
  mutating func meeting(_ meeting: Meeting) {
    heading("\(meeting.short)  \(meeting.title)")
    fields([
      (.fieldStatus, Words.of(meeting.status)), (.fieldStarted, Self.time(meeting.started)),
      (.fieldEnded, meeting.ended.map { Self.time($0) }),
      (.fieldAuthor, Self.author(meeting.person, meeting.memberName)),
    ])
    if let minutes = meeting.minutes {
      line()
      heading(say(.headingMinutes))
      paragraph(minutes, indent: 2)
    }
    conflictNote(meeting.conflicts)
    comments(meeting.comments)
  }

  /// What has become of the work since a meeting.
  mutating func since(_ report: SinceReport) {
    if let title = report.meetingTitle {
      line(say(.sinceMeeting, title, Self.time(report.since), String(report.changes)))
    } else {
      line(say(.sinceBeginning))
    }
    section(.headingNew, report.new) { "\($0.short)  \($0.title)" }
    section(.headingMoved, report.moved) { "\($0.short)  \($0.title): " + MovementText.of($0) }
    if !report.stalled.isEmpty {
      line()
      heading(say(.headingStalled))
      for item in report.stalled { attentionItem(item) }
    }
    section(.headingConflicts, report.conflicts) { "\($0.objectShort)  \($0.objectTitle ?? ""): \($0.field)" }
  }

  private mutating func section<Item>(_ title: Message, _ items: [Item], _ text: (Item) -> String) {
    if items.isEmpty { return }
    line()
    heading(say(title))
    for item in items { line("  " + text(item)) }
  }
}

/// What moved about an object, in the language of this run.
enum MovementText {
  static func of(_ entry: SinceEntry) -> String { entry.what.map { word($0, entry) }.joined(separator: ", ") }

  private static func word(_ what: String, _ entry: SinceEntry) -> String {
    switch what {
    case "status": say(.movedStatus, Words.of(entry.status))
    case "taken": say(.movedTaken)
    case "placed": say(.movedPlaced)
    case "checkedIn": say(.movedCheckedIn) + (entry.status.map { ": \($0)" } ?? "")
    case "position": say(.movedPosition)
    case "settled": say(.movedSettled, Words.of(entry.outcome ?? entry.status))
    case "signed": say(.movedSigned)
    case "drafted": say(.movedDrafted)
    case "answered": say(.movedAnswered)
    case "edited": say(.movedEdited)
    default: what
    }
  }
}

/// A meeting's minutes in Markdown, in the language of this run: what one would hand to a board.
struct MinutesText {
  private(set) var markdown: String

  init(_ report: MeetingReport) {
    let meeting = report.meeting
    markdown = "# \(Self.text(meeting.title))\n\n"
    markdown += say(.minutesFrom, Page.time(meeting.started), Page.time(meeting.ended)) + "\n"
    if let minutes = meeting.minutes { add(.headingMinutes, [], body: Inert.paragraph(minutes)) }
    let entries = report.new + report.moved
    let decided = entries.filter { $0.kind == "decision" && $0.status == "settled" }
    add(.headingDecided, decided.map { "**\(Self.text($0.title))**: \(Words.of($0.outcome ?? $0.status))" })
    add(.headingNew, report.new.map { "\(Self.text($0.title)) (`\($0.short)`)" })
    add(.headingMoved, report.moved.map { "\(Self.text($0.title)) (`\($0.short)`): \(MovementText.of($0))" })
    add(
      .headingStalled,
      report.stalled.map { item in
        Self.text(AttentionText.sentence(item)) + (item.days.map { " · " + AttentionText.age($0) } ?? "")
      },
      note: report.day
    )
    add(.headingConflicts, report.conflicts.map { "\(Self.text($0.objectTitle ?? $0.objectShort)): \($0.field)" })
  }

  private mutating func add(_ title: Message, _ items: [String], body: String? = nil, note: String? = nil) {
    if items.isEmpty && body == nil { return }
    markdown += "\n## \(say(title))" + (note.map { " (\($0))" } ?? "") + "\n\n"
    if let body { markdown += body + "\n" }
    for item in items { markdown += "- \(item)\n" }
  }

  /// What others wrote, as plain text on one line: nothing in it is markup.
  private static func text(_ text: String) -> String {
    var result = ""
    for scalar in Inert.line(text).unicodeScalars {
      if "\\`*_{}[]<>#|".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
