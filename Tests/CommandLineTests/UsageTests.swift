import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// What needs no node: usage, exit codes, settings.
@Suite struct UsageTests {
  private let home: TemporaryHome
  private let talkoot: CommandLineTool

  init() throws {
    home = try TemporaryHome()
    talkoot = CommandLineTool(home: home)
  }

  @Test(arguments: [
    ["frobnicate"], ["goal", "frobnicate"], ["init", "--network", "N", "--name", "O", "--like", "h"], ["goal", "add"],
    ["goal", "list", "--nonsense"], ["checkin", "m-1"],
    ["decision", "propose", "x", "--rule", "whim"], ["decision", "propose", "x", "--rule", "choice", "--option", "a"],
    ["decision", "position", "d-1", "object"], ["goal", "move", "g-1"],
    ["goal", "move", "g-1", "--under", "g", "--top"],
    ["goal", "edit", "g-1"], ["comment", "g-1"], ["import", "x.csv"], ["config", "edit"], ["goal", "--lang", "sv"],
    ["export", "--format", "csv"], ["search"], ["events", "-n", "0"], ["init", "--network", "N"], ["join"],
    ["import", "x", "--kind", "goal", "--map", "a"],
    ["node", "adopt"], ["node", "retire"], ["node", "retire", "n-1"], ["node", "protect"],
    ["node", "protect", "--off", "--new-passphrase-file", "p"], ["node", "voice", "n-1", "n-2"],
    ["card", "check"], ["card", "use"], ["card", "new"], ["card", "use", "c", "--keep"],
    ["member", "propose-rekey", "o-1", "--reason", "lost"], ["member", "propose-rekey", "o-1", "--key", "aa"],
  ])
  func `wrong usage is 64 and one line`(arguments: [String]) throws {
    _ = try home.write("a\n1\n", to: "x")
    let result = try talkoot.run(arguments)
    #expect(result.exit == (arguments.contains("x") && arguments[0] == "import" ? 65 : 64) || result.exit == 64)
    #expect(result.errorLines.count == 1)
    #expect(result.output.isEmpty)
    let asJSON = try talkoot.run(arguments + ["--json"])
    #expect(asJSON.json?["error"]?["code"]?.string != nil)
  }

  @Test(arguments: [
    ["goal"], ["goal", "add", "x"], ["node", "stop"], ["node", "status"], ["node", "logs"], ["status"], ["self"],
    ["invite"],
    ["replica", "status"], ["sync", "now", "--wait"], ["checkin", "m-1", "-5"], ["show", "g-1"], ["peer"], ["export"],
    ["undo"],
    ["search", "water"], ["events"],
    ["decision", "close", "d-1", "--wait"], ["member", "confirm", "o-1", "--wait"], ["replica", "verify"],
    ["node", "list"], ["node", "invite-device"], ["node", "retire", "n-1", "--reason", "lost"], ["node", "voice"],
    ["node", "voice", "n-1", "--card", "c"], ["node", "renew-tls"], ["node", "certificate-request"],
    ["member", "propose-rekey", "o-1", "--key", "aa", "--reason", "lost"],
  ])
  func `without a node it is 69`(arguments: [String]) throws {
    let result = try talkoot.run(arguments)
    #expect(result.exit == 69)
    #expect(result.errorLines.count == 1)
    #expect(result.error.contains("talkoot node start"))
    #expect(try talkoot.run(arguments + ["--json"]).json?["error"]?["exit"] == .number("69"))
  }

  @Test(arguments: [
    ["card", "show", "nowhere"], ["card", "check", "nowhere"], ["card", "use", "nowhere"], ["card", "show"],
  ])
  func `a card that is not there is 65 and one line, and makes nothing`(arguments: [String]) throws {
    let result = try talkoot.run(arguments)
    #expect(result.exit == 65 && result.errorLines.count == 1 && result.output.isEmpty, "\(result)")
    #expect(try talkoot.run(arguments + ["--json"]).json?["error"]?["exit"] == .number("65"))
    #expect(!FileManager.default.fileExists(atPath: home.path + "/keys"))
  }

