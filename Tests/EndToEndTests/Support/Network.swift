import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Organisations of one network, on loopback.
struct Network: Sendable {
  let nodes: [Node]

  subscript(index: Int) -> Node { nodes[index] }

  init(nodes: [Node]) { self.nodes = nodes }

  /// Founds a network with the first name and makes the others members of it, each confirmed by all before it.
  init(_ names: String...) throws {
    var nodes = [try Node(names[0])]
    try nodes[0].found("Kumppanit")
    for name in names.dropFirst() {
      let newcomer = try Node(name)
      try newcomer.join(nodes[0])
      for (index, member) in nodes.enumerated() {
        try eventually("\(member.name) has heard of \(name)") {
          try member.json("member", "list").array.contains { $0["name"]?.string == name }
        }
        try member.run(["member", "confirm", name] + (index == nodes.count - 1 ? ["--wait"] : []))
      }
      nodes.append(newcomer)
      for node in nodes {
        try eventually("\(node.name) knows \(name) as a member") {
          try node.json("member", "show", name)["status"]?.string == "member"
        }
      }
    }
    self.nodes = nodes
  }

  /// Waits until all nodes have the same heads and digest; gives the digest back.
  @discardableResult
  func converge(within limit: Duration = .seconds(30)) throws -> String {
    try eventually("one digest on all nodes", within: limit) {
      try nodes.map { try $0.json("replica", "status") }
    } is: { statuses in
      Set(statuses.map { $0["heads"]?.strings ?? [] }).count == 1
        && Set(statuses.map { $0["digest"]?.string }).count == 1
    }
    return try #require(try nodes[0].digest)
  }

  /// Re-reads every node's database and replays it.
  func verify() throws {
    for node in nodes {
      let report = try node.json("replica", "verify")
      #expect(report["ok"] == .bool(true), "\(node.name): \(report.text)")
      #expect(report["fault"] == .null)
    }
  }

  func pause(_ indices: Int...) throws { for index in indices { try nodes[index].run("sync", "pause") } }
  func resume(_ indices: Int...) throws { for index in indices { try nodes[index].run("sync", "resume") } }
}
