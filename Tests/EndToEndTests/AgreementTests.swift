import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Agreements between real nodes, and what third parties make of them.
@Suite struct AgreementTests {
  /// Case 32 of `rules.md`.
  @Test
  func `all five signed version 3 and one character is edited: version 4 is unsigned, 3 in force, the bundle verifies`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis", "Cumulus", "Delta", "Elo")
    let folder = try Scratch.makeFolder("bundle")
    defer { Scratch.remove(folder) }
    let file = folder + "/text"
    func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: file)) }
    try write("Version one.\n")
    let id = try #require(try network[0].json("agreement", "draft", "Ways of working", "--text", file)["id"]?.string)
    try network.converge()
    for (number, text) in ["Version two.\n", "We share what we learn.\n"].enumerated() {
      try write(text)
      try network[number + 1].run("agreement", "edit", id, "--text", file)
      try network.converge()
    }
    for (number, node) in network.nodes.enumerated() {
      #expect(try node.json("agreement", "show", id)["status"]?.string == (number == 0 ? "draft" : "waiting"))
      let signed = try node.json("--as", "Signer \(number)", "agreement", "sign", id, "--role", "chair")
      #expect(signed["waitingFor"]?.array.count == 4 - number)
      try network.converge()
    }
    for node in network.nodes {
      let shown = try node.json("agreement", "show", id)
      #expect(shown["status"]?.string == "inForce")
      #expect(shown["versions"]?.array.map { $0["status"]?.string } == ["superseded", "superseded", "inForce"])
    }
    try write("We share what we learn!\n")
    try network[3].run("agreement", "edit", id, "--text", file)
    try network.converge()
    for node in network.nodes {
      let shown = try node.json("agreement", "show", id)
      let versions = try #require(shown["versions"]?.array)
      #expect(shown["status"]?.string == "inForce")
      #expect(versions.map { $0["number"]?.int } == [1, 2, 3, 4])
      #expect(versions.map { $0["status"]?.string } == ["superseded", "superseded", "inForce", "draft"])
      #expect(shown["inForce"]?.array.first == versions[2]["id"] && shown["inForce"]?.array.count == 1)
      #expect(shown["waitingFor"]?.array.count == 5)
      #expect(shown["signatures"]?.array.allSatisfy { $0["version"] == versions[2]["id"] } == true)
    }
    #expect(
      try network[4].run("agreement", "diff", id).contains("- We share what we learn.\n+ We share what we learn!")
    )
    // A bundle from any of them verifies with no node, no home and no network.
    let bundle = folder + "/agreement.bundle"
    try network[4].run("agreement", "bundle", id, "-o", bundle)
    for node in network.nodes { try node.stop() }
    let report = try verify(bundle)
    #expect(report["ok"] == .bool(true) && report["complete"] == .bool(true))
    #expect(report["text"]?.string == "We share what we learn.\n")
    #expect(report["missing"]?.array.isEmpty == true)
    let signers = report["signatures"]?.array.compactMap { $0["person"]?.string } ?? []
    #expect(Set(signers) == Set((0..<5).map { "Signer \($0)" }))
    let names = report["binds"]?.array.compactMap { $0["name"]?.string } ?? []
    #expect(Set(names) == Set(network.nodes.map(\.name)))
    #expect((FileManager.default.contents(atPath: bundle)?.count ?? 0) < 20_000)
    try compare(bundle, folder: folder)
    try damage(bundle)
  }

  /// `verify-bundle` away from everything.
  private func attempt(_ words: [String]) throws -> Outcome {
    try Command.run([Programs.talkoot, "verify-bundle"] + words, environment: ["TALKOOT_HOME": "/nowhere"])
  }

  private func verify(_ bundle: String) throws -> JSONValue {
    let outcome = try attempt([bundle, "--json"])
    #expect(outcome.exit == 0, "\(outcome)")
    return try #require(outcome.json)
  }

  /// A copy of the text is told from another text.
  private func compare(_ bundle: String, folder: String) throws {
    for (text, exit) in [("We share what we learn.\n", Int32(0)), ("We share what we learn!\n", 1)] {
      let copy = folder + "/copy"
      try Data(text.utf8).write(to: URL(filePath: copy))
      #expect(try attempt([bundle, "--text", copy]).exit == exit)
    }
    for language in ["en", "fi"] {
      let outcome = try attempt([bundle, "--lang", language])
      #expect(outcome.exit == 0 && outcome.output.contains("Signer 3"))
    }
  }

  /// One byte that is another, and the first fault is named.
  private func damage(_ bundle: String) throws {
    var bytes = try #require(FileManager.default.contents(atPath: bundle))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: bundle))
    let outcome = try attempt([bundle, "--json"])
    #expect(outcome.exit == 1)
    #expect(outcome.json?["ok"] == .bool(false) && outcome.json?["fault"]?["code"]?.string == "malformed")
    #expect(try attempt([bundle + "-that-is-not-there"]).exit == 65)
  }

  @Test func `the bundle of a text that a decision erased says so, and a copy still shows that it is the one`() throws {
    let network = try Network("Aalto IT", "Borealis")
    let folder = try Scratch.makeFolder("bundle")
    defer { Scratch.remove(folder) }
    let (copy, bundle) = (folder + "/copy", folder + "/agreement.bundle")
    try Data("Kyllikki Saari is bound.\n".utf8).write(to: URL(filePath: copy))
    let drafted = try network[0].json("agreement", "draft", "Terms", "--text", copy)
    let id = try #require(drafted["id"]?.string)
    let version = try #require(drafted["versions"]?.array.first?["id"]?.string)
    try network.converge()
    for node in network.nodes {
      try node.run("agreement", "sign", id)
      try network.converge()
    }
    let refused = try network[0].attempt("erase", version, "text", "--reason", "Asked for")
    #expect(refused.exit == 77, "\(refused)")
    let decision = try #require(
      try network[0].json("decision", "propose", "Erase", "--rule", "majority", "--erases", version + ":text")["id"]?
        .string
    )
    try network.converge()
    for node in network.nodes { try node.run("decision", "position", decision, "agree") }
    for node in network.nodes {
      try eventually("it is settled") { try node.json("decision", "show", decision)["status"]?.string == "settled" }
    }
    try network[1].run("erase", version, "text", "--reason", "Asked for", "--by-decision", decision)
    try network.converge()
    for node in network.nodes {
      let shown = try node.json("agreement", "show", id)
      #expect(shown["status"]?.string == "inForce" && shown["versions"]?.array.first?["text"] == .null)
      #expect(!(try node.run("agreement", "show", id)).contains("Kyllikki"))
      try node.run("agreement", "bundle", id, "-o", bundle)
      let report = try verify(bundle)
      #expect(report["complete"] == .bool(true) && report["text"] == .null)
      #expect(report["textStatus"]?.string == "erased" && report["erasedReason"]?.string == "Asked for")
      #expect(report["erasedDecision"]?.string == decision)
      let written = try #require(FileManager.default.contents(atPath: bundle))
      #expect(written.range(of: Data("Kyllikki".utf8)) == nil)
    }
    let compared = try attempt([bundle, "--text", copy, "--json"])
    #expect(compared.exit == 0 && compared.json?["textStatus"]?.string == "matches")
    #expect(try attempt([bundle]).output.contains("erased by decision"))
  }

  @Test func `a signature taken back while the last one is given on the other side is disputed until settled`() throws {
    let network = try Network("Aalto IT", "Borealis")
    let id = try #require(
      try network[0].json(["agreement", "draft", "Terms", "--text", "-"], input: "Terms.\n")["id"]?.string
    )
    try network.converge()
    try network[0].run("agreement", "sign", id)
    try network.converge()
    try network.pause(0)
    try network[1].run("agreement", "sign", id)
    #expect(try network[1].json("agreement", "show", id)["status"]?.string == "inForce")
    try network[0].run("agreement", "withdraw", id)
    #expect(try network[0].json("agreement", "show", id)["status"]?.string == "draft")
    try network.resume(0)
    try network.converge()
    for node in network.nodes {
      #expect(try node.json("agreement", "list").array.first?["status"]?.string == "disputed")
    }
    try network[0].run("agreement", "sign", id)
    try network.converge()
    for node in network.nodes { #expect(try node.json("agreement", "show", id)["status"]?.string == "inForce") }
    let history = try network[1].json("agreement", "history", id).array.compactMap { $0["what"]?.string }
    #expect(history.count == 5 && history.first == "drafted" && history.last == "signed")
    try network.verify()
  }

  @Test func `a bundle of a decision verifies offline, on a third machine`() throws {
    let network = try Network("Aalto IT", "Borealis", "Cumulus")
    let id = try #require(
      try network[0].json("decision", "propose", "Meet monthly", "--rule", "unanimous", "--text", "On Mondays.")["id"]?
        .string
    )
    let folder = try Scratch.makeFolder("bundle")
    defer { Scratch.remove(folder) }
    let bundle = folder + "/decision.bundle"
    #expect(try network[0].attempt("decision", "bundle", id, "-o", bundle).exit == 1)
    try network.converge()
    for node in network.nodes { try node.run("decision", "position", id, "agree") }
    try eventually("it is settled") { try network[2].json("decision", "show", id)["status"]?.string == "settled" }
    try network[2].run("decision", "bundle", id, "-o", bundle)
    for node in network.nodes { try node.stop() }
    let report = try verify(bundle)
    #expect(report["kind"]?.string == "decision" && report["id"]?.string == id)
    #expect(report["outcome"]?.string == "accepted" && report["rule"]?.string == "unanimous")
    #expect(report["title"]?.string == "Meet monthly" && report["text"]?.string == "On Mondays.")
    #expect(report["electorate"]?.array.count == 3 && (report["certificate"]?.array.count ?? 0) >= 2)
    #expect(report["positions"]?.array.count == 3)
    #expect(try attempt([bundle, "--lang", "fi"]).output.contains("hyväksytty"))
  }
}
