internal import Glibc
internal import TalkootAPI
internal import TalkootNode

/// How a command of this program answers: one JSON document on standard output, and an exit code.
enum Report {
  static func result(_ body: () throws -> some APIDocument) {
    // These commands make and read keys too.
    Secrecy.begin()
    do {
      let document = try JSONValue(encoding: body(), absent: .null)
      print(document.text)
    } catch { failure(error, isJSON: true) }
  }

  /// The same for what talks to other nodes.
  static func result(_ body: () async throws -> some APIDocument) async {
    Secrecy.begin()
    do {
      let document = try JSONValue(encoding: await body(), absent: .null)
      print(document.text)
    } catch { failure(error, isJSON: true) }
  }

  static func failure(_ error: any Error, isJSON: Bool) {
    let description = Failures.describe(error)
    if isJSON, let document = try? JSONValue(encoding: ErrorDocument(error: description), absent: .null) {
      print(document.text)
    } else {
      let line = Array((description.message + "\n").utf8)
      _ = write(STDERR_FILENO, line, line.count)
    }
    exit(Int32(description.exit))
  }
}
