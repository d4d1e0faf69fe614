public import Foundation
import Synchronization

/// The tests' own folder, with a short path (sockets lie in it), and a guardian that outlives them.
///
/// The guardian is a shell that reads process ids from a pipe. When the pipe closes, because the tests have ended or
/// were killed, it ends those that still run out of this folder, and removes it.
public enum Scratch {
  /// The folder's path.
  public static let folder: String = {
    var template = Array("/tmp/tk-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no temporary folder: \(String(cString: strerror(errno)))") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  private static let count = Atomic<Int>(0)

  /// A new folder, which only its owner can open.
  public static func makeFolder(_ name: String) throws -> String {
    _ = guardian  // it is there before anything that it is to remove
    let path = "\(folder)/\(name)\(count.add(1, ordering: .relaxed).newValue)"
    guard mkdir(path, 0o700) == 0 else { throw Stuck(what: path, why: String(cString: strerror(errno))) }
    return path
  }

  /// Removes a folder before the tests' end.
  public static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Tells the guardian of a process to end when the tests have ended.
  public static func watch(_ process: pid_t) {
    // Short enough that the kernel writes it as one.
    let line = Array("\(process)\n".utf8)
    precondition(write(guardian, line, line.count) == line.count, "the guardian is gone")
  }

  /// The end of the guardian's pipe that tells of processes.
  private static let guardian: Int32 = {
    let script = """
      trap '' INT TERM HUP
      all=''
      while read -r p; do all="$all $p"; done
      for p in $all; do
        if tr '\\0' ' ' < /proc/$p/cmdline 2>/dev/null | grep -qF "$TALKOOT_SCRATCH/"; then kill -9 $p; fi
      done
      rm -rf "$TALKOOT_SCRATCH"
      """
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { fatalError("no pipe: \(String(cString: strerror(errno)))") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    do {
      _ = try Command.spawn(["sh", "-c", script], &actions, ["PATH": "/usr/bin:/bin", "TALKOOT_SCRATCH": folder])
    } catch {
      fatalError("no guardian: \(error)")
    }
    close(ends[0])
    return ends[1]
  }()
}
