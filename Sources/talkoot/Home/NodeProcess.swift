internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The daemon as a process in the background.
struct NodeProcess {
  let session: Session

  /// How long a node may take to answer after it was started: a large replica is opened first.
  static let startTimeout = Duration.seconds(60)
  /// How long a node may take to end.
  static let stopTimeout = Duration.seconds(30)

  /// What the node says of itself, or nil when none is running.
  func status() throws(ErrorDescription) -> APIClient.Document<NodeStatus>? {
    do {
      return try session.client.send(Endpoints.node)
    } catch {
      if error.known == .noNode { return nil }
      throw error
    }
  }

  /// Starts the node and returns when it answers.
  func start(_ arguments: [String] = []) throws(ErrorDescription) -> APIClient.Document<NodeStatus> {
    let home = session.home
    let program = try DaemonProgram.find()
    if Files.isMissing(home.path) { throw ErrorDescription(.refused, say(.homeMissing, home.path)) }
    if access(home.path, W_OK | X_OK) != 0 {
      throw ErrorDescription(.notPermitted, say(.homeNotPermitted, home.path))
    }
    try Files.makeDirectory(Files.directory(of: home.log))
    let logStart = Self.size(of: home.log)
    let process = try ChildProcess.detach(program, ["--home", home.path] + arguments, log: home.log)
    let deadline = ContinuousClock.now + Self.startTimeout
    var exit: Int32?
    while ContinuousClock.now < deadline {
      if let status = try status() { return status }
      exit = exit ?? ChildProcess.exitCode(of: process)
      // Where another start was faster, its daemon has the home and will answer.
      if let exit, !isHomeTaken {
        if let status = try status() { return status }
        throw ended(exit, logStart: logStart)
      }
      usleep(10_000)
    }
    throw ErrorDescription(.timedOut, say(.startTimedOut, home.log))
  }

  /// Whether a daemon that runs holds the home: the lock's file names it.
  private var isHomeTaken: Bool {
    guard let bytes = try? Files.read(session.home.path + "/lock") else { return false }
    return Self.isAlive(pid_t(String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }) ?? 0)
  }

  /// Asks the node to end and returns when its process has gone.
  func stop() throws(ErrorDescription) -> APIClient.Document<NodeStatus> {
    let document = try session.client.send(Endpoints.stop)
    let process = pid_t(exactly: try document.decoded().pid) ?? 0
    let deadline = ContinuousClock.now + Self.stopTimeout
    while Self.isAlive(process) {
      if ContinuousClock.now > deadline {
        throw ErrorDescription(.timedOut, say(.stopTimedOut, String(process)))
      }
      usleep(10_000)
    }
    return document
  }

  /// Whether a process runs; one that has ended and that its parent has not asked for yet does not.
  private static func isAlive(_ process: pid_t) -> Bool {
    guard process > 0, kill(process, 0) == 0 || errno == EPERM else { return false }
    guard let bytes = try? Files.read("/proc/\(process)/stat") else { return true }
    let state = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.first { $0 != " " }
    return state != "Z" && state != "X"
  }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The error of a node that ended at once: its last words are in its log.
  private func ended(_ exit: Int32, logStart: Int) -> ErrorDescription {
    let log = (try? Files.read(session.home.log)) ?? []
    let lines = String(decoding: log.dropFirst(logStart), as: UTF8.self).split(separator: "\n")
    let reason = lines.last.map(String.init) ?? say(.daemonSilent, "", String(exit))
    let code = ErrorCode.allCases.first { $0.exit == exit } ?? .refused
    return ErrorDescription(exit == 1 ? .refused : code, say(.startFailed, reason))
  }
}
