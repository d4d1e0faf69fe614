internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

/// Another network's replica, for founding anew with what it holds. It is only read; its node must not run meanwhile.
struct FoundingSource: Sendable {
  private let workspace: Workspace
  private let member: MemberID?

  /// - Throws: `HomeError` for a home without a replica; `StoreError.homeInUse` while its node runs.
  init(_ home: NodeHome) throws {
    guard home.isInUse else { throw HomeError.notFounded(home.path) }
    try home.check()
    let lock = try HomeLock(home: home.path)
    defer { withExtendedLifetime(lock) {} }
    let storage = try SQLiteStorage(openingAt: home.database)
    defer { try? storage.close() }
    let core = try ReplicaCore.open(storage, key: try home.readIdentity())
    workspace = core.snapshot.workspace
    member = core.snapshot.member
  }

  var timeZone: String? { workspace.timeZone }

  var reference: NetworkReference {
    NetworkReference(id: workspace.network.digest.hex, name: workspace.networkName ?? "")
  }

  /// One act with everything.
  func drafts(into state: Workspace, by founder: MemberID) -> [Draft] {
    let act = ActID(SecureRandom.bytes(16))!
    return Refounding(copying: workspace, of: member, into: state, by: founder).drafts.map { draft in
      var draft = draft
      draft.act = act
      return draft
    }
  }
}
