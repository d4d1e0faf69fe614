internal import Foundation

/// The mark that sync is paused: a file, so that it lasts across restarts.
enum Pause {
  private static func path(_ home: NodeHome) -> String { home.path + "/sync-paused" }

  static func isSet(in home: NodeHome) -> Bool { FileManager.default.fileExists(atPath: path(home)) }

  static func set(_ isPaused: Bool, in home: NodeHome) throws {
    if isPaused { try OwnFiles.write([], to: path(home)) } else { unlink(path(home)) }
  }
}
