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
}
