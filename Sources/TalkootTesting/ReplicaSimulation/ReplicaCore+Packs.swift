public import TalkootLog
public import TalkootReplica
internal import TalkootStore
internal import TalkootSync

extension ReplicaCore {
  /// What a peer that has so much of each log lacks, as the exchange would load it: batch after batch.
  public func packs(after counts: [LogID: UInt64], bytes: Int) throws -> [[UInt8]] {
    var counts = counts
    var packs: [[UInt8]] = []
    while true {
      let ranges = index.rows.compactMap { row -> LogRange? in
        let after = counts[row.log] ?? 0
        return after < row.count ? LogRange(log: row.log, after: after, through: row.count, expecting: nil) : nil
      }
      if ranges.isEmpty { return packs }
      let batch = try load(Selection(ranges: ranges, byteBudget: bytes))
      precondition(!batch.reached.isEmpty, "a load makes progress")
      packs.append(batch.pack)
      for row in batch.reached { counts[row.log] = row.count }
    }
  }

  /// What another replica lacks, on whichever branch, with names in full: as one that forks on purpose shows it.
  public func branchPacks(for other: ReplicaCore, bytes: Int = 64 << 10) throws -> [[UInt8]] {
    let rows = other.index.rows
    let ranges = index.logStates.map { state in
      LogRange(log: state.id, beyond: rows.filter { $0.log == state.id }.map { SyncRow($0) }, isEnough: true)
    }
    let own = index.logStates.filter { $0.isFrozen || $0.node == node }.map(\.id)
    let selection = Selection(
      ranges: ranges.sorted { $0.log < $1.log },
      byteBudget: bytes,
      disputed: Set(own).sorted()
    )
    let batch = try load(selection)
    return batch.reached.isEmpty ? [] : [batch.pack]
  }
}
