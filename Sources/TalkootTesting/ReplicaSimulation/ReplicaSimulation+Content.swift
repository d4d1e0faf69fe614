internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync

// Strings that one node keeps back while there are faults, and how the others get them all the same.
extension ReplicaSimulation {
  /// Asks a peer for strings that are missing, as `Links` does.
  func askForContent(_ id: LinkID, _ node: Int) {
    let core = nodes[node].core
    let missing = core.workspace.incompleteVersions.prefix(SyncLimits.wantedChangesMax)
    guard !missing.isEmpty else { return }
    let changes = missing.map { core.index.id(of: $0) }
    perform(nodes[node].exchange.want(changes, from: id, now: instant), at: node)
  }

  /// Asks all that hold the same changes, and again after a while.
  func askAllForContent(_ node: Int) {
    guard nodes[node].core.workspace.isIncomplete else { return }
    for id in links.keys.sorted() where isOpen(id, at: node) && links[id]!.nodes.contains(node) {
      if nodes[node].exchange.status(of: id)?.isInSync == true { askForContent(id, node) }
    }
    guard nodes[node].asksAgainAt.map({ $0 <= now }) ?? true else { return }
    nodes[node].asksAgainAt = now + 30_000_000
    schedule(.wantContent(node: node, run: nodes[node].run), in: 30_000_000)
  }

  /// A batch as a node sends it that keeps strings back: as erased, or as if it never had them.
  func withholding(_ batch: LoadedBatch, _ disputed: [LogID], of core: ReplicaCore) throws -> LoadedBatch {
    func salts(_ log: LogID, _ range: UInt64, upTo change: ChangeID?) -> SaltTree? {
      let branch = change.map { core.index.saltBranch(of: $0, range: range, log) } ?? 0
      guard let number = core.index.logNumber(log),
        let bytes = try? core.storage.seed(log: UInt32(number), range: UInt32(range), branch: UInt32(branch))
      else { return nil }
      return try? SaltTree(parsing: bytes)
    }
    let target = IndexPackTarget(
      core.index,
      waiting: { _, _ in nil },
      waitingLog: { _ in nil },
      branchSalts: { salts($0, $1, upTo: $2) }
    )
    let received = try ChangePack.decode(batch.pack, target: target)
    let items = received.map { received in
      var altered = received
      let kept = received.change.strings.indices.filter { _ in happens(one: 3) }
      if let tree = salts(received.change.log, SaltTree.range(received.change.sequence), upTo: received.id),
        let erased = received.change.erasing(kept, salts: tree)
      {
        altered.change = happens(one: 2) ? erased : erased.asMissing
        // A key that is left out would be refused.
        if altered.lacksKey { altered = received } else { figures.withheld += kept.count }
      }
      let descriptor = core.index.logState(received.change.log)!.descriptor
      return ChangePack.Item(VerifiedChange(trusting: altered, descriptor: descriptor), salts: received.salts)
    }
    let source = IndexPackSource(core.index, literal: Set(disputed + batch.mismatched)) { _ in nil }
    var altered = batch
    altered.pack = ChangePack.encode(items, source: source).pack
    return altered
  }
}

extension Change {
  fileprivate var asMissing: Change {
    with(strings: strings.map { if case .erased(let it) = $0 { .missing(commitment: it) } else { $0 } })
  }
}
