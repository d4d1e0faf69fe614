import Foundation
import TalkootAPI

/// The real `talkoot`, run as a process.
struct CommandLineTool {
  struct Result {
    let exit: Int32
    let output: String
    let error: String

    /// The lines of standard error.
    var errorLines: [Substring] { error.split(separator: "\n") }
    /// The document on standard output.
    var json: JSONValue? { try? JSONValue(parsing: Array(output.utf8)) }
  }

  let home: TemporaryHome
  var environment: [String: String] = [:]
  /// Another copy of the program than the one that was built, for tests that put something beside it.
  var program = Self.built

  /// The program beside the tests.
  static let built: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "talkoot").path(percentEncoded: false)
  }()

  func callAsFunction(_ arguments: String..., input: String = "") throws -> Result {
    try run([program, "--home", home.path] + arguments, input: input)
  }

  /// Through the shell, for redirections; the program is `$T`.
  func shell(_ script: String) throws -> Result {
    try run(["/bin/sh", "-c", script], input: "")
  }

  func run(_ arguments: [String]) throws -> Result {
    try run([program, "--home", home.path] + arguments, input: "")
  }

  private func run(_ words: [String], input: String) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    var variables = ["PATH": "/usr/bin:/bin", "HOME": home.path, "LC_ALL": "C.UTF-8", "TALKOOT_HOME": home.path]
    variables["T"] = program
    variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    process.environment = variables.merging(environment) { $1 }
    let streams = (Pipe(), Pipe(), Pipe())
    process.standardInput = streams.0
    process.standardOutput = streams.1
    process.standardError = streams.2
    try process.run()
    try streams.0.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try streams.0.fileHandleForWriting.close()
    let output = streams.1.fileHandleForReading.readDataToEndOfFile()
    let error = streams.2.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      exit: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: output, as: UTF8.self),
      error: String(decoding: error, as: UTF8.self)
    )
  }
}
