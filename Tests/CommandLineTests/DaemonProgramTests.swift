import Foundation
import ProgramTesting
import Synchronization
import TalkootAPI
import Testing

/// The commands that run `talkootd`: here a script beside a copy of the program.
@Suite struct DaemonProgramTests {
  private let home: TemporaryHome
  private let talkoot: CommandLineTool

  init() throws {
    home = try TemporaryHome()
    let program = home.path + "/talkoot"
    do {
      try FileManager.default.linkItem(atPath: CommandLineTool.built, toPath: program)
    } catch {
      try FileManager.default.copyItem(atPath: CommandLineTool.built, toPath: program)
    }
    talkoot = CommandLineTool(home: home, program: program)
  }

  private func daemon(_ script: String) throws {
    _ = try home.write("#!/bin/sh\necho \"$@\" >> \(home.path)/called\n\(script)\n", to: "talkootd", mode: 0o700)
  }

  private let made = """
    {"id":"o-1","short":"o-12345","kind":"member","name":"Koodi Oy","network":{"id":"ab","short":null,"name":"Verkko"},\
    "node":"n-1","home":"/h","listen":"0.0.0.0:4711","fingerprint":"koivu kuusi","recoveryCard":"/h/recovery-card",\
    "restored":null}
    """

  @Test func `init runs talkootd and relays what it made`() throws {
    try daemon("printf '%s' '\(made)'")
    let result = try talkoot("init", "--network", "-Verkko", "--name", "Koodi Oy", "--listen", "127.0.0.1:0")
    #expect(result.exit == 0)
    #expect(result.output.contains("Verkko") && result.output.contains("/h/recovery-card"))
    let called = "init --home \(home.path) --network=-Verkko --name=Koodi Oy --listen=127.0.0.1:0 --json --lang en\n"
    #expect(try home.read("called") == called)
    let asJSON = try talkoot("init", "--network", "V", "--name", "K", "--json")
    #expect(asJSON.output == made + "\n")
  }

  @Test func `its error and exit code are relayed`() throws {
    try daemon(#"printf '%s' '{"error":{"code":"refused","exit":1,"message":"in use"}}'; exit 1"#)
    for command in [
      ["init", "--network", "V", "--name", "K"], ["restore", home.path + "/called", "--home", home.path],
      ["join", "CODE", "--name", "K"],
    ] {
      _ = try home.write("", to: "called")
      let result = try talkoot.run(command)
      #expect(result.exit == 1)
      #expect(result.errorLines == ["talkoot: in use"])
    }
  }

  @Test func `a join's code goes through standard input, never an argument`() throws {
    try daemon(
      #"read code; echo "$code" > \#(home.path)/code; printf '{"error":{"code":"malformedValue","exit":65,"message":"m"}}'; exit 65"#
    )
    #expect(try talkoot("join", "SECRET code", "--name", "K").exit == 65)
    #expect(try home.read("code") == "SECRETcode\n")
    #expect(try !home.read("called").contains("SECRET"))
  }

  @Test func `a talkootd that says nothing is an error of ours`() throws {
    try daemon("exit 3")
    let result = try talkoot("init", "--network", "V", "--name", "K")
    #expect(result.exit == 1 && result.errorLines.count == 1)
  }

  @Test func `a node that ends at once tells its last words`() throws {
    try daemon("echo first >&2; echo 'port 4711 is taken; choose another' >&2; exit 1")
    let result = try talkoot("node", "start")
    #expect(result.exit == 1)
    #expect(result.errorLines == ["talkoot: the node did not start: port 4711 is taken; choose another"])
    try daemon("echo 'key file is readable by others' >&2; exit 77")
    #expect(try talkoot("node", "start").exit == 77)
    let logs = try talkoot("node", "logs")
    #expect(logs.exit == 69 && logs.output.contains("port 4711"))
  }

  @Test func `start returns when the node answers`() throws {
    try daemon(
      "touch \(home.path)/started; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; [ -e \(home.path)/started ] || exit 0; done"
    )
    let started = home.path + "/started"
    let node = Mutex<FakeNode?>(nil)
    // A thread of its own: the tests' own threads are all waiting for processes.
    Thread.detachNewThread { [home] in
      let deadline = ContinuousClock.now + .seconds(30)
      while !FileManager.default.fileExists(atPath: started), ContinuousClock.now < deadline { usleep(5_000) }
      node.withLock { $0 = try? FakeNode(home: home) { _ in .json(Documents.node) } }
    }
    let result = try talkoot("node", "start", "--json")
    #expect(result.exit == 0)
    #expect(result.json?["state"] == .string("running"))
    try FileManager.default.removeItem(atPath: started)
    node.withLock { $0?.stop() }
  }

  @Test func `the doctor's findings decide the exit code`() throws {
    let checks = #"[{"name":"clock","ok":false,"message":"an hour behind","remedy":"set it"}]"#
    try daemon("printf '%s' '{\"ok\":false,\"checks\":\(checks)}'")
    let result = try talkoot("doctor")
    #expect(result.exit == 1)
    #expect(result.output.contains("✗ clock: an hour behind\n    → set it"))
    try daemon(#"printf '%s' '{"ok":true,"checks":[]}'"#)
    #expect(try talkoot("doctor", "--json").exit == 0)
  }
}
