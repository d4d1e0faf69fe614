import NIOCore
import NIOEmbedded
import TalkootCrypto
import Testing

@testable import TalkootTransport

/// A channel that does what the worst of channels may: it tells of its writability from within `flush`.
private final class WritabilityFromFlush: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  private(set) var flushes = 0
  private var depth = 0
  private(set) var depthMax = 0

  func flush(context: ChannelHandlerContext) {
    depth += 1
    depthMax = max(depthMax, depth)
    flushes += 1
    context.flush()
    context.pipeline.fireChannelWritabilityChanged()
    depth -= 1
  }
}

/// The handler in an embedded channel, with a bare TLS engine as its peer.
private final class HandlerFixture {
  let channel = EmbeddedChannel()
  let link: Link
  let peer: TLSConnection
  let flushing = WritabilityFromFlush()
  let handler: LinkHandler
  var received: [UInt8] = []

  init(limits: TransportLimits = TransportLimits()) throws {
    let context = TLSContext(NodeCredentials(identity: SigningKey()))
    link = Link(limits)
    peer = TLSConnection(context, role: .server([.peer]), accepts: { _, _ in true })
    let tls = TLSConnection(context, role: .client(.peer), accepts: { _, _ in true })
    handler = LinkHandler(tls, link: link, limits: limits) { _ in }
    try channel.pipeline.syncOperations.addHandlers(flushing, handler)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    for _ in 0..<4 { try exchange() }
  }

  /// Carries all bytes both ways.
  func exchange() throws {
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
      try Array(buffer.readableBytesView).withUnsafeBufferPointer { bytes in
        try peer.receive(UnsafeRawBufferPointer(bytes)) { event in
          if case .plaintext(let plaintext) = event { received += plaintext }
        }
      }
    }
    let answer = peer.drainOutput { ByteBuffer(bytes: $0) }
    if answer.readableBytes > 0 { try channel.writeInbound(answer) }
  }

  func finish() throws { _ = try channel.finish(acceptAlreadyClosed: true) }
}

@Suite struct `The handler of a connection` {
  @Test func `writability told from within a flush neither repeats nor reorders nor loses anything`() throws {
    let fixture = try HandlerFixture()
    #expect(fixture.peer.session != nil)
    var expected: [UInt8] = []
    for i in 0..<300 {
      let frame = [UInt8](repeating: UInt8(truncatingIfNeeded: i), count: i * 71)
      #expect(fixture.link.outbox.offer(frame) == .queued(wake: i == 0))
      expected += FrameDecoder.length(of: frame) + frame
    }
    fixture.handler.pump()
    // A turn ends after a megabyte; the rest has its own.
    fixture.channel.embeddedEventLoop.run()
    try fixture.exchange()
    #expect(fixture.received == expected)
    #expect(fixture.flushing.flushes > 10)
    #expect(fixture.flushing.depthMax == 1)
    #expect(fixture.link.outbox.offer([1]) == .queued(wake: true))
    try fixture.finish()
  }

  @Test(arguments: 65_520...65_545)
  func `frames whose ends fall anywhere beside the end of a batch go out whole`(size: Int) throws {
    let fixture = try HandlerFixture()
    var expected: [UInt8] = []
    for i in 0..<6 {
      let frame = [UInt8](repeating: UInt8(i), count: i == 3 ? 0 : size)
      _ = fixture.link.outbox.offer(frame)
      expected += FrameDecoder.length(of: frame) + frame
    }
    fixture.handler.pump()
    try fixture.exchange()
    #expect(fixture.received == expected)
    try fixture.finish()
  }

  @Test func `nothing is taken from the queue while the channel is not writable`() throws {
    let fixture = try HandlerFixture()
    fixture.channel.isWritable = false
    for _ in 0..<10 { _ = fixture.link.outbox.offer([UInt8](repeating: 1, count: 1000)) }
    fixture.handler.pump()
    #expect(fixture.link.framesOut.load(ordering: .relaxed) == 0)
    fixture.channel.isWritable = true
    fixture.channel.pipeline.fireChannelWritabilityChanged()
    try fixture.exchange()
    #expect(fixture.received.count == 10_040)
    try fixture.finish()
  }

