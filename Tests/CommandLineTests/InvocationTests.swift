import Testing

@testable import talkoot

@Suite struct InvocationTests {
  private func moved(_ arguments: String...) -> [String] {
    Invocation(arguments, environment: { _ in nil }).arguments
  }

  @Test func `global options may stand anywhere before the double dash`() {
    #expect(moved("--home", "/h", "--json", "goal", "list") == ["goal", "list", "--home", "/h", "--json"])
    #expect(moved("goal", "--lang=fi", "add", "x") == ["goal", "add", "x", "--lang=fi"])
    #expect(moved("--json", "goal", "add", "--", "--json") == ["goal", "add", "--json", "--", "--json"])
  }

  @Test func `an option without its value is left for the parser to refuse`() {
    #expect(moved("goal", "--home") == ["goal", "--home"])
  }

  @Test func `help needs none of them`() {
    #expect(moved("--home", "/h", "help", "goal") == ["help", "goal"])
    #expect(moved("goal", "--json", "--help") == ["goal", "--help"])
  }

  @Test func `a value that looks like a call for help does not take the home away`() {
    #expect(moved("--home", "/h", "goal", "add", "--", "-h") == ["goal", "add", "--home", "/h", "--", "-h"])
    #expect(
      moved("--home", "/h", "goal", "add", "x", "--description", "--help")
        == ["goal", "add", "x", "--description", "--help", "--home", "/h"]
    )
  }

  @Test func `a check-in's value may be negative`() {
    #expect(moved("checkin", "m-1", "-5", "--note", "x") == ["checkin", "m-1", "--note", "x", "--", "-5"])
    #expect(moved("checkin", "correct", "k-1", "-0.5") == ["checkin", "correct", "k-1", "--", "-0.5"])
    #expect(moved("checkin", "m-1", "5", "--note", "-5") == ["checkin", "m-1", "5", "--note", "-5"])
  }
}

@Suite struct TOMLLinesTests {
  private let text = """
    # mine
    person = "Aino"   # me

    [log]
    level = "info"

    [web]
    port = 1

    """

  @Test func `a setting changes and everything else stays`() {
    #expect(TOMLLines(text).setting("log.level", to: "\"debug\"") == text.replacing("\"info\"", with: "\"debug\""))
    #expect(TOMLLines(text).setting("log.file", to: "1").contains("level = \"info\"\nfile = 1\n\n[web]"))
    #expect(TOMLLines(text).setting("listen", to: "\"h:1\"").contains("# me\nlisten = \"h:1\"\n\n[log]"))
    #expect(TOMLLines(text).setting("new.key", to: "2").hasSuffix("port = 1\n\n[new]\nkey = 2\n"))
    #expect(TOMLLines("").setting("a", to: "1") == "a = 1\n")
  }
}
