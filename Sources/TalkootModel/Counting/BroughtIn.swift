public import TalkootCRDT
public import TalkootLog

extension Workspace {
  /// Who brought a change in: of the changes that made it count, the first in the order of operations.
  ///
  /// nil for one that counts by itself or not at all, for one that only its own organisation went on from, and for what
  /// someone wrote who has gone since, as far as the value that was settled by that knew of it.
  public func bringer(of version: LocalVersion, _ index: LogIndex) -> LocalVersion? {
    let (number, sequence) = index.numbers(of: version)
    let log = counting.logs[number]
    if log.speaks, sequence < log.fork?.sequence ?? .max { return nil }
    if counting.setAside.contains(version) { return nil }
    if let departure = governance.departure(of: log.member) {
      if departure.version == version || index.isInPast(version, of: departure.version) { return nil }
    }
    var first: LocalVersion?
    for (number, other) in counting.logs.enumerated() where other.speaks && other.member != log.member {
      let last = other.last.last.map { index.numbers(of: $0).sequence } ?? 0
      guard let found = index.first(in: index.logStates[number], through: last, knowing: version) else { continue }
      if let known = first, !index.precedes(Dot(found, 0), Dot(known, 0)) { continue }
      first = found
    }
    return first
  }
}

extension LogIndex {
  /// The first change of a log, up to a sequence number, that has `version` in its past.
  fileprivate func first(in log: LogState, through last: UInt64, knowing version: LocalVersion) -> LocalVersion? {
    var (low, high) = (UInt64(1), last + 1)
    while low < high {
      let middle = low + (high - low) / 2
      if isInPast(version, of: log.main.version(middle)!) { high = middle } else { low = middle + 1 }
    }
    return low > last ? nil : log.main.version(low)
  }
}
