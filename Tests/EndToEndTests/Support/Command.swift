import Foundation
import TalkootAPI
import Testing

/// What a program did.
struct Outcome: CustomStringConvertible {
  let command: String
  /// 128 + n after signal n.
  let exit: Int32
  let output: String
  let error: String

  var errorLines: [Substring] { error.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }

  /// The one JSON document on standard output.
  var json: JSONValue? { try? JSONValue(parsing: Array(output.utf8)) }

  var description: String { "`\(command)` ended with \(exit)\n\(output)\(error)" }
}

/// Runs programs in an environment of their own.
enum Command {
  /// What a program may take before it counts as hanging.
  static let patience = Duration.seconds(90)

  /// Runs a program to its end.
  /// - Parameter output: a file to write to in place of the one that is read back.
  static func run(
    _ words: [String],
    input: String = "",
    environment: [String: String] = [:],
    output: String? = nil
  ) throws -> Outcome {
    let scratch = try Scratch.makeFolder("run")
    defer { Scratch.remove(scratch) }
    try Data(input.utf8).write(to: URL(filePath: scratch + "/in"))
    let process = try spawn(
      words,
      environment: environment,
      streams: [scratch + "/in", output ?? scratch + "/out", scratch + "/err"]
    )
    let status = try wait(for: process, words)
    return Outcome(
      command: words.joined(separator: " "),
      exit: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
      output: output == nil ? read(scratch + "/out") : "",
      error: read(scratch + "/err")
    )
  }

  private static func read(_ path: String) -> String {
    String(decoding: (try? Data(contentsOf: URL(filePath: path))) ?? Data(), as: UTF8.self)
  }

  private static func wait(for process: pid_t, _ words: [String]) throws -> Int32 {
    let deadline = ContinuousClock.now + patience
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Stuck(what: words.joined(separator: " "), why: "still runs after \(patience)")
      }
      usleep(500)
    }
    return status
  }

  /// Starts a program with its three streams on files; nothing of the tests' own environment reaches it.
  private static func spawn(_ words: [String], environment: [String: String], streams: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, streams[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, streams[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams[2], O_WRONLY | O_CREAT, 0o600)
    // The test runner's threads block signals; a shell without SIGCHLD waits for ever.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var variables = ["PATH": "/usr/bin:/bin", "HOME": Scratch.folder, "LC_ALL": "C.UTF-8"]
    for name in ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    variables.merge(environment) { $1 }
    var process: pid_t = 0
    let arguments = words.map { strdup($0) } + [nil]
    let settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in arguments + settings { free(pointer) } }
    let code = posix_spawn(&process, words[0], &actions, &attributes, arguments, settings)
    guard code == 0 else { throw Stuck(what: words[0], why: String(cString: strerror(code))) }
    return process
  }
}

/// A condition that did not come about, or a program that did not end.
struct Stuck: Error, CustomStringConvertible {
  let what: String
  let why: String
  var description: String { "\(what): \(why)" }
}

/// Waits until a condition holds, looking often; the state it last saw is in the error.
func eventually<State>(
  _ claim: String,
  within limit: Duration = .seconds(20),
  _ look: () throws -> State,
  is holds: (State) -> Bool
) throws {
  let deadline = ContinuousClock.now + limit
  while true {
    let state = try look()
    if holds(state) { return }
    if ContinuousClock.now > deadline { throw Stuck(what: claim, why: "not after \(limit); last seen: \(state)") }
    usleep(20_000)
  }
}

func eventually(_ claim: String, within limit: Duration = .seconds(20), _ look: () throws -> Bool) throws {
  try eventually(claim, within: limit, look) { $0 }
}
