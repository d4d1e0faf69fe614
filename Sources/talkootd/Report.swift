internal import Glibc
internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootNode

/// How a command of this program answers: one JSON document on standard output, and an exit code.
enum Report {
  /// The language that `--lang` asks for: what `talkoot` passes on from the person.
  static let language = Language(chosen: asked(CommandLine.arguments), environment: { _ in nil })

  private static func asked(_ arguments: [String]) -> String? {
    let option = "--lang"
    for (index, argument) in arguments.enumerated() {
      if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
      if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
    }
    return nil
  }

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
    let description = Failures.describe(error).said(in: language)
    if isJSON, let document = try? JSONValue(encoding: ErrorDocument(error: description), absent: .null) {
      print(document.text)
    } else {
      let line = Array((description.message + "\n").utf8)
      _ = write(STDERR_FILENO, line, line.count)
    }
    exit(Int32(description.exit))
  }
}
