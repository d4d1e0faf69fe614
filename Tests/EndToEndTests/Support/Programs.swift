import Foundation

/// The programs under test, as they were built, and the folder of shared real input.
enum Programs {
  /// Where the build has put what it made: beside the test runner. `TALKOOT_PROGRAMS` names another folder, as that of
  /// a release build.
  static let folder: String = {
    if let folder = ProcessInfo.processInfo.environment["TALKOOT_PROGRAMS"] { return folder + "/" }
    let runner =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: runner).deletingLastPathComponent().path(percentEncoded: false)
  }()

  static let talkoot = folder + "talkoot"
  static let talkootd = folder + "talkootd"

  /// A folder of real input: where `TALKOOT_SHARED` points, else beside the repository; nil when there is none.
  static func shared(_ name: String) -> String? {
    let shared =
      ProcessInfo.processInfo.environment["TALKOOT_SHARED"]
      ?? URL(filePath: #filePath).appending(path: "../../../../../shared").standardized.path(percentEncoded: false)
    let path = shared + "/" + name
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// How much of a test that can be made larger to do: a variable's number, or what a quick run does.
  static func scale(_ variable: String, _ quick: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? quick
  }
}
