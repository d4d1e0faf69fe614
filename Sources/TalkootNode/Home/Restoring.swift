internal import Foundation
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

/// Puts a backup into a home.
public enum Restoring {
  /// What was put back.
  public struct Restored: Sendable {
    let member: MemberID?
    let network: NetworkID
    let node: NodeID
    let listen: String?
    let changes: Int
    let name: String?
    let networkName: String?
  }

  /// Restores the replica of `file` to a home that has no database. The node goes on in a new log, for what it wrote
  /// since the backup may be with its peers.
  ///
  /// A backup holds no keys, but there may be an encrypted one beside it (`.keys`). In a home that has none and without
  /// the passphrase the replica belongs to a new node of the organisation: it can be read, and writes once it is
  /// admitted, by another node of the organisation or by the card.
  /// - Parameter keysPassphrase: the file with the passphrase of the key beside the backup.
  /// - Throws: `HomeError.inUse` when there is a database.
  public static func restore(_ file: String, to home: NodeHome, keysPassphrase: String? = nil) throws -> Restored {
    let earlier = try keysPassphrase.map { path throws(KeyFileError) in
      try KeyFile.read(file + ".keys", passphrase: try KeyFile.passphrase(in: path))
    }
    let bytes = try read(file)
    try home.create()
    let lock = try HomeLock(home: home.path)
    defer { withExtendedLifetime(lock) {} }
    guard !FileManager.default.fileExists(atPath: home.database) else { throw HomeError.inUse(home.path) }
    let isOwnNode = home.hasIdentityKey
    let key = isOwnNode ? try home.readIdentity() : earlier ?? SigningKey()
    if let earlier, earlier.publicKey != key.publicKey {
      throw CommandError(.badFile, "\(home.path) has another node's key than \(file).keys; restore to another home")
    }
    // The copy is checked where it will lie, and taken away again when it is none.
    try OwnFiles.write(bytes, to: home.database)
    do {
      let storage = try SQLiteStorage(openingAt: home.database)
      defer { try? storage.close() }
      if let problem = try storage.integrityProblems(limit: 1).first {
        throw StoreError.damaged(what: problem, place: file)
      }
      let core = try ReplicaCore.open(storage, key: key, continuesLog: false)
      // A file from elsewhere: its sums prove nothing, only hashes, chains and signatures do.
      if let fault = try core.verify().fault { throw StoreError.damaged(what: fault, place: file) }
      let snapshot = core.snapshot
      if !isOwnNode { try home.writeIdentity(key) }
      let listen = try settings(of: home)
      return Restored(
        member: snapshot.member,
        network: snapshot.workspace.network,
        node: snapshot.node,
        listen: listen,
        changes: snapshot.index.count,
        name: snapshot.member.flatMap { snapshot.workspace.name(of: ObjectID($0)) },
        networkName: snapshot.workspace.networkName
      )
    } catch {
      for suffix in ["", "-wal", "-shm"] { unlink(home.database + suffix) }
      throw isFault(ofFile: error)
        ? CommandError(.badFile, "\(file) is no backup that can be restored: \(error)") : error
    }
  }

  /// Where the home's node listens; settings that are gone are begun anew.
  private static func settings(of home: NodeHome) throws -> String? {
    if !FileManager.default.fileExists(atPath: home.configuration) {
      let listen = NodeAddress(host: "0.0.0.0", port: try Interfaces.freePort("0.0.0.0"))
      try OwnFiles.write(Array(NodeConfiguration.initial(listen: listen).utf8), to: home.configuration)
    }
    return try NodeConfiguration(path: home.configuration).listen?.text
  }

  private static func isFault(ofFile error: any Error) -> Bool {
    switch error as? StoreError {
    case .foreign, .newerSchema, .damaged: true
    case nil, .homeInUse, .exists, .unsafeFile, .inaccessible, .notFound, .diskFull, .durabilityLost, .locked, .closed:
      error is ReplicaError
    }
  }

  private static func read(_ file: String) throws -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file))) } catch {
      throw HomeError.inaccessible(file, HomeError.reason(error))
    }
    guard bytes.starts(with: "SQLite format 3\0".utf8) else {
      throw CommandError(.badFile, "\(file) is no backup; one is made by: talkoot replica backup FILE")
    }
    return bytes
  }
}
