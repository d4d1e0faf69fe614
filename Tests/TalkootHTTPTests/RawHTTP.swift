import Foundation

/// HTTP by hand, for requests that the client never sends. Uses `curl`, which is on every build machine.
enum RawHTTP {
  static func exchange(
    _ socket: String,
    _ method: String,
    _ path: String,
    _ body: String
  ) async throws -> (status: Int, body: String) {
    let output = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try run(socket, method, path, body) }) }
    }
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }

  private static func run(_ socket: String, _ method: String, _ path: String, _ body: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "curl", "-s", "--path-as-is", "--unix-socket", socket, "-X", method, "--data-binary", body, "-w",
      "\n%{http_code}",
      "http://talkoot" + path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
