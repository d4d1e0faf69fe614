internal import Foundation
internal import Glibc

/// The rules for files of a home: a directory of 0700, plain files of 0600, one's own, no symbolic links.
public enum HomeFiles {
  /// Makes the home when it is not there, and checks it.
  public static func prepareHome(_ home: String) throws(StoreError) {
    if mkdir(home, 0o700) != 0, errno != EEXIST {
      throw .inaccessible(path: home, cause: reason())
    }
    try checkHome(home)
  }

  /// - Throws: `unsafeFile` unless it is a directory of one's own that nobody else can reach.
  public static func checkHome(_ home: String) throws(StoreError) {
    guard let status = try status(of: home) else { throw .notFound(path: home) }
    try check(status, home, kind: S_IFDIR, name: "directory")
  }

  /// Whether there is such a file.
  /// - Throws: `unsafeFile` when there is one that others can reach, or that is no plain file.
  static func checkFile(_ path: String) throws(StoreError) -> Bool {
    guard let status = try status(of: path) else { return false }
    try check(status, path, kind: S_IFREG, name: "plain file")
    return true
  }

  private static func status(of path: String) throws(StoreError) -> stat? {
    var status = stat()
    if lstat(path, &status) == 0 { return status }
    if errno == ENOENT { return nil }
    throw .inaccessible(path: path, cause: reason())
  }

  private static func check(_ status: stat, _ path: String, kind: mode_t, name: String) throws(StoreError) {
    guard status.st_mode & S_IFMT == kind else { throw .unsafeFile(path: path, problem: "is no \(name)") }
    guard status.st_uid == geteuid() else { throw .unsafeFile(path: path, problem: "belongs to another user") }
    guard status.st_mode & 0o077 == 0 else { throw .unsafeFile(path: path, problem: "can be reached by others") }
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A new empty file of 0600.
  static func create(_ path: String) throws(StoreError) {
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      if errno == EEXIST { throw .exists(path: path) }
      throw failure(path, "making \(path)")
    }
    _ = Glibc.close(file)
  }

  /// Gives a complete file its name, unless there is one of that name, and makes the name durable.
  static func publish(_ temporary: String, as path: String) throws(StoreError) {
    try synchronize(temporary)
    guard link(temporary, path) == 0 else {
      if errno == EEXIST { throw .exists(path: path) }
      throw failure(path, "naming \(path)")
    }
    unlink(temporary)
    try synchronize(directory(of: path))
  }

  /// Replaces a small file as a whole: whoever reads it, even after a crash, sees the old or the new.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let temporary = path + ".new"
    unlink(temporary)
    let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(temporary, "making \(temporary)") }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    let isWhole = written == bytes.count
    let error: StoreError? = isWhole ? nil : failure(temporary, "writing \(temporary)")
    _ = Glibc.close(file)
    if let error { throw error }
    try synchronize(temporary)
    guard rename(temporary, path) == 0 else { throw failure(path, "naming \(path)") }
    try synchronize(directory(of: path))
  }

  /// What a small file holds; nil when there is none.
  static func read(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
    guard try checkFile(path) else { return nil }
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw .inaccessible(path: path, cause: reason()) }
    defer { _ = Glibc.close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw .inaccessible(path: path, cause: reason()) }
    return Array(bytes.prefix(count))
  }

  /// Makes a file's or a directory's content durable.
  static func synchronize(_ path: String) throws(StoreError) {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw .inaccessible(path: path, cause: reason()) }
    defer { _ = Glibc.close(file) }
    guard fsync(file) == 0 else { throw .durabilityLost(doing: "writing \(path)", cause: reason()) }
  }

  /// How many bytes the disk of a home still has for this user; nil when the system does not say.
  public static func freeBytes(at path: String) -> Int? {
    var status = statvfs()
    return statvfs(path, &status) == 0 ? Int(status.f_bavail) * Int(status.f_frsize) : nil
  }

  /// How many bytes the disk of a home has in all; nil when the system does not say.
  public static func diskBytes(at path: String) -> Int? {
    var status = statvfs()
    return statvfs(path, &status) == 0 ? Int(status.f_blocks) * Int(status.f_frsize) : nil
  }

  /// Whether there is anything of this name.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func byteCount(of path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func failure(_ path: String, _ doing: String) -> StoreError {
    errno == ENOSPC || errno == EDQUOT ? .diskFull(doing: doing) : .inaccessible(path: path, cause: reason())
  }

  static func reason() -> String { String(cString: strerror(errno)) }
}
