internal import TalkootLog

/// A log of which the two sides of a link hold different branches, or one of them more than one: counts say nothing of
/// it any more, changes do. The store, which has the changes, says what the peer lacks.
struct Dispute: Sendable {
  /// Changes that the peer has said it holds, or confirmed.
  private(set) var has: [SyncRow] = []
  /// Ends of what it has been sent.
  private(set) var sent: [SyncRow] = []
  /// Whether `has` is known to be enough, though it also names changes that are not here.
  var knowsLandmarks = false
  /// For which state of this replica the peer has been told landmarks.
  var toldFor: [SyncRow] = []

  mutating func noteHas(_ row: SyncRow) { Dispute.insert(row, into: &has) }
  mutating func noteSent(_ row: SyncRow) { Dispute.insert(row, into: &sent) }

  /// What the store is to leave out with its past.
  var known: [SyncRow] { has + sent.filter { !has.contains($0) } }

  func isSent(_ tip: SyncRow) -> Bool { has.contains(tip) || sent.contains(tip) }
  func isHeld(_ tip: SyncRow) -> Bool { has.contains(tip) }

  /// Whether the peer is known to hold the same branches and nothing more.
  func isSettled(_ tips: [SyncRow]) -> Bool {
    !tips.isEmpty && tips.allSatisfy { has.contains($0) } && has.allSatisfy { tips.contains($0) || knowsLandmarks }
  }

  /// A peer may name as many as it likes; the oldest are forgotten, which only costs sending something twice.
  private static func insert(_ row: SyncRow, into rows: inout [SyncRow]) {
    guard !rows.contains(row) else { return }
    if rows.count >= SyncLimits.landmarksMax { rows.removeFirst(rows.count / 2) }
    rows.append(row)
  }
}
