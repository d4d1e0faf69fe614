import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// A voice that may have lost words of its own.
@Suite struct VoiceTests {
  @Test func `a restored voice keeps out until it has met every other member, across restarts, or is trusted`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    try network.converge()
    let backup = network[0].home + "-backup"
    try network[0].run("replica", "backup", backup)
    #expect(try network[0].json("node", "voice")["state"]?.string == "speaking")
    try network[0].stop()
    try network[2].stop()
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: network[0].home + "/replica.db" + suffix)
    }
    try network[0].run("restore", backup)
    try network[0].start()
    try eventually("it has met the second") {
      try network[0].json("node", "voice")["waitsFor"]?.array.count == 1
    }
    #expect(try network[0].json("replica", "status")["voice"]?["state"]?.string == "abstaining")
    // What was open then waits for it; what begins after its return doesn't.
    try network[0].stop()
    try network[0].start()
    let away = try #require(try network[0].json("member", "show", "Cumulus Turva")["id"]?.string)
    #expect(try network[0].json("node", "voice")["waitsFor"]?.strings == [away], "a restart changes nothing")
    let decision = try #require(network[1].json("decision", "propose", "New", "--rule", "majority")["id"]?.string)
    try eventually("the restored one has it") { try network[0].attempt("decision", "show", decision).exit == 0 }
    for node in network.nodes.prefix(2) { try node.run("decision", "position", decision, "agree") }
    try eventually("what began after its return is settled with it") {
      try network[1].json("decision", "show", decision)["status"]?.string == "settled"
    }
    #expect(try network[0].json("node", "voice")["state"]?.string == "abstaining")
    try network[2].start()
    try eventually("it has met everyone") { try network[0].json("node", "voice")["state"]?.string == "speaking" }
    #expect(try network[0].json("node", "voice", "--trust")["state"]?.string == "speaking")
  }
}
