import Foundation
import ProgramTesting
import TalkootAPI
import Testing

/// The pages of `docs/examples` that are run. `TALKOOT_TRANSCRIPTS=write` writes down what the commands print now.
@Suite struct TranscriptTests {
  private static let folder = URL(filePath: #filePath).appending(path: "../../../docs/examples").standardized
    .path(percentEncoded: false)

  static let pages = ["what-a-network-needs.md", "a-year.md"]

  @Test(arguments: pages) func `what the manual shows is what the programs print`(page: String) throws {
    let transcript = try Transcript(path: Self.folder + "/" + page)
    #expect(transcript.steps.count > 10)
    let writes = ProcessInfo.processInfo.environment["TALKOOT_TRANSCRIPTS"] == "write"
    let text = try transcript.run { step, expected, outcome in
      guard !writes else { return }
      var lines = (outcome.output + outcome.error).components(separatedBy: "\n")
      if lines.last == "" { lines.removeLast() }
      #expect(
        Transcript.matches(lines, expected),
        """
        \(page):\(step.expected.lowerBound): \(step.home) $ \(step.command)
        expected:
        \(expected.joined(separator: "\n"))
        printed, with exit code \(outcome.exit):
        \(lines.joined(separator: "\n"))
        """
      )
    }
    if writes {
      try text.joined(separator: "\n").write(toFile: transcript.path, atomically: true, encoding: .utf8)
    }
  }
}
