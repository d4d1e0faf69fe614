internal import Foundation

/// One node's directory: everything it has, readable by its owner alone.
///
/// | what | where |
/// | --- | --- |
/// | configuration | `config.toml` |
/// | identity key | `keys/identity.key`, 0600; or a credential (`Keyring`) |
/// | recovery card | `recovery-card`, 0600; to be moved away |
/// | replica | `replica.db` and SQLite's files beside it |
/// | what tells a copy from the original | `continuity` |
/// | a join that is under way | `joining` |
/// | an admission as another node of an organisation, until its first sync | `admission` |
/// | codes for other nodes of this organisation | `devices` |
/// | addresses added by hand | `peers` |
/// | the network and whom it knew there | `network` |
/// | damage that was found, a damaged database | `damage`, `damaged/` (`Quarantine`) |
/// | local API | `run/talkootd.sock` |
/// | logs | `log/talkootd.log` |
public struct NodeHome: Sendable {
  /// The directory, absolute.
  public let path: String
  let keyring: Keyring

  /// - Parameters:
  ///   - path: relative paths are taken from the working directory.
  ///   - keyring: where passphrases come from.
  public init(_ path: String, keyring: Keyring = Keyring()) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    self.keyring = keyring
  }

  var configuration: String { path + "/config.toml" }
  var identityKey: String { path + "/keys/identity.key" }
  var recoveryCard: String { path + "/recovery-card" }
  var database: String { path + "/replica.db" }
  var joining: String { path + "/joining" }
  var admission: String { path + "/admission" }
  var devices: String { path + "/devices" }
  var peers: String { path + "/peers" }
  var network: String { path + "/network" }
  var voice: String { path + "/voice" }
  /// How far the hook has come.
  var hook: String { path + "/hook" }
  var socket: String { path + "/run/talkootd.sock" }

  /// Whether a node lives here.
  var isInUse: Bool { exists(identityKey) || exists(database) }

  /// Makes the directory and those in it, 0700.
  /// - Throws: `HomeError` when it can't be made or entered, or belongs to someone else.
  func create() throws(HomeError) {
    // An empty directory that is there already, as `mkdir` made it, holds nothing that others may need to read.
    if isEmptyDirectory { _ = chmod(path, 0o700) }
    try make(path)
    try check()
    for directory in [path + "/keys", path + "/run", path + "/log"] { try make(directory) }
  }

  private func make(_ directory: String) throws(HomeError) {
    do {
      try FileManager.default.createDirectory(
        atPath: directory,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw HomeError.inaccessible(directory, HomeError.reason(error))
    }
  }

  private var isEmptyDirectory: Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
  }

  /// - Throws: `HomeError` unless the directory is here, ours, and closed to others.
  func check() throws(HomeError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw errno == ENOENT ? HomeError.missing(path) : .inaccessible(path, String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .inaccessible(path, "not a directory") }
    guard status.st_uid == geteuid() else { throw .notOurs(path) }
    guard status.st_mode & 0o077 == 0 else { throw .open(path) }
    guard access(path, R_OK | W_OK | X_OK) == 0 else {
      throw .inaccessible(path, String(cString: strerror(errno)))
    }
  }

  /// Runs what fills a new home. When it fails, what it has written is taken away again: half a home would stand in
  /// the way of the next attempt. What was there before stays.
  func filled<Made>(_ body: () throws -> Made) throws -> Made {
    let new = missingFiles
    do { return try body() } catch {
      for file in new { unlink(file) }
      throw error
    }
  }

  /// The same for what asks others meanwhile.
  func filled<Made>(_ body: () async throws -> Made) async throws -> Made {
    let new = missingFiles
    do { return try await body() } catch {
      for file in new { unlink(file) }
      throw error
    }
  }

  private var missingFiles: [String] {
    let files =
      [identityKey, recoveryCard, joining, admission, configuration, path + "/continuity"]
      + ["", "-wal", "-shm", "-journal"].map { database + $0 }
    return files.filter { !exists($0) }
  }

  func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}

/// Why a home can't be used.
enum HomeError: Error, Hashable, Sendable {
  case missing(String)
  case inUse(String)
  case notOurs(String)
  case open(String)
  case inaccessible(String, String)
  case notFounded(String)
  case keyMissing(String)

  static func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map({ $0 as NSError }),
      cause.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(cause.code)))
    }
    return error.localizedDescription
  }
}

extension HomeError: CustomStringConvertible {
  var description: String {
    switch self {
    case .missing(let path): "there is no home at \(path); make one with: talkoot init, or talkoot join CODE"
    case .inUse(let path): "\(path) is a node's home already; choose another with --home"
    case .notOurs(let path): "\(path) belongs to another user; a home must be its user's own"
    case .open(let path): "\(path) can be read by others; close it with: chmod 700 \(path)"
    case .inaccessible(let path, let reason): "\(path): \(reason)"
    case .keyMissing(let path):
      "\(path) has no keys/identity.key; put the node's key there first (a backup holds no keys)"
    case .notFounded(let path): "\(path) holds no network yet; make one with: talkoot init, or talkoot join CODE"
    }
  }
}
