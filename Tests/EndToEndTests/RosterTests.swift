import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Members come to an end: removed, leaving, with a new card.
@Suite struct RosterTests {
  @Test func `who is removed is told, its links close within five seconds, and it joins anew as another`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let old = try #require(network[2].json("self")["member"]?.string)
    let goal = try #require(network[2].json("goal", "add", "Watch", "--steward", "Cumulus Turva")["id"]?.string)
    try network.converge()
    let proposed = try network[0].json("member", "propose-removal", old, "--reason", "It sells what we tell it")
    let id = try #require(proposed["id"]?.string)
    #expect(proposed["action"]?.string == "remove" && proposed["needed"]?.int == 2)
    #expect(proposed["status"]?.string == "open")
    try eventually("the second has the proposal") { try network[1].attempt("proposal", "show", id).exit == 0 }
    #expect(try network[1].json("proposal", "list").array.count == 1)
    #expect(try network[2].attempt("proposal", "approve", id).exit == 77, "the one concerned never approves")
    try network[1].run("proposal", "approve", id)
    for node in network.nodes.prefix(2) {
      try eventually("removed at \(node.name)") { try node.json("member", "show", old)["status"]?.string == "removed" }
    }
    try eventually("the links of the removed one are closed", within: .seconds(5)) {
      try network.nodes.prefix(2).allSatisfy { node in
        try node.json("sync", "status")["peers"]?.array.allSatisfy { $0["member"]?.string != old } == true
      } && network[2].json("sync", "status")["peers"]?.array.allSatisfy { $0["state"]?.string != "connected" } == true
    }
    try eventually("the removed one is told") { try network[2].json("self")["status"]?.string == "removed" }
    #expect(try network[2].json("sync", "status")["peers"]?.array.isEmpty == true, "it dials nobody any more")
    let refused = try network[2].attempt("goal", "edit", goal, "--title", "Mine")
    #expect(refused.exit == 77 && refused.errorLines.first?.contains("removed") == true, "\(refused)")
    #expect(try network[2].json("goal", "show", goal)["title"]?.string == "Watch")
    #expect(try network[0].run("status").contains("steward"), "who has nobody to answer for it is seen")
    let settled = try network[1].json("proposal", "show", id)
    #expect(settled["status"]?.string == "settled", "\(settled.text)")
    #expect((settled["certificate"]?.array.count ?? 0) >= 2, "\(settled.text)")

