import Foundation
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

  @Test func `a card that was lost is replaced by more than half of the others`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let key = String(repeating: "a7", count: 32)
    let short = try network[0].attempt("member", "propose-rekey", "Cumulus Turva", "--key", "12", "--reason", "x")
    #expect(short.exit == 65)
    let proposed = try network[0].json("member", "propose-rekey", "Cumulus Turva", "--key", key, "--reason", "Lost")
    let id = try #require(proposed["id"]?.string)
    #expect(proposed["newKey"]?.string == key && proposed["action"]?.string == "rekey")
    try eventually("the second has the proposal") { try network[1].attempt("proposal", "show", id).exit == 0 }
    try network[0].run("proposal", "withdraw", id)
    try eventually("withdrawn") { try network[1].json("proposal", "show", id)["status"]?.string == "withdrawn" }
    #expect(try network[1].attempt("proposal", "approve", id).exit == 1)
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
  }
}
