internal import Foundation

/// Small files of a home, readable by their owner alone, replaced whole or not at all.
enum OwnFiles {
  /// Writes beside, flushes, renames, flushes the directory.
  static func write(_ bytes: [UInt8], to path: String) throws(HomeError) {
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure(path)
        close(descriptor)
        unlink(temporary)
        throw error
      }
      rest = rest.dropFirst(count)
    }
    let isFlushed = fsync(descriptor) == 0
    close(descriptor)
    guard isFlushed, rename(temporary, path) == 0 else { throw failure(path) }
    let directory = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw failure(path) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw failure(path) }
  }

  private static func failure(_ path: String) -> HomeError {
    .inaccessible(path, String(cString: strerror(errno)))
  }
}