    let again = try Node("Cumulus Turva")
    try again.join(network[0])
    let new = try again.json("self")
    #expect(new["status"]?.string == "participant" && new["member"]?.string != old)
    #expect(try again.json("member", "show", old)["status"]?.string == "removed")
    try eventually("one digest without the removed one") {
      try Set([network[0].digest, network[1].digest, again.digest]).count == 1
    }
  }

  @Test func `who was away when it was removed finds itself refused`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    try network.converge()
    try network[2].stop()
    let proposed = try network[0].json("member", "propose-removal", "Cumulus Turva", "--reason", "Gone")
    let id = try #require(proposed["id"]?.string)
    // Proposing what is proposed already approves it.
    try eventually("the second has the proposal") { try network[1].attempt("proposal", "show", id).exit == 0 }
    let second = try network[1].json("member", "propose-removal", "Cumulus Turva", "--reason", "Indeed")
    #expect(second["id"]?.string == id && second["approvals"]?.array.count == 2)
    for node in network.nodes.prefix(2) {
      try eventually("removed at \(node.name)") {
        try node.json("member", "show", "Cumulus Turva")["status"]?.string == "removed"
      }
    }
    try network[2].start()
    try eventually("the removed one is refused") {
      try network[2].json("sync", "status")["peers"]?.array.allSatisfy { $0["state"]?.string == "refused" } == true
    }
    #expect(try network[2].run("status").contains("removed"))
  }

  @Test func `who leaves hands over what it answers for, and is out once the others have settled it`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let goal = try #require(network[2].json("goal", "add", "Watch", "--steward", "Cumulus Turva")["id"]?.string)
    let told = try network[2].json("member", "leave", "--dry-run")
    #expect(told["dryRun"] == .bool(true) && told["handedOver"]?.array.first?["id"]?.string == goal)
    #expect(try network[2].attempt("member", "leave", "--hand-over-to", "Cumulus Turva").exit == 65)
    let left = try network[2].json("member", "leave", "--hand-over-to", "Borealis Networks", "--wait")
    #expect(left["settled"] == .bool(true) && left["successorName"]?.string == "Borealis Networks", "\(left.text)")
    for node in network.nodes.prefix(2) {
      try eventually("left at \(node.name)") {
        try node.json("member", "show", "Cumulus Turva")["status"]?.string == "left"
      }
      #expect(try node.json("goal", "show", goal)["stewardName"]?.string == "Borealis Networks")
    }
    #expect(try network[2].attempt("goal", "add", "More").exit == 77)
    #expect(try network[2].attempt("member", "leave").exit == 0, "saying so again changes nothing")
    #expect(try network[0].attempt("member", "propose-removal", "Borealis Networks", "--reason", "x").exit == 77)
  }

  @Test func `a card that was lost is replaced by more than half of the others, and the new one alone opens the door`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let old = try network[2].cardMovedAway()
    let new = old + "-new"
    let key = try #require(network[2].json("card", "new", new)["key"]?.string)
    let short = try network[0].attempt("member", "propose-rekey", "Cumulus Turva", "--key", "12", "--reason", "x")
    #expect(short.exit == 65)
    let proposed = try network[0].json("member", "propose-rekey", "Cumulus Turva", "--key", key, "--reason", "Lost")
    let id = try #require(proposed["id"]?.string)
    #expect(proposed["newKey"]?.string == key && proposed["action"]?.string == "rekey")
    try eventually("the second has the proposal") { try network[1].attempt("proposal", "show", id).exit == 0 }
    try network[0].run("proposal", "withdraw", id)
    try eventually("withdrawn") { try network[1].json("proposal", "show", id)["status"]?.string == "withdrawn" }
    #expect(try network[1].attempt("proposal", "approve", id).exit == 1)
    #expect(try network[2].attempt("card", "check", new).exit == 1, "a new card is nothing before it is settled")
    let again = try #require(
      try network[1].json("member", "propose-rekey", "Cumulus Turva", "--key", key, "--reason", "Lost")["id"]?.string
    )
    try eventually("the first has the proposal") { try network[0].attempt("proposal", "show", again).exit == 0 }
    try network[0].run("proposal", "approve", again)
    for node in network.nodes {
      try eventually("settled at \(node.name)") {
        try node.json("proposal", "show", again)["status"]?.string == "settled"
      }
    }
    #expect(try network[2].json("card", "check", new)["valid"] == .bool(true))
    #expect(try network[2].attempt("card", "check", old).exit == 1)

    // Who found the old card opens nothing with it; the new one brings the organisation back when its node is lost.
    let lost = try #require(network[2].json("self")["id"]?.string)
    try network[2].killAtOnce()
    let place = ["--at", try network[0].listen, "--peer", try network[0].json("self")["fingerprintHex"]?.string ?? ""]
    let thief = try Node("Cumulus Turva")
    let refused = try thief.attempt(["card", "use", old] + place + ["--listen", "127.0.0.1:0"])
    #expect(refused.exit == 77 && refused.errorLines.count == 1, "\(refused)")
    let back = try Node("Cumulus Turva")
    let member = try back.json(["card", "use", new] + place + ["--listen", "127.0.0.1:0"])
    if let process = back.process { Scratch.watch(process) }
    #expect(member["name"]?.string == "Cumulus Turva" && member["status"]?.string == "member")
    try back.run("goal", "add", "By the new node")
    try Network(nodes: [network[0], network[1], back]).converge()
    let nodes = try network[1].json("node", "list").array.filter { $0["memberName"]?.string == "Cumulus Turva" }
    #expect(nodes.filter { $0["retired"] == .bool(true) }.compactMap { $0["id"]?.string } == [lost])
    #expect(nodes.first { $0["retired"] == .bool(false) }?["voice"] == .bool(true))
  }
}

/// When half of the members are gone for good.
@Suite struct FoundingAnewTests {
  @Test func `a network is founded anew with the content of another one's replica, in one act`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let goal = try #require(network[0].json("goal", "add", "Watch", "--steward", "Borealis Networks")["id"]?.string)
    let measure = try #require(network[0].json("measure", "add", goal, "Incidents", "--target", "0")["id"]?.string)
    try network[0].run("checkin", measure, "4", "--on", "2026-11")
    try network.converge()
    let anew = try Node("Borealis Networks")
    let words = ["init", "--network", "Uusi", "--name", "Borealis Networks", "--listen", "127.0.0.1:0"]
    let busy = try anew.attempt(words + ["--from", network[1].home])
    #expect(busy.exit == 1 && busy.errorLines.count == 1, "its node runs: \(busy)")
    try network[1].stop()
    let made = try anew.json(words + ["--from", network[1].home])
    #expect(made["from"]?["name"]?.string == "Kumppanit" && made["network"]?["name"]?.string == "Uusi")
    try anew.start()
    let goals = try anew.json("goal", "list").array
    #expect(goals.map { $0["title"]?.string } == ["Watch"] && goals[0]["id"]?.string != goal)
    #expect(goals[0]["key"]?.string == goal && goals[0]["stewardName"]?.string == "Borealis Networks")
    #expect(try anew.json("measure", "show", "key:" + measure)["value"]?.int == 4)
    #expect(try anew.json("member", "list").array.count == 1)
    #expect(try anew.json("replica", "verify")["ok"] == .bool(true))
    let acts = Set(try anew.json("replica", "log").array.compactMap { $0["act"]?.string })
    #expect(acts.count == 1)
    try network[1].start()
    #expect(try network[1].json("replica", "verify")["ok"] == .bool(true), "the old one is as it was")
  }
}