  @Test func `reading pauses when the inbox is full, and goes on when it is half empty`() async throws {
    var limits = TransportLimits()
    limits.receiveQueueByteCountMax = 10_000
    let fixture = try HandlerFixture(limits: limits)
    let counting = ReadCounter()
    try fixture.channel.pipeline.syncOperations.addHandler(counting, position: .first)
    let frame = FrameDecoder.length(of: [UInt8](repeating: 0, count: 2000)) + [UInt8](repeating: 2, count: 2000)
    for i in 1...5 {
      try fixture.peer.write(frame)
      try fixture.exchange()
      #expect(counting.reads == min(i, 4))
    }
    for remaining in (0..<5).reversed() {
      var hasRoom = false
      guard case .frame = await fixture.link.inbox.next(onRoom: { hasRoom = true }) else {
        Issue.record("a frame is missing")
        return
      }
      #expect(hasRoom == (remaining == 2))
      if hasRoom { fixture.handler.resumeReading() }
    }
    #expect(counting.reads == 5)
    try fixture.finish()
  }

  @Test func `a record of TLS's own does not end the reading`() throws {
    let fixture = try HandlerFixture()
    let counting = ReadCounter()
    try fixture.channel.pipeline.syncOperations.addHandler(counting, position: .first)
    // Half a record: no plaintext comes of it.
    try fixture.peer.write([UInt8](repeating: 0, count: 100))
    let record = fixture.peer.drainOutput { Array($0) }
    try fixture.channel.writeInbound(ByteBuffer(bytes: record[..<50]))
    #expect(counting.reads == 1)
    try fixture.channel.writeInbound(ByteBuffer(bytes: record[50...]))
    #expect(counting.reads == 2)
    try fixture.finish()
  }

  @Test func `a peer that speaks is not idle, and one that is silent for 90 seconds is`() throws {
    let fixture = try HandlerFixture()
    for _ in 0..<5 {
      fixture.channel.embeddedEventLoop.advanceTime(by: .seconds(80))
      try fixture.peer.write([0, 0, 0, 0])
      try fixture.exchange()
    }
    fixture.channel.embeddedEventLoop.advanceTime(by: .seconds(89))
    #expect(fixture.link.closeReason == nil)
    fixture.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(fixture.link.closeReason == .idle)
    try fixture.finish()
  }

  @Test func `a peer that speaks but takes nothing is given up`() throws {
    let fixture = try HandlerFixture()
    fixture.channel.isWritable = false
    _ = fixture.link.outbox.offer([1])
    fixture.handler.pump()
    for _ in 0..<9 {
      #expect(fixture.link.closeReason == nil)
      fixture.channel.embeddedEventLoop.advanceTime(by: .seconds(10))
      try fixture.peer.write([0, 0, 0, 0])
      try fixture.exchange()
    }
    #expect(fixture.link.closeReason == .stalled)
    try fixture.finish()
  }

  @Test func `a peer that waits for this side's slow consumer is not idle`() async throws {
    var limits = TransportLimits()
    limits.receiveQueueByteCountMax = 100
    let fixture = try HandlerFixture(limits: limits)
    try fixture.peer.write([0, 0, 0, 200] + [UInt8](repeating: 65, count: 200))
    try fixture.exchange()
    fixture.channel.embeddedEventLoop.advanceTime(by: .seconds(600))
    #expect(fixture.link.closeReason == nil)
    _ = await fixture.link.inbox.next(onRoom: {})
    fixture.handler.resumeReading()
    fixture.channel.embeddedEventLoop.advanceTime(by: .seconds(91))
    #expect(fixture.link.closeReason == .idle)
    try fixture.finish()
  }

  @Test func `a connection whose channel never comes about ends too`() throws {
    let channel = EmbeddedChannel()
    let link = Link(TransportLimits())
    let tls = TLSConnection(
      TLSContext(NodeCredentials(identity: SigningKey())),
      role: .client(.peer),
      accepts: { _, _ in true }
    )
    var reports = 0
    try channel.pipeline.syncOperations.addHandler(
      LinkHandler(tls, link: link, limits: TransportLimits()) { _ in reports += 1 }
    )
    _ = try channel.finish(acceptAlreadyClosed: true)
    #expect(reports == 1)
    #expect(link.closeReason != nil)
  }
}

extension TLSConnection {
  fileprivate func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }
}

private final class ReadCounter: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  private(set) var reads = 0
  func read(context: ChannelHandlerContext) {
    reads += 1
    context.read()
  }
}
