import Foundation
import ProgramTesting

#if canImport(Glibc)
  import Glibc
#endif

/// A node's home on a disk of its own that can be filled: a small tmpfs, which takes root or a user namespace.
final class SmallDisk: Sendable {
  private let path: String
  private var filler: String { path + "/filler" }

  /// Whether this process may mount one.
  static let isPossible: Bool = {
    guard let folder = try? Scratch.makeFolder("d"), let disk = try? SmallDisk(at: folder, mebibytes: 1) else {
      return false
    }
    return withExtendedLifetime(disk) { true }
  }()

  init(at path: String, mebibytes: Int) throws {
    self.path = path
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw Stuck(what: path, why: String(cString: strerror(errno))) }
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m,mode=0700") == 0 else {
      throw Stuck(what: path, why: String(cString: strerror(errno)))
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  /// Leaves about so many bytes.
  func fill(leaving rest: Int) throws {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { throw Stuck(what: path, why: String(cString: strerror(errno))) }
    var left = max(0, Int(status.f_bavail) * Int(status.f_frsize) - rest)
    let file = open(filler, O_CREAT | O_WRONLY | O_APPEND, 0o600)
    defer { close(file) }
    let block = [UInt8](repeating: 1, count: 4096)
    while left > 0, write(file, block, min(left, block.count)) > 0 { left -= block.count }
  }

  func free() { unlink(filler) }
}
