internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog
internal import TalkootModel
public import TalkootStore
public import TalkootSync

/// What a node is known to have.
public enum CourierKnowledge: Sendable {
  /// Nothing: it gets everything.
  case nothing
  /// So many changes of each log: what it said over a link that is open.
  case counts([LogID: UInt64])
  /// What these changes build on, themselves included: it wrote them.
  case past([ChangeID])
}

extension ReplicaCore {
  /// All that is here and that a node is not known to have, in packs.
  ///
  /// Of a log that has forked here everything goes along, named in full: which branch the node has its counts don't say.
  public func courier(lacking known: [CourierKnowledge]) throws(StoreError) -> (file: CourierFile, changes: Int) {
    var ranges: [LogRange] = []
    for log in index.logStates {
      if log.isFrozen {
        ranges.append(LogRange(log: log.id, beyond: [], isEnough: true))
        continue
      }
      // Several nodes of an organisation get what any of them lacks.
      let after = known.map { count(of: log, in: $0) }.min() ?? 0
      if after < log.count { ranges.append(LogRange(log: log.id, after: after, through: log.count)) }
    }
    ranges.sort { $0.log < $1.log }
    let disputed = index.logStates.filter(\.isFrozen).map(\.id).sorted()
    var file = CourierFile(network: workspace.network, packs: [])
    var changes = 0
    while true {
      let batch = try load(Selection(ranges: ranges, byteBudget: Self.packBytes, disputed: disputed))
      if batch.reached.isEmpty { return (file, changes) }
      file.packs.append(batch.pack)
      for row in batch.reached { changes += Self.note(row, in: &ranges) }
    }
  }

  /// - Returns: how many changes of an unforked log that is.
  private static func note(_ row: LogRow, in ranges: inout [LogRange]) -> Int {
    guard let i = ranges.firstIndex(where: { $0.log == row.log }) else { return 0 }
    if ranges[i].beyond != nil {
      ranges[i].beyond!.append(SyncRow(row))
      return 0
    }
    let count = Int(clamping: UInt64(row.count) - ranges[i].after)
    ranges[i].after = UInt64(row.count)
    return count
  }

  private func count(of log: LogState, in known: CourierKnowledge) -> UInt64 {
    switch known {
    case .nothing: return 0
    case .counts(let counts): return min(counts[log.id] ?? 0, log.count)
    case .past(let changes):
      let heads = changes.compactMap { index.version(of: $0) }
      // The past holds whole beginnings of logs.
      var (low, high) = (UInt64(0), log.count)
      while low < high {
        let middle = low + (high - low + 1) / 2
        if index.graph.contains(log.main.version(middle)!, inPastOf: heads) { low = middle } else { high = middle - 1 }
      }
      return low
    }
  }

  /// Takes in packs that somebody brought, all or nothing, in one transaction.
  ///
  /// - Throws: `CourierFault` in `fault` leaves the core as a failed write does: it must be reopened, and nothing of the
  ///   packs has happened.
  func absorb(_ file: CourierFile, as courier: NodeID) throws(StoreError) -> (receipt: Receipt, fault: CourierFault?) {
    precondition(batch.changes.isEmpty, "one batch at a time")
    var receipt = Receipt()
    guard file.network == workspace.network else { return (receipt, .otherNetwork) }
    intakeBefore = intake
    var ids: [ChangeID] = []
    for pack in file.packs {
      guard let received = try takeUp(pack, courier, nil, &receipt) else { return (receipt, Self.fault(of: receipt)) }
      ids += received
      if let fault = Self.fault(of: receipt) { return (receipt, fault) }
    }
    let lacking = ids.count { index.version(of: $0) == nil }
    if lacking > 0 { return (receipt, .incomplete(lacking)) }
    try keep(&receipt)
    intakeBefore = nil
    intake.forget(courier)
    return (receipt, nil)
  }

  private static func fault(of receipt: Receipt) -> CourierFault? {
    if let refusal = receipt.refusal { return .invalid(refusal) }
    return receipt.isAmbiguous ? .ambiguous : nil
  }
}
