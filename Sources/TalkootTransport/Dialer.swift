internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix
public import TalkootCrypto

/// Begins connections to others.
public struct Dialer: Sendable {
  private let context: TLSContext
  private let limits: TransportLimits

  /// A dialer that shows the context's credentials.
  public init(_ context: TLSContext, limits: TransportLimits = TransportLimits()) {
    self.context = context
    self.limits = limits
  }

  /// Connects to a node whose identity key is known. Anyone else at that address is refused, with
  /// `CloseReason.tls(.notAccepted)`, before this side has sent anything.
  /// - Throws: why there is no connection; `CloseReason.local` when the task is cancelled.
  public func connect(
    host: String,
    port: Int,
    protocol spoken: ApplicationProtocol = .peer,
    expecting peer: PublicKey
  ) async throws(CloseReason) -> Connection {
    try await connect(host: host, port: port, protocol: spoken) { key, _ in key == peer }
  }

  /// Connects to whoever is at an address and is accepted. `accepts` is called on an event loop and has to answer at
  /// once.
  /// - Throws: why there is no connection; `CloseReason.local` when the task is cancelled.
  public func connect(
    host: String,
    port: Int,
    protocol spoken: ApplicationProtocol = .peer,
    accepts: @escaping Listener.Acceptance
  ) async throws(CloseReason) -> Connection {
    let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
    let attempts = Attempts()
    do {
      return try await withTaskCancellationHandler {
        try await bootstrap(eventLoop, spoken, accepts, attempts)
          .connect(host: host, port: port)
          .flatMap { attempts.outcome(of: $0) }
          .get()
      } onCancel: {
        attempts.cancel()
      }
    } catch {
      if Task.isCancelled { throw .local("cancelled") }
      throw error as? CloseReason ?? .network(NetworkError.text(error))
    }
  }

  private func bootstrap(
    _ eventLoop: any EventLoop,
    _ spoken: ApplicationProtocol,
    _ accepts: @escaping Listener.Acceptance,
    _ attempts: Attempts
  ) -> ClientBootstrap {
    ClientBootstrap(group: eventLoop)
      .connectTimeout(TimeAmount(limits.handshakeTimeout))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.autoRead, value: false)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try prepare(channel, spoken, accepts, attempts.begin(channel))
        }
      }
  }

  private func prepare(
    _ channel: any Channel,
    _ spoken: ApplicationProtocol,
    _ accepts: @escaping Listener.Acceptance,
    _ outcome: EventLoopPromise<Connection>
  ) throws {
    let link = Link(limits)
    var control: LinkControl?
    let tls = TLSConnection(context, role: .client(spoken), accepts: accepts)
    let byteCountMax = spoken == .join ? limits.joinFrameByteCountMax : limits.frameByteCountMax
    let handler = LinkHandler(tls, link: link, limits: limits) { result in
      switch result {
      case .failure(let reason): outcome.fail(reason)
      case .success(let session):
        outcome.succeed(
          Connection(
            session,
            link: link,
            control: control.take()!,
            remoteAddress: channel.remoteAddress?.text ?? "?",
            isInbound: false,
            frameByteCountMax: byteCountMax
          )
        )
      }
    }
    control = LinkControl(handler, eventLoop: channel.eventLoop)
    try channel.pipeline.syncOperations.addHandler(handler)
  }
}

/// The channels that one `connect` begins: a host with several addresses gets one for each that is tried, and only
/// that which NIO chooses counts.
private final class Attempts: Sendable {
  private struct State {
    var isCancelled = false
    var channels: [(channel: any Channel, outcome: EventLoopFuture<Connection>)] = []
  }
  private let state = NIOLockedValueBox(State())

  func begin(_ channel: any Channel) -> EventLoopPromise<Connection> {
    let promise = channel.eventLoop.makePromise(of: Connection.self)
    let isCancelled = state.withLockedValue { state in
      state.channels.append((channel, promise.futureResult))
      return state.isCancelled
    }
    if isCancelled { channel.close(promise: nil) }
    return promise
  }

  func outcome(of channel: any Channel) -> EventLoopFuture<Connection> {
    let outcome = state.withLockedValue { state in state.channels.first { $0.channel === channel }?.outcome }
    return outcome ?? channel.eventLoop.makeFailedFuture(CloseReason.network("not connected"))
  }

  func cancel() {
    let channels = state.withLockedValue { state in
      state.isCancelled = true
      return state.channels
    }
    for (channel, _) in channels { channel.close(promise: nil) }
  }
}
