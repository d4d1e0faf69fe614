import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Case 33 of the rules, and what goes with it, between real nodes.
@Suite struct ErasureTests {
  private let secret = "Kyllikki4711Matikainen"

  /// The files of a home that hold a text.
  private func files(of node: Node, holding text: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: node.home)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { name in
      guard let bytes = FileManager.default.contents(atPath: node.home + "/" + name) else { return false }
      return bytes.range(of: Data(text.utf8)) != nil
    }
  }

  private func expectGone(_ text: String, from nodes: [Node]) throws {
    for node in nodes {
      try eventually("\(text) is gone from \(node.name)") {
        files(of: node, holding: text)
      } is: {
        $0.isEmpty
      }
    }
  }

  private func add(_ title: String, _ description: String, on node: Node) throws -> String {
    try #require(node.json("goal", "add", title, "--description", description)["id"]?.string)
  }

  @Test func `erased bytes are absent from every file of every node, and a newcomer's digest is the same`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (first, second) = (network[0], network[1])
    // Many pages of it, in the middle of which it stands too.
    let long = (0..<900).map { "Line \($0) of \(secret), and what else there is to say about it.\n" }.joined()
    let goal = try add("Ask \(secret)", "First.\n\(secret) pays for it.\n\(long)Last.\n", on: first)
    try first.run("goal", "edit", goal, "--title", "Ask \(secret) twice")
    try first.run("goal", "edit", goal, "--title", "Ask somebody")
    try first.run("goal", "edit", goal, "--description", "First.\nLast.\n")
    // Enough for full blocks, pages that split, and a snapshot on disk.
    for number in 0..<60 { try first.run("comment", goal, "Comment \(number), long enough to fill pages. \(goal)") }
    try network.converge()
    for node in network.nodes { #expect(!files(of: node, holding: secret).isEmpty) }
    // The rows of the state are on disk too at the one, which restarts.
    try second.stop()
    try second.start()
    try network.converge()

    let erased = try first.json("erase", goal, "title", "--reason", "asked for")
    #expect(erased["strings"]?.int == 3 && erased["others"]?.int == 0, "\(erased.text)")
    let text = try first.run("erase", goal, "description", "--reason", "asked for")
    #expect(text.contains("can keep a copy"), "\(text)")
    let digest = try network.converge()
    try expectGone(secret, from: network.nodes)
    #expect(try second.json("goal", "show", goal)["title"]?.string?.allSatisfy { $0 == "█" } == true)

    let newcomer = try Node("Cumulus Turva")
    try newcomer.join(second)
    let everyone = network.nodes + [newcomer]
    var heads: [String?] = []
    try eventually("the newcomer has everything") {
      let statuses = try everyone.map { try $0.json("replica", "status") }
      heads = statuses.map { $0["digest"]?.string }
      return Set(heads).count == 1 && heads[0] != nil
    }
    #expect(heads[0] != digest, "the newcomer is in the state by now")
    try expectGone(secret, from: everyone)
    for node in everyone {
      let report = try node.json("replica", "verify")
      #expect(report["ok"] == .bool(true), "\(node.name): \(report.text)")
      #expect(try node.json("replica", "rebuild")["changed"] == .bool(false))
      let checks = try JSONValue(parsing: Array(node.attempt("--json", "doctor").output.utf8))["checks"]?.array ?? []
      #expect(checks.contains { $0["name"]?.string == "content" && $0["ok"] == .bool(true) })
    }
    try expectGone(secret, from: everyone)
  }

  @Test func `a node that was away erases when it hears of it, and what others wrote takes a decision`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (first, second) = (network[0], network[1])
    let goal = try add("Ask \(secret)", "Text.\n", on: first)
    try network.converge()
    let refused = try second.attempt("erase", goal, "title", "--reason", "no")
    #expect(refused.exit == 77 && refused.error.contains("decision propose --erases"), "\(refused)")
    let words = ["decision", "propose", "The name goes", "--rule", "majority", "--erases", "\(goal):title"]
    let decision = try #require(second.json(words)["id"]?.string)
    #expect(try second.json("decision", "show", decision)["erases"]?.strings == ["\(goal):title"])
    #expect(try second.attempt("erase", goal, "title", "--reason", "x", "--by-decision", decision).exit == 77)
    try second.run("decision", "position", decision, "agree")
    try eventually("the decision is at the first") { try first.attempt("decision", "show", decision).exit == 0 }
    try first.run("decision", "position", decision, "agree")
    for node in network.nodes {
      try eventually("settled") { try node.json("decision", "show", decision)["outcome"]?.string == "accepted" }
    }
    try network.converge()
    try first.stop()
    try second.run("erase", goal, "title", "--reason", "decided", "--by-decision", decision)
    try expectGone(secret, from: [second])
    #expect(!files(of: first, holding: secret).isEmpty)
    try first.start()
    try network.converge()
    try expectGone(secret, from: network.nodes)
    try network.verify()
  }

  @Test func `a person is forgotten by name; votes, keys and numbers stay`() throws {
    let node = try Node("Aalto IT")
    try node.found("Kumppanit")
    try node.run("--as", secret, "goal", "add", "G")
    let goal = try #require(node.json("goal", "list").array.first?["id"]?.string)
    let decision = try #require(node.json("decision", "propose", "D", "--rule", "majority")["id"]?.string)
    try node.run("forget", secret)
    try expectGone(secret, from: [node])
    #expect(try node.json("replica", "log").text.contains("█"))
    #expect(try node.attempt("forget", secret).exit == 66)
    #expect(try node.attempt("erase", goal, "status", "--reason", "x").exit == 65)
    #expect(try node.attempt("erase", goal, "nonsense", "--reason", "x").exit == 65)
    #expect(try node.attempt("erase", goal, "description", "--reason", "x").exit == 1)
    #expect(try node.attempt("erase", goal, "title").exit == 64)
    #expect(try node.attempt("erase", decision, "title", "--reason", "x").exit == 77)
    let finnish = try node.run("--lang", "fi", "erase", goal, "title", "--reason", "pyyntö")
    #expect(finnish.contains("poistettu pysyvästi"), "\(finnish)")
    #expect(try node.json("replica", "verify")["ok"] == .bool(true))
  }
}
