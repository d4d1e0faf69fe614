public import Foundation
public import TalkootAPI

/// What a program did.
public struct Outcome: CustomStringConvertible, Sendable {
  /// The words of its command line.
  public let command: String
  /// 128 + n after signal n.
  public let exit: Int32
  /// All that it wrote to standard output.
  public let output: String
  /// All that it wrote to standard error.
  public let error: String

  /// The lines of standard error.
  public var errorLines: [Substring] { error.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }

  /// The one JSON document on standard output.
  public var json: JSONValue? { try? JSONValue(parsing: Array(output.utf8)) }

  /// What it did, for a failed test to tell.
  public var description: String { "`\(command)` ended with \(exit)\n\(output)\(error)" }
}

/// Runs programs in an environment of their own.
///
/// Their streams are files and they inherit no descriptor: with pipes, a program that another test started in the same
/// moment holds their other end too, and reading to the end waits until that one has ended. (Foundation's `Process`
/// and `Pipe` are of that kind.)
public enum Command {
  /// What a program may take before it counts as hanging.
  public static let patience = Duration.seconds(90)

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - words: the program's path, or its name in `/usr/bin` or `/bin`, and its arguments.
  ///   - environment: what it gets beside the few variables that every program needs.
  ///   - output: a file to write to in place of the one that is read back.
  /// - Throws: `Stuck` when it can't be started or does not end in time.
  public static func run(
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
    var variables = ["PATH": "/usr/bin:/bin", "HOME": Scratch.folder, "LC_ALL": "C.UTF-8"]
    for name in ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    variables.merge(environment) { $1 }
    return try spawn(words, &actions, variables)
  }

  /// Starts a program whose three streams `actions` has set up; it inherits no other descriptor.
  static func spawn(
    _ words: [String],
    _ actions: inout posix_spawn_file_actions_t,
    _ variables: [String: String]
  ) throws -> pid_t {
    // Whatever is open in this moment, in whichever test: asking what that is would come too late for some.
    for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    // The test runner's threads block signals; a shell without SIGCHLD waits for ever.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let arguments = words.map { strdup($0) } + [nil]
    let settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in arguments + settings { free(pointer) } }
    let code = posix_spawnp(&process, words[0], &actions, &attributes, arguments, settings)
    guard code == 0 else { throw Stuck(what: words[0], why: String(cString: strerror(code))) }
    return process
  }
}

/// A condition that did not come about, or a program that did not end.
public struct Stuck: Error, CustomStringConvertible {
  /// The condition or the program.
  public let what: String
  /// How it is instead.
  public let why: String

  /// What did not come about, and how it is instead.
  public init(what: String, why: String) {
    self.what = what
    self.why = why
  }

  /// Both in one line.
  public var description: String { "\(what): \(why)" }
}
