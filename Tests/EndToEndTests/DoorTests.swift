import Foundation
import ProgramTesting
import TalkootAPI
import TalkootCrypto
import Testing

@testable import TalkootSync

/// What keeps a node's doors: the socket of its own people, the port of the network, its log.
@Suite struct DoorTests {
  @Test func `with few files to open and a hundred idle connections people at the node are served at once`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let node = network[0]
    try node.stop()
    let outcome = try node.shell("ulimit -n 64; $T node start")
    try #require(outcome.exit == 0, "\(outcome)")
    Scratch.watch(try #require(node.process))
    let limits = try String(contentsOfFile: "/proc/\(#require(node.process))/limits", encoding: .utf8)
    #expect(limits.contains("Max open files            64 "))
    let address = try node.listen
    // Each from an address of its own, so that the limit for one does not help.
    var idle: [Int32] = []
    defer { for descriptor in idle { close(descriptor) } }
    for number in 0..<100 { idle.append(try HostileLink.connect(to: address, from: "127.0.1.\(number + 1)")) }
    for _ in 0..<5 {
      let begun = ContinuousClock.now
      try node.run("node", "status")
      #expect(ContinuousClock.now - begun < .seconds(1))
    }
    // Nor are those who belong kept out.
    try network[1].run("goal", "add", "Through the crowd")
    try eventually("it arrives") { try node.json("goal", "list").array.count == 1 }
    try network[1].stop()
    try network[1].start()
    try network[1].run("goal", "add", "Through the crowd again")
    try eventually("it arrives too") { try node.json("goal", "list").array.count == 2 }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(#require(node.process))/fd").count < 64)
    try network.verify()
  }

  @Test func `connections that dribble are closed when their time is over, whatever they say`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let address = try node.listen
    let begun = ContinuousClock.now
    var slow = try (1...4).map { try HostileLink.connect(to: address, from: "127.0.2.\($0)") }
    defer { for descriptor in slow { close(descriptor) } }
    // The beginning of a TLS record, a byte a second.
    let hello: [UInt8] = [0x16, 3, 1, 2, 0] + [UInt8](repeating: 1, count: 60)
    for byte in hello {
      for descriptor in slow {
        _ = withUnsafeBytes(of: byte) { send(descriptor, $0.baseAddress, 1, Int32(MSG_NOSIGNAL)) }
      }
      slow.removeAll { descriptor in
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var rest: UInt8 = 0
        let isOver = poll(&entry, 1, 0) > 0 && recv(descriptor, &rest, 1, 0) <= 0
        if isOver { close(descriptor) }
        return isOver
      }
      if slow.isEmpty { break }
      usleep(500_000)
    }
    #expect(slow.isEmpty)
    #expect(ContinuousClock.now - begun < .seconds(13))
    let log = try String(contentsOfFile: node.home + "/log/talkootd.log", encoding: .utf8)
    #expect(log.contains("did not finish its handshake in time"))
  }

