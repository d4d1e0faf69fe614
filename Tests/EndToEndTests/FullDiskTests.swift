import ProgramTesting
import TalkootAPI
import Testing

/// A disk that gets full under a running node (rules 2.12; case 10).
@Suite struct FullDiskTests {
  private func titles(_ node: Node) throws -> Set<String> {
    Set(try node.json("goal", "list").array.compactMap { $0["title"]?.string })
  }

  @Test(.enabled(if: SmallDisk.isPossible))
  func `a node takes nothing more from others on a nearly full disk, writes while it can, and goes on by itself`()
    throws
  {
    let other = try Node("Aalto IT")
    try other.found("Kumppanit")
    let node = try Node("Borealis Networks")
    let disk = try SmallDisk(at: node.home, mebibytes: 24)
    try node.join(other)
    try node.run("config", "set", "reserve", "4")
    try node.stop()
    try node.start()
    let process = try #require(node.process)
    try other.run("goal", "add", "While there was room")
    try Network(nodes: [other, node]).converge()

    try disk.fill(leaving: 2 << 20)
    try other.run("goal", "add", "While it was nearly full")
    try eventually("its people are told") {
      try node.json("node", "status")["notices"]?.strings.contains("noRoom") == true
    }
    // Its own go on: the room is kept back for them.
    try node.run("goal", "add", "Its own")
    try eventually("the other has it") { try titles(other).contains("Its own") }
    #expect(try titles(node) == ["While there was room", "Its own"])

    try disk.fill(leaving: 0)
    let refused = try node.attempt("--json", "goal", "add", "No room for this", "--description", big)
    #expect(refused.exit == 1, "\(refused)")
    #expect(refused.json?["error"]?["code"]?.string == "storageFailed")
    #expect(refused.error.contains("no room on the disk"), "\(refused)")
    #expect(try titles(node) == ["While there was room", "Its own"])
    let doctor = try node.attempt("--json", "doctor")
    #expect(doctor.exit == 1)
    #expect(doctor.json?["checks"]?.array.first { $0["name"]?.string == "disk" }?["ok"] == .bool(false))
    try other.run("goal", "add", "While it was full")
    // Nobody has closed the link: the other waits.
    #expect(try node.json("sync", "status")["peers"]?.array.first?["state"]?.string == "connected")

    disk.free()
    try Network(nodes: [other, node]).converge()
    let all: Set<String> = ["While there was room", "While it was nearly full", "Its own", "While it was full"]
    for each in [other, node] { #expect(try titles(each) == all) }
    #expect(node.process == process, "the node was started anew")
    try node.run("goal", "add", "Room for this")
    try Network(nodes: [other, node]).converge()
    try Network(nodes: [other, node]).verify()
    try node.stop()
  }

  /// More than what is left in the log's last page.
  private let big = String(repeating: "No room on a full disk. ", count: 4_000)
}
