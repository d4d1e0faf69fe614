import Foundation
import ProgramTesting
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
      try writeUntilKilled(victim, process, beside: network[(round + 1) % 2], "Round \(round)", reporting: file)
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

  /// Three writers at once, one more at the peer so that the node receives too, and its end at a moment of chance
  /// after the first writer was told of success.
  private func writeUntilKilled(
    _ node: Node,
    _ process: pid_t,
    beside peer: Node,
    _ title: String,
    reporting file: String
  ) throws {
    let script = """
      touch \(file)
      before=$(wc -l < \(file))
      rm -f \(file).stop
      ( until [ -e \(file).stop ]; do
          $T --home \(peer.home) --json goal add "\(title), the peer" >> \(file) 2> /dev/null; done ) &
      for writer in 1 2 3; do
        ( while $T --json goal add "\(title), writer $writer" >> \(file) 2> /dev/null; do :; done ) &
      done
      until [ "$(wc -l < \(file))" -gt "$before" ]; do sleep 0.01; done
      sleep 0.\(String(format: "%03d", Int.random(in: 0...200)))
      kill -9 \(process)
      touch \(file).stop
      wait
      """
    _ = try node.shell(script)
    try eventually("the killed node has gone") { !Node.isAlive(process) }
  }

  @Test func `a peer that is frozen holds up nobody, and has everything once it goes on`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let frozen = try #require(network[2].process)
    kill(frozen, SIGSTOP)
    defer { kill(frozen, SIGCONT) }
    for number in 1...5 { try network[number % 2].run("goal", "add", "While C was frozen \(number)") }
    try eventually("A and B are the same", within: .seconds(30)) {
      try network[0].digest == network[1].digest && network[0].json("goal", "list").array.count == 5
    }
    kill(frozen, SIGCONT)
    try network.converge()
    #expect(try network[2].json("goal", "list").array.count == 5)
  }

  @Test func `started twice at the same moment, one node runs and both commands succeed`() throws {
    let node = try Node("Aalto IT")
    try node.run("init", "--network", "N", "--name", "Aalto IT", "--listen", "127.0.0.1:0")
    let outcome = try node.shell("$T node start & first=$!; $T node start || exit 2; wait $first || exit 3")
    if let process = node.process { Scratch.watch(process) }
    #expect(outcome.exit == 0, "\(outcome)")
    #expect(try node.json("node", "status")["pid"]?.int.map { pid_t($0) } == node.process)
  }

  @Test func `many writers on all nodes at once make one state`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let homes = network.nodes.map(\.home).joined(separator: " ")
    let outcome = try network[0].shell(
      """
      for home in \(homes); do for writer in 1 2 3; do
        ( for number in 1 2 3 4 5 6; do
            $T --home $home goal add "$writer $number" > /dev/null || echo failed; done ) &
      done; done
      wait
      """
    )
    #expect(outcome.exit == 0 && outcome.output.isEmpty && outcome.error.isEmpty, "\(outcome)")
    try network.converge()
    #expect(try network[1].json("goal", "list").array.count == 54)
    try network.verify()
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
