import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Files in and out of two networks, by the real programs.
@Suite struct ExchangeEndToEnd {
  private static func write(_ text: String, _ name: String, _ node: Node) throws -> String {
    let path = node.home + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func `members, decisions and questions come from tables, once, and a bad row changes nothing`() throws {
    let node = try Node("Aalto IT")
    try node.found("Kumppanit")
    let members = try Self.write("org,brings,why\nAalto IT,law; code,Fewer calls\nNobody,x,y\n", "members.csv", node)
    let map = "name=org,strengths=brings,motivation=why"
    let refused = try node.attempt("import", members, "--kind", "member", "--map", map)
    #expect(refused.exit == 65 && refused.error.contains("members.csv: line 3, column org: "))
    #expect(try node.json("member", "show", "Aalto IT")["strengths"]?.strings == [])
    let report = try node.json("import", members, "--kind", "member", "--map", map, "--skip-unknown")
    #expect(report["updated"]?.int == 1 && report["skipped"]?.int == 1)
    #expect(try node.json("member", "show", "Aalto IT")["strengths"]?.strings == ["code", "law"])

    let decisions = try Self.write("no,what,how,until\n7,Meet monthly,majority,2027-01\n", "decisions.csv", node)
    let proposing = [
      "import", decisions, "--kind", "decision", "--key", "no", "--map", "title=what,rule=how,deadline=until",
    ]
    #expect(try node.json(proposing)["created"]?.int == 1)
    #expect(try node.json(proposing)["unchanged"]?.int == 1)
    let decision = try node.json("decision", "show", "key:7")
    #expect(decision["rule"]?.string == "majority" && decision["status"]?.string == "open")
    #expect(try node.attempt("import", decisions, "--kind", "decision", "--map", "outcome=what").exit == 65)

    let questions = try Self.write("q,who,on\nWho pays?,Aalto IT,key:7\n", "questions.csv", node)
    let asking = ["import", questions, "--kind", "question", "--map", "title=q,responsible=who,about=on"]
    #expect(try node.json(asking)["created"]?.int == 1)
    #expect(try node.json(asking)["unchanged"]?.int == 1)
    let question = try #require(node.json("question", "list").array.first)
    #expect(question["responsibleName"]?.string == "Aalto IT" && question["aboutTitles"]?.strings == ["Meet monthly"])
  }

  @Test func `what one network exports another takes in, and each form says the same in both languages`() throws {
    let node = try Node("Aalto IT")
    try node.found("Kumppanit")
    let goal = try #require(node.json("goal", "add", "One service desk", "--due", "2027-06")["id"]?.string)
    let text = try Self.write("We share shifts.\n", "text", node)
    try node.run("agreement", "draft", "Shifts", "--text", text, "--review", "2028")
    try node.run("comment", goal, "Good")
    try node.run("meeting", "start")
    try node.run("meeting", "end", "--minutes", "We *met*.")
    let file = node.home + "/network.json"
    try node.run("export", "-o", file)
    let english = try node.json("export")
    #expect(try node.json("export", "--lang", "fi") == english, "JSON never changes with the language")

    let other = try Node("Borealis Networks")
    try other.found("Toiset")
    let taken = try other.json("import", file)
    #expect(
      taken["created"]?.int == 4 && taken["skipped"]?.int == 1,
      "a goal, an agreement, its text, a comment; no meeting"
    )
    let again = try other.json("import", file)
    #expect(again["created"]?.int == 0 && again["updated"]?.int == 0)
    let copy = try other.json("export")
    #expect(copy["agreements"]?.array[0]["versions"]?.array[0]["text"]?.string == "We share shifts.\n")
    #expect(copy["comments"]?.array.map { $0["text"]?.string } == ["Good"])

    let report = try node.run("export", "--format", "markdown")
    #expect(report.contains("### One service desk\n") && report.contains("> We \\*met\\*."))
    #expect(try node.run("export", "--format", "markdown", "--lang", "fi").contains("## Vaatii huomiota"))
    let page = try node.run("export", "--format", "markdown", "--summary")
    #expect(page.contains("Goal due: One service desk") && page.split(separator: "\n").count < 60)
    let calendar = try node.run("export", "--format", "ics")
    #expect(calendar.contains("DTSTART;VALUE=DATE:20270630\r\n") && calendar.contains("UID:\(goal)-due@"))
    let folder = node.home + "/tables"
    try node.run("export", "--format", "csv", "-o", folder, "--lang", "fi")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 17)
    #expect(try String(contentsOfFile: folder + "/README.md", encoding: .utf8).contains("tavoite"))
    #expect(try String(contentsOfFile: folder + "/goals.csv", encoding: .utf8).contains("One service desk"))
    let outcome = try node.attempt("import", try Self.write("{}", "none.json", node))
    #expect(outcome.exit == 65)
  }
}
