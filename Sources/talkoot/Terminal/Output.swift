internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The standard streams.
enum Output {
  /// Readies the streams: a pipe that closes is an error and not a death, and a stream that was closed at the start
  /// is never mistaken for a file or socket that is opened later.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)  // the wrong way round: using it fails
    }
  }

  /// Writes all of it to standard output.
  ///
  /// - Throws: `outputFailed` for a closed pipe, a full disk, a closed stream.
  static func write(_ text: String) throws(ErrorDescription) { try write(Array(text.utf8)) }

  /// The same with bytes.
  static func write(_ bytes: [UInt8]) throws(ErrorDescription) {
    if let code = write(bytes, to: 1) {
      throw ErrorDescription(.outputFailed, say(.outputFailed, Environment.systemError(code)))
    }
  }

  /// Writes a line about the run to standard error, as well as it can.
  static func note(_ text: String) {
    _ = write(text + "\n", to: 2)
  }

  /// Writes to standard error as it is, as well as it can.
  static func noteRaw(_ text: String) {
    _ = write(text, to: 2)
  }

  /// The error's code, or nil when all was written.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    write(Array(text.utf8), to: descriptor)
  }

  /// The same with bytes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBufferPointer { bytes in
      var done = 0
      while done < bytes.count {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #else
          let count = Musl.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #endif
        if count < 0 && errno == EINTR { continue }
        if count < 0 && errno == EAGAIN {
          var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = systemPoll(&poll)
          continue
        }
        if count <= 0 { return errno }
        done += count
      }
      return nil
    }
  }

  private static func systemPoll(_ descriptor: inout pollfd) -> Int32 { poll(&descriptor, 1, -1) }

  /// Whether a stream is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether standard output takes colour.
  static var takesColour: Bool {
    isTerminal(1) && Environment.variable("NO_COLOR") == nil && Environment.variable("TERM") != "dumb"
  }

  /// The terminal's columns, or nil where standard output is no terminal.
  static var columns: Int? {
    var size = winsize()
    guard isTerminal(1), ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
