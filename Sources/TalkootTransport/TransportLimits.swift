internal import NIOCore

/// What a peer may take of this node (`rules.md` 2.12). None of these decides what is valid; they delay or disconnect.
public struct TransportLimits: Sendable {
  /// From the first byte to the end of the handshake, and for reaching an address before that.
  public var handshakeTimeout: Duration = .seconds(10)
  /// Bytes received before the handshake is done; an honest one takes 2,000.
  public var handshakeByteCountMax = 64 << 10
  /// Without a byte from the peer, or without one taken by it while some wait to be sent.
  public var idleTimeout: Duration = .seconds(90)
  /// For what is queued to go out after `close`, and for the peer to close its side.
  public var closeTimeout: Duration = .seconds(3)
  /// A frame's bytes without its length: a batch of 1 MiB and a little for its header.
  public var frameByteCountMax = 1 << 20 + 1 << 10
  /// The same where the peer may be a stranger (`ApplicationProtocol.join`).
  public var joinFrameByteCountMax = 16 << 10
  /// How long a stranger's connection may last after its handshake.
  public var joinTimeout: Duration = .seconds(10)
  /// Bytes waiting to be sent, above which senders wait.
  public var sendQueueByteCountMax = 4 << 20
  /// Bytes received and not yet consumed, above which reading pauses.
  public var receiveQueueByteCountMax = 2 << 20
  /// Authenticated connections of one identity that others have begun; a further one takes the oldest one's place.
  public var inboundPerPeerMax = 3
  /// Connections that others have begun.
  public var inboundCountMax = 64
  /// So many that have not shown yet who they are are heard even when all places are taken by who belongs.
  public var hallCountMax = 8
  /// Inbound connections from one address (IPv6: one /64) that are not yet authenticated. Strangers who come to join
  /// are counted here for as long as they stay.
  public var unauthenticatedPerAddressMax = 4

  /// The limits of `rules.md`.
  public init() {}

  /// The same for a process that may have only so many files and sockets open: inbound connections leave enough for
  /// the database, the log, this node's own dials and the people at its local socket.
  public init(openFilesMax: Int) {
    // A loop has three descriptors.
    let own = TransportLimits.ownFiles + 3 * System.coreCount + hallCountMax
    inboundCountMax = max(4, min(inboundCountMax, openFilesMax - own))
  }

  /// What a node itself has open or may open at any moment, besides its loops.
  private static let ownFiles = 40
}
