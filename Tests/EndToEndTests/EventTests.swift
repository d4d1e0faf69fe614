import Foundation
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

@Suite struct `A hook` {
  /// A program that appends what it is given to a file.
  private func collector(_ node: Node, then: String = "") throws -> (program: String, file: String) {
    let folder = try Scratch.makeFolder("hook")
    let (program, file) = (folder + "/collect", folder + "/events")
    try "#!/bin/sh\ncat >> '\(file)'\n\(then)\n".write(toFile: program, atomically: true, encoding: .utf8)
    chmod(program, 0o700)
    return (program, file)
  }

  private func summaries(_ file: String) throws -> [String] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").compactMap { try JSONValue(parsing: Array($0.utf8))["summary"]?.string }
  }

  @Test func `is run for each event, others' and own, once and in order, across a restart`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let node = network[0]
    let (program, file) = try collector(node)
    try node.run("config", "set", "hook", program)
    try node.stop()
    try node.start()
    let log = node.home + "/hook"
    try eventually("it has begun") { FileManager.default.fileExists(atPath: log) }
    try node.run("goal", "add", "One")
    try eventually("the first is told") { try summaries(file).contains { $0.contains("One") } }
    try node.stop()
    try network[1].run("goal", "add", "Two")
    try node.start()
    try eventually("what came after is told") { try summaries(file).contains { $0.contains("Two") } }
    try node.run("goal", "add", "Three")
    try eventually("and what is written then") { try summaries(file).contains { $0.contains("Three") } }
    let goals = try summaries(file).filter { $0.hasPrefix("create goal") }
    #expect(goals == ["One", "Two", "Three"].map { "create goal \"\($0)\"" })
  }

  @Test func `that fails is noted and holds up nothing`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let (program, file) = try collector(node, then: "exit 3")
    try node.run("config", "set", "hook", program)
    try node.stop()
    try node.start()
    try eventually("it has begun") { FileManager.default.fileExists(atPath: node.home + "/hook") }
    try node.run("goal", "add", "One")
    try node.run("goal", "add", "Two")
    try eventually("both are told") { try summaries(file).count >= 2 }
    try eventually("it is noted") {
      try String(contentsOfFile: node.home + "/log/talkootd.log", encoding: .utf8).contains("it ended with 3")
    }
  }

  @Test func `that is not there keeps the node from starting, with the reason`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.stop()
    try node.run("config", "set", "hook", "/nowhere/hook")
    let outcome = try node.attempt("node", "start")
    #expect(outcome.exit != 0 && outcome.error.contains("/nowhere/hook"), "\(outcome)")
  }
}
