import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Copies of a node, and what becomes of the node that is restored from one.
@Suite struct BackupTests {
  @Test func `a restored node goes on in a new log and nothing is lost`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[1].run("goal", "add", "Before the backup")
    let file = network[1].home + "-backup"
    let report = try network[1].json("replica", "backup", file)
    #expect(report["changes"]?.int ?? 0 > 0)
    try network[1].run("goal", "add", "After the backup")
    try network.converge()
    let logs = try network[0].json("replica", "status")["versionVector"]?.keys.count ?? 0

    // The machine is lost; its key and settings are not.
    try network[1].killAtOnce()
    let kept = network[1].home + "-kept"
    try FileManager.default.moveItem(atPath: network[1].home, toPath: kept)
    let script =
      "mkdir -m 700 \"$TALKOOT_HOME\" \"$TALKOOT_HOME/keys\" && cp \(kept)/keys/identity.key \"$TALKOOT_HOME/keys/\" "
      + "&& cp \(kept)/config.toml \"$TALKOOT_HOME/\""
    #expect(try network[1].shell(script).exit == 0)
    try network[1].run("restore", file)
    try network[1].start()
    try network.converge()
    try network[1].run("goal", "add", "After the restore")
    try network.converge()
    let titles = Set(try network[0].json("goal", "list").array.compactMap { $0["title"]?.string })
    #expect(titles == ["Before the backup", "After the backup", "After the restore"])
    #expect(try network[0].json("replica", "status")["versionVector"]?.keys.count == logs + 1)
    try network.verify()
  }

  @Test func `a home whose database is an old copy goes on in a new log and takes back what it had told others`() throws
  {
    let network = try Network("Aalto IT", "Borealis Networks")
    try network[1].run("goal", "add", "In the copy")
    try network.converge()
    try network[1].stop()
    let copy = network[1].home + "-copy"
    #expect(try network[1].shell("mkdir \(copy) && cp -p \"$TALKOOT_HOME\"/replica.db* \(copy)/").exit == 0)
    try network[1].start()
    try network[1].run("goal", "add", "After the copy")
    try network.converge()
    try network[1].stop()
    #expect(
      try network[1].shell("rm \"$TALKOOT_HOME\"/replica.db*; cp -p \(copy)/replica.db* \"$TALKOOT_HOME\"/").exit == 0
    )
    try network[1].start()
    try network[1].run("goal", "add", "After putting it back")
    try network.converge()
    #expect(try network[0].json("goal", "list").array.count == 3)
    let versions = try network[0].json("replica", "status")["versionVector"]
    #expect(versions?.keys.count == 3, "\(versions?.text ?? "")")
    try network.verify()
  }

  @Test func `a backup does not go into a home in use, and what is no backup goes nowhere`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let file = node.home + "-backup"
    try node.run("replica", "backup", file)
    let inUse = try node.attempt("restore", file)
    #expect(inUse.exit == 1 && inUse.errorLines.count == 1, "\(inUse)")
    let other = try Node("Other")
    #expect(try other.attempt("restore", "/nowhere").exit == 65)
    #expect(try other.attempt("restore", Programs.talkoot).exit != 0)
    #expect(try other.attempt("node", "start").exit == 1)
  }
}
