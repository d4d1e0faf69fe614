internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix
public import TalkootCrypto

/// Takes connections that others begin. Who is accepted says a closure; how many, `TransportLimits`.
public final class Listener: Sendable {
  /// Says whether the owner of an identity key may speak a protocol here. Called on an event loop, during each
  /// handshake: it has to answer at once, from memory.
  public typealias Acceptance = @Sendable (PublicKey, ApplicationProtocol) -> Bool
  /// Says whose connections count together with those of an identity key: its organisation, as bytes. Called as
  /// `Acceptance` is, of who was accepted.
  public typealias Kinship = @Sendable (PublicKey) -> [UInt8]

  /// The connections, authenticated and accepted, as they come; for one consumer. Ends after `close`. One that is not
  /// kept closes.
  public let connections: AsyncStream<Connection>
  /// The port that it listens on.
  public let port: Int
  /// The address that it listens on.
  public let host: String

  private let channel: any Channel
  private let reception: Reception

  private init(channel: any Channel, reception: Reception) {
    self.channel = channel
    self.reception = reception
    connections = reception.connections
    port = channel.localAddress?.port ?? 0
    host = channel.localAddress?.ipAddress ?? ""
  }

  /// Listens on an address and port; port 0 takes any free one. `refused` hears of every connection that came to
  /// nothing, with the address it came from, for the log; it is called on an event loop.
  /// - Throws: `CloseReason.network` when the address cannot be had.
  public static func bind(
    _ context: TLSContext,
    host: String,
    port: Int,
    protocols: [ApplicationProtocol] = [.peer, .join],
    limits: TransportLimits = TransportLimits(),
    accepts: @escaping Acceptance,
    kin: @escaping Kinship = { $0.bytes },
    refused: @escaping @Sendable (String, CloseReason) -> Void = { _, _ in }
  ) async throws(CloseReason) -> Listener {
    let reception = Reception(
      context,
      protocols: protocols,
      limits: limits,
      accepts: accepts,
      kin: kin,
      refused: refused
    )
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try reception.receive(channel) }
      }
    do {
      let channel = try await bootstrap.bind(host: host, port: port).get()
      return Listener(channel: channel, reception: reception)
    } catch {
      throw .network("cannot listen on \(host):\(port): \(NetworkError.text(error))")
    }
  }

  deinit { channel.close(promise: nil) }

  /// How many connections are here now, authenticated or not.
  public var inboundCount: Int { reception.inboundCount }

  /// Listens no more. Connections go on.
  public func close() async {
    try? await channel.close().get()
    reception.close()
  }
}

/// What a listener does with each connection.
private final class Reception: Sendable {
  /// Thrown to make the channel close.
  private struct Refused: Error {}

  let connections: AsyncStream<Connection>
  private let accepted: AsyncStream<Connection>.Continuation
  private let context: TLSContext
  private let protocols: [ApplicationProtocol]
  private let limits: TransportLimits
  private let accepts: Listener.Acceptance
  private let kin: Listener.Kinship
  private let refused: @Sendable (String, CloseReason) -> Void
  private let admission: NIOLockedValueBox<(Admission, controls: [Int: LinkControl])>

  init(
    _ context: TLSContext,
    protocols: [ApplicationProtocol],
    limits: TransportLimits,
    accepts: @escaping Listener.Acceptance,
    kin: @escaping Listener.Kinship,
    refused: @escaping @Sendable (String, CloseReason) -> Void
  ) {
    // Not bounded here, but no more than `inboundCountMax` connections exist.
    (connections, accepted) = AsyncStream.makeStream()
    self.context = context
    self.protocols = protocols
    self.limits = limits
    self.accepts = accepts
    self.kin = kin
    self.refused = refused
    admission = NIOLockedValueBox(
      (
        Admission(
          countMax: limits.inboundCountMax,
          perAddressMax: limits.unauthenticatedPerAddressMax,
          perPeerMax: limits.inboundPerPeerMax,
          hallMax: limits.hallCountMax
        ), [:]
      )
    )
  }

  var inboundCount: Int { admission.withLockedValue { $0.0.count } }

  func close() { accepted.finish() }

  /// Lets a channel in, or refuses it. Runs on the channel's event loop, before anything is read.
  func receive(_ channel: any Channel) throws {
    let address = channel.remoteAddress?.text ?? "?"
    guard let number = admit(channel) else {
      refused(address, .crowdedOut)
      throw Refused()
    }
    let link = Link(limits)
    var control: LinkControl?
    let tls = TLSConnection(context, role: .server(protocols), accepts: accepts)
    let handler = LinkHandler(tls, link: link, limits: limits) { outcome in
      switch outcome {
      case .failure(let reason): self.refused(address, reason)
      case .success(let session):
        self.handOver(session, number, link: link, control: control.take()!, address: address)
      }
    }
    let made = LinkControl(handler, eventLoop: channel.eventLoop)
    control = made
    admission.withLockedValue { $0.controls[number] = made }
    channel.closeFuture.whenComplete { _ in
      self.admission.withLockedValue {
        $0.0.leave(number)
        $0.controls[number] = nil
      }
    }
    try channel.pipeline.syncOperations.addHandler(handler)
  }

  private func admit(_ channel: any Channel) -> Int? {
    let key = channel.remoteAddress?.limitKey ?? []
    let (number, displaced) = admission.withLockedValue { state -> (Int?, LinkControl?) in
      switch state.0.arrive(from: key) {
      case .admitted(let number): (number, nil)
      case .admittedInsteadOf(let other, let number): (number, state.controls.removeValue(forKey: other))
      case .refused: (nil, nil)
      }
    }
    displaced?.close(.crowdedOut)
    return number
  }

  private func handOver(
    _ session: TLSSession,
    _ number: Int,
    link: Link,
    control: LinkControl,
    address: String
  ) {
    let isJoining = session.applicationProtocol == .join
    // A newcomer has shown a key, but nobody knows it: it keeps counting as a stranger.
    if !isJoining {
      let kin = kin(session.peer)
      let displaced = admission.withLockedValue { state in
        state.0.authenticate(number, as: session.peer, kin: kin).flatMap { state.controls.removeValue(forKey: $0) }
      }
      displaced?.close(.crowdedOut)
    }
    accepted.yield(
      Connection(
        session,
        link: link,
        control: control,
        remoteAddress: address,
        isInbound: true,
        frameByteCountMax: isJoining ? limits.joinFrameByteCountMax : limits.frameByteCountMax
      )
    )
  }
}
