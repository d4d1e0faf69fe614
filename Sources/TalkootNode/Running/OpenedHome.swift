internal import Logging
internal import TalkootCrypto
internal import TalkootReplica
internal import TalkootStore

/// A home's replica, opened: the one that is there, or a new one in place of one that is gone or damaged.
struct OpenedHome {
  let storage: SQLiteStorage
  let core: ReplicaCore
  let continuity: Continuity
  /// Whom the home knew, when the database was begun anew.
  let known: KnownNetwork?

  /// Opens what is there. Where it is damaged and others can give everything back, it is moved aside first.
  static func open(_ home: NodeHome, key: SigningKey, _ logger: Logger) throws -> OpenedHome {
    let quarantine = Quarantine(home)
    if let finding = quarantine.finding, quarantine.canRebuild { try quarantine.moveAside(finding, logger) }
    do {
      return try OpenedHome(home, key: key, logger)
    } catch {
      guard let damage = damage(in: error), quarantine.canRebuild else { throw error }
      try quarantine.moveAside("\(damage)", logger)
      return try OpenedHome(home, key: key, logger)
    }
  }

  private init(_ home: NodeHome, key: SigningKey, _ logger: Logger) throws {
    known = try KnownNetwork.beginAnew(home, key: key, logger)
    storage = try SQLiteStorage(openingAt: home.database)
    continuity = try storage.continuity()
    core = try ReplicaCore.open(storage, key: key, continuesLog: continuity.continuesLog)
    guard known != nil, Quarantine(home).isKept else { return }
    do {
      let taken = try core.takeBack(from: Quarantine(home).remains(key, core.snapshot.workspace.network))
      logger.notice("read from the damaged database", metadata: ["changes": "\(taken.changes)"])
    } catch {
      logger.error("nothing can be read from the damaged database", metadata: ["error": "\(error)"])
    }
  }

  private static func damage(in error: any Error) -> StoreError? {
    var fault = error as? StoreError
    if case ReplicaError.store(let error) = error { fault = error }
    return fault.flatMap { $0.isDamage ? $0 : nil }
  }
}

extension Continuity {
  var continuesLog: Bool {
    switch self {
    case .first, .same: true
    case .copied, .restored: false
    }
  }
}
