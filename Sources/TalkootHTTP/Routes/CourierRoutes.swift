internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

enum CourierRoutes {
  static let all = [
    Route(Endpoints.courier) { call, _, request in try await write(call, request) },
    Route(receiving: Endpoints.absorb, lists: []) { call, options, bytes, progress in
      progress(Progress(phase: "checking", done: 0, total: bytes.count))
      return try await absorb(call, options, bytes)
    },
  ]

  private static func write(_ call: Call, _ request: CourierRequest) async throws -> CourierReport {
    guard request.path.hasPrefix("/"), !request.path.utf8.contains(0) else {
      throw ErrorDescription(.usage, "the path must be an absolute one")
    }
    let view = call.view
    let nodes = try recipients(request.recipient, view)
    var known: [CourierKnowledge] = []
    for node in nodes {
      known.append(request.everything ?? false ? .nothing : await knowledge(of: node, call, view))
    }
    let (file, changes) = try await call.replica.courier(lacking: known)
    let bytes = file.bytes
    guard bytes.count <= CourierFile.bytesMax else {
      throw ErrorDescription(.refused, "that would be more than 1 GiB; restore a backup there, or sync")
    }
    try OwnFile.write(bytes, to: request.path)
    return CourierReport(
      path: request.path,
      bytes: bytes.count,
      changes: changes,
      nodes: nodes.map { view.id(ObjectID($0), .node) },
      everything: known.contains { if case .nothing = $0 { true } else { false } }
    )
  }

  /// The open nodes that are meant. Whoever is out of the network gets nothing any more.
  private static func recipients(_ text: String, _ view: View) throws -> [NodeID] {
    let meant = try view.nodes(text)
    let others = meant.subtracting([view.snapshot.node])
    guard !others.isEmpty || meant.isEmpty else {
      throw ErrorDescription(.refused, "that is this node itself; name another one")
    }
    let settled = view.workspace.settled
    let inside = settled.everyone.filter { [.member, .participant].contains(settled.standing(of: $0)) }
      .flatMap { settled.nodes(of: $0) }
      .filter { !$0.isRetired && others.contains($0.id) }
    guard !inside.isEmpty else {
      throw ErrorDescription(.notPermitted, "it is not in the network any more; nobody gives it anything")
    }
    return inside.map(\.id).sorted()
  }

  /// What a node said over a link that is open, else what it has built on: nothing about a peer is kept on disk.
  private static func knowledge(of node: NodeID, _ call: Call, _ view: View) async -> CourierKnowledge {
    if let rows = await call.control.rows(of: node) { return .counts(rows) }
    let newest = view.index.logStates.filter { $0.node == node }.flatMap(\.allBranches).compactMap(\.last)
    return newest.isEmpty ? .nothing : .past(newest.map { view.index.id(of: $0) })
  }

  private static func absorb(_ call: Call, _ options: AbsorbOptions, _ bytes: [UInt8]) async throws -> AbsorbReport {
    do {
      let receipt = try await call.replica.absorb(bytes)
      return AbsorbReport(
        changes: receipt.changes,
        filled: receipt.filled,
        heads: call.view.index.heads.map(\.digest.hex)
      )
    } catch let fault as CourierFault {
      let said = Sentence(verbatim: "\(fault)")
      throw ErrorDescription(fault.code, options.file?.split(separator: "/").last.map { "\($0): \(said)" } ?? said)
    }
  }
}

extension CourierFault {
  fileprivate var code: ErrorCode {
    switch self {
    case .notOne, .damaged, .malformed, .otherNetwork, .invalid: .malformedValue
    case .ambiguous, .incomplete: .refused
    }
  }
}
