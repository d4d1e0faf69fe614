internal import NIOConcurrencyHelpers
internal import NIOCore

/// Frames received and not yet consumed: filled by the event loop, emptied by one consumer. Above its limit the event
/// loop reads no more, so that a slow consumer slows its peer and grows nothing.
final class Inbox: Sendable {
  enum Next {
    case frame([UInt8])
    case end(CloseReason)
    case cancelled
  }

  private struct State {
    var frames = CircularBuffer<[UInt8]>()
    var byteCount = 0
    var isPaused = false
    var end: CloseReason?
    var consumer: CheckedContinuation<Next, Never>?
  }

  /// What a frame costs beside its bytes, so that a flood of empty ones is bounded too.
  private static let overhead = 64

  private let byteCountMax: Int
  private let state = NIOLockedValueBox(State())

  init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

  func push(_ frame: [UInt8]) {
    let consumer = state.withLockedValue { state -> CheckedContinuation<Next, Never>? in
      guard state.end == nil else { return nil }
      if let consumer = state.consumer.take() { return consumer }
      state.frames.append(frame)
      state.byteCount += frame.count + Inbox.overhead
      return nil
    }
    consumer?.resume(returning: .frame(frame))
  }

  /// Whether reading has to wait until `next` says that there is room.
  func pauseIfFull() -> Bool {
    state.withLockedValue { state in
      state.isPaused = state.byteCount >= byteCountMax && state.end == nil
      return state.isPaused
    }
  }

  /// After this nothing is taken in; what came before is still handed out, unless it was this side that closed.
  func finish(_ reason: CloseReason) {
    let consumer = state.withLockedValue { state -> CheckedContinuation<Next, Never>? in
      guard state.end == nil else { return nil }
      state.end = reason
      if case .local = reason {
        state.frames = CircularBuffer()
        state.byteCount = 0
      }
      return state.consumer.take()
    }
    consumer?.resume(returning: .end(reason))
  }

  /// The next frame, or why there is none. `onRoom` is called when reading had paused and may go on.
  func next(onRoom: () -> Void) async -> Next {
    let (next, hasRoom) = state.withLockedValue { take(&$0) }
    if hasRoom { onRoom() }
    if let next { return next }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { consumer in
        // Something may have come in between. When it has, the queue was empty before, so it cannot have paused.
        let next = state.withLockedValue { state -> Next? in
          if let next = take(&state).0 { return next }
          // A task cancelled later than this finds the consumer that is left here.
          if Task.isCancelled { return .cancelled }
          precondition(state.consumer == nil, "a connection has one consumer")
          state.consumer = consumer
          return nil
        }
        if let next { consumer.resume(returning: next) }
      }
    } onCancel: {
      state.withLockedValue { $0.consumer.take() }?.resume(returning: .cancelled)
    }
  }

  private func take(_ state: inout State) -> (Next?, hasRoom: Bool) {
    guard let frame = state.frames.popFirst() else { return (state.end.map { .end($0) }, false) }
    state.byteCount -= frame.count + Inbox.overhead
    let hasRoom = state.isPaused && state.byteCount <= byteCountMax / 2
    if hasRoom { state.isPaused = false }
    return (.frame(frame), hasRoom)
  }
}
