internal import Foundation
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootReplica
internal import TalkootStore

/// A home whose join was begun and never completed: its code was wrong, spent or mistaken, or nobody was there.
///
/// It takes another code, and keeps its keys and settings. Nothing of a network is in it yet.
struct EarlierJoin {
  let home: NodeHome
  private let lock: HomeLock
  private let pending: PendingJoin
  private let key: SigningKey
  private let listen: NodeAddress?

  /// nil where no join is under way.
  /// - Throws: also when a node runs in it.
  init?(_ home: NodeHome) throws {
    guard home.isInUse, let pending = try PendingJoin.read(home.joining) else { return nil }
    try home.check()
    self.home = home
    self.pending = pending
    lock = try HomeLock(home: home.path)
    key = try home.readIdentity()
    listen = try NodeConfiguration(path: home.configuration).listen
  }

  /// Takes a code, which may be the one it had.
  /// - Throws: `inUse` when an earlier code has been accepted already and this is another.
  func take(_ code: InvitationCode, name: String, listen chosen: NodeAddress?) throws -> Founding.Made {
    defer { withExtendedLifetime(lock) {} }
    if code != pending.code {
      if try isAdmitted { throw HomeError.inUse(home.path) }
      if code.network != pending.code.network { try beginDatabase(of: code.network) }
    }
    let address = try chosen ?? listen ?? NodeAddress(host: "0.0.0.0", port: Interfaces.freePort("0.0.0.0"))
    if address != listen {
      try OwnFiles.write(Array(NodeConfiguration.initial(listen: address).utf8), to: home.configuration)
    }
    try PendingJoin(code: code, name: name, root: pending.root).write(to: home.joining)
    return Founding.Made(
      member: nil,
      network: code.network,
      node: NodeID(of: key.publicKey),
      listen: address.text,
      recoveryCard: home.recoveryCard
    )
  }

  private var isAdmitted: Bool {
    get throws {
      let storage = try SQLiteStorage(openingAt: home.database)
      let isAdmitted = try ReplicaCore.open(storage, key: key, continuesLog: true).snapshot.member != nil
      try storage.close()
      return isAdmitted
    }
  }

  private func beginDatabase(of network: NetworkID) throws {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(home.database + suffix) }
    try Founding.beginDatabase(home, network: network, key: key)
  }
}
