import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// What keeps a network on its course: attention, strengths, mandates, meetings, the inbox; by the real programs.
@Suite struct CourseTests {
  @Test func `two nodes list the same things that stall, and name the command that mends each`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (a, b) = (network[0], network[1])
    let orphan = try #require(a.json("goal", "add", "One service desk")["id"]?.string)
    try a.run("goal", "add", "Fees", "--steward", "Borealis Networks", "--due", "2024")
    try b.run("question", "ask", "Who answers at night?")
    try b.run("member", "edit", "--strength", "On-call", "--role", "coordinator")
    try network.converge()
    let list = try a.json("attention").array
    #expect(try b.json("attention").array.map(Self.shared) == list.map(Self.shared))
    let item = try #require(list.first { $0["reason"]?.string == "noSteward" })
    #expect(item["object"]?.string == orphan && item["days"]?.int == 0 && item["new"] == .bool(true))
    let short = try #require(item["short"]?.string)
    #expect(item["command"]?.string == "talkoot goal edit \(short) --steward …")
    let late = try #require(list.first { $0["reason"]?.string == "overdue" })
    #expect(late["since"]?.string == "2025-01-01" && late["waitsForNames"]?.strings == ["Borealis Networks"])
    #expect(list.first?["reason"]?.string == "overdue", "what waits longest comes first")
    #expect(try a.json("attention", "--mine").array.allSatisfy { $0["mine"] == .bool(true) })
    #expect(try b.json("attention", "--mine").array.contains { $0["reason"]?.string == "overdue" })
    #expect(try a.run("attention", "--ids").split(separator: "\n").contains(Substring(orphan)))
    #expect(try a.json("attention", "--limit", "1").array.count == 1)
    #expect(try a.attempt("attention", "--limit", "-1").exit == 64)
    #expect(try a.run("attention").contains("One service desk: no steward"))
    #expect(try a.run("attention", "--lang", "fi").contains("One service desk: vastuuhenkilö puuttuu"))
    try a.run("goal", "edit", orphan, "--steward", "Aalto IT")
    let reasons = try a.json("attention").array.filter { $0["object"]?.string == orphan }
    #expect(reasons.isEmpty)
    let status = try a.json("status")
    #expect(status["stalled"]?.int == list.count - 1)
  }

  /// An item without what depends on who looks.
  private static func shared(_ item: JSONValue) -> String {
    ["reason", "object", "since", "days", "weight", "detail", "waitsFor"].map { item[$0]?.text ?? "" }
      .joined(separator: " ")
  }

  @Test func `the matrix shows who brings which strength, and which nobody does`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (a, b) = (network[0], network[1])
    let goal = try #require(a.json("goal", "add", "Portal", "--needs", "design", "law")["id"]?.string)
    try b.run("member", "edit", "--strength", "Design", "--role", "definer", "--motivation", "Fewer calls")
    try network.converge()
    try b.run("goal", "contribute", goal, "--role", "implementer", "--note", "the code")
    try b.run("goal", "benefit", goal, "one queue instead of three")
    try network.converge()
    let matrix = try a.json("member", "matrix")
    #expect(matrix["uncovered"]?.strings == ["law"])
    #expect(matrix["vacant"]?.strings == ["ideator", "coordinator", "customer"])
    #expect(try a.run("member", "matrix").contains("Nobody brings: law"))
    #expect(try a.run("member", "matrix", "--lang", "fi").contains("Kukaan ei tuo: law"))
    let balance = try a.json("member", "balance").array
    #expect(balance.map { $0["name"]?.string }.contains("Borealis Networks") && balance.count == 2)
    let giving = try #require(balance.first { $0["name"]?.string == "Borealis Networks" })
    #expect(giving["gives"]?.int == 1 && giving["gets"]?.int == 1 && giving["motivation"]?.string == "Fewer calls")
    #expect(try a.json("goal", "edit", goal, "--needs", "")["needs"]?.array.isEmpty == true)
  }

  @Test func `a mandate is given by decision, runs, and is laid down by its holder alone`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let (a, b, c) = (network[0], network[1], network[2])
    #expect(try a.attempt("mandate", "give", "Borealis Networks", "--task", "Lead").exit == 64)
    #expect(try a.attempt("mandate", "give", "Nobody", "--task", "Lead", "--until", "2099").exit == 66)
    #expect(try a.attempt("mandate", "give", "Aalto IT", "--task", "Lead", "--until", "2001").exit == 65)
    let made = try a.json("mandate", "give", "Borealis Networks", "--task", "See to it", "--until", "2099-05")
    let id = try #require(made["id"]?.string)
    let decision = try #require(made["decision"]?.string)
    #expect(id.hasPrefix("x-") && made["status"]?.string == "proposed" && made["until"]?.string == "2099-05")
    #expect(try a.attempt("mandate", "end").exit == 1)
    try network.converge()
    for node in network.nodes.prefix(2) { try node.run("decision", "position", decision, "agree") }
    for node in network.nodes {
      try eventually("the mandate runs at \(node.name)") {
        try node.json("mandate", "show", id)["status"]?.string == "running"
      }
    }
    try c.run("question", "ask", "Who answers at night?")
    let untaken = try #require(c.json("attention").array.first { $0["reason"]?.string == "questionUntaken" })
    #expect(untaken["waitsForNames"]?.strings == ["Borealis Networks"])
    #expect(try c.attempt("mandate", "end", id).exit == 77)
    #expect(try b.json("mandate", "end")["status"]?.string == "ended")
    try network.converge()
    #expect(try a.json("mandate").array.map { $0["status"]?.string } == ["ended"])
    #expect(try a.json("show", id)["kind"]?.string == "mandate")
  }

  @Test func `a meeting has minutes, and what came since is told of`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (a, b) = (network[0], network[1])
    let old = try #require(a.json("goal", "add", "Old")["id"]?.string)
    let meeting = try #require(a.json("meeting", "start", "Autumn")["id"]?.string)
    #expect(meeting.hasPrefix("t-"))
    #expect(try a.attempt("meeting", "start").exit == 1)
    #expect(try a.attempt("meeting", "end").exit == 64)
    #expect(try a.json("meeting", "end", "--minutes", "We met.\n\n- All were here")["status"]?.string == "ended")
    #expect(try a.attempt("meeting", "end", "--minutes", "again").exit == 1)
    try network.converge()
    try b.run("goal", "add", "New *goal*")
    try b.run("goal", "edit", old, "--status", "active")
    try network.converge()
    let since = try a.json("since", "meeting")
    #expect(since["meeting"]?.string == meeting)
    #expect(since["new"]?.array.map { $0["title"]?.string } == ["New *goal*"])
    #expect(since["moved"]?.array.map { $0["what"]?.strings ?? [] } == [["status"]])
    #expect(try a.run("since", "meeting", "--lang", "fi").contains("Old: tila nyt käynnissä"))
    #expect(try b.run("meeting", "minutes").contains("- All were here"))
    try b.run("meeting", "start", "Winter")
    let minutes = try b.run("meeting", "minutes")
    #expect(minutes.hasPrefix("# Winter\n") && minutes.contains("- New \\*goal\\*"))
    #expect(try a.attempt("meeting", "show", "t-zzzzz").exit == 66)
  }

  @Test func `the inbox tells what waits for this organisation and what others said`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (a, b) = (network[0], network[1])
    let question = try #require(a.json("question", "ask", "Who answers at night?")["id"]?.string)
    try network.converge()
    try b.run("question", "answer", question, "We do, from Monday on")
    try b.run("comment", question, "For a month at first")
    try b.run("decision", "propose", "One fee", "--rule", "consent")
    try network.converge()
    let inbox = try a.json("inbox")
    #expect(inbox["news"]?.array.map { $0["what"]?.string ?? "" }.sorted() == ["answer", "comment"])
    #expect(inbox["waiting"]?.array.contains { $0["title"]?.string == "One fee" } == true)
    #expect(try a.run("inbox", "--lang", "fi").contains("We do, from Monday on"))
    #expect(try a.json("inbox", "--since", "2099")["news"]?.array.isEmpty == true)
    #expect(try a.attempt("inbox", "--since", "soon").exit == 65)
  }
}
