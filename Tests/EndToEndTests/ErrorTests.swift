import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// What goes wrong ends with the contract's exit code and one clear line, and changes nothing.
@Suite struct ErrorTests {
  @Test func `what a node refuses has its exit code, one line, an error document, and changes nothing`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let top = try #require(node.json("goal", "add", "Top")["id"]?.string)
    let below = try #require(node.json("goal", "add", "Below", "--under", top)["id"]?.string)
    let measure = try #require(node.json("measure", "add", top, "Tickets")["id"]?.string)
    let before = try node.json("replica", "status")
    let refused: [(exit: Int32, words: [String])] = [
      (1, ["goal", "move", top, "--under", below]),
      (1, ["goal", "move", top, "--under", top]),
      (66, ["goal", "show", "g-00000000000000000000000000"]),
      (66, ["goal", "show", "g-zzzzz"]),
      (66, ["goal", "edit", "key:nobody", "--title", "X"]),
      (66, ["goal", "add", "X", "--under", "key:nobody"]),
      (66, ["goal", "add", "X", "--steward", "Nobody Ltd"]),
      (66, ["member", "show", "Nobody Ltd"]),
      (66, ["member", "confirm", "Nobody Ltd"]),
      (66, ["decision", "show", "d-00000000000000000000000000"]),
      (66, ["show", "m-00000000000000000000000000"]),
      (66, ["replica", "show", String(repeating: "0", count: 64)]),
      (66, ["comment", "g-00000000000000000000000000", "Hello"]),
      (65, ["goal", "add", "X", "--due", "31.2.2026"]),
      (65, ["goal", "add", "X", "--due", "2026-02-30"]),
      (65, ["goal", "add", ""]),
      (65, ["checkin", measure, "many"]),
      (65, ["decision", "propose", "X", "--rule", "majority", "--quorum", "200%"]),
      (65, ["peer", "add", "no port here"]),
      (64, ["goal", "add"]),
      (64, ["goal", "edit", top, "--status", "finished"]),
      (64, ["decision", "propose", "X", "--rule", "acclamation"]),
    ]
    for (exit, words) in refused {
      let outcome = try node.attempt(words)
      #expect(outcome.exit == exit, "\(outcome)")
      #expect(outcome.errorLines.count == 1, "\(outcome)")
      #expect(outcome.output.isEmpty, "\(outcome)")
      let error = try node.attempt(words + ["--json"]).json?["error"]
      #expect(error?["exit"]?.int == Int(exit) && error?["code"]?.string?.isEmpty == false, "\(outcome)")
    }
    let after = try node.json("replica", "status")
    #expect(after["heads"] == before["heads"] && after["digest"] == before["digest"])
  }

  @Test func `an ambiguous prefix lists the candidates`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    for number in 0..<40 { try node.run("goal", "add", "Goal \(number)") }
    let ids = try node.run("goal", "list", "--ids").split(separator: "\n")
    // Among forty ids of base 32 two begin alike; prefixes that short are wrong usage or ambiguous, never a guess.
    let outcome = try node.attempt("goal", "show", String(ids[0].prefix(3)))
    #expect(outcome.exit == 66 || outcome.exit == 64 || outcome.exit == 65, "\(outcome)")
    #expect(outcome.errorLines.count == 1)
    let upper = try node.attempt("goal", "show", ids[0].prefix(14).uppercased())
    #expect(upper.exit == 0, "\(upper)")
  }

  @Test(arguments: [
    ("title,due\nA,2027\n,2028\n", "line 3"),
    ("title,due\nA,2027\nB,soon\n", "line 3"),
    ("title,under\nA,\nB,key-of-nobody\n", "line 3"),
  ])
  func `a bad row names its line and column and nothing is imported`(file: String, place: String) throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let before = try node.digest
    let columns = file.hasPrefix("title,due") ? "title=title,due=due" : "title=title,under=under"
    let outcome = try node.attempt("import", "-", "--kind", "goal", "--map", columns, input: file)
    #expect(outcome.exit == 65, "\(outcome)")
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.error.contains("3") && outcome.error.contains("column"), "\(outcome)")
    #expect(try node.digest == before && node.json("goal", "list").array.isEmpty)
  }

  @Test func `a repeated key is a bad row, and a dry run changes nothing`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let words = ["import", "-", "--kind", "goal", "--key", "id", "--map", "title=title"]
    let outcome = try node.attempt(words, input: "id,title\n1,A\n1,B\n")
    #expect(outcome.exit == 65 && outcome.errorLines.count == 1, "\(outcome)")
    let dry = try node.json(words + ["--dry-run"], input: "id,title\n1,A\n2,B\n")
    #expect(dry["created"] == .number("2"))
    #expect(try node.json("goal", "list").array.isEmpty)
    #expect(try node.attempt("import", "/nowhere.csv", "--kind", "goal", "--map", "title=t").exit == 65)
  }

  @Test func `a second init leaves the home as it was`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let digest = try node.digest
    for home in ["running", "stopped"] {
      let second = try node.attempt("init", "--network", "M", "--name", "Other")
      #expect(second.exit == 1 && second.errorLines.count == 1, "\(home): \(second)")
      if home == "running" { try node.stop() }
    }
    try node.start()
    #expect(try node.digest == digest)
    #expect(try node.json("self")["network"]?["name"]?.string == "N")
  }

  @Test func `without a running node it is 69, and starting twice is no error`() throws {
    let node = try Node("Aalto IT")
    #expect(try node.attempt("goal").exit == 69)
    try node.found("N")
    let again = try node.attempt("node", "start")
    #expect(again.exit == 0 && again.error.contains("running"), "\(again)")
    try node.stop()
    for words in [["goal"], ["goal", "add", "X"], ["replica", "status"], ["node", "status"], ["node", "stop"]] {
      let outcome = try node.attempt(words)
      #expect(outcome.exit == 69 && outcome.errorLines.count == 1, "\(outcome)")
    }
  }

  @Test func `output that can't be written is 1`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.run("goal", "add", "A title")
    for script in ["$T goal list >/dev/full", "$T goal list >&-", "$T goal list --json >/dev/full"] {
      let outcome = try node.shell(script)
      #expect(outcome.exit == 1 && outcome.errorLines.count == 1, "\(outcome)")
    }
    let piped = try node.shell("{ $T goal list; echo $? >&2; } | true")
    #expect(piped.error.hasSuffix("1\n") || piped.error.hasSuffix("0\n"), "\(piped)")
  }

  @Test func `a home without permission is 77`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    let script =
      getuid() == 0
      ? "setpriv --reuid 65534 --regid 65534 --clear-groups $T --home \"$TALKOOT_HOME\" goal"
      : "chmod 0 \"$TALKOOT_HOME\"; $T goal; code=$?; chmod 700 \"$TALKOOT_HOME\"; exit $code"
    let outcome = try node.shell(script)
    #expect(outcome.exit == 77 && outcome.errorLines.count == 1, "\(outcome)")
    #expect(try node.attempt("goal").exit == 0)
  }

  @Test func `a home may lie at a path too long for a socket and full of odd characters`() throws {
    let node = try Node("Aalto IT")
    let odd = node.home + "/" + String(repeating: "long", count: 40) + "/it's \"odd\" ääkkösiä/home"
    let script = """
      mkdir -p "$ODD" && $T --home "$ODD" init --network N --name A --listen 127.0.0.1:0 > /dev/null \\
        && $T --home "$ODD" node start > /dev/null && $T --home "$ODD" goal add X > /dev/null \\
        && cd "$ODD/.." && TALKOOT_HOME=home $T goal list --ids; code=$?
      $T --home "$ODD" node stop > /dev/null || exit 1
      exit $code
      """
    let outcome = try node.shell("ODD='" + odd.replacing("'", with: "'\\''") + "'\n" + script)
    #expect(outcome.exit == 0 && outcome.output.hasPrefix("g-"), "\(outcome)")
  }

  @Test func `everything in a home is its owner's alone`() throws {
    let node = try Node("Aalto IT")
    try node.found("N")
    try node.run("goal", "add", "A title")
    let open = try node.shell("find \"$TALKOOT_HOME\" \\( -type f -o -type d -o -type s \\) -perm /077 -print")
    #expect(open.output.isEmpty, "\(open)")
  }
}
