import ProgramTesting
import TalkootAPI
import Testing

@Suite struct Events {
  @Test func `a script hears of another node's work as it comes, and goes on where it was`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let start = try #require(network[0].json("replica", "log", "--limit", "1").array.first?["id"]?.string)
    try network[1].run("goal", "add", "First")
    try network[1].run("goal", "add", "Second")
    let first = try network[0].run("events", "--since", start, "-n", "1", "--timeout", "60")
    #expect(first.filter { $0 == "\n" }.count == 1)
    let event = try JSONValue(parsing: Array(first.utf8))
    #expect(event["summary"]?.string?.contains("First") == true, "\(first)")
    #expect(event["memberName"] == .string("Borealis Networks"))
    let second = try network[0].run("events", "--since", #require(event["id"]?.string), "-n", "1", "--timeout", "60")
    #expect(second.contains("Second"))
  }

  @Test func `who waits for more than happens is told so with 75, and who waits a while ends well`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    #expect(try node.attempt("events", "-n", "1", "--timeout", "0").exit == 75)
    let quiet = try node.attempt("events", "--timeout", "0")
    #expect(quiet.exit == 0 && quiet.output.isEmpty)
    #expect(try node.attempt("events", "--since", "abcdef").exit == 66)
  }
}
