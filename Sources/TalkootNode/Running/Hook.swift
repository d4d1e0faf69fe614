internal import Foundation
internal import Logging
internal import TalkootAPI

/// Runs the program that the configuration names for each event: what `talkoot events` prints, a line on its standard
/// input. One at a time, in the order in which the events came to this node.
///
/// How far it has come is kept in the home, so that a restart leaves nothing out; the event that was under way when the
/// node ended is told again. A program that fails is noted and not asked again: it would hold up all that follows.
struct Hook: Sendable {
  let words: [String]
  let home: NodeHome
  let logger: Logger

  /// What a program may take for one event (seconds).
  private static let patienceSeconds = 60
  /// How long the node's own API waits for an event at a time (seconds).
  private static let turnSeconds = 20
  private static let atOnce = 100

  /// Works until cancelled.
  func run() async {
    var last = (try? String(contentsOfFile: home.hook, encoding: .utf8)).map { $0.filter { !$0.isWhitespace } }
    while !Task.isCancelled {
      do {
        let events = try await next(after: last)
        for event in events.list {
          await tell(event)
          guard !Task.isCancelled else { return }
          last = event["id"]?.string ?? last
          try keep(last)
        }
        if let end = events.last, end != last {
          last = end
          try keep(last)
        }
      } catch {
        // The socket is not there yet, or not any more.
        guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
      }
    }
  }

  private func next(after last: String?) async throws -> (list: [JSONValue], last: String?) {
    let query = EventQuery(since: last, limit: Self.atOnce, timeout: last == nil ? 0 : Self.turnSeconds)
    let client = APIClient(socketPath: home.socket, language: "en", person: nil)
    let answer = try await onThread { Result { try client.send(Endpoints.events, query: query) } }.get()
    guard case .array(let list)? = answer.json["events"] else { return ([], nil) }
    return (list, answer.json["last"]?.string)
  }

  /// What blocks, on a thread of its own; a node that ends does not wait for it.
  private func onThread<Answer: Sendable>(_ body: @escaping @Sendable () -> Answer) async throws -> Answer {
    let (answers, teller) = AsyncStream<Answer>.makeStream()
    Thread.detachNewThread { teller.yield(body()) }
    for await answer in answers { return answer }
    throw CancellationError()
  }

  private func keep(_ last: String?) throws {
    guard let last else { return }
    try OwnFiles.write(Array((last + "\n").utf8), to: home.hook)
  }

  // MARK: The program

  private func tell(_ event: JSONValue) async {
    let input = event.text + "\n"
    guard let complaint = try? await onThread({ start(input) }) else { return }
    logger.warning("the hook failed", metadata: ["event": "\(event["id"]?.string ?? "")", "why": "\(complaint)"])
  }

  /// Runs the program to its end.
  /// - Returns: why it failed; nil when it did not.
  private func start(_ input: String) -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return String(cString: strerror(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // The node's database, log and sockets are nothing for it.
    for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var process: pid_t = 0
    let arguments = words.map { strdup($0) } + [nil]
    let variables = ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=\(NSHomeDirectory())", "TALKOOT_HOME=\(home.path)"]
    let settings = variables.map { strdup($0) } + [nil]
    defer { for pointer in arguments + settings { free(pointer) } }
    let code = posix_spawn(&process, words[0], &actions, nil, arguments, settings)
    close(ends[0])
    defer { if code != 0 { close(ends[1]) } }
    guard code == 0 else { return String(cString: strerror(code)) }
    // A program that reads nothing must not hold the node up: what does not fit the pipe at once is given up with it.
    write(input, to: ends[1], of: process)
    close(ends[1])
    return wait(for: process)
  }

  private func write(_ input: String, to descriptor: Int32, of process: pid_t) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var rest = Array(input.utf8)[...]
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    while !rest.isEmpty, ContinuousClock.now < deadline {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno == EAGAIN { usleep(5_000) } else { return }
    }
    if !rest.isEmpty { kill(process, SIGKILL) }
  }

  private func wait(for process: pid_t) -> String? {
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        return "it ran for more than \(Self.patienceSeconds) s"
      }
      usleep(5_000)
    }
    if status == 0 { return nil }
    return status & 0x7F == 0 ? "it ended with \((status >> 8) & 0xFF)" : "signal \(status & 0x7F)"
  }
}