  @Test func `a socket that nobody serves any more is no node`() throws {
    let node = try FakeNode(home: home) { _ in .json(Documents.node) }
    let socket = home.path + "/run/talkootd.sock"
    try FileManager.default.linkItem(atPath: socket, toPath: home.path + "/run/kept")
    node.stop()
    try? FileManager.default.moveItem(atPath: home.path + "/run/kept", toPath: socket)
    #expect(try talkoot("node", "status").exit == 69)
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func `a home without permission is 77`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: home.path + "/run")
    #expect(try talkoot("goal").exit == 77)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: home.path)
    #expect(try talkoot("config", "list").exit == 77)
    #expect(try talkoot("config", "set", "person", "x").exit == 77)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home.path + "/run")
  }

  @Test func `a command that is not there is named`() throws {
    for lang in ["en", "fi"] {
      let result = try talkoot("--lang", lang, "frobnicate")
      #expect(result.exit == 64 && result.error.contains("frobnicate") && !result.error.contains("--home"))
    }
    #expect(try talkoot.run([]).exit == 64)
  }

  @Test(arguments: [
    ["init", "--network", "", "--name", "O"], ["init", "--network", "N", "--name", " "],
    ["join", "code", "--name", ""],
  ])
  func `an empty name is 65 and makes no home`(arguments: [String]) throws {
    let result = try talkoot.run(arguments)
    #expect(result.exit == 65 && result.errorLines.count == 1 && result.output.isEmpty)
  }

  @Test func `an argument that is not UTF-8 is 65`() throws {
    let result = try talkoot.shell("\"$T\" goal add \"$(printf 'x\\377')\"")
    #expect(result.exit == 65 && result.errorLines.count == 1)
  }

  @Test func `an empty home is no home`() throws {
    #expect(try talkoot("--home", "", "node", "status").exit == 64)
  }

  @Test func `help and version are no errors`() throws {
    for arguments in [["--help"], ["goal", "--help"], ["goal", "add", "-h"], ["--version"], ["help", "goal"]] {
      let result = try talkoot.run(arguments)
      #expect(result.exit == 0 && !result.output.isEmpty && result.error.isEmpty, "\(arguments)")
    }
    #expect(try talkoot("--help", "--lang", "fi").output.contains("tavoitteet"))
  }

  @Test func `settings are kept line by line`() throws {
    _ = try home.write("# mine\nperson = \"Aino\"\n", to: "config.toml")
    #expect(try talkoot("config", "get", "person").output == "Aino\n")
    #expect(try talkoot("config", "set", "log.level", "debug").exit == 0)
    #expect(try talkoot("config", "set", "listen", "0.0.0.0:4711").exit == 0)
    #expect(
      try home.read("config.toml")
        == "# mine\nperson = \"Aino\"\nlisten = \"0.0.0.0:4711\"\n\n[log]\nlevel = \"debug\"\n"
    )
    #expect(
      try talkoot("config", "list").output
        == "listen = \"0.0.0.0:4711\"\nlog.level = \"debug\"\nperson = \"Aino\"\n"
    )
    #expect(try talkoot("config", "--json").json?["log.level"] == .string("debug"))
    #expect(try talkoot("config", "path").output == home.path + "/config.toml\n")
    #expect(try talkoot("config", "get", "hook").exit == 66)
    #expect(try talkoot("config", "set", "a b", "1").exit == 65)
    #expect(try talkoot("config", "set", "listen", "nonsense").exit == 65)
    let mode = try FileManager.default.attributesOfItem(atPath: home.path + "/config.toml")[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `settings that are not TOML are 65 with the line`() throws {
    _ = try home.write("person = \n", to: "config.toml")
    let result = try talkoot("config", "list")
    #expect(result.exit == 65 && result.errorLines.count == 1)
    #expect(try talkoot("config", "set", "person", "x").exit == 65)
  }

  @Test func `the person of the settings acts`() throws {
    _ = try home.write("person = \"Aino\"\n", to: "config.toml")
    let node = try FakeNode(home: home) { _ in .json([Documents.goal()]) }
    defer { node.stop() }
    _ = try talkoot("goal")
    #expect(node.received.last?.headers["X-Talkoot-Person"] == "Aino")
    _ = try talkoot("goal", "--as", "Eero")
    #expect(node.received.last?.headers["X-Talkoot-Person"] == "Eero")
  }

  @Test func `completion scripts need no node`() throws {
    for shell in ["bash", "zsh", "fish"] {
      let result = try talkoot("completion", shell)
      #expect(result.exit == 0 && result.output.contains("talkoot"), "\(shell)")
    }
    #expect(try talkoot("completion", "tcsh").exit == 64)
  }
}
