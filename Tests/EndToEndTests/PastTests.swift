import ProgramTesting
import TalkootAPI
import Testing

@Suite struct `Reading as of then` {
  @Test func `shows goals, decisions and members as they were, in every form, and changes nothing`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let node = network[0]
    let goal = try node.run("goal", "add", "One service desk", "--due", "2027").trimmingCharacters(in: .newlines)
    let then = try #require(node.json("replica", "log", "--limit", "1").array[0]["id"]?.string)
    try node.run("goal", "edit", goal, "--title", "Two desks")
    try node.run("goal", "add", "Later")
    let digest = try node.json("replica")["digest"]
    let list = try node.json("replica", "at", then, "goal", "list")
    #expect(list.array.map { $0["title"] } == [.string("One service desk")])
    #expect(try node.run("replica", "at", then, "goal", "show", goal).contains("One service desk"))
    #expect(try node.run("replica", "at", then, "--lang", "fi", "goal", "list", "--tree").contains("One service desk"))
    #expect(try node.json("replica", "at", "2020-01-01", "goal").array.isEmpty)
    #expect(try node.json("replica", "at", "2999-12-31T23:59Z", "goal").array.count == 2)
    #expect(try node.json("goal").array.count == 2)
    #expect(try node.json("replica")["digest"] == digest)
  }

  @Test func `is refused for what writes, and for a moment that is none`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let then = try #require(node.json("replica", "log", "--limit", "1").array[0]["id"]?.string)
    for (words, exit) in [
      (["replica", "at", then, "goal", "add", "x"], 64), (["replica", "at", then, "sync"], 64),
      (["replica", "at", then, "node", "start"], 64), (["replica", "at", then], 64),
      (["replica", "at", "yesterday", "goal"], 66), (["replica", "at", "2026-13-01", "goal"], 66),
      (["replica", "at", "abcdef", "goal"], 66),
    ] as [([String], Int32)] {
      let outcome = try node.attempt(words)
      #expect(outcome.exit == exit && outcome.errorLines.count == 1, "\(outcome)")
    }
    #expect(try node.json("goal").array.isEmpty)
  }
}
