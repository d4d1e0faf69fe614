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
    switch try await Node(home, logger: Logger(label: "talkootd")).run() {
    case .stopped: break
    case .damaged: again()
    }
  }

  /// Begins the program anew in this process: nothing of what it held stays, and whoever supervises it notices nothing.
  private static func again() {
    var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
    execv("/proc/self/exe", &arguments)
    perror("talkootd: starting again")
    exit(71)
  }
}
