import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Several nodes of one organisation.
@Suite struct DeviceTests {
  @Test func `a second node speaks for its organisation, and a retired one is cut off within five seconds`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let code = try network[0].run("node", "invite-device").trimmingCharacters(in: .newlines)
    let mistyped = String(code.dropLast()) + (code.hasSuffix("7") ? "8" : "7")
    let second = try Node("Aalto IT")
    #expect(try second.attempt("node", "adopt", mistyped, "--listen", "127.0.0.1:0").exit == 65)
    let member = try second.json("node", "adopt", code, "--listen", "127.0.0.1:0")
    if let process = second.process { Scratch.watch(process) }
    #expect(member["name"]?.string == "Aalto IT" && member["nodes"]?.strings.count == 2)
    let third = try Node("Third")
    let spent = try third.attempt("node", "adopt", code, "--listen", "127.0.0.1:0")
    #expect(spent.exit == 77 && spent.errorLines.count == 1, "\(spent)")

    try second.run("goal", "add", "From the laptop")
    let all = Network(nodes: network.nodes + [second])
    try all.converge()
    #expect(try network[1].json("member", "list").array.count == 2)

    // The laptop is stolen: the other node closes it, everywhere.
    let laptop = try #require(second.json("self")["id"]?.string)
    try eventually("the other organisation is connected to the laptop") {
      try network[1].json("sync", "status")["peers"]?.array
        .contains { $0["node"]?.string == laptop && $0["state"]?.string == "connected" } ?? false
    }
    let retired = try network[0].json("node", "retire", laptop, "--reason", "stolen")
    #expect(retired["retired"] == .bool(true) && retired["id"]?.string == laptop)
    let begun = ContinuousClock.now
    try eventually("no link of the laptop's is open", within: .seconds(5)) {
      try second.json("sync", "status")["peers"]?.array.allSatisfy { $0["state"]?.string != "connected" } ?? false
    }
    #expect(ContinuousClock.now - begun < .seconds(5))
    for node in network.nodes {
      #expect(try node.json("sync", "status")["peers"]?.array.contains { $0["node"]?.string == laptop } == false)
    }
    _ = try second.attempt("goal", "add", "From the thief")
    _ = try second.attempt("sync", "now", "--wait", "--timeout", "2")
    #expect(try network[1].json("goal", "list").array.count == 1)
    #expect(try network[0].json("node", "list").array.first { $0["id"]?.string == laptop }?["retired"] == .bool(true))
  }

  @Test func `a retired voice passes on by the card, and only by it`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let card = try network[0].cardMovedAway()
    let second = try Node("Aalto IT")
    try second.run("node", "adopt", "-", "--listen", "127.0.0.1:0", input: network[0].run("node", "invite-device"))
    if let process = second.process { Scratch.watch(process) }
    let first = try #require(network[0].json("self")["id"]?.string)
    let own = try #require(second.json("self")["id"]?.string)
    // Another organisation has built on the admission: else nothing but a retired node's word would stand for it.
    try network[1].run("goal", "add", "Seen with both nodes")
    try Network(nodes: network.nodes + [second]).converge()
    #expect(try second.attempt("node", "retire", own, "--reason", "tired").exit == 1)
    #expect(try second.attempt("node", "voice", own).exit == 64)
    let foreign = try network[1].cardMovedAway()
    #expect(try second.attempt("node", "voice", own, "--card", foreign).exit == 77)
    try second.run("node", "retire", first, "--reason", "disk crash")
    #expect(try second.json("node", "list").array.filter { $0["voice"] == .bool(true) }.count == 1)
    // The organisation has none meanwhile, and is told what mends that.
    let doctor = try second.attempt("doctor", "--json")
    let check = doctor.json?["checks"]?.array.first { $0["name"]?.string == "voice" }
    #expect(doctor.exit == 1 && check?["ok"] == .bool(false), "\(doctor)")
    #expect(check?["remedy"]?.string?.contains("talkoot node voice NODE --card") == true)
    #expect(try second.json("node", "voice")["state"]?.string == "closed")
    #expect(try second.json("node", "voice", own, "--card", card)["voice"] == .bool(true))
    try network[0].stop()

    let decision = try #require(network[1].json("decision", "propose", "Go on", "--rule", "unanimous")["id"]?.string)
    try eventually("the decision is there") { try second.attempt("decision", "show", decision).exit == 0 }
    for node in [second, network[1]] { try node.run("decision", "position", decision, "agree") }
    try eventually("both have settled it", within: .seconds(40)) {
      try network[1].json("decision", "show", decision)["outcome"]?.string == "accepted"
    }
  }

  @Test func `retiring the node that let one in says that it waits for another organisation, and counts from then on`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis Networks")
    let second = try Node("Aalto IT")
    try second.run("node", "adopt", "-", "--listen", "127.0.0.1:0", input: network[0].run("node", "invite-device"))
    if let process = second.process { Scratch.watch(process) }
    let first = try #require(network[0].json("self")["id"]?.string)
    // The first is stolen before anybody else has written anything that knows of the second.
    try network[0].stop()
    let retired = try second.attempt("--json", "node", "retire", first, "--reason", "stolen")
    #expect(retired.exit == 75 && retired.json?["error"]?["code"]?.string == "timedOut", "\(retired)")
    let message = retired.json?["error"]?["message"]?.string ?? ""
    #expect(message.contains("let this one in") && message.contains("--card"), "\(message)")
    func state() throws -> JSONValue? { try second.json("node", "list").array.first { $0["id"]?.string == first } }
    #expect(try state()?["closing"] == .bool(true) && state()?["retired"] == .bool(false))
    #expect(try second.run("node", "list").contains("closing"))
    let changes = try second.json("replica", "status")["changes"]
    let again = try second.attempt("node", "retire", first, "--reason", "stolen")
    #expect(again.exit == 75 && again.errorLines.count == 1, "\(again)")
    #expect(try second.json("replica", "status")["changes"] == changes, "saying so again writes nothing")

    try Network(nodes: [network[1], second]).converge()
    try network[1].run("goal", "add", "Knows of both")
    try eventually("the retirement counts") { try state()?["retired"] == .bool(true) }
    #expect(try state()?["closing"] == .bool(false))
    try Network(nodes: [network[1], second]).converge()
    let there = try network[1].json("node", "list").array.first { $0["id"]?.string == first }
    #expect(there?["retired"] == .bool(true))
    #expect(try second.attempt("node", "retire", first, "--reason", "stolen").exit == 0)
  }

  @Test func `a new TLS certificate is issued while links go on and no change is written`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network.converge()
    let before = try network[0].json("node", "status")["tlsLeaf"]?.string
    let heads = try network[0].json("replica", "status")["heads"]
    let after = try network[0].json("node", "renew-tls")["tlsLeaf"]?.string
    #expect(before != after && after?.count == 64)
    #expect(try network[0].json("sync", "status")["peers"]?.array.first?["state"]?.string == "connected")
    // A new link is made with the new certificate.
    try network[1].run("sync", "pause")
    try network[1].run("sync", "resume")
    try network[1].run("sync", "now", "--wait")
    #expect(try network[0].json("replica", "status")["heads"] == heads)
  }
}
