internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The other program, `talkootd`: beside this one, else on the `PATH`.
///
/// What needs the home itself (making one, restoring one, examining one) is done by it, so that this program never
/// opens a database. `docs/protocol/local-api.md` says how it is called.
enum DaemonProgram {
  /// Where it is.
  static func find() throws(ErrorDescription) -> String {
    var folders = [ownFolder].compactMap { $0 }
    folders += (Environment.variable("PATH") ?? "").split(separator: ":").map(String.init)
    for folder in folders where access(folder + "/talkootd", X_OK) == 0 { return folder + "/talkootd" }
    throw ErrorDescription(.refused, say(.daemonMissing))
  }

  private static var ownFolder: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    guard count > 0 else { return nil }
    return Files.directory(of: String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// Runs one of its commands that end by themselves and takes the JSON document that it prints.
  ///
  /// - Throws: the error that it printed.
  static func run<Answer>(
    _ arguments: [String],
    language: Language,
    input: String = "",
    as type: Answer.Type = Answer.self
  ) throws(ErrorDescription) -> APIClient.Document<Answer> {
    let program = try find()
    let (exit, output) = try ChildProcess.output(
      of: program,
      arguments + ["--json", "--lang", language.rawValue],
      input: input
    )
    guard let document = try? JSONValue(parsing: output) else {
      throw ErrorDescription(.internalFault, say(.daemonSilent, arguments[0], String(exit)))
    }
    if exit != 0, let error = document["error"] {
      throw (try? ErrorDescription(from: error))
        ?? ErrorDescription(.internalFault, say(.daemonSilent, arguments[0], String(exit)))
    }
    return APIClient.Document(json: document)
  }
}