  @Test(.enabled(if: getuid() == 0 && access("/usr/bin/perl", X_OK) == 0, "needs root and perl"))
  func `another user of the machine gets nothing from the socket, even where somebody has opened its folder`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let socket = node.home + "/run/talkootd.sock"
    func mode(_ path: String) throws -> Int {
      try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }
    #expect(try mode(socket) == 0o600 && mode(node.home) == 0o700 && mode(node.home + "/run") == 0o700)
    // Opened to everyone, as nobody should: the kernel still says who asks.
    for folder in [
      Scratch.folder, URL(filePath: node.home).deletingLastPathComponent().path, node.home, node.home + "/run",
    ] {
      chmod(folder, 0o755)
    }
    chmod(socket, 0o666)
    let ask = """
      use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "no socket: $!";
      print $s "GET /v1/node HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n"; print while <$s>;
      """
    let own = try Command.run(["/usr/bin/perl", "-e", ask, socket])
    #expect(own.output.hasPrefix("HTTP/1.1 200"), "\(own)")
    let other = try Command.run(
      [
        "/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "/usr/bin/perl", "-e", ask,
        socket,
      ]
    )
    #expect(other.output.isEmpty, "\(other)")
    #expect(!other.error.contains("no socket"), "\(other)")
    chmod(Scratch.folder, 0o700)
  }

  @Test func `neither logs nor streams of a node hold a word of what people write, nor a secret`() throws {
    let network = try Network("Aalto IT", "Borealis Networks")
    let marker = "M4RK3R"
    let goal = try network[0].run("goal", "add", "\(marker) title", "--description", "\(marker) text")
      .trimmingCharacters(in: .newlines)
    try network[0].run("comment", goal, "\(marker) comment")
    let measure = try network[0].run("measure", "add", goal, "\(marker) measure").trimmingCharacters(in: .newlines)
    try network[0].run("checkin", measure, "7", "--note", "\(marker) note")
    let decision = try network[0].run(
      "--as",
      "\(marker) person",
      "decision",
      "propose",
      "\(marker) decision",
      "--rule",
      "majority"
    )
    .trimmingCharacters(in: .newlines)
    try network.converge()
    try network[1].run("decision", "position", decision, "object", "--reason", "\(marker) reason")
    try network[1].run("member", "edit", "--motivation", "\(marker) motivation", "--contact", "\(marker) contact")
    // What fails is logged too.
    for words in [
      ["goal", "add", "\(marker)", "--due", "\(marker)"], ["goal", "show", "\(marker)"], ["join", "\(marker)"],
    ] {
      _ = try network[0].attempt(words)
    }
    _ = try network[0].attempt(["import", "-", "--kind", "goal", "--map", "title=a"], input: "b\n\(marker)\n")
    let code = try network[0].run("invite").trimmingCharacters(in: .newlines)
    let newcomer = try Node("Cumulus \(marker)")
    try newcomer.run("join", code, "--name", newcomer.name, "--listen", "127.0.0.1:0")
    if let process = newcomer.process { Scratch.watch(process) }
    _ = try newcomer.attempt("join", code, "--name", newcomer.name)
    try network.converge()
    for node in network.nodes + [newcomer] {
      try node.stop()
      let key = try KeyFile.read(node.home + "/keys/identity.key")
      let seed = key.seed.map { String(format: "%02x", $0) }.joined()
      let secrets = [marker, code, String(code.dropFirst(9)), seed, String(seed.prefix(32))]
      for file in try FileManager.default.contentsOfDirectory(atPath: node.home + "/log") {
        let text = try String(contentsOfFile: node.home + "/log/" + file, encoding: .utf8)
        #expect(text.contains("listening"))
        for secret in secrets { #expect(!text.contains(secret), "\(node.name): \(secret) is in \(file)") }
      }
      // Nor does anything but the files that are for it hold the code or the key.
      for file in ["replica.db", "replica.db-wal", "config.toml", "continuity"] {
        guard let bytes = FileManager.default.contents(atPath: node.home + "/" + file) else { continue }
        for secret in [code, seed] { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file)") }
        #expect(bytes.range(of: Data(key.seed)) == nil, "\(file) holds the key")
      }
    }
  }

  @Test func `a peer that stands still holds up nobody, and nobody's memory grows over it`() throws {
    let network = try Network("Aalto IT", "Borealis Networks", "Cumulus Turva")
    let frozen = try #require(network[2].process)
    let victim = try Victim(network[0])
    kill(frozen, SIGSTOP)
    defer { kill(frozen, SIGCONT) }
    let memory = victim.memory
    let text = String(repeating: "a long text ", count: 15_000)
    var latency = Latency()
    for number in 1...30 {
      try network[0].run(["goal", "add", "Heavy \(number)", "--description", "-"], input: text)
      if number % 10 == 0 { try latency.measure(from: network[1], to: network[0], "Light \(number)") }
    }
    print("  5 MiB for a peer that stands still: \(victim.memory - memory) KiB more; B to A \(latency)")
    #expect(victim.memory - memory < 64 << 10)
    kill(frozen, SIGCONT)
    try network.converge()
    try network.verify()
  }

  @Test func `a second daemon on one home leaves, says why and where, and harms nothing`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.run("goal", "add", "Before")
    let second = try node.shell("$D --home \"$TALKOOT_HOME\"")
    #expect(second.exit == 1 && second.errorLines.count == 1, "\(second)")
    #expect(second.error.contains(node.home), "\(second)")
    // Nor does a command that would write into the home.
    let restored = try node.shell("$D restore --home \"$TALKOOT_HOME\" \"$TALKOOT_HOME/replica.db\"")
    #expect(restored.exit != 0)
    try node.run("goal", "add", "After")
    #expect(try node.json("goal", "list").array.count == 2)
    #expect(try node.json("replica", "verify")["ok"] == .bool(true))
  }
}
