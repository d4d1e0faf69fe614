internal import NIOCore

/// How other threads reach a connection's handler: each call runs later, on its event loop.
struct LinkControl: Sendable {
  private let eventLoop: any EventLoop
  private let handler: NIOLoopBound<LinkHandler>

  /// To be made on the event loop.
  init(_ handler: LinkHandler, eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
    self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
  }

  func pump() { eventLoop.execute { handler.value.pump() } }

  func resumeReading() { eventLoop.execute { handler.value.resumeReading() } }

  func close(_ reason: CloseReason) { eventLoop.execute { handler.value.close(reason) } }
}
