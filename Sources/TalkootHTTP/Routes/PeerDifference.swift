internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

/// What this replica has that a peer has not acknowledged, and the reverse.
enum PeerDifference {
  private static let listedAtMost = 1000

  /// A connected peer tells what it has. Of another one only this is certain: it had what its own newest changes were
  /// written after.
  static func document(_ call: Call) async throws -> ReplicaDifference {
    let view = call.view
    let nodes = try view.nodes(call.parameters[0]).subtracting([view.snapshot.node]).sorted()
    guard let first = nodes.first else {
      throw ErrorDescription(.refused, "that is this node itself; name another one")
    }
    for node in nodes {
      guard let rows = await call.control.rows(of: node) else { continue }
      return try await document(
        of: node,
        ahead: ahead(of: rows, view),
        behind: behind(rows, view),
        asOf: Moment.text(Moment.now),
        call,
        view
      )
    }
    let heads = view.index.logStates.filter { $0.node == first }.compactMap(\.head).sorted()
    let missing = view.index.graph.difference(view.index.graph.heads, heads).onlyA
    let newest = try await call.facts(of: heads).values.map(\.milliseconds).max()
    return try await document(
      of: first,
      ahead: missing.flatMap { ($0.lowerBound.rawValue..<$0.upperBound.rawValue).map { LocalVersion($0) } },
      behind: [],
      asOf: newest.flatMap { Moment.text($0) },
      call,
      view
    )
  }

  private static func document(
    of node: NodeID,
    ahead: [LocalVersion],
    behind: [LogGap],
    asOf: String?,
    _ call: Call,
    _ view: View
  ) async throws -> ReplicaDifference {
    let newest = Array(ahead.sorted().suffix(listedAtMost))
    let changes = try await call.replica.read { try $0.changes(newest) }
    let member = view.workspace.settled.everyone.first { member in
      view.workspace.settled.nodes(of: member).contains { $0.id == node }
    }
    return ReplicaDifference(
      peer: view.id(ObjectID(node), .node),
      member: member.map { view.organisation($0) },
      ahead: changes.reversed().map { view.change($0, inList: true) },
      behind: behind,
      asOf: asOf
    )
  }

  private static func ahead(of rows: [LogID: UInt64], _ view: View) -> [LocalVersion] {
    var ahead: [LocalVersion] = []
    for log in view.index.logStates {
      // What the peer says that it has can be any number.
      var sequence = rows[log.id] ?? 0
      while sequence < log.count {
        sequence += 1
        if let version = view.index.version(log.id, sequence) { ahead.append(version) }
      }
    }
    return ahead
  }

  private static func behind(_ rows: [LogID: UInt64], _ view: View) -> [LogGap] {
    rows.keys.sorted().compactMap { log in
      let ours = view.index.logState(log)?.count ?? 0
      guard let theirs = rows[log], theirs > ours else { return nil }
      let node = view.index.descriptor(of: log).map { view.id(ObjectID($0.node), .node) }
      return LogGap(log: log.digest.hex, node: node, from: Int(ours) + 1, through: Int(clamping: theirs))
    }
  }
}

extension View {
  /// The nodes that a node's or an organisation's id or name means.
  func nodes(_ text: String) throws -> Set<NodeID> {
    let object = try resolve(text, [.node, .organisation])
    var found: Set<NodeID> = []
    for member in workspace.settled.everyone {
      for node in workspace.settled.nodes(of: member) where ObjectID(node.id) == object || ObjectID(member) == object {
        found.insert(node.id)
      }
    }
    return found
  }
}
