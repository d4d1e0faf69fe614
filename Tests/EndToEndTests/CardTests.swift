import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Lost nodes, stolen keys, and the recovery card.
@Suite struct CardTests {
  @Test
  func
    `an organisation that lost its only node comes back by its card, its old changes count, and a thief rotates nothing`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let lost = network[1]
    try lost.run("goal", "add", "Written before the loss")
    try network.converge()
    let card = try lost.cardMovedAway()
    let address = try network[0].listen
    let fingerprint = try network[0].run("self", "--fingerprint").trimmingCharacters(in: .newlines)
    let oldNode = try #require(lost.json("self")["id"]?.string)
    let oldNames = try network[0].json("goal", "list").array

    // The machine is gone. Somebody has it: the thief's node runs, cut off, while the card is used.
    try lost.run("sync", "pause")
    let new = try Node("Borealis Networks")
    let wrongPlace = try new.attempt("card", "use", card, "--at", address, "--peer", oldNode, "--listen", "127.0.0.1:0")
    #expect(wrongPlace.exit == 75 && wrongPlace.errorLines.count == 1, "\(wrongPlace)")
    #expect(!FileManager.default.fileExists(atPath: new.home + "/keys/identity.key"))
    let member = try new.json(
      "card",
      "use",
      card,
      "--at",
      address,
      "--peer",
      fingerprint,
      "--listen",
      "127.0.0.1:0",
      "--reason",
      "burnt down"
    )
    if let process = new.process { Scratch.watch(process) }
    #expect(member["name"]?.string == "Borealis Networks" && member["status"]?.string == "member")
    #expect(member["nodes"]?.strings.count == 1)
    #expect(!FileManager.default.fileExists(atPath: new.home + "/recovery-card"))

    // Old logs are valid: the goal is there, on all; and what the new node writes is the organisation's.
    try new.run("goal", "add", "Written by the new node")
    let restored = Network(nodes: [network[0], new, network[2]])
    try restored.converge()
    try restored.verify()
    let goals = try network[2].json("goal", "list").array
    #expect(goals.count == oldNames.count + 1)

    // The thief tries what the key could do before: another node, retiring the new one, naming the voice.
    let newNode = try #require(new.json("self")["id"]?.string)
    try lost.run("goal", "add", "Written by the thief")
    let code = try lost.json("node", "invite-device")["code"]?.string ?? ""
    let accomplice = try Node("Borealis Networks")
    _ = try accomplice.attempt("node", "adopt", code, "--listen", "127.0.0.1:0", "--timeout", "1")
    if let process = accomplice.process { Scratch.watch(process) }
    try lost.run("sync", "resume")
    _ = try lost.attempt("sync", "now", "--wait", "--timeout", "3")
    _ = try lost.attempt("node", "retire", newNode, "--reason", "mine now")
    _ = try lost.attempt("sync", "now", "--wait", "--timeout", "3")
    for node in restored.nodes {
      let nodes = try node.json("node", "list").array.filter { $0["memberName"]?.string == "Borealis Networks" }
      let open = nodes.filter { $0["retired"] == .bool(false) }
      #expect(open.compactMap { $0["id"]?.string } == [newNode], "\(nodes)")
      #expect(open.first?["voice"] == .bool(true))
      #expect(try !node.json("goal", "list").array.contains { $0["title"]?.string == "Written by the thief" })
      let peers = try node.json("sync", "status")["peers"]?.array ?? []
      #expect(!peers.contains { $0["node"]?.string == oldNode })
    }

