internal import Synchronization

/// Frames between a link and its connection, bounded: a peer that asks and asks and takes no answer must not fill the
/// memory. What credit and limits let an honest peer cause stays far below the bound.
final class FrameQueue: Sendable {
  /// Twice what all rows of the largest network and a full window of changes weigh.
  static let byteCountMax = 8 << 20
  /// What a frame costs beside its bytes.
  static let overhead = 64

  /// The frames in their order, for the one task that sends them and says so by `sent`.
  let frames: AsyncStream<[UInt8]>
  private let continuation: AsyncStream<[UInt8]>.Continuation
  private let byteCount = Atomic<Int>(0)

  init() { (frames, continuation) = AsyncStream.makeStream() }

  /// Takes a frame in; false when it is full, and the frame is lost.
  func offer(_ frame: [UInt8]) -> Bool {
    let weight = frame.count + FrameQueue.overhead
    guard byteCount.add(weight, ordering: .relaxed).newValue <= FrameQueue.byteCountMax else {
      byteCount.subtract(weight, ordering: .relaxed)
      return false
    }
    continuation.yield(frame)
    return true
  }

  /// A frame has left.
  func sent(_ frame: [UInt8]) { byteCount.subtract(frame.count + FrameQueue.overhead, ordering: .relaxed) }

  /// Nothing more comes.
  func finish() { continuation.finish() }
}
