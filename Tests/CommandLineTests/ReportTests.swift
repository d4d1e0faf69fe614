import Foundation
import ProgramTesting
import TalkootAPI
import Testing

@testable import talkoot

/// Reports and calendars of the real program, of a network that a node exports.
@Suite struct ReportTests {
  private let home: TemporaryHome
  private let talkoot: CommandLineTool

  init() throws {
    home = try TemporaryHome()
    talkoot = CommandLineTool(home: home)
  }

  private static let long = String(repeating: "å漢", count: 40)
  private static let hostile = "A *plan*, <b>bold</b>; 1\\2 | \u{1B}[31m\(long)\n# not a heading"

  private static func goal(
    _ title: String,
    _ letter: String,
    due: String?,
    steward: String? = nil,
    depth: Int = 0
  ) -> Goal {
    Goal(
      id: "g-" + String(repeating: letter, count: 26),
      short: "g-" + String(repeating: letter, count: 5),
      title: title,
      status: "active",
      depth: depth,
      steward: steward.map { _ in "o-1" },
      stewardName: steward,
      due: due,
      progress: 40
    )
  }

  private static let network = NetworkExport(
    format: "talkoot-export",
    version: 1,
    network: NetworkReference(id: String(repeating: "ab", count: 32), name: "Verkko"),
    heads: [String(repeating: "cd", count: 32)],
    members: [],
    goals: [
      goal(hostile, "a", due: "2027-02"), goal("Vanha", "b", due: "2001", steward: "Ant"),
      goal("Alla", "c", due: "9999-12-31", steward: "Ant", depth: 1),
    ],
    decisions: [
      Decision(
        id: "d-" + String(repeating: "d", count: 26),
        short: "d-ddddd",
        title: "Tapaamiset",
        rule: "consent",
        status: "settled",
        outcome: "accepted",
        review: "2028-03-05",
        quorum: Quorum(needed: 1, present: 1),
        member: "o-1"
      )
    ],
    questions: [
      Question(
        id: "q-" + String(repeating: "e", count: 26),
        short: "q-eeeee",
        title: "Kuka?",
        status: "open",
        member: "o-1"
      )
    ]
  )

  private static let attention = AttentionReport(
    items: [
      AttentionItem(what: "…", reason: "overdue", title: "Vanha", waitsForNames: ["Ant"]),
      AttentionItem(what: "…", reason: "questionUntaken", title: "Kuka?"),
    ],
    total: 2,
    new: 0,
    mended: 0,
    day: "2026-11-24"
  )

  private func run(_ arguments: String...) throws -> (output: String, exit: Int32) {
    let node = try FakeNode(home: home) { $0.path == "/v1/attention" ? .json(Self.attention) : .json(Self.network) }
    defer { node.stop() }
    let result = try talkoot.run(arguments)
    return (result.output, result.exit)
  }

  @Test func `a calendar has the lines, dates and names that RFC 5545 wants`() throws {
    let (text, exit) = try run("export", "--format", "ics")
    #expect(exit == 0)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
    #expect(!text.replacingOccurrences(of: "\r\n", with: "").contains { $0.isNewline })
    for line in lines {
      #expect(line.utf8.count <= 75)
      #expect(!line.unicodeScalars.contains { $0.value < 32 })
    }
    let unfolded = text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
    let escaped = "A *plan*\\, <b>bold</b>\\; 1\\\\2 | \\\\x1b[31m\(Self.long)\\n# not a heading"
    #expect(unfolded.contains("SUMMARY:Goal due: " + escaped))
    // A month is due by its last day, and an all-day event ends on the day after.
    #expect(unfolded.contains("DTSTART;VALUE=DATE:20270228") && unfolded.contains("DTEND;VALUE=DATE:20270301"))
    #expect(unfolded.contains("DTSTART;VALUE=DATE:20280305") && unfolded.contains("DTSTART;VALUE=DATE:99991231"))
    #expect(unfolded.count { $0 == "BEGIN:VEVENT" } == 4 && unfolded.count { $0.hasPrefix("DTEND") } == 3)
    let names = unfolded.filter { $0.hasPrefix("UID:") }
    #expect(Set(names).count == 4)
    let finnish = try run("export", "--format", "ics", "--lang", "fi").output
    #expect(finnish.components(separatedBy: "\r\n").count { $0.hasPrefix("SUMMARY:Tavoitteen määräaika: ") } == 3)
    let again = finnish.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
    #expect(again.filter { $0.hasPrefix("UID:") } == names)
  }

  @Test func `a report says everything, and what people wrote is no markup`() throws {
    let (text, exit) = try run("export", "--format", "markdown")
    #expect(exit == 0)
    let lines = text.components(separatedBy: "\n")
    #expect(lines[0] == "# Verkko")
    #expect(lines.contains { $0.hasPrefix("### A \\*plan\\*, \\<b\\>bold\\</b\\>; 1\\\\2 \\| ") })
    #expect(!lines.contains("# not a heading") && !text.contains("\u{1B}"))
    #expect(lines.contains("#### Alla"))
    for point in ["- Vanha: past its date · waits for Ant", "- Kuka?: nobody has taken the question"] {
      #expect(lines.contains(point))
    }
    let finnish = try run("export", "--format", "markdown", "--lang", "fi").output
    #expect(finnish.contains("## Vaatii huomiota\n\n- Vanha: määräaika on mennyt · odottaa: Ant\n"))
  }

  @Test func `the summary fits a page, and goes with Markdown alone`() throws {
    let (text, exit) = try run("export", "--format", "markdown", "--summary")
    #expect(exit == 0 && text.components(separatedBy: "\n").count <= 60)
    #expect(text.contains("| Vanha | ████░░░░░░ 40 % | active | Ant | 2001 |"))
    #expect(text.contains("- **2028-03-05** – Decision to review: Tapaamiset"))
    #expect(try run("export", "--format", "ics", "--summary").exit == 64)
    #expect(try run("export", "--summary").exit == 64)
  }

  @Test func `with json a report is text in a document, and a file is named`() throws {
    let report = try run("export", "--format", "markdown", "--json").output
    let document = try JSONValue(parsing: Array(report.utf8))
    #expect(document["format"] == .string("markdown") && document["text"]?.string?.hasPrefix("# Verkko") == true)
    let path = home.path + "/network.ics"
    #expect(try run("export", "--format", "ics", "-o", path).output == path + "\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("BEGIN:VCALENDAR\r\n"))
  }
}
