internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

enum ReplicaRoutes {
  static let all = [
    Route(Endpoints.replica) { call, _, _ in try await status(call) },
    Route(Endpoints.changes) { call, filter, _ in try await changes(call, filter) },
    Route(Endpoints.change) { call, _, _ in try await change(try call.view.change(named: call.parameters[0]), call) },
    Route(Endpoints.setAside) { call, _, _ in try await SetAsideRoutes.list(call) },
    Route(Endpoints.bringBack) { call, _, _ in try await SetAsideRoutes.bringBack(call) },
    Route(Endpoints.conflicts) { call, _, _ in
      let view = call.view
      let conflicts = view.workspace.conflicts(view.index)
      let facts = try await call.facts(of: view.versions(in: conflicts))
      return conflicts.map { view.conflict($0, facts) }
    },
    Route(Endpoints.settle) { call, _, settlement in
      let object = try call.view.resolve(settlement.object, [])
      let id = try call.view.wholeID(settlement.object, [])
      _ = try await call.writeOne {
        try $0.settleConflict(of: id, field: settlement.field, value: settlement.value, $1)
      }
      return try await ObjectRoutes.document(of: object, call)
    },
    Route(streaming: Endpoints.verify) { call, _, _, progress in
      let found = try await call.replica.verify { progress(Progress(phase: "verifying", done: $0, total: $1)) }
      return VerifyReport(ok: found.fault == nil, changes: found.changes, fault: found.fault)
    },
    Route(streaming: Endpoints.rebuild) { call, _, _, progress in
      let isChanged = try await call.replica.rebuild { progress(Progress(phase: "rebuilding", done: $0, total: $1)) }
      let snapshot = await call.replica.digested()
      return RebuildReport(
        changes: snapshot.index.count,
        objects: snapshot.workspace.objectCount,
        digest: snapshot.workspace.digest?.hex,
        changed: isChanged
      )
    },
    Route(Endpoints.difference) { call, _, _ in try await PeerDifference.document(call) },
    Route(Endpoints.backup) { call, _, request in try await backup(call, request) },
  ]

  private static func status(_ call: Call) async throws -> ReplicaStatus {
    let view = View(await call.replica.digested())
    let workspace = view.workspace
    let bytes = try await call.replica.read { core in
      let statistics = try core.storage.statistics()
      return statistics.fileBytes + statistics.walBytes
    }
    var vector: [String: Int] = [:]
    for row in view.index.rows { vector[row.log.digest.hex] = max(vector[row.log.digest.hex] ?? 0, Int(row.count)) }
    return ReplicaStatus(
      network: NetworkReference(id: workspace.network.digest.hex, name: workspace.networkName ?? ""),
      node: NodeReference(
        id: view.id(ObjectID(view.snapshot.node), .node),
        member: view.own.map { view.organisation($0) } ?? ""
      ),
      versionVector: vector,
      heads: view.index.heads.map(\.digest.hex),
      digest: workspace.digest?.hex,
      model: Workspace.modelVersion,
      changes: view.index.count,
      objects: workspace.objectCount,
      conflicts: workspace.conflicts(view.index).count,
      pending: view.snapshot.pending,
      setAside: workspace.setAside.count,
      bytes: bytes,
      epoch: workspace.settled.currentEpoch.map { Int($0.number) },
      contested: workspace.settled.isRosterContested,
      voice: await call.control.voice(),
      doubleVoices: try await call.proofs(workspace.settled.doubleVoices)
    )
  }

  static func change(_ version: LocalVersion, _ call: Call) async throws -> ChangeDescription {
    let view = call.view
    let found = try await call.replica.read { try $0.changes([version]) }
    guard let change = found.first else { throw ErrorDescription(.noSuchObject, "there is no such change") }
    return view.change(change, inList: false, try await call.clockMarks(found)[change.id])
  }

  private static let changesInList = 50
  private static let changesAtMost = 10_000

  /// The newest first.
  private static func changes(_ call: Call, _ filter: ChangeFilter) async throws -> [ChangeDescription] {
    let view = call.view
    let node = try filter.node.map { try view.nodes($0) }
    let since = try filter.since.map { try view.change(named: $0) }
    let limit = filter.limit ?? changesInList
    guard (0...changesAtMost).contains(limit) else {
      throw ErrorDescription(.usage, "the limit is 0 to \(changesAtMost)")
    }
    var versions: [LocalVersion] = []
    for number in (0..<UInt32(view.index.count)).reversed() where versions.count < limit {
      let version = LocalVersion(number)
      if let since, version <= since { break }
      if let node, !node.contains(view.index.logStates[view.index.numbers(of: version).log].descriptor.node) {
        continue
      }
      versions.append(version)
    }
    let ascending = Array(versions.reversed())
    let found = try await call.replica.read { try $0.changes(ascending) }
    let clocks = try await call.clockMarks(found)
    return found.reversed().map { view.change($0, inList: true, clocks[$0.id]) }
  }

  private static func backup(_ call: Call, _ request: BackupRequest) async throws -> BackupReport {
    let path = request.path
    guard path.hasPrefix("/"), !path.utf8.contains(0) else {
      throw ErrorDescription(.usage, "the path must be an absolute one")
    }
    var keys: String?
    if let passphrase = request.keysPassphraseFile {
      // First: a backup that was asked for with keys is none without them.
      let file = path + ".keys"
      try await call.control.backUpKey(to: file, passphraseFile: passphrase)
      keys = file
    }
    let snapshot = await call.replica.digested()
    try await call.replica.save()
    let changes = try await call.replica.read { core in
      try core.storage.backup(to: path)
      return core.index.count
    }
    return BackupReport(
      path: path,
      bytes: FileSize.bytes(at: path),
      changes: changes,
      digest: changes == snapshot.index.count ? snapshot.workspace.digest?.hex : nil,
      keys: keys
    )
  }
}
