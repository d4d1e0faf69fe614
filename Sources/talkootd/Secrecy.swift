internal import Glibc

/// What the process must not leave behind: keys are in its memory.
enum Secrecy {
  /// No core files, no tracing by other processes of this user, no files that others can read.
  static func begin() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    umask(0o077)
    forbidDumps()
    forbidBacktraces()
  }

  /// The runtime's own handlers write a crash's registers, and the memory that they point to, to standard error, which
  /// is the log. A crash ends the process and says nothing, unless the operator asks for it.
  private static func forbidBacktraces() {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] { signal(number, SIG_DFL) }
  }

  /// prctl is variadic, which Swift does not import. Its arguments are passed like those of any other function on the
  /// systems this runs on.
  private static func forbidDumps() {
    typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
    let setDumpable: CInt = 4  // PR_SET_DUMPABLE
    guard let symbol = dlsym(nil, "prctl") else { return }
    _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
  }
}
