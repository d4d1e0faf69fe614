import Foundation
import ProgramTesting

/// HTTP by hand, for requests that the client never sends. Uses `curl`, which is on every build machine.
enum RawHTTP {
  static func exchange(
    _ socket: String,
    _ method: String,
    _ path: String,
    _ body: String
  ) async throws -> (status: Int, body: String) {
    let words = [
      "curl", "-s", "--path-as-is", "--unix-socket", socket, "-X", method, "--data-binary", body, "-w",
      "\n%{http_code}", "http://talkoot" + path,
    ]
    // On a thread of its own: the server that answers is in this process.
    let outcome = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try Command.run(words) }) }
    }
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }
}
