import Foundation
import TalkootAPI
import Testing

/// Power cuts in the middle of writing.
@Suite struct CrashTests {
  @Test func `after each of many kills every change that was reported is there, and no log has forked`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let kills = Programs.scale("TALKOOT_KILLS", 10)
    let file = network[0].home + "-reported"
    for round in 0..<kills {
      let victim = network[round % 2]
      let process = try #require(victim.process)
      try writeUntilKilled(victim, process, "Round \(round)", reporting: file)
      try victim.start()
    }
    // What a command printed before its node was killed is what was reported.
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let reported = lines.compactMap { (try? JSONValue(parsing: Array($0.utf8)))?["id"]?.string }
    try network.converge()
    for node in network.nodes {
      let held = Set(try node.run("goal", "list", "--ids").split(separator: "\n").map(String.init))
      #expect(reported.allSatisfy(held.contains), "\(node.name) lost what was reported")
    }
    #expect(reported.count > kills, "too little was written to tell")
    try network.verify()
    // No log was forked or begun anew: each organisation still writes in its one log.
    let logs = try network[0].json("replica", "status")["versionVector"]?.keys.count
    #expect(logs == 2)
  }

  /// Three writers at once and, at a moment of chance after the first of them was told of success, the node's end.
  private func writeUntilKilled(_ node: Node, _ process: pid_t, _ title: String, reporting file: String) throws {
    let script = """
      touch \(file)
      before=$(wc -l < \(file))
      for writer in 1 2 3; do
        ( while $T --json goal add "\(title), writer $writer" >> \(file) 2> /dev/null; do :; done ) &
      done
      until [ "$(wc -l < \(file))" -gt "$before" ]; do sleep 0.01; done
      sleep 0.\(String(format: "%03d", Int.random(in: 0...200)))
      kill -9 \(process)
      wait
      """
    _ = try node.shell(script)
    try eventually("the killed node has gone") { !Node.isAlive(process) }
  }

  @Test func `two daemons on one home: the second leaves and the first goes on`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let second = try node.shell("$D --home \"$TALKOOT_HOME\"")
    #expect(second.exit == 1 && !second.errorLines.isEmpty, "\(second)")
    try node.run("goal", "add", "Still here")
    let again = try node.attempt("node", "start")
    #expect(again.exit == 0, "\(again)")
    #expect(try node.json("replica", "verify")["ok"] == .bool(true))
  }
}
