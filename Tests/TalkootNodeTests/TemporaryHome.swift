import Foundation

@testable import TalkootNode

/// A folder of a test's own for homes, gone when the test is over.
final class TemporaryHome {
  let folder: String

  init() {
    folder = FileManager.default.temporaryDirectory.path + "/talkoot-\(UUID().uuidString.prefix(8))"
    try! FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func home(_ name: String = "a") -> NodeHome { NodeHome(folder + "/" + name) }

  func terms(_ name: String = "a", listen: String? = "127.0.0.1:0") -> Founding.Terms {
    Founding.Terms(home: home(name), name: "Aalto IT", listen: listen)
  }

  func files(_ name: String = "a") -> [String] {
    (FileManager.default.subpaths(atPath: folder + "/" + name) ?? []).sorted()
  }
}
