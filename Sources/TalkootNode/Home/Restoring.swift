internal import Foundation
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootReplica
internal import TalkootStore

/// Puts a backup into a home.
public enum Restoring {
  /// What was put back.
  public struct Restored: Sendable {
    let member: MemberID?
    let network: NetworkID
    let node: NodeID
    let changes: Int
    let name: String?
    let networkName: String?
  }

  /// Restores the replica of `file` to a home that still has its identity key and no database. The node goes on in a
  /// new log, for what it wrote since the backup may be with its peers.
  /// - Throws: `HomeError.inUse` when there is a database.
  public static func restore(_ file: String, to home: NodeHome) throws -> Restored {
    try home.create()
    let lock = try HomeLock(home: home.path)
    defer { withExtendedLifetime(lock) {} }
    guard !FileManager.default.fileExists(atPath: home.database) else { throw HomeError.inUse(home.path) }
    guard FileManager.default.fileExists(atPath: home.identityKey) else { throw HomeError.keyMissing(home.path) }
    let key = try KeyFile.read(home.identityKey)
    // The copy is checked where it will lie, and taken away again when it is none.
    let bytes = try read(file)
    try OwnFiles.write(bytes, to: home.database)
    do {
      let storage = try SQLiteStorage(openingAt: home.database)
      defer { try? storage.close() }
      if let problem = try storage.integrityProblems(limit: 1).first {
        throw StoreError.damaged(what: problem, place: file)
      }
      let core = try ReplicaCore.open(storage, key: key, continuesLog: false)
      let snapshot = core.snapshot
      return Restored(
        member: snapshot.member,
        network: snapshot.workspace.network,
        node: snapshot.node,
        changes: snapshot.index.count,
        name: snapshot.member.flatMap { snapshot.workspace.name(of: ObjectID($0)) },
        networkName: snapshot.workspace.networkName
      )
    } catch {
      for suffix in ["", "-wal", "-shm"] { unlink(home.database + suffix) }
      throw error
    }
  }

  private static func read(_ file: String) throws(HomeError) -> [UInt8] {
    do { return Array(try Data(contentsOf: URL(fileURLWithPath: file))) } catch {
      throw .inaccessible(file, HomeError.reason(error))
    }
  }
}
