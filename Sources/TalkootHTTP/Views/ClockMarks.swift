internal import TalkootAPI
internal import TalkootLog

/// How the time that a change claims lies against what is known otherwise. It is shown and decides nothing
/// (`rules.md` 2.7).
enum ClockMark: String {
  /// Its author's clock says what is still to come.
  case ahead
  /// It claims to be older than what it builds on directly: its author's clock was behind, or that of whoever wrote that was
  /// ahead.
  case behind

  /// Clocks that differ by less are no news (milliseconds).
  static let tolerance: Int64 = 60_000

  /// - Parameters:
  ///   - claimed: the change's own time (milliseconds).
  ///   - past: the latest time that what it builds on claims.
  init?(claimed: Int64, past: Int64?, now: Int64) {
    // Times are whatever somebody wrote.
    func isLater(_ a: Int64, than b: Int64) -> Bool {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return a > b && (overflow || difference > ClockMark.tolerance)
    }
    if isLater(claimed, than: now) {
      self = .ahead
    } else if let past, isLater(past, than: claimed) {
      self = .behind
    } else {
      return nil
    }
  }
}

extension Call {
  /// The marks of changes, by id; most have none.
  func clockMarks(_ changes: [VerifiedChange]) async throws -> [ChangeID: ClockMark] {
    let (index, now) = (view.index, Moment.now)
    let parents = changes.map { index.version(of: $0.id).map { index.graph.parents(of: $0) } ?? [] }
    let facts = try await facts(of: parents.flatMap(\.self))
    var marks: [ChangeID: ClockMark] = [:]
    for (change, parents) in zip(changes, parents) {
      let past = parents.compactMap { facts[$0]?.milliseconds }.max()
      marks[change.id] = ClockMark(claimed: change.header.claimedMilliseconds, past: past, now: now)
    }
    return marks
  }
}
