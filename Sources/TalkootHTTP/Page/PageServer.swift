internal import Hummingbird
public import Logging
internal import NIOCore
public import ServiceLifecycle
internal import TalkootLanguage
internal import TalkootPage
public import TalkootReplica

/// The node's page for people: HTTP on the loopback interface alone, for whoever signs in by `talkoot web`.
///
/// Without `port` the system gives one, another in each run: no other program can have been at that address before.
/// A page that can't be served is noted and missed; the node goes on.
public struct PageServer: Service {
  private let replica: Replica
  private let control: any NodeControl
  private let access: PageAccess
  private let port: Int
  private let language: String?
  private let logger: Logger

  /// Serves `replica` and `control` to who has access.
  ///
  /// - Parameters:
  ///   - port: 0 for one that is free.
  ///   - language: for browsers that ask for none that is spoken here.
  public init(
    replica: Replica,
    control: any NodeControl,
    access: PageAccess,
    port: Int = 0,
    language: String? = nil,
    logger: Logger
  ) {
    self.replica = replica
    self.control = control
    self.access = access
    self.port = port
    self.language = language
    self.logger = logger
  }

  /// Serves until the service group shuts down gracefully.
  public func run() async throws {
    do {
      let (ports, told) = AsyncStream<Int>.makeStream()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          defer { told.finish() }
          try await application(at: "127.0.0.1", port) { told.yield($0) }.run()
        }
        var isSixServed = false
        for await bound in ports where !isSixServed {
          isSixServed = true
          access.serves(at: bound)
          logger.notice("the page is at \(access.address ?? "")")
          group.addTask {
            // Without IPv6, or where the port is another's there, the page has its other names.
            do { try await application(at: "::1", bound) { _ in }.run() } catch {
              logger.debug("the page is not on ::1", metadata: ["error": "\(type(of: error))"])
            }
          }
        }
        try await group.waitForAll()
      }
    } catch {
      logger.warning("the page can't be served", metadata: ["port": "\(port)", "error": "\(error)"])
      access.isOff("port \(port) can't be had on 127.0.0.1")
      try? await gracefulShutdown()
    }
  }

  private func application(
    at host: String,
    _ port: Int,
    _ running: @escaping @Sendable (Int) -> Void
  ) -> some ApplicationProtocol {
    Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(30),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 8 << 10,
            maxHeaderListSize: 32 << 10,
            maxHeaderFieldCount: 60
          )
        )
      ),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        backlog: 64,
        availableConnectionsDelegate: .maximum(200, logger: logger)
      ),
      onServerRunning: { channel in if let port = channel.localAddress?.port { running(port) } },
      logger: quiet
    )
  }

  /// Hummingbird tells of each server and, at `debug`, of requests: their paths are nobody's business.
  private var quiet: Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }

  private var responder: PageResponder {
    PageResponder(
      site: Self.site,
      backend: NodeBackend(replica: replica, control: control),
      access: access,
      live: LiveUpdates(replica: replica, control: control, access: access),
      node: String(replica.snapshot.node.digest.hex.prefix(8)),
      fallback: language.flatMap { Language(rawValue: $0) } ?? .english,
      logger: logger
    )
  }

  private static let site = Site()
}
