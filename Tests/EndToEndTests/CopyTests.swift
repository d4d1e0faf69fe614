import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// What becomes of nodes that were put back, copied, or lost their database (rules 2.6, 2.11; cases 5, 6, 7, 35).
@Suite struct CopyTests {
  private func titles(_ node: Node) throws -> Set<String> {
    Set(try node.json("goal", "list").array.compactMap { $0["title"]?.string })
  }

  private func notices(_ node: Node) throws -> [String] { try node.json("node", "status")["notices"]?.strings ?? [] }

  @Test func `a home whose database is gone takes everything back from its peers`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[1].run("goal", "add", "Its own")
    try network[0].run("goal", "add", "The other's")
    try network.converge()
    try network[1].stop()
    #expect(try network[1].shell("rm \"$TALKOOT_HOME\"/replica.db*").exit == 0)
    try network[1].start()
    try network.converge()
    #expect(try titles(network[1]) == ["Its own", "The other's"])
    try network[1].run("goal", "add", "After the loss")
    try network.converge()
    #expect(try titles(network[0]) == ["Its own", "The other's", "After the loss"])
    #expect(try notices(network[1]).contains("restored"))
    #expect(try network[0].json("replica", "status")["versionVector"]?.keys.count == 3)
    try network.verify()
  }

  @Test func `a machine that is put back unnoticed forks its log, and nothing of either branch is lost`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[1].run("goal", "add", "Before")
    try network.converge()
    try network[1].stop()
    let copy = network[1].home + "-copy"
    let files = "\"$TALKOOT_HOME\"/replica.db* \"$TALKOOT_HOME\"/continuity"
    #expect(try network[1].shell("mkdir \(copy) && cp -p \(files) \(copy)/").exit == 0)
    try network[1].start()
    try network[1].run("goal", "add", "On the first branch")
    try network.converge()
    try network[1].stop()
    #expect(try network[1].shell("rm \(files); cp -p \(copy)/* \"$TALKOOT_HOME\"/").exit == 0)
    // Nobody is there to tell it.
    try network.pause(0)
    try network[1].start()
    try network[1].run("goal", "add", "On the second branch")
    try network.resume(0)
    try network.converge()
    // What follows a fork counts as soon as somebody builds on it: its node does so by itself.
    let both: Set<String> = ["Before", "On the first branch", "On the second branch"]
    for node in network.nodes {
      try eventually("\(node.name) counts both branches", within: .seconds(60)) { try titles(node) == both }
    }
    try network[1].run("goal", "add", "In the new log")
    try network.converge()
    for node in network.nodes {
      let found = try titles(node)
      #expect(found == ["Before", "On the first branch", "On the second branch", "In the new log"], "\(node.name)")
    }
    #expect(try notices(network[1]).contains("forked"))
    #expect(try notices(network[0]).isEmpty)
    try network.verify()
  }

  @Test func `a copy of a home that runs beside the original writes a log of its own, and both are told`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let original = network[1]
    try original.run("goal", "add", "Before")
    try network.converge()
    try original.stop()
    let copy = try Node("Copy")
    #expect(try original.shell("cp -a \"$TALKOOT_HOME\" \(copy.home)").exit == 0)
    #expect(try copy.shell("sed -i 's/^listen.*/listen = \"127.0.0.1:0\"/' \"$TALKOOT_HOME\"/config.toml").exit == 0)
    try original.start()
    try copy.start()
    #expect(try notices(copy).contains("copied"))
    try original.run("goal", "add", "By the original")
    try copy.run("goal", "add", "By the copy")
    let all: Set<String> = ["Before", "By the original", "By the copy"]
    for node in [network[0], original, copy] {
      try eventually("\(node.name) has what both wrote", within: .seconds(60)) { try titles(node) == all }
    }
    try original.run("goal", "add", "Again by the original")
    for node in [original, copy] {
      try eventually("\(node.name) is told of the other", within: .seconds(60)) { try notices(node).contains("twin") }
    }
  }
}
