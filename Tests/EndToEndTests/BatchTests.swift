import Foundation
import ProgramTesting
import TalkootAPI
import Testing

@Suite struct `A batch` {
  @Test func `is carried out as one act and undone as one`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let goal = try node.run("goal", "add", "Service").trimmingCharacters(in: .newlines)
    let lines = """
      # what the meeting agreed
      goal add "Answer within a day" --under \(goal)
      goal edit \(goal) --title 'One service' --due 2027-06
      measure add \(goal) "First answers" --unit h --from 30 --target 8
      question ask "Who answers at night?"
      comment \(goal) "Agreed in May"
      """
    let page = try node.attempt(["batch", "-"], input: lines)
    #expect(page.exit == 0 && page.output.contains("5 commands carried out"), "\(page)")
    #expect(try node.json("goal").array.count == 2 && node.json("question").array.count == 1)
    let again = try node.json(["batch", "-"], input: "goal add A\ngoal add B\n")
    #expect(again["commands"] == .number("2"))
    #expect(try node.json("goal").array.count == 4)
    try node.run("undo", try #require(again["act"]?.string))
    #expect(try node.json("goal").array.count == 2)
    try node.run("undo", try #require(page.output.split(separator: " ").last).trimmingCharacters(in: .newlines))
    #expect(try node.json("goal", "show", goal)["title"] == .string("Service"))
    #expect(try node.json("goal").array.count == 1 && node.json("measure").array.isEmpty)
    #expect(try node.json("replica", "verify")["ok"] == .bool(true))
  }

  @Test(arguments: [
    ("goal add A\ngoal add ' '\n", 65), ("goal add A\ngoal edit g-zzzzz --title B\n", 66), ("goal add A\nfrob\n", 64),
    ("goal add A\ngoal list\n", 64), ("goal add A\nnode stop\n", 64), ("goal add A\ninvite\n", 64),
    ("goal add A\nsync pause\n", 64), ("goal add A\nbatch -\n", 64), ("goal add A\ngoal add 'B\n", 65),
    ("goal add A\ngoal add B --due soon\n", 65),
  ])
  func `of which one line is refused writes nothing and names the line`(text: String, exit: Int32) throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let digest = try node.json("replica")["digest"]
    let outcome = try node.attempt(["batch", "-"], input: text)
    #expect(outcome.exit == exit && outcome.errorLines.count == 1 && outcome.error.contains("line 2"), "\(outcome)")
    #expect(try node.json("replica")["digest"] == digest)
    #expect(try node.json("node")["state"] == .string("running"))
    #expect(try node.attempt(["batch", "-"], input: "# nothing\n").exit == 64)
  }
}
