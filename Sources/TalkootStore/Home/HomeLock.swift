internal import Foundation
internal import Glibc

/// Keeps a home to one process: held from before the database is opened until after it is closed.
///
/// flock(2) on `lock` in the home; the kernel gives it up when the process ends, however it ends. The file names the
/// process, for the message only.
public final class HomeLock: Sendable {
  private let file: Int32

  /// - Throws: `homeInUse` when another process holds it.
  public init(home: String) throws(StoreError) {
    try HomeFiles.checkHome(home)
    let path = home + "/lock"
    _ = try HomeFiles.checkFile(path)
    let file = open(path, O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .inaccessible(path: path, cause: HomeFiles.reason()) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let cause = HomeFiles.reason()
      let process = HomeLock.process(in: file)
      _ = close(file)
      if isHeld { throw .homeInUse(home: home, process: process) }
      throw .inaccessible(path: path, cause: cause)
    }
    let name = Array("\(getpid())\n".utf8)
    if ftruncate(file, 0) == 0 { _ = name.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) } }
    self.file = file
  }

  deinit {
    // Closing alone is not enough: a program that is being started holds the file until it has become another.
    _ = flock(file, LOCK_UN)
    _ = close(file)
  }

  private static func process(in file: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    let digits = bytes.prefix(max(0, count)).prefix { $0 != 0x0a }
    return Int32(String(decoding: digits, as: UTF8.self))
  }
}