    // And the new voice speaks: something is settled with its help.
    let decision = try #require(network[0].json("decision", "propose", "Go on", "--rule", "unanimous")["id"]?.string)
    try restored.converge()
    for node in restored.nodes { try node.run("decision", "position", decision, "agree") }
    try eventually("all three have settled it", within: .seconds(40)) {
      try new.json("decision", "show", decision)["outcome"]?.string == "accepted"
    }
  }

  @Test func `a lone founder's card has nobody to ask and says so; its backup with keys or its replica goes on`() throws
  {
    let founder = try Node("Aalto IT")
    try founder.found("Alone")
    try founder.run("goal", "add", "Written before the loss")
    let card = try founder.cardMovedAway()
    let folder = URL(filePath: founder.home).deletingLastPathComponent().path(percentEncoded: false)
    #expect(try founder.shell("umask 077; echo 'kala kukko' > \(folder)pass").exit == 0)
    try founder.run(["replica", "backup", folder + "backup", "--with-keys", "--passphrase-file", folder + "pass"])
    try founder.killAtOnce()
    try FileManager.default.removeItem(atPath: founder.home)

    let nobody = try founder.attempt("card", "use", card)
    #expect(nobody.exit == 65 && nobody.errorLines.count == 1, "\(nobody)")
    #expect(!FileManager.default.fileExists(atPath: founder.home + "/keys/identity.key"))
    try founder.run("restore", folder + "backup")
    let alone = try founder.attempt("card", "use", card)
    #expect(alone.exit == 1 && alone.errorLines.count == 1, "\(alone)")
    #expect(alone.error.contains("--passphrase-file") && alone.error.contains("--from"), "\(alone)")

    let anew = try Node("Aalto IT")
    try anew.run(["init", "--network", "Anew", "--name", "Aalto IT", "--listen", "127.0.0.1:0", "--from", founder.home])
    try anew.start()
    #expect(try anew.json("goal", "list").array.count == 1)
    try FileManager.default.removeItem(atPath: founder.home)
    try founder.run("restore", folder + "backup", "--passphrase-file", folder + "pass")
    try founder.start()
    try founder.run("goal", "add", "After the restore")
    #expect(try founder.json("goal", "list").array.count == 2)
    #expect(try founder.json("card", "check", card)["valid"] == .bool(true))
  }

  @Test func `a card tells whose it is and never its secret, and another organisation's is told apart`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let own = try network[0].cardMovedAway()
    let others = try network[1].cardMovedAway()
    let text = String(decoding: try #require(FileManager.default.contents(atPath: own)), as: UTF8.self)
    let secret = try #require(text.split(separator: "\n").last?.split(separator: " ").last)
    let shown = try network[0].attempt("card", "show", own)
    #expect(shown.exit == 0 && !shown.output.contains(secret))
    let card = try network[0].json("card", "show", own)
    #expect(shown.output.contains(card["fingerprint"]?.string ?? "?"))
    #expect(card["network"]?.string == (try network[0].json("replica", "status")["network"]?["id"]?.string))
    #expect(try network[0].attempt("card", "show", own, "--secret").exit == 64)
    try network[0].run("card", "show", own, "--secret", "-o", own + "-copy")
    #expect(FileManager.default.contents(atPath: own + "-copy") == Data(text.utf8))

    #expect(try network[0].json("card", "check", own)["valid"] == .bool(true))
    let foreign = try network[0].attempt("card", "check", others)
    #expect(foreign.exit == 1 && foreign.errorLines.count == 1, "\(foreign)")
    try network[0].stop()
    #expect(try network[0].json("card", "check", own)["valid"] == .bool(true))
    #expect(try network[0].attempt("card", "check", others).exit == 1)

    let made = try network[0].json("card", "new", own + "-new")
    #expect(made["key"]?.string?.count == 64 && made["key"] != card["key"])
    #expect(try network[0].attempt("card", "check", own + "-new").exit == 1)
    #expect(try network[0].attempt("card", "new", own).exit != 0)
  }
}

extension Node {
  /// Moves the recovery card to where its owner would: elsewhere.
  func cardMovedAway() throws -> String {
    let path = URL(filePath: home).deletingLastPathComponent().path(percentEncoded: false) + "card"
    try FileManager.default.moveItem(atPath: home + "/recovery-card", toPath: path)
    return path
  }
}
