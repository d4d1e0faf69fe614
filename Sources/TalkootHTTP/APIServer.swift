internal import Hummingbird
public import Logging
internal import NIOCore
public import ServiceLifecycle
internal import TalkootAPI
internal import TalkootLanguage
public import TalkootReplica

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The node's local API: HTTP/1.1 with JSON on a Unix socket that only its owner can reach
/// (`docs/protocol/local-api.md`).
///
/// Whoever runs it holds the home's lock: a socket that is there already is a dead node's, and is removed.
public struct APIServer: Service {
  private let replica: Replica
  private let control: any NodeControl
  private let socket: String
  private let logger: Logger
  /// For tests; see `Responder`.
  var witness: Responder.Witness?

  /// The largest file that an import takes.
  static let fileBytesMax = 64 << 20
  /// The largest document that a request may be.
  static let bodyBytesMax = 4 << 20

  /// Answers for `replica` and `control` on the socket at this path.
  public init(replica: Replica, control: any NodeControl, socket: String, logger: Logger) {
    self.replica = replica
    self.control = control
    self.socket = socket
    self.logger = logger
  }

  /// Serves until the service group shuts down gracefully.
  public func run() async throws {
    try makeFolder()
    let path = SocketPath(socket)
    defer { path.close() }
    umask(0o077)
    let responder = Responder(replica: replica, control: control, logger: logger, witness: witness)
    let application = Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [PeerCheck()],
          idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10,
            maxHeaderListSize: 64 << 10,
            maxHeaderFieldCount: 100
          )
        )
      ),
      configuration: ApplicationConfiguration(address: .unixDomainSocket(path: path.text), backlog: 128),
      // The umask can't take the right to execute away: folders made meanwhile need theirs.
      onServerRunning: { [socket, logger] _ in
        if chmod(socket, 0o600) != 0 { logger.error("the socket's mode can't be set") }
      },
      logger: logger
    )
    try await application.run()
    unlink(socket)
  }

  private func makeFolder() throws {
    guard let slash = socket.lastIndex(of: "/") else { return }
    let folder = String(socket[..<slash])
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw ErrorDescription(
        .notPermitted,
        "the folder of the socket can't be made: \(String(cString: strerror(errno)))"
      )
    }
    guard chmod(folder, 0o700) == 0 else {
      throw ErrorDescription(.notPermitted, "the folder of the socket is not this user's")
    }
  }
}
