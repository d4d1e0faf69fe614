import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// The real program against a node with canned answers.
@Suite struct CommandTests {
  private let home: TemporaryHome
  private let talkoot: CommandLineTool

  init() throws {
    home = try TemporaryHome()
    talkoot = CommandLineTool(home: home)
  }

  private func withNode(
    _ answer: FakeNode.Answer,
    _ body: (FakeNode) throws -> Void
  ) throws {
    let node = try FakeNode(home: home) { _ in answer }
    defer { node.stop() }
    try body(node)
  }

  @Test func `goal add sends what was typed and prints the short id`() throws {
    try withNode(.json(Documents.goal())) { node in
      let result = try talkoot(
        "--as",
        "Åsa Öhman",
        "goal",
        "add",
        "T",
        "--under",
        "key:1.2",
        "--due",
        "2027",
        "--description",
        "-",
        input: "rivi 1\nrivi 2\n"
      )
      #expect(result.exit == 0)
      #expect(result.output == "g-7kq2m\n")
      #expect(result.error.isEmpty)
      let request = try #require(node.received.first)
      #expect(request.method == "POST" && request.path == "/v1/goals")
      #expect(request.body == #"{"title":"T","under":"key:1.2","due":"2027","description":"rivi 1\nrivi 2"}"#)
      #expect(request.headers["X-Talkoot-Person"] == "%C3%85sa%20%C3%96hman")
      #expect(request.headers["Accept-Language"] == "en")
    }
  }

  @Test func `json is the node's document, byte for byte in its values`() throws {
    try withNode(.json(Documents.goal(Documents.hostile))) { _ in
      let result = try talkoot("goal", "show", "g-7kq2m", "--json", "--lang", "fi")
      #expect(result.exit == 0)
      #expect(result.json?["title"] == .string(Documents.hostile))
      #expect(result.json?["parent"] == .null)
      #expect(!result.output.contains("\u{1B}"))
      #expect(result.output.filter { $0 == "\n" }.count == 1)
    }
  }

  @Test func `hostile text is inert for a person`() throws {
    try withNode(.json([Documents.goal(Documents.hostile)])) { _ in
      let result = try talkoot("goal")
      #expect(result.exit == 0)
      #expect(result.output.contains(#"Tavoite \x1b[31m\u{202e}\x9b2J, "漢字" <script>\n👩‍👩‍👧"#))
    }
  }

  @Test func `a bare noun lists, and ids are one a line`() throws {
    try withNode(.json([Documents.goal(), Documents.goal("B", id: "g-8")])) { node in
      let bare = try talkoot("goal").output
      #expect(try talkoot("goal", "list").output == bare)
      #expect(try talkoot("goal", "list", "--ids").output == Documents.goalID + "\ng-8\n")
      #expect(try talkoot("goal", "list", "--status", "active", "--archived").exit == 0)
      #expect(node.received.last?.query == "status=active&archived=true")
    }
  }

  @Test func `Finnish is spoken when it is asked for`() throws {
    try withNode(.json(Documents.goal())) { node in
      let result = try talkoot("goal", "show", "g-7kq2m", "--lang", "fi")
      #expect(result.output.contains("Vastuuhenkilö:"))
      #expect(result.output.contains("käynnissä"))
      #expect(node.received.first?.headers["Accept-Language"] == "fi")
      var finnish = talkoot
      finnish.environment = ["LC_ALL": "fi_FI.UTF-8"]
      #expect(try finnish("goal", "show", "g").output == result.output)
    }
  }

  @Test func `an error is one line, and with json also a document`() throws {
    let candidates = [
      ErrorCandidate(id: "g-1", short: "g-7kq2m", name: "A\nB"), ErrorCandidate(id: "g-2", short: "g-7kq2n"),
    ]
    try withNode(.error(.ambiguous, "\"g-7kq2\" may mean several", candidates)) { _ in
      let result = try talkoot("show", "g-7kq2", "--json")
      #expect(result.exit == 66)
      #expect(result.errorLines == [#"talkoot: "g-7kq2" may mean several: g-7kq2m (A B), g-7kq2n"#])
      #expect(result.json?["error"]?["code"] == .string("ambiguous"))
      #expect(result.json?["error"]?["exit"] == .number("66"))
    }
  }

