import Foundation
import TalkootStore

/// A home in a directory of its own, gone when the test is done with it.
final class TemporaryHome: Sendable {
  let path: String
  var database: String { path + "/talkoot.db" }
  var directory: String { HomeDirectory.parent(of: path) }

  init() throws {
    let base = FileManager.default.temporaryDirectory.path + "/talkoot-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    path = base + "/home"
    try HomeFiles.prepareHome(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func create() throws -> SQLiteStorage {
    try SQLiteStorage.create(at: database)
    return try open()
  }

  func open() throws -> SQLiteStorage { try SQLiteStorage(openingAt: database) }

  func bytes(_ suffix: String = "") -> [UInt8] {
    Array(FileManager.default.contents(atPath: database + suffix) ?? Data())
  }

  func write(_ bytes: [UInt8], _ suffix: String = "") throws {
    let url = URL(fileURLWithPath: database + suffix)
    try Data(bytes).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
  }
}

enum HomeDirectory {
  static func parent(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
}
