import Foundation
import Logging
import ProgramTesting
import ServiceLifecycle
import TalkootAPI

@testable import TalkootHTTP

/// A node's page on a real port, and a browser's words by hand: `curl` says what it is told and nothing else.
struct TestPage: Sendable {
  let node: TestNode
  let access: PageAccess
  let port: Int

  /// Serves the page of a node of its own while `body` runs.
  static func run(_ body: @escaping @Sendable (TestPage) async throws -> Void) async throws {
    try await TestNode.run { node in
      let access = PageAccess()
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let server = PageServer(
        replica: node.replica,
        control: StubControl(replica: node.replica, access: access),
        access: access,
        logger: logger
      )
      let group = ServiceGroup(services: [server], logger: logger)
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        do {
          _ = try await access.offer(to: "nobody")
          try await body(TestPage(node: node, access: access, port: access.port!))
        } catch {
          await group.triggerGracefulShutdown()
          throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }

  /// What came back.
  struct Answer: Sendable {
    var status: Int
    /// Names in small letters.
    var headers: [(name: String, value: String)]
    var body: String

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  var origin: String { "http://127.0.0.1:\(port)" }

  /// Asks as `curl` does, with these headers.
  func ask(
    _ method: String = "GET",
    _ path: String,
    _ headers: [String] = [],
    body: String? = nil,
    host: String = "127.0.0.1",
    asUser uid: Int? = nil,
    seconds: Int = 20
  ) async throws -> Answer {
    var words = ["curl", "-s", "-i", "-N", "--path-as-is", "--max-time", "\(seconds)", "-X", method]
    if let uid {
      let user = "\(uid)"
      words = ["/usr/bin/setpriv", "--reuid", user, "--regid", user, "--clear-groups"] + words
    }
    for header in headers { words += ["-H", header] }
    if let body { words += ["--data-binary", body] }
    let asked = words + ["http://\(host):\(port)\(path)"]
    let outcome = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try Command.run(asked) }) }
    }
    return Self.read(outcome.output)
  }

  /// Sends lines as they are, and gives back what comes until the node closes.
  func say(_ lines: [String]) async throws -> String {
    let script = """
      use IO::Socket::INET; my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => shift) or die;
      print $s join("\\r\\n", @ARGV, "", ""); print while <$s>;
      """
    let words = ["perl", "-e", script, "\(port)"] + lines
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try Command.run(words).output }) }
    }
  }

  private static func read(_ text: String) -> Answer {
    let lines = text.replacingOccurrences(of: "\r\n", with: "\n")
    var parts = lines.components(separatedBy: "\n\n")
    // An answer that only says to go on comes before the one that counts.
    while parts.count > 1, parts[0].hasPrefix("HTTP/1.1 1") { parts.removeFirst() }
    let head = parts.first?.split(separator: "\n") ?? []
    let status = head.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    let headers = head.dropFirst().compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (
        line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      )
    }
    return Answer(status: status, headers: headers, body: parts.dropFirst().joined(separator: "\n\n"))
  }

  // MARK: A browser that is signed in

  /// Signs a person in as the page's script does.
  /// - Returns: the session's cookie, and the token that its forms have.
  func signIn(as person: String = "Åsa") async throws -> (cookie: String, token: String) {
    let code = try await access.offer(to: person).code
    let answer = try await ask("POST", "/sign-in", ["Origin: \(origin)"], body: "code=\(code)")
    guard answer.status == 303, let set = answer.header("set-cookie") else {
      throw Missing(what: "a session: \(answer)")
    }
    let cookie = "Cookie: " + set.prefix { $0 != ";" }
    let page = try await ask("GET", "/", [cookie])
    let mark = "name=\"token\" value=\""
    guard let start = page.body.range(of: mark)?.upperBound else { throw Missing(what: "a token: \(page)") }
    return (cookie, String(page.body[start...].prefix { $0 != "\"" }))
  }

  struct Missing: Error { let what: String }
}
