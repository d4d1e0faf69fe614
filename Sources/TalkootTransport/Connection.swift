internal import NIOCore
internal import Synchronization
public import TalkootCrypto

/// An authenticated, encrypted connection that carries frames of bytes both ways, in order.
///
/// - A frame that was sent may be lost when the connection ends; what arrived is whole and in order.
/// - It is bounded both ways: `send` waits while the peer is slow, and the peer waits while `receive` is.
/// - A client's connection exists before the server has judged the client (so is TLS 1.3): only a frame from the
///   server shows that this node is welcome there.
/// - It closes when it is released. Any thread may use it; one task at a time may receive.
public final class Connection: Sendable {
  /// The identity key that the peer has proven to be its own.
  public let peer: PublicKey
  /// What both speak.
  public let applicationProtocol: ApplicationProtocol
  /// 32 bytes that only the two ends of this very connection know, to bind proofs to it.
  public let exporter: Digest
  /// The peer's address and port, for people: `192.0.2.1:4711` or `[2001:db8::1]:4711`.
  public let remoteAddress: String
  /// Whether the peer began it.
  public let isInbound: Bool
  /// The largest frame that the other side takes, when its limits are those of this one.
  public let frameByteCountMax: Int

  private let link: Link
  private let control: LinkControl

  init(
    _ session: TLSSession,
    link: Link,
    control: LinkControl,
    remoteAddress: String,
    isInbound: Bool,
    frameByteCountMax: Int
  ) {
    peer = session.peer
    applicationProtocol = session.applicationProtocol
    exporter = session.exporter
    self.remoteAddress = remoteAddress
    self.isInbound = isInbound
    self.frameByteCountMax = frameByteCountMax
    self.link = link
    self.control = control
  }

  deinit { close("no longer in use") }

  // MARK: Receiving

  /// The next frame; nil when the peer has ended the connection, or this side has, or the task was cancelled.
  /// - Throws: why the connection ended otherwise, after the frames that had arrived before.
  public func receive() async throws(CloseReason) -> [UInt8]? {
    switch await link.inbox.next(onRoom: { control.resumeReading() }) {
    case .frame(let frame): return frame
    case .cancelled: return nil
    case .end(.ended), .end(.local): return nil
    case .end(let reason): throw reason
    }
  }

  /// The frames as a sequence that ends as `receive` does.
  public var frames: Frames { Frames(connection: self) }

  // MARK: Sending

  /// Queues a frame, once there is room for it.
  /// - Throws: `CloseReason` when the connection has ended, `CancellationError` when the task is cancelled while it
  ///   waits; the frame is not sent then.
  /// - Precondition: `frame.count <= frameByteCountMax`.
  public func send(_ frame: [UInt8]) async throws {
    checkSize(frame)
    switch link.outbox.offer(frame) {
    case .queued(let wake): if wake { control.pump() }
    case .closed(let reason): throw reason
    case .full:
      switch await link.outbox.wait(toSend: frame) {
      case .queued(let wake): if wake { control.pump() }
      case .closed(let reason): throw reason
      case .full: preconditionFailure("waiting for room ended without room")
      case nil: throw CancellationError()
      }
    }
  }

  /// Queues a frame if there is room now; false when there is none, or the connection has ended.
  /// - Precondition: `frame.count <= frameByteCountMax`.
  public func trySend(_ frame: [UInt8]) -> Bool {
    checkSize(frame)
    guard case .queued(let wake) = link.outbox.offer(frame) else { return false }
    if wake { control.pump() }
    return true
  }

  /// Whether `trySend` would queue a frame now.
  public var isWritable: Bool { link.outbox.hasRoom }

  /// Bytes that wait for the peer to take what was sent before.
  public var queuedByteCount: Int { link.outbox.byteCount }

  private func checkSize(_ frame: [UInt8]) {
    precondition(
      frame.count <= frameByteCountMax,
      "a frame of \(frame.count) bytes; the limit is \(frameByteCountMax)"
    )
  }

  // MARK: The end

  /// Sends what is queued and closes. The reason is for this side's logs; nothing of it is sent.
  public func close(_ reason: String) { control.close(.local(reason)) }

  /// Why it ended; nil while it lasts.
  public var closeReason: CloseReason? { link.closeReason }

  /// Waits until it has ended.
  @discardableResult
  public func closed() async -> CloseReason { await link.closed() }

  // MARK: Measures

  /// What has gone over the network so far: bytes as TCP carries them, TLS included, and frames.
  public struct Traffic: Hashable, Sendable {
    /// Received.
    public var bytesIn: Int
    /// Handed to the network.
    public var bytesOut: Int
    /// Received whole.
    public var framesIn: Int
    /// Handed to the network.
    public var framesOut: Int
  }

  /// The traffic so far.
  public var traffic: Traffic {
    Traffic(
      bytesIn: link.bytesIn.load(ordering: .relaxed),
      bytesOut: link.bytesOut.load(ordering: .relaxed),
      framesIn: link.framesIn.load(ordering: .relaxed),
      framesOut: link.framesOut.load(ordering: .relaxed)
    )
  }
}

/// The frames of a connection, one after another; see `Connection.receive`.
public struct Frames: AsyncSequence, Sendable {
  /// A frame's bytes.
  public typealias Element = [UInt8]
  /// Why the connection ended other than by an end.
  public typealias Failure = CloseReason

  let connection: Connection

  /// The iterator; a connection has one consumer.
  public func makeAsyncIterator() -> Iterator { Iterator(connection: connection) }

  /// Receives.
  public struct Iterator: AsyncIteratorProtocol {
    let connection: Connection

    /// The next frame, as `Connection.receive` gives it.
    public func next() async throws(CloseReason) -> [UInt8]? { try await connection.receive() }

    /// The next frame, as `Connection.receive` gives it.
    public func next(isolation actor: isolated (any Actor)?) async throws(CloseReason) -> [UInt8]? {
      try await connection.receive()
    }
  }
}
