import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// Nodes that are never online together, and somebody who carries files between them; by the real programs.
@Suite struct CourierEndToEnd {
  @Test func `two nodes that never meet converge by files alone`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (a, b) = (network[0], network[1])
    try network.converge()
    try network.pause(0, 1)
    try a.run("goal", "add", "One service desk", "--description", "Åland too")
    try b.run("goal", "add", "Fees", "--steward", "Borealis Networks")
    // The newcomer joins by way of the first alone; the second has never heard of it.
    try a.run("sync", "resume")
    let c = try Node("Cirrus")
    try b.stop()
    try c.join(a)
    try c.run("sync", "pause")
    try a.stop()
    try b.start()
    try c.run("question", "ask", "Who answers at night?")
    let unknown = try b.attempt("replica", "bundle", "--for", "Cirrus", "-o", b.home + "/none")
    #expect(unknown.exit == 66)

    let there = c.home + "/for-borealis"
    let written = try c.json("replica", "bundle", "--for", "Borealis Networks", "-o", there)
    #expect(written["path"]?.string == there && written["nodes"]?.strings.count == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: there)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let absorbed = try b.json("replica", "absorb", there)
    #expect((absorbed["changes"]?.int ?? 0) > 0)
    #expect(try b.json("replica", "absorb", there)["changes"]?.int == 0)
    #expect(try b.run("replica", "absorb", there, "--lang", "fi") == "Ei mitään uutta.\n")

    let back = b.home + "/for-cirrus"
    try b.run("replica", "bundle", "--for", "Cirrus", "-o", back)
    #expect((try c.json("replica", "absorb", back)["changes"]?.int ?? 0) > 0)
    // What each node writes by itself meanwhile (that it has received something) takes another turn.
    for _ in 0..<5 where try b.digest != c.digest {
      try c.run("replica", "bundle", "--for", "Borealis Networks", "-o", there)
      try b.run("replica", "absorb", there)
      try b.run("replica", "bundle", "--for", "Cirrus", "-o", back)
      try c.run("replica", "absorb", back)
    }
    #expect(try b.digest != nil && b.digest == c.digest)
    #expect(try b.json("replica", "status")["heads"]?.strings == c.json("replica", "status")["heads"]?.strings)
    let titles = try [b, c].map { try $0.json("goal", "list").array.compactMap { $0["title"]?.string }.sorted() }
    #expect(titles == [["Fees", "One service desk"], ["Fees", "One service desk"]])
    #expect(try b.json("question", "list").array.count == 1)
    for node in [b, c] { #expect(try node.json("replica", "verify")["ok"] == .bool(true)) }
  }

  @Test func `a file that is none, torn, or another network's is bad data and does nothing`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let (a, b) = (network[0], network[1])
    try network.converge()
    try a.run("sync", "pause")
    try a.run("goal", "add", "One service desk")
    let path = a.home + "/bundle"
    try a.run("replica", "bundle", "--for", "Borealis Networks", "-o", path, "--everything")
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let before = try b.json("replica", "status")["heads"]?.strings
    let torn = a.home + "/torn"
    for (what, content) in [
      ("torn", bytes.prefix(bytes.count - 7)), ("none", Data("goal,title\n".utf8)), ("empty", Data()),
    ] {
      try content.write(to: URL(filePath: torn))
      let refused = try b.attempt("replica", "absorb", torn)
      #expect(refused.exit == 65 && refused.error.contains("torn: the file "), "\(what): \(refused.error)")
    }
    #expect(try b.attempt("replica", "absorb", a.home + "/nowhere").exit == 65)
    let stranger = try Node("Delta")
    try stranger.found("Toiset")
    #expect(try stranger.attempt("replica", "absorb", path).exit == 65)
    #expect(try stranger.json("goal", "list").array.isEmpty)
    #expect(try b.json("replica", "status")["heads"]?.strings == before)
    #expect(try a.attempt("replica", "bundle", "--for", "Aalto IT", "-o", path).exit == 1)
    #expect(try a.attempt("replica", "bundle", "--for", "Nobody", "-o", path).exit == 66)
    #expect(try a.attempt("replica", "bundle", "--for", "Borealis Networks", "-o", "/nowhere/x").exit == 1)
    #expect(try a.attempt("replica", "bundle", "--for", "Borealis Networks").exit == 64)
    #expect(try b.json("replica", "absorb", path)["changes"]?.int == 1)
    try eventually("B shows the goal") { try b.json("goal", "list").array.count == 1 }
  }
}
