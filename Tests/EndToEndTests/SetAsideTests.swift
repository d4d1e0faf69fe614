import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// What someone removed wrote and nobody who stays has built on.
@Suite struct SetAsideTests {
  @Test func `what a removed one passes on by somebody who missed its removal is set aside until a member wants it`()
    throws
  {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let guest = try Node("Delta Data")
    try guest.join(network[0])
    let everyone = network.nodes + [guest]
    try eventually("one digest on all nodes") { try Set(everyone.map { try $0.digest }).count == 1 }
    try guest.stop()
    try network[2].stop()
    try remove("Cumulus Turva", by: network)

    // The two who know of nothing meet while the others are away.
    for index in [0, 1] { try network[index].stop() }
    try network[2].start()
    try guest.start()
    try network[2].run("goal", "add", "Backdated")
    try eventually("the guest has it") { try titles(guest) == ["Backdated"] }
    try network[2].stop()
    for index in [0, 1] { try network[index].start() }

    let stay = [network[0], network[1], guest]
    try eventually("it is set aside wherever it came") {
      try stay.allSatisfy { try $0.json("replica", "status")["setAside"]?.int == 1 }
        && Set(stay.map { try $0.digest }).count == 1
    }
    for node in stay {
      #expect(try titles(node).isEmpty)
      #expect(try node.json("member", "show", "Cumulus Turva")["status"]?.string == "removed")
    }
    let aside = try network[0].json("replica", "set-aside").array
    let change = try #require(aside.first?["id"]?.string)
    #expect(aside.count == 1 && aside[0]["summary"]?.string?.contains("Backdated") == true)
    #expect(aside[0]["memberName"]?.string == "Cumulus Turva" && aside[0]["setAside"] == .bool(true))
    #expect(try network[0].run("replica", "set-aside").contains("--bring-back"))
    #expect(try network[0].run("replica", "show", change).contains("Set aside"))

    let written = try network[1].json("replica", "set-aside", "--bring-back", change)
    #expect(written["memberName"]?.string == "Borealis Networks")
    #expect(try network[1].attempt("replica", "set-aside", "--bring-back", change).exit == 1, "it counts already")
    for node in stay {
      try eventually("it counts at \(node.name)") { try titles(node) == ["Backdated"] }
      #expect(try node.json("replica", "set-aside").array.isEmpty)
      let goal = try #require(node.json("goal", "list").array.first?["id"]?.string)
      #expect(try node.json("show", goal)["broughtInByName"]?.string == "Borealis Networks")
      #expect(try node.run("show", goal).contains("Brought in by Borealis Networks"))
      #expect(try node.json("replica", "show", change)["broughtInByName"]?.string == "Borealis Networks")
      let report = try node.json("replica", "verify")
      #expect(report["ok"] == .bool(true), "\(node.name): \(report.text)")
    }
    try eventually("one digest of those who stay") { try Set(stay.map { try $0.digest }).count == 1 }
    #expect(try network[0].json("replica", "rebuild")["changed"] == .bool(false))
  }

  private func titles(_ node: Node) throws -> [String] {
    try node.json("goal", "list").array.compactMap { $0["title"]?.string }
  }

  private func remove(_ name: String, by network: Network) throws {
    let proposed = try network[0].json("member", "propose-removal", name, "--reason", "Gone")
    let id = try #require(proposed["id"]?.string)
    try eventually("the second has the proposal") { try network[1].attempt("proposal", "show", id).exit == 0 }
    try network[1].run("proposal", "approve", id)
    for node in network.nodes.prefix(2) {
      try eventually("removed at \(node.name)") { try node.json("member", "show", name)["status"]?.string == "removed" }
    }
  }
}
