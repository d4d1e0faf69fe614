internal import NIOConcurrencyHelpers
internal import Synchronization

/// What a connection's users and its event loop share. The loop's side is `LinkHandler`, the users' is `Connection`.
final class Link: Sendable {
  let inbox: Inbox
  let outbox: Outbox
  let bytesIn = Atomic<Int>(0)
  let bytesOut = Atomic<Int>(0)
  let framesIn = Atomic<Int>(0)
  let framesOut = Atomic<Int>(0)

  private struct End {
    var reason: CloseReason?
    var waiting: [CheckedContinuation<CloseReason, Never>] = []
  }
  private let end = NIOLockedValueBox(End())

  init(_ limits: TransportLimits) {
    inbox = Inbox(byteCountMax: limits.receiveQueueByteCountMax)
    outbox = Outbox(byteCountMax: limits.sendQueueByteCountMax)
  }

  /// This side closes: nothing more is received, nothing more taken in for sending; what is queued still goes out.
  func beginClosing(_ reason: CloseReason) {
    inbox.finish(reason)
    outbox.finish(reason, keepingQueue: true)
  }

  /// It is over. The first reason is the one that counts.
  func finish(_ reason: CloseReason) {
    let (first, waiting) = end.withLockedValue { end in
      let first = end.reason ?? reason
      end.reason = first
      defer { end.waiting = [] }
      return (first, end.waiting)
    }
    inbox.finish(first)
    outbox.finish(first, keepingQueue: false)
    for continuation in waiting { continuation.resume(returning: first) }
  }

  var closeReason: CloseReason? { end.withLockedValue { $0.reason } }

  /// Waits for the end. Not cancellable: every link ends.
  func closed() async -> CloseReason {
    await withCheckedContinuation { continuation in
      let reason = end.withLockedValue { end in
        if end.reason == nil { end.waiting.append(continuation) }
        return end.reason
      }
      if let reason { continuation.resume(returning: reason) }
    }
  }
}
