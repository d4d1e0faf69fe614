import Foundation
import ProgramTesting

/// The real `talkoot`, run as a process.
struct CommandLineTool {
  let home: TemporaryHome
  var environment: [String: String] = [:]
  /// Another copy of the program than the one that was built, for tests that put something beside it.
  var program = Self.built

  /// The program beside the tests.
  static let built: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "talkoot").path(percentEncoded: false)
  }()

  func callAsFunction(_ arguments: String..., input: String = "") throws -> Outcome {
    try run([program, "--home", home.path] + arguments, input: input)
  }

  /// Through the shell, for redirections; the program is `$T`.
  func shell(_ script: String) throws -> Outcome {
    try run(["/bin/sh", "-c", script], input: "")
  }

  func run(_ arguments: [String]) throws -> Outcome {
    try run([program, "--home", home.path] + arguments, input: "")
  }

  private func run(_ words: [String], input: String) throws -> Outcome {
    try Command.run(
      words,
      input: input,
      environment: ["HOME": home.path, "TALKOOT_HOME": home.path, "T": program].merging(environment) { $1 }
    )
  }
}
