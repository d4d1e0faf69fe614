import TalkootAPI
import Testing

@testable import talkoot

@Suite struct CommandLinesTests {
  private func words(_ text: String) throws -> [[String]] { try CommandLines.parse(text).map(\.words) }

  @Test func `words are split as a shell splits them, and nothing is expanded`() throws {
    #expect(try words(#"goal add "Clean water" --due 2027"#) == [["goal", "add", "Clean water", "--due", "2027"]])
    #expect(try words(#"comment g-1 'it''s "so" $HOME \n'"#) == [["comment", "g-1", #"its "so" $HOME \n"#]])
    #expect(try words(#"comment g-1 "a \"b\" \\ \n""#) == [["comment", "g-1", #"a "b" \ \n"#]])
    #expect(try words(#"comment g-1 a\ b"c"'d' "" #comment"#) == [["comment", "g-1", "a bcd", ""]])
  }

  @Test func `empty lines, comments and the program's name are left out, and lines keep their numbers`() throws {
    let lines = try CommandLines.parse("# plan\n\ntalkoot goal add One\r\n   \ngoal add Two#2")
    #expect(lines.map(\.number) == [3, 5])
    #expect(lines.map(\.words) == [["goal", "add", "One"], ["goal", "add", "Two#2"]])
  }

  @Test(arguments: ["goal add \"One", "goal add 'One", "goal add One\\"])
  func `what nothing ends is bad data, with its line`(text: String) throws {
    let error = #expect(throws: ErrorDescription.self) { try CommandLines.parse("goal\n" + text) }
    #expect(error?.exit == 65 && error?.message.hasPrefix("line 2") == true)
  }
}
