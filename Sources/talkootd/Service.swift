internal import Glibc
internal import Logging
internal import TalkootNode

/// The node as a process.
enum Service {
  static func run(_ home: NodeHome) async throws {
    Secrecy.begin()
    signal(SIGPIPE, SIG_IGN)
    let rate = LogRate()
    LoggingSystem.bootstrap { InertLog(label: $0, rate: rate) }
    try await Node(home, logger: Logger(label: "talkootd")).run()
  }
}
