import ProgramTesting
import TalkootAPI
import Testing

@Suite struct `Undoing and searching` {
  @Test func `the last act is undone with one word, and what another wrote since stays`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (aalto, borealis) = (network[0], network[1])
    let goal = try aalto.run("goal", "add", "One service desk", "--due", "2027-06").trimmingCharacters(in: .newlines)
    try aalto.run("goal", "edit", goal, "--title", "Two desks", "--due", "2028-01")
    try network.converge()
    try borealis.run("goal", "edit", goal, "--due", "2028-03")
    try network.converge()
    let change = try aalto.json("replica", "log", "--limit", "2").array[1]["id"]?.string
    let page = try aalto.attempt("undo", try #require(change))
    #expect(page.exit == 0)
    #expect(page.output.contains("Undone: ") && page.output.contains("One service desk due (changed since)"), "\(page)")
    #expect(try aalto.json("goal", "show", goal)["title"] == .string("One service desk"))
    #expect(try aalto.json("goal", "show", goal)["due"] == .string("2028-03"))
    let finnish = try aalto.attempt("undo", "--lang", "fi")
    #expect(finnish.output.contains("Kumottu: ") && finnish.output.contains("talkoot undo"), "\(finnish)")
    #expect(try aalto.json("goal", "show", goal)["title"] == .string("Two desks"))
    try network.converge()
    try network.verify()
  }

  @Test func `words are found on every node, and ids alone go through a pipe`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[0].run("goal", "add", "Puhdas vesi", "--description", "Joka KYLÄSSÄ on kaivo.")
    try network.converge()
    let found = try network[1].json("search", "kylässä", "puhdas")
    #expect(found.array[0]["title"] == .string("Puhdas vesi") && found.array[0]["field"] == .string("title"))
    let shown = try network[1].shell("$T search kaivo --ids | xargs -n1 $T show --json")
    #expect(shown.json?["title"] == .string("Puhdas vesi"), "\(shown)")
    #expect(try network[1].run("search", "meri") == "Nothing here.\n")
  }
}
