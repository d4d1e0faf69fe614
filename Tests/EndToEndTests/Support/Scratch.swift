import Foundation
import Synchronization

/// The tests' own folder, with a short path (sockets lie in it), and a guardian that outlives them.
///
/// The guardian is a shell that reads process ids from a pipe. When the pipe closes, because the tests have ended or
/// were killed, it ends those that still run out of this folder, and removes it.
enum Scratch {
  static let folder: String = {
    var template = Array("/tmp/tk-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no temporary folder: \(String(cString: strerror(errno)))") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  private static let count = Atomic<Int>(0)

  static func makeFolder(_ name: String) throws -> String {
    guardian.withLock { _ in }  // it is there before anything that it is to remove
    let path = "\(folder)/\(name)\(count.add(1, ordering: .relaxed).newValue)"
    guard mkdir(path, 0o700) == 0 else { throw Stuck(what: path, why: String(cString: strerror(errno))) }
    return path
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Tells the guardian of a process to end when the tests have ended.
  static func watch(_ process: pid_t) {
    guardian.withLock { _ = fputs("\(process)\n", $0.pipe) }
  }

  private struct Guardian: @unchecked Sendable {
    let pipe: UnsafeMutablePointer<FILE>
  }

  private static let guardian: Mutex<Guardian> = {
    setenv("TALKOOT_SCRATCH", folder, 1)
    let script = """
      trap '' INT TERM HUP
      all=''
      while read -r p; do all="$all $p"; done
      for p in $all; do
        if tr '\\0' ' ' < /proc/$p/cmdline 2>/dev/null | grep -qF "$TALKOOT_SCRATCH/"; then kill -9 $p; fi
      done
      rm -rf "$TALKOOT_SCRATCH"
      """
    guard let pipe = popen("exec 2>/dev/null\n" + script, "w") else { fatalError("no shell") }
    _ = fcntl(fileno(pipe), F_SETFD, FD_CLOEXEC)
    setvbuf(pipe, nil, _IOLBF, 4096)
    return Mutex(Guardian(pipe: pipe))
  }()
}
