#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A Unix socket's path in a form that the system takes.
///
/// A socket's address holds 107 bytes. A longer path (a home deep in a build folder) is reached through its folder,
/// as `/proc/self/fd/N/name`; the daemon binds a long path in the same way.
public struct SocketPath: Sendable {
  /// The longest path that an address holds on every system we run on.
  public static let bytesMax = 100

  /// The path to connect or bind to, while this value is open.
  public let text: String
  /// Whether the socket's folder may not be entered.
  public let isForbidden: Bool
  private let folder: Int32

  /// Makes a path usable; the folder is held open where that is needed.
  public init(_ path: String) {
    guard path.utf8.count > Self.bytesMax, let slash = path.lastIndex(of: "/") else {
      text = path
      folder = -1
      isForbidden = false
      return
    }
    folder = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    isForbidden = folder < 0 && errno == EACCES
    text = folder < 0 ? path : "/proc/self/fd/\(folder)/" + path[path.index(after: slash)...]
  }

  /// Gives the folder back, once connected or bound.
  public func close() {
    if folder >= 0 { _ = systemClose(folder) }
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
