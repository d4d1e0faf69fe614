internal import NIOConcurrencyHelpers
internal import NIOCore

/// Frames on their way to the event loop: filled by any number of senders, emptied by the loop as fast as the peer
/// takes them. Above its limit senders wait, in order.
final class Outbox: Sendable {
  enum Offer: Equatable {
    /// Queued; true when the event loop has to be told.
    case queued(wake: Bool)
    case full
    case closed(CloseReason)
  }

  private struct Sender {
    var number: Int
    var frame: [UInt8]
    var continuation: CheckedContinuation<Offer?, Never>
  }

  private struct State {
    var frames = CircularBuffer<[UInt8]>()
    var byteCount = 0
    /// The event loop is emptying the queue, or has been told to.
    var isBeingEmptied = false
    var end: CloseReason?
    var senders = CircularBuffer<Sender>()
    var nextNumber = 0
  }

  private static let overhead = 64

  private let byteCountMax: Int
  private let state = NIOLockedValueBox(State())

  init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

  /// Bytes waiting, with what waiting itself costs.
  var byteCount: Int { state.withLockedValue { $0.byteCount } }

  /// Whether a frame offered now would be queued.
  var hasRoom: Bool { state.withLockedValue { $0.end == nil && $0.byteCount < byteCountMax && $0.senders.isEmpty } }

  func offer(_ frame: [UInt8]) -> Offer { state.withLockedValue { offer(frame, &$0) } }

  private func offer(_ frame: [UInt8], _ state: inout State) -> Offer {
    if let end = state.end { return .closed(end) }
    guard state.byteCount < byteCountMax, state.senders.isEmpty else { return .full }
    return .queued(wake: queue(frame, &state))
  }

  private func queue(_ frame: [UInt8], _ state: inout State) -> Bool {
    state.frames.append(frame)
    state.byteCount += frame.count + Outbox.overhead
    defer { state.isBeingEmptied = true }
    return !state.isBeingEmptied
  }

  /// Waits for room; nil when the task was cancelled and the frame is not queued.
  func wait(toSend frame: [UInt8]) async -> Offer? {
    let number = state.withLockedValue { state in
      defer { state.nextNumber += 1 }
      return state.nextNumber
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let offer = state.withLockedValue { state -> Offer?? in
          let offer = self.offer(frame, &state)
          guard offer == .full else { return offer }
          if Task.isCancelled { return .some(nil) }
          state.senders.append(Sender(number: number, frame: frame, continuation: continuation))
          return .none
        }
        if let offer { continuation.resume(returning: offer) }
      }
    } onCancel: {
      let sender = state.withLockedValue { state -> Sender? in
        guard let index = state.senders.firstIndex(where: { $0.number == number }) else { return nil }
        return state.senders.remove(at: index)
      }
      sender?.continuation.resume(returning: nil)
    }
  }

  /// The next frame to send. nil when there is none, and then the next one queued wakes the event loop.
  func pop() -> [UInt8]? {
    var admitted: [Sender] = []
    let frame = state.withLockedValue { state -> [UInt8]? in
      guard let frame = state.frames.popFirst() else {
        state.isBeingEmptied = false
        return nil
      }
      state.byteCount -= frame.count + Outbox.overhead
      while state.byteCount < byteCountMax, let sender = state.senders.popFirst() {
        _ = queue(sender.frame, &state)
        admitted.append(sender)
      }
      return frame
    }
    for sender in admitted { sender.continuation.resume(returning: .queued(wake: false)) }
    return frame
  }

  /// After this nothing is taken in. What is queued is still sent when `keepingQueue`.
  func finish(_ reason: CloseReason, keepingQueue: Bool) {
    let senders = state.withLockedValue { state in
      state.end = state.end ?? reason
      if !keepingQueue {
        state.frames = CircularBuffer()
        state.byteCount = 0
      }
      defer { state.senders = CircularBuffer() }
      return state.senders
    }
    for sender in senders { sender.continuation.resume(returning: .closed(reason)) }
  }
}
