internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Other programs, run by `posix_spawn`.
enum ChildProcess {
  /// Runs a program on this process's streams and waits; gives back its exit code, 128 + n after signal n.
  static func run(_ program: String, _ arguments: [String]) throws(ErrorDescription) -> Int32 {
    try wait(for: try spawn(program, arguments) { _ in })
  }

  /// Runs a program with this standard input and gives back its exit code and all it wrote to standard output.
  static func output(
    of program: String,
    _ arguments: [String],
    input: String = ""
  ) throws(ErrorDescription) -> (exit: Int32, output: [UInt8]) {
    let toChild = try pipe()
    let fromChild = try pipe()
    let process: pid_t
    do {
      defer {
        close(toChild.read)
        close(fromChild.write)
      }
      process = try spawn(program, arguments) { actions in
        posix_spawn_file_actions_adddup2(actions, toChild.read, 0)
        posix_spawn_file_actions_adddup2(actions, fromChild.write, 1)
      }
    }
    _ = Output.write(input, to: toChild.write)  // small: it fits the pipe, or the child has gone
    close(toChild.write)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(fromChild.read, $0.baseAddress!, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    close(fromChild.read)
    return (try wait(for: process), bytes)
  }

  /// Starts a program in a session of its own, its output going to a log file, and returns at once.
  static func detach(_ program: String, _ arguments: [String], log: String) throws(ErrorDescription) -> pid_t {
    // What our caller left open must not stay open for as long as the node runs.
    for descriptor in Int32(3)..<1024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return try spawn(program, arguments, isOwnSession: true) { actions in
      posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      posix_spawn_file_actions_adddup2(actions, 1, 2)
    }
  }

  /// Becomes another program; returns only by an error.
  static func become(_ program: String, _ arguments: [String]) -> ErrorDescription {
    signal(SIGPIPE, SIG_DFL)
    withArguments([program] + arguments) { _ = execv(program, $0) }
    return ErrorDescription(.refused, say(.programFailed, program, Environment.systemError()))
  }

  /// The exit code of a child that has ended, or nil while it runs.
  static func exitCode(of process: pid_t) -> Int32? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? code(status) : nil
  }

  private static func wait(for process: pid_t) throws(ErrorDescription) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 {
      if errno != EINTR { throw ErrorDescription(.internalFault, Environment.systemError()) }
    }
    return code(status)
  }

  private static func code(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
  }

  private static func pipe() throws(ErrorDescription) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    #if canImport(Glibc)
      let code = Glibc.pipe(&ends)
    #else
      let code = Musl.pipe(&ends)
    #endif
    if code != 0 { throw ErrorDescription(.internalFault, Environment.systemError()) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ program: String,
    _ arguments: [String],
    isOwnSession: Bool = false,
    _ prepare: (UnsafeMutablePointer<posix_spawn_file_actions_t>) -> Void
  ) throws(ErrorDescription) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    prepare(&actions)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)  // this process ignores it; a child must not inherit that
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var blocked = sigset_t()
    sigemptyset(&blocked)  // nor signals that our caller blocks: a node must hear SIGTERM
    posix_spawnattr_setsigmask(&attributes, &blocked)
    let ownSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which the C library hides behind _GNU_SOURCE
    let signals = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(signals | (isOwnSession ? ownSession : 0)))
    var process: pid_t = 0
    var code: Int32 = 0
    withArguments([program] + arguments) {
      code = posix_spawn(&process, program, &actions, &attributes, $0, environ)
    }
    if code != 0 {
      throw ErrorDescription(.refused, say(.programFailed, program, Environment.systemError(code)))
    }
    return process
  }

  private static func withArguments(_ arguments: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Void) {
    let pointers = arguments.map { strdup($0) }
    body(pointers + [nil])
    for pointer in pointers { free(pointer) }
  }
}
