import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Two organisations work while cut off, and meet again.
@Suite struct OfflineTests {
  @Test func `what two did while cut off becomes one state, with no sentence lost and conflicts to settle`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let edits = Programs.scale("TALKOOT_OFFLINE_EDITS", 24)
    let plan = try Plan(on: network[0], goals: 8)
    try network.converge()
    try network.pause(1, 2)
    for (side, index) in [(1, 0), (2, 1)] { try plan.work(on: network[side], side: index, edits: edits) }
    #expect(try network[1].digest != network[2].digest)
    try network.resume(1, 2)
    try network.converge()

    try plan.check(network[0], edits: edits)
    try settleAll(network)
    try network.verify()
  }

  /// Conflicts name who wrote what, and one command each ends them.
  private func settleAll(_ network: Network) throws {
    let conflicts = try network[0].conflicts
    let fields = Set(conflicts.compactMap { $0["field"]?.string })
    #expect(fields.contains("title") && fields.contains("parent"), "\(fields)")
    for conflict in conflicts {
      let members = Set((conflict["values"]?.array ?? []).compactMap { $0["member"]?.string })
      #expect(members.count == 2, "\(conflict.text)")
      #expect(conflict["values"]?.array.contains { $0["value"] == conflict["shown"] } == true, "\(conflict.text)")
      let object = try #require(conflict["object"]?.string)
      let field = try #require(conflict["field"]?.string)
      let value = conflict["shown"]?.string ?? ""
      try network[0].run("conflict", "settle", object, field, "--value", value)
    }
    #expect(try network[0].conflicts.isEmpty)
    try network.converge()
    #expect(try network[2].conflicts.isEmpty)
  }

  @Test func `two that import the same file while cut off have made the same goals`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let file = network[0].home + "-plan.csv"
    let rows = (1...20).map { "\($0),\($0 > 4 ? String($0 - 4) : ""),Goal number \($0)" }
    try ("key,under,title\n" + rows.joined(separator: "\n")).write(toFile: file, atomically: true, encoding: .utf8)
    try network.pause(1)
    for node in network.nodes {
      try node.run("import", file, "--kind", "goal", "--key", "key", "--map", "title=title,under=under")
    }
    try network.resume(1)
    try network.converge()
    let goals = try network[0].json("goal", "list").array
    #expect(goals.count == 20 && goals.count { $0["parent"] == .null } == 4)
    #expect(try network[0].conflicts.isEmpty)
    try network.verify()
  }

  @Test func `sync that was paused stays paused across a restart`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network.pause(1)
    try network[1].stop()
    try network[1].start()
    let status = try network[1].json("sync", "status")
    #expect(status["peers"]?.array.allSatisfy { $0["state"]?.string == "paused" } == true, "\(status.text)")
    try network[0].run("goal", "add", "Meanwhile")
    #expect(try network[1].json("goal", "list").array.isEmpty)
    try network.resume(1)
    try network.converge()
    #expect(try network[1].json("goal", "list").array.count == 1)
  }

  @Test func `two nodes that never meet converge through a third`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    // B and C listen nowhere from now on: each can only dial A.
    for index in [1, 2] {
      try network[index].run("config", "set", "listen", "")
      try network[index].stop()
    }
    for index in [1, 2] { try network[index].start() }
    try network[1].run("goal", "add", "From B")
    try network[2].run("goal", "add", "From C")
    try network.converge()
    #expect(try network[1].json("goal", "list").array.count == 2)
    let peers = try network[1].json("sync", "status")["peers"]?.array ?? []
    let third = try network[2].json("node", "status")["node"]
    #expect(peers.contains { $0["node"] == third && $0["state"]?.string != "connected" }, "\(peers)")
  }

  @Test func `a node stopped the whole time catches up on start`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    try network[2].stop()
    for number in 1...10 {
      try network[number % 2].run("goal", "add", "While C was away \(number)")
    }
    let decision = try #require(network[0].json("decision", "propose", "Without C", "--rule", "majority")["id"]?.string)
    try network[0].run("decision", "position", decision, "agree")
    try eventually("B has the decision") { try network[1].attempt("decision", "show", decision).exit == 0 }
    try network[1].run("decision", "position", decision, "agree")
    try eventually("settled without C") {
      try network[0].json("decision", "show", decision)["status"]?.string == "settled"
    }
    try network[2].start()
    try network.converge()
    #expect(try network[2].json("goal", "list").array.count == 10)
    #expect(try network[2].json("decision", "show", decision)["outcome"]?.string == "accepted")
    try network.verify()
  }
}
