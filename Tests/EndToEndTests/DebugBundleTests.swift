import Foundation
import ProgramTesting
import TalkootAPI
import Testing

@Suite struct `A bundle for whoever looks for a fault` {
  @Test func `says what it holds before it writes, and holds nothing that people wrote`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[0].run("--as", "M4RK3R person", "goal", "add", "M4RK3R title", "--description", "M4RK3R text")
    try network[0].run("config", "set", "person", "M4RK3R person")
    try network.converge()
    let file = network[0].home + "/../bundle.json"
    let outcome = try network[0].attempt("debug", "bundle", "-o", file)
    #expect(outcome.exit == 0, "\(outcome)")
    let parts = ["talkoot", "system", "node", "doctor", "replica", "sync", "config", "files", "log"]
    #expect(outcome.errorLines.count == parts.count, "\(outcome)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let document = try JSONValue(parsing: Array(text.utf8))
    for (part, line) in zip(parts, outcome.errorLines) {
      #expect(document[part] != nil && line.contains(part))
    }
    #expect(document["replica"]?["digest"]?.string?.count == 64)
    #expect(!text.contains("M4RK3R"))
    for name in ["Aalto IT", "Borealis Networks"] { #expect(!text.contains(name)) }
    #expect(text.contains("listening"))
  }

  @Test func `is written of a node that does not run, and says that`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.stop()
    let outcome = try node.attempt("debug", "bundle", "-o", "-")
    #expect(outcome.exit == 0, "\(outcome)")
    #expect(outcome.json?["node"]?["error"]?["exit"] == .number("69"))
    let files = try #require(outcome.json?["files"]).array
    #expect(files.contains { $0["path"] == .string("replica.db") && $0["mode"] == .string("600") })
  }
}
