internal import NIOCore
internal import Synchronization
internal import TalkootCrypto

/// One connection on its event loop: the TLS engine, the frames and their queues between a socket and a `Link`.
///
/// Reading is by demand (`autoRead` is off): after each read another is asked for, unless the inbox is full. Writing
/// is by supply: while the channel is writable, frames are taken from the outbox, encrypted and handed to it.
final class LinkHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  enum Phase {
    case handshaking
    case open
    /// Sending what is queued, before saying that it was all.
    case closing(CloseReason)
    /// Nothing more is sent. What comes is thrown away until the peer closes too: a socket closed with unread bytes
    /// resets the connection, and our last words (an alert, a last frame) would be lost to the peer.
    case lingering
    case closed
  }

  /// What one turn of `pump` encrypts before others on the event loop have theirs.
  private static let turnByteCount = 1 << 20
  private static let batchByteCount = 64 << 10
  /// What is thrown away at most while lingering.
  private static let lingerByteCountMax = 1 << 20

  let link: Link
  private let tls: TLSConnection
  private let limits: TransportLimits
  /// Called once, with how the handshake came out.
  private var report: ((Result<TLSSession, CloseReason>) -> Void)?

  private var phase = Phase.handshaking
  private var context: ChannelHandlerContext?
  private var decoder = FrameDecoder(byteCountMax: 0)
  private var timer: Scheduled<Void>?
  private var lastRead = NIODeadline.uptimeNanoseconds(0)
  private var lastWrite = NIODeadline.uptimeNanoseconds(0)
  private var isReadingPaused = false
  private var isPumping = false
  private var handshakeByteCount = 0
  private var lingeredByteCount = 0
  /// The frame that is being sent, and how much of its body has gone; its length has.
  private var current: (body: [UInt8], position: Int)?

  init(
    _ tls: TLSConnection,
    link: Link,
    limits: TransportLimits,
    report: @escaping (Result<TLSSession, CloseReason>) -> Void
  ) {
    self.tls = tls
    self.link = link
    self.limits = limits
    self.report = report
  }

  // MARK: From the channel

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    // A channel that never became active tells of its end in no other way.
    finish(.network("not connected"))
    enter(.closed)
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    schedule(after: limits.handshakeTimeout) { $0.fail(.handshakeTimeout) }
    attempt { () throws(TLSError) in try tls.begin() }
    flushOutput()
    context.read()
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    link.bytesIn.add(buffer.readableBytes, ordering: .relaxed)
    lastRead = now
    switch phase {
    case .handshaking:
      receive(buffer)
      handshakeByteCount += buffer.readableBytes
      // libssl bounds each message, but not how many records of no use a stranger may send.
      if case .handshaking = phase, handshakeByteCount > limits.handshakeByteCountMax { fail(.handshakeTooLong) }
    case .open: receive(buffer)
    case .closing: break  // this side has closed; it has no use for it
    case .lingering: linger(over: buffer.readableBytes)
    case .closed: break
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flushOutput()
    isReadingPaused = link.inbox.pauseIfFull()
    // Also when no plaintext came: a record of TLS's own must not end the reading.
    if !isReadingPaused { context.read() }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { pump() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    switch phase {
    case .handshaking, .open: finish(.truncated)
    case .closing(let reason): finish(reason)
    case .lingering, .closed: break
    }
    enter(.closed)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch phase {
    case .handshaking, .open: finish(.network(NetworkError.text(error)))
    case .closing(let reason): finish(reason)
    case .lingering, .closed: break
    }
    closeChannel()
  }

  // MARK: From the link

  func resumeReading() {
    guard isReadingPaused else { return }
    isReadingPaused = false
    // It was this side that did not listen.
    lastRead = now
    context?.read()
  }

  func close(_ reason: CloseReason) {
    switch phase {
    case .handshaking:
      finish(reason)
      closeChannel()
    case .open:
      link.beginClosing(reason)
      enter(.closing(reason))
      schedule(after: limits.closeTimeout) {
        $0.finish(reason)
        $0.closeChannel()
      }
      pump()
      // Reading may have paused; the peer's end has to be noticed.
      context?.read()
    case .closing, .lingering, .closed: break
    }
  }

  // MARK: Receiving

  private func receive(_ buffer: ByteBuffer) {
    var hasEnded = false
    var tooLarge: FrameDecoder.TooLarge?
    attempt { () throws(TLSError) in
      try buffer.withUnsafeReadableBytes { (bytes) throws(TLSError) in
        try tls.receive(bytes) { event in
          switch event {
          case .established(let session): established(session)
          case .plaintext(let plaintext):
            guard tooLarge == nil else { return }
            do throws(FrameDecoder.TooLarge) { try decode(plaintext) } catch { tooLarge = error }
          case .ended: hasEnded = true
          }
        }
      }
    }
    if let tooLarge { fail(.frameTooLarge(tooLarge.byteCount)) }
    if hasEnded { peerEnded() }
  }

  private func decode(_ plaintext: UnsafeRawBufferPointer) throws(FrameDecoder.TooLarge) {
    try decoder.receive(plaintext) { frame in
      link.framesIn.add(1, ordering: .relaxed)
      link.inbox.push(frame)
    }
  }

  private func established(_ session: TLSSession) {
    enter(.open)
    let isJoining = session.applicationProtocol == .join
    decoder = FrameDecoder(
      byteCountMax: isJoining ? limits.joinFrameByteCountMax : limits.frameByteCountMax
    )
    if isJoining {
      schedule(after: limits.joinTimeout) { $0.fail(.joinTimeout) }
    } else {
      (lastRead, lastWrite) = (now, now)
      watch()
    }
    report.take()?(.success(session))
  }

  private func peerEnded() {
    switch phase {
    case .handshaking, .open:
      finish(.ended)
      tls.end()
      enter(.lingering)
      schedule(after: limits.closeTimeout) { $0.closeChannel() }
      // The peer has said that nothing more comes, so there is nothing left unread to reset the connection.
      flushOutput { $0.closeChannel() }
    case .closing, .lingering, .closed: break
    }
  }

  // MARK: Sending

  /// Sends from the outbox while the channel takes it.
  ///
  /// `flush` may tell of the channel's writability from within, which ends here again; the flag makes that call do
  /// nothing, and the loop looks at the writability after each flush, so that nothing is missed.
  func pump() {
    guard let context, !isPumping else { return }
    isPumping = true
    var turn = 0
    var isEmpty = false
    while isSending, context.channel.isWritable, !isEmpty, turn < LinkHandler.turnByteCount {
      attempt { () throws(TLSError) in
        let count = try encryptBatch()
        turn += count
        isEmpty = count == 0
      }
      flushOutput()
    }
    isPumping = false
    if isEmpty, case .closing(let reason) = phase {
      endSending(reason)
    } else if isSending, !isEmpty, context.channel.isWritable {
      context.eventLoop.assumeIsolated().execute { self.pump() }
    }
  }

  private var isSending: Bool {
    switch phase {
    case .open, .closing: true
    case .handshaking, .lingering, .closed: false
    }
  }

  /// Encrypts about a batch of frames, whole and parts, and says how many bytes that was.
  private func encryptBatch() throws(TLSError) -> Int {
    var batch: [UInt8] = []
    while batch.count < LinkHandler.batchByteCount {
      guard let (body, position) = current ?? link.outbox.pop().map({ ($0, 0) }) else { break }
      if position == 0 {
        batch.reserveCapacity(min(body.count, LinkHandler.batchByteCount) + FrameDecoder.lengthByteCount)
        batch.append(contentsOf: FrameDecoder.length(of: body))
        link.framesOut.add(1, ordering: .relaxed)
      }
      let end = min(body.count, position + max(1, LinkHandler.batchByteCount - batch.count))
      batch.append(contentsOf: body[position..<end])
      // Past its beginning now, or done: a length is sent once.
      current = end == body.count ? nil : (body, end)
    }
    try batch.withUnsafeBufferPointer { (bytes) throws(TLSError) in
      try tls.write(UnsafeRawBufferPointer(bytes))
    }
    return batch.count
  }

  private func flushOutput(then next: ((LinkHandler) -> Void)? = nil) {
    guard let context else { return }
    guard tls.hasOutput else {
      next?(self)
      return
    }
    let buffer = tls.drainOutput { bytes in
      var buffer = context.channel.allocator.buffer(capacity: bytes.count)
      buffer.writeBytes(bytes)
      return buffer
    }
    link.bytesOut.add(buffer.readableBytes, ordering: .relaxed)
    lastWrite = now
    guard let next else {
      context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
      return
    }
    context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenComplete { _ in next(self) }
  }

  // MARK: The end

  private func attempt(_ body: () throws(TLSError) -> Void) {
    do throws(TLSError) { try body() } catch { fail(error == .truncated ? .truncated : .tls(error)) }
  }

  /// Ends the connection for a reason that is not this side's wish. An alert is sent if TLS has one; never a
  /// close_notify, which would tell the peer that it has everything.
  private func fail(_ reason: CloseReason) {
    switch phase {
    case .handshaking, .open, .closing:
      finish(reason)
      if tls.hasOutput { linger() } else { closeChannel() }
    case .lingering, .closed: break
    }
  }

  /// All is sent that was queued: says so, and waits for the peer to close.
  private func endSending(_ reason: CloseReason) {
    tls.end()
    finish(reason)
    linger()
  }

  private func linger() {
    enter(.lingering)
    schedule(after: limits.closeTimeout) { $0.closeChannel() }
    flushOutput { handler in handler.context?.close(mode: .output, promise: nil) }
    context?.read()
  }

  private func linger(over count: Int) {
    lingeredByteCount += count
    if lingeredByteCount > LinkHandler.lingerByteCountMax { closeChannel() }
  }

  private func finish(_ reason: CloseReason) {
    current = nil
    link.finish(reason)
    report.take()?(.failure(link.closeReason ?? reason))
  }

  private func closeChannel() {
    enter(.closed)
    context?.close(promise: nil)
  }

  private func enter(_ phase: Phase) {
    timer?.cancel()
    timer = nil
    self.phase = phase
  }

  // MARK: Time

  /// The event loop's time, which tests move on as they like.
  private var now: NIODeadline { context?.eventLoop.now ?? .now() }

  private func schedule(after duration: Duration, _ action: @escaping (LinkHandler) -> Void) {
    timer?.cancel()
    timer = context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { action(self) }
  }

  /// Wakes when the idle time may be over, which is seldom: activity only notes the time.
  private func watch() {
    let now = now
    let idle = TimeAmount(limits.idleTimeout)
    if isReadingPaused { lastRead = now }
    let isWaitingToSend = current != nil || link.outbox.byteCount > 0
    if !isWaitingToSend { lastWrite = now }
    guard lastRead + idle > now else { return fail(.idle) }
    guard lastWrite + idle > now else { return fail(.stalled) }
    let next = min(lastRead, lastWrite) + idle - now
    timer = context?.eventLoop.assumeIsolated().scheduleTask(in: next) { self.watch() }
  }
}
