internal import Synchronization
internal import TalkootAPI

/// Lets through a few lines of progress a second, and each new phase.
final class ProgressRate: Sendable {
  private struct Last {
    var phase: String
    var at: ContinuousClock.Instant
  }

  private let last = Mutex<Last?>(nil)

  func admits(_ progress: Progress) -> Bool {
    last.withLock { last in
      let now = ContinuousClock.now
      if let last, last.phase == progress.phase, now < last.at + .milliseconds(250) { return false }
      last = Last(phase: progress.phase, at: now)
      return true
    }
  }
}
