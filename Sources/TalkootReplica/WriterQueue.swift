internal import Dispatch

/// The executor of a replica's single writer: a thread of its own, because SQLite waits for the disk and must not hold
/// one of the few threads that everything else in the process shares.
final class WriterQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "talkoot.writer", qos: .userInitiated)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
