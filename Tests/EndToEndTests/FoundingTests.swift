import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// From nothing to a network of three members, and who may not come in.
@Suite struct FoundingTests {
  @Test func `three organisations found, invite, join, confirm and become members`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    try network.converge()
    for node in network.nodes {
      let members = try node.json("member", "list").array
      #expect(Set(members.compactMap { $0["name"]?.string }) == Set(network.nodes.map(\.name)))
      #expect(members.allSatisfy { $0["status"]?.string == "member" })
      #expect(members.allSatisfy { $0["nodes"]?.strings.count == 1 && $0["fingerprint"]?.string?.isEmpty == false })
    }
    // The fingerprint read aloud is the one the others compare.
    let own = try network[2].json("self")["fingerprint"]?.string
    #expect(try network[0].json("member", "show", "Cumulus Turva")["fingerprint"]?.string == own)
    #expect(try network[2].run("self", "--fingerprint") == (own ?? "") + "\n")
    try network.verify()
  }

  @Test func `a newcomer takes part before it is confirmed, and has no vote`() throws {
    let founder = try Node("Founder")
    try founder.found("N")
    let newcomer = try Node("Newcomer")
    try newcomer.join(founder)
    #expect(try newcomer.json("member", "show", "Newcomer")["status"]?.string == "participant")
    let confirmations = try founder.json("member", "show", "Newcomer")["confirmations"]
    #expect(confirmations?["have"] == .number("0") && confirmations?["needed"] == .number("1"))
    let goal = try #require(newcomer.json("goal", "add", "Written by a participant")["id"]?.string)
    try eventually("the founder has the participant's goal") { try founder.attempt("goal", "show", goal).exit == 0 }
    let decision = try #require(founder.json("decision", "propose", "D", "--rule", "majority")["id"]?.string)
    #expect(try founder.json("decision", "show", decision)["electorate"]?.array.count == 1)
  }

  @Test func `an invitation spent, revoked or mistyped lets nobody in, each with its exit code`() throws {
    let founder = try Node("Founder")
    try founder.found("N")
    let first = try Node("First")
    let code = try founder.run("invite").trimmingCharacters(in: .newlines)
    try first.run("join", code, "--name", "First", "--listen", "127.0.0.1:0")
    if let process = first.process { Scratch.watch(process) }

    let spent = try Node("Second").attempt("join", code, "--name", "Second", "--listen", "127.0.0.1:0")
    #expect(spent.exit == 77 && spent.errorLines.last?.isEmpty == false, "\(spent)")

    let revoked = try founder.json("invite")
    try founder.run("invite", "revoke", revoked["id"]?.string ?? "")
    let third = try Node("Third").attempt(
      "join",
      revoked["code"]?.string ?? "",
      "--name",
      "Third",
      "--listen",
      "127.0.0.1:0"
    )
    #expect(third.exit == 77, "\(third)")

    let typo = String(code.dropLast()) + (code.hasSuffix("7") ? "8" : "7")
    let fourth = try Node("Fourth").attempt("join", typo, "--name", "Fourth", "--listen", "127.0.0.1:0")
    #expect(fourth.exit == 65 && fourth.errorLines.count == 1, "\(fourth)")
    #expect(try founder.json("member", "list").array.count == 2)
    let statuses = try founder.json("invite", "list").array.compactMap { $0["status"]?.string }
    #expect(statuses.contains("revoked"), "\(statuses)")
  }

  @Test func `a newcomer whose inviter is away gets 75 and goes on in the background`() throws {
    let founder = try Node("Founder")
    try founder.found("N")
    let code = try founder.run("invite").trimmingCharacters(in: .newlines)
    try founder.stop()
    let newcomer = try Node("Newcomer")
    let tried = try newcomer.attempt("join", code, "--name", "Newcomer", "--listen", "127.0.0.1:0", "--timeout", "1")
    if let process = newcomer.process { Scratch.watch(process) }
    #expect(tried.exit == 75, "\(tried)")
    try founder.start()
    try eventually("the newcomer is in", within: .seconds(40)) {
      try founder.json("member", "list").array.contains { $0["name"]?.string == "Newcomer" }
    }
  }
}
