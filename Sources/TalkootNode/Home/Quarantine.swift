internal import Foundation
internal import Logging
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootReplica
internal import TalkootStore

/// What becomes of a database in which something is damaged (`rules.md` section 5, case 11): it is moved aside, a new
/// one is begun, and everything comes back from the other nodes and from what of the old one can be read.
///
/// | what | where |
/// | --- | --- |
/// | that damage was found, and which, until the next start | `damage` |
/// | the database that was moved aside, until nothing in it is missing here | `damaged/` |
/// | the changes of this node's own that nobody has given back | `damaged/lost` |
struct Quarantine {
  private let home: NodeHome

  init(_ home: NodeHome) { self.home = home }

  private var mark: String { home.path + "/damage" }
  private var folder: String { home.path + "/damaged" }
  private var database: String { folder + "/replica.db" }
  /// The list of what was lost.
  var lost: String { folder + "/lost" }

  /// Whether a database was moved aside that may still hold what is missing here.
  var isKept: Bool { home.exists(database) }

  /// How many changes of this node's own are in nobody's hands, as far as is known.
  var lostCount: Int {
    guard let bytes = FileManager.default.contents(atPath: lost) else { return 0 }
    return bytes.split(separator: UInt8(ascii: "\n")).count { $0.first != UInt8(ascii: "#") }
  }

  /// What was found in the database that is in use; nil when nothing was.
  var finding: String? {
    FileManager.default.contents(atPath: mark).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether there are others to give everything back. A node that is alone keeps what it has, and its people decide.
  var canRebuild: Bool { !isKept && !(KnownNetwork.read(home)?.nodes.isEmpty ?? true) }

  /// Notes that the database in use is damaged, for the next start.
  func note(_ finding: String) throws(HomeError) { try OwnFiles.write(Array(finding.utf8), to: mark) }

  /// The database that is in use now is sound.
  func forget() { unlink(mark) }

  /// Moves the database aside. Nothing of it is changed.
  func moveAside(_ finding: String, _ logger: Logger) throws(HomeError) {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(folder) }
    // The database itself last: whatever is interrupted is begun again.
    for suffix in ["-wal", "-shm", "-journal", ""] where home.exists(home.database + suffix) {
      guard rename(home.database + suffix, database + suffix) == 0 else { throw failure(database + suffix) }
    }
    unlink(mark)
    logger.critical(
      "the database is damaged: moved aside, and taking everything back from the other nodes",
      metadata: ["damage": "\(finding)", "kept": "\(folder)"]
    )
  }

  private func failure(_ path: String) -> HomeError { .inaccessible(path, String(cString: strerror(errno))) }

  /// What can be read of the database that was moved aside.
  func remains(_ key: SigningKey, _ network: NetworkID) throws(StoreError) -> ReplicaRemains {
    try ReplicaRemains(try SQLiteStorage(readingAt: database), key: key, network: network)
  }

  /// Everyone who could have given something back has been asked.
  /// Where nothing is missing, what was moved aside is taken away: nobody needs it, and what is erased from now on
  /// would stay in it.
  func conclude(missing: [ChangeID], isWhole: Bool, _ logger: Logger) throws(HomeError) {
    if missing.isEmpty, isWhole {
      try? FileManager.default.removeItem(atPath: folder)
      logger.notice("everything that was in the damaged database is here again; it has been removed")
      return
    }
    let heading = isWhole ? [] : ["# the list of changes could not be read to its end: there may be more"]
    let lines = ["# changes of this node's own that no node has given back"] + heading + missing.map(\.digest.hex)
    try OwnFiles.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: lost)
    logger.error(
      "changes of this node's own are lost",
      metadata: ["count": "\(missing.count)", "list": "\(lost)", "list is whole": "\(isWhole)"]
    )
  }
}

extension StoreError {
  /// Whether bytes are not what was written, as opposed to a disk or a system that refuses.
  var isDamage: Bool {
    switch self {
    case .damaged: true
    case .homeInUse, .unsafeFile, .notFound, .exists, .foreign, .newerSchema, .diskFull, .durabilityLost, .locked,
      .inaccessible, .closed:
      false
    }
  }
}