  @Test(arguments: ErrorCode.allCases)
  func `the node's exit code is the program's`(code: ErrorCode) throws {
    try withNode(.error(code, "why")) { _ in
      let result = try talkoot("goal", "archive", "g-1")
      #expect(result.exit == code.exit)
      #expect(result.errorLines == ["talkoot: why"])
      #expect(result.output.isEmpty)
    }
  }

  @Test func `an import streams, and its mapping goes along`() throws {
    let file = try home.write("goal,title\n1,\"A, b\"\n", to: "a.csv")
    let stream = """
      {"progress":{"phase":"reading","done":1,"total":1}}
      {"result":{"created":1,"updated":0,"unchanged":2,"skipped":3,"dryRun":false,"act":null}}

      """
    try withNode(FakeNode.Answer(body: stream)) { node in
      let result = try talkoot(
        "import",
        file,
        "--kind",
        "goal",
        "--key",
        "goal",
        "--map",
        "title=title,under=goal",
        "--skip-unknown"
      )
      #expect(result.exit == 0)
      #expect(result.output == "Created 1, updated 0, unchanged 2, skipped 3.\n")
      let request = try #require(node.received.first)
      #expect(request.body == "goal,title\n1,\"A, b\"\n")
      #expect(request.query.contains("map=title%3Dtitle&map=under%3Dgoal&skipUnknown=true"))
      #expect(
        try talkoot("import", file, "--kind", "goal", "--map", "title=title", "--json").json?["skipped"] == .number("3")
      )
    }
  }

  @Test func `a fault that verify finds is printed and exits 1`() throws {
    try withNode(FakeNode.Answer(body: #"{"result":{"ok":false,"changes":7,"fault":"change ab: bad signature"}}"#)) {
      _ in
      let result = try talkoot("replica", "verify")
      #expect(result.exit == 1)
      #expect(result.output.contains("bad signature"))
      #expect(
        try talkoot("replica", "verify", "--json").output
          == #"{"ok":false,"changes":7,"fault":"change ab: bad signature"}"# + "\n"
      )
    }
  }

  @Test func `export writes the files it is given and no others`() throws {
    let files = ExportedFiles(files: [
      ExportedFile(name: "goals.csv", text: "id\n"), ExportedFile(name: "../evil", text: "x"),
    ])
    try withNode(.json(files)) { _ in
      let result = try talkoot("export", "--format", "csv", "-o", home.path + "/out")
      #expect(result.exit == 0)
      #expect(try home.read("out/goals.csv") == "id\n")
      #expect(!FileManager.default.fileExists(atPath: home.path + "/evil"))
    }
  }

  @Test func `a device is written to and not replaced`() throws {
    try withNode(.json(JSONValue.object([]))) { _ in
      #expect(try talkoot("export", "-o", "/dev/full").exit == 1)
      #expect(try talkoot("export", "-o", "/dev/null").exit == 0)
      for path in ["/dev/full", "/dev/null"] {
        let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        #expect(type == .typeCharacterSpecial)
      }
    }
  }

  @Test func `an empty id is no object`() throws {
    try withNode(.json([Documents.goal()])) { node in
      let result = try talkoot("goal", "show", "")
      #expect(result.exit == 66)
      #expect(node.received.isEmpty)
    }
  }

  @Test func `an option with several values takes them at once or one by one`() throws {
    try withNode(.json(Documents.decision)) { node in
      let together = try talkoot("decision", "propose", "T", "--rule", "choice", "--option", "A", "B", "--about", "g-1")
      #expect(together.exit == 0)
      _ = try talkoot("decision", "propose", "T", "--rule=choice", "--option", "A", "--option", "B", "--about", "g-1")
      #expect(node.received.map(\.body)[0] == node.received.map(\.body)[1])
      #expect(node.received[0].body == #"{"title":"T","rule":"choice","options":["A","B"],"about":["g-1"]}"#)
    }
  }

  @Test(arguments: ["en", "fi"]) func `erasing says what stays and what no program can do`(language: String) throws {
    let report = ErasureReport(id: "g-1", short: "g-1", field: "title", strings: 3, others: 2)
    try withNode(.json(report)) { node in
      let erased = try talkoot(
        "--lang",
        language,
        "erase",
        "g-1",
        "title",
        "--reason",
        "asked for",
        "--by-decision",
        "d-1"
      )
      #expect(erased.exit == 0)
      #expect(node.received[0].body == #"{"field":"title","reason":"asked for","decision":"d-1"}"#)
      for part in ["3", "2", "g-1:title", language == "fi" ? "pitää kopion" : "keep a copy"] {
        #expect(erased.output.contains(part), "\(part)")
      }
      _ = try talkoot("forget", "Åsa Äng")
      #expect(node.received[1].body == "{}")
    }
  }

  @Test func `an error never looks like a success`() throws {
    for exit in ["0", "-1", "256", "99999999999"] {
      let answer = #"{"error":{"code":"later","exit":\#(exit),"message":"why"}}"#
      try withNode(FakeNode.Answer(status: 500, body: answer)) { _ in
        let result = try talkoot("goal")
        #expect(result.exit == 1 && result.errorLines.count == 1)
      }
    }
  }

  @Test func `an answer that is not understood is exit 1 and one line`() throws {
    for body in ["", "<html>", "[1]", #"{"id":1}"#, "[{}]"] {
      try withNode(FakeNode.Answer(body: body)) { _ in
        let result = try talkoot("goal")
        #expect(result.exit == 1 && result.errorLines.count == 1, "\(body)")
      }
    }
  }

  @Test func `a home deep in a folder is reached`() throws {
    let deep = try TemporaryHome(nested: String(repeating: "d", count: 120))
    let node = try FakeNode(home: deep) { _ in .json(Documents.node) }
    defer { node.stop() }
    let result = try CommandLineTool(home: deep)("node", "status", "--json")
    #expect(result.exit == 0)
    #expect(result.json?["state"] == .string("running"))
  }

  @Test func `starting a running node says so and exits 0`() throws {
    try withNode(.json(Documents.node)) { _ in
      let result = try talkoot("node", "start")
      #expect(result.exit == 0)
      #expect(result.error.contains("running already"))
    }
  }

  @Test func `output that can't be written is exit 1 and one line`() throws {
    try withNode(.json([Documents.goal()])) { _ in
      for script in ["\"$T\" goal list >/dev/full", "\"$T\" goal list --json >&-", "\"$T\" --help >/dev/full"] {
        let result = try talkoot.shell(script)
        #expect(result.exit == 1, "\(script)")
        #expect(result.errorLines.count == 1, "\(script)")
      }
    }
    try withNode(.json((0..<5000).map { Documents.goal("T\($0)") })) { _ in
      let result = try talkoot.shell("{ \"$T\" goal list --json; echo $? >&2; } | head -c 1")
      #expect(result.errorLines.count == 2 && result.errorLines.last == "1")
    }
  }

  @Test func `every reading command prints its document whole`() throws {
    let node = try FakeNode(home: home) { request in
      switch request.path {
      case "/v1/goals", "/v1/members", "/v1/peers", "/v1/decisions", "/v1/measures", "/v1/replica/changes",
        "/v1/replica/conflicts", "/v1/replica/set-aside", "/v1/invitations", "/v1/proposals",
        "/v1/search":
        FakeNode.Answer(body: "[]")
      default: FakeNode.Answer(body: #"{"kind":"x"}"#)
      }
    }
    defer { node.stop() }
    for command in [
      ["goal"], ["member"], ["peer"], ["decision"], ["measure"], ["measure", "list", "g-1"], ["replica", "log"],
      ["replica", "conflicts"], ["replica", "set-aside"], ["conflict"], ["invite", "list"], ["proposal"],
      ["search", "clean", "water"],
    ] {
      let result = try talkoot.run(command + ["--json"])
      #expect(result.exit == 0 && result.output == "[]\n", "\(command)")
      #expect(try talkoot.run(command).exit == 0, "\(command)")
      #expect(try talkoot.run(command + ["--ids"]).output == "", "\(command)")
    }
    for command in [
      ["status"], ["self"], ["replica"], ["sync"], ["node"], ["show", "g-1"], ["goal", "show", "g-1"],
      ["replica", "diff", "n-1"], ["replica", "set-aside", "--bring-back", "abcde"],
      ["sync", "pause"], ["replica", "backup", "x"], ["undo"], ["undo", "abcde"],
    ] {
      #expect(try talkoot.run(command + ["--json"]).output == #"{"kind":"x"}"# + "\n", "\(command)")
    }
  }
}
