import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Bytes on the disk that turn (rules section 5, case 11).
@Suite struct DamageTests {
  private func titles(_ node: Node) throws -> Set<String> {
    Set(try node.json("goal", "list").array.compactMap { $0["title"]?.string })
  }

  /// Turns a bit of a text in a database that nobody has open; false where the text is not that often in it.
  private func damage(_ node: Node, _ text: String, occurrence: Int) throws -> Bool {
    let url = URL(filePath: node.home + "/replica.db")
    var bytes = try Data(contentsOf: url)
    var from = bytes.startIndex
    for number in 0... {
      guard let found = bytes.range(of: Data(text.utf8), in: from..<bytes.endIndex) else { return false }
      if number == occurrence {
        bytes[found.lowerBound + 2] ^= 0x20
        break
      }
      from = found.upperBound
    }
    let file = try FileHandle(forWritingTo: url)
    try file.write(contentsOf: bytes)
    try file.close()
    return true
  }

  private func databaseCheck(_ node: Node) throws -> JSONValue? {
    try node.attempt("--json", "doctor").json?["checks"]?.array.first { $0["name"]?.string == "database" }
  }

  private func hasMovedAside(_ node: Node) -> Bool {
    FileManager.default.fileExists(atPath: node.home + "/damaged/replica.db")
  }

  private func log(_ node: Node) throws -> String {
    try String(contentsOfFile: node.home + "/log/talkootd.log", encoding: .utf8)
  }

  /// In the state as it is kept, which is read at the start, and in the change itself, which is not.
  @Test(arguments: 0..<2)
  func `a byte that turned is found, everything comes back, and what nobody else had with it`(occurrence: Int) throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[0].run("goal", "add", "The word that turns")
    try network[1].run("goal", "add", "Known to both")
    try network.converge()
    try network.pause(0)
    try network[1].run("goal", "add", "Unsent")
    try network[1].stop()
    try #require(try damage(network[1], "The word that turns", occurrence: occurrence))
    let down = try databaseCheck(network[1])
    #expect(down?["ok"] == .bool(false))
    #expect(down?["message"]?.string?.contains("table ") == true, "says where: \(down?.text ?? "")")
    try network[1].start()
    let process = network[1].process
    try eventually("the damaged database is moved aside") { hasMovedAside(network[1]) }
    try eventually("the node answers again") { try network[1].attempt("node", "status").exit == 0 }
    #expect(network[1].process == process)
    #expect(try titles(network[1]).isSubset(of: ["The word that turns", "Known to both", "Unsent"]))
    #expect(try log(network[1]).contains("the database is damaged"))
    try network.resume(0)
    try network.converge()
    let all: Set<String> = ["The word that turns", "Known to both", "Unsent"]
    for node in network.nodes { try eventually("\(node.name) has everything") { try titles(node) == all } }
    try eventually("nothing is missing, so the old one goes") { !hasMovedAside(network[1]) }
    #expect(try databaseCheck(network[1])?["ok"] == .bool(true))
    try network[1].run("goal", "add", "Afterwards")
    try network.converge()
    try network.verify()
  }

  @Test func `what was damaged and nobody else has is listed as lost, and the rest comes back`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[0].run("goal", "add", "Known to both")
    try network.converge()
    try network.pause(0)
    let lost = try #require(try network[1].json("goal", "add", "Nobody else has this")["id"]?.string)
    let change = try #require(try network[1].json("replica", "log", "--limit", "1").array.first?["id"]?.string)
    try network[1].stop()
    // In the state and in the change.
    for _ in 0..<2 { try #require(try damage(network[1], "Nobody else has this", occurrence: 0)) }
    try network[1].start()
    try network.resume(0)
    try eventually("it is known what is lost", within: .seconds(60)) {
      try databaseCheck(network[1])?["message"]?.string?.contains("1 changes of this node's own are lost") == true
    }
    let list = try String(contentsOfFile: network[1].home + "/damaged/lost", encoding: .utf8)
    #expect(list.split(separator: "\n").filter { !$0.hasPrefix("#") } == [Substring(change)])
    #expect(try network[1].attempt("show", lost).exit == 66)
    try network[1].run("goal", "add", "Afterwards")
    try network.converge()
    for node in network.nodes { #expect(try titles(node) == ["Known to both", "Afterwards"]) }
    try network.verify()
    // The people have seen it.
    #expect(try network[1].shell("rm -r \"$TALKOOT_HOME\"/damaged").exit == 0)
    #expect(try databaseCheck(network[1])?["ok"] == .bool(true))
  }

  @Test func `of a node that is alone nothing is moved: it says what is wrong and where, and what to do`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.run("goal", "add", "The word that turns")
    try node.stop()
    var isRefused = false
    for occurrence in 0... {
      let before = try Data(contentsOf: URL(filePath: node.home + "/replica.db"))
      guard try damage(node, "The word that turns", occurrence: occurrence) else { break }
      let started = try node.attempt("node", "start")
      if started.exit == 0 {
        // What is read at the start is sound: the rest is examined then.
        try eventually("the damage is found") { try databaseCheck(node)?["ok"] == .bool(false) }
        #expect(try databaseCheck(node)?["remedy"]?.string?.contains("talkoot restore") == true)
        try node.stop()
      } else {
        isRefused = true
        #expect(started.exit == 1 && started.error.contains("damaged"), "\(started)")
      }
      #expect(!hasMovedAside(node))
      try before.write(to: URL(filePath: node.home + "/replica.db"))
      #expect(try node.shell("chmod 600 \"$TALKOOT_HOME\"/replica.db").exit == 0)
    }
    #expect(isRefused)
    try node.start()
    #expect(try titles(node) == ["The word that turns"])
  }
}
