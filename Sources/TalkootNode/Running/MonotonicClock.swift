internal import TalkootSync

/// The clock of the pure machines: microseconds since it was made, which never go back.
struct MonotonicClock: Sendable {
  private let start = ContinuousClock.now

  var now: SyncInstant { SyncInstant(microseconds: 0).advanced(by: start.duration(to: .now)) }

  func sleep(until due: SyncInstant) async throws {
    try await Task.sleep(until: start.advanced(by: .microseconds(due.microseconds)), clock: .continuous)
  }
}
