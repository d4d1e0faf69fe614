import Foundation

/// A home that is removed with this value.
final class TemporaryHome: Sendable {
  let path: String

  /// - Parameter nested: a folder name in between, to make the path long.
  init(nested: String = "") throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "talkoot-\(UUID().uuidString)/\(nested)")
    path =
      folder.path(percentEncoded: false).hasSuffix("/")
      ? String(folder.path(percentEncoded: false).dropLast()) : folder.path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path + "/run", withIntermediateDirectories: true)
  }

  func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(filePath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
