#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The process's surroundings, without Foundation.
enum Environment {
  /// A variable's value, or nil when it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// What system this is: its name, release and machine.
  static var system: [(name: String, value: String)] {
    var names = utsname()
    guard uname(&names) == 0 else { return [] }
    func text(_ field: some Any) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return [("system", text(names.sysname)), ("release", text(names.release)), ("machine", text(names.machine))]
  }

  /// The name of the person logged in.
  static var loginName: String {
    if let entry = getpwuid(getuid()) { return String(cString: entry.pointee.pw_name) }
    return variable("LOGNAME") ?? variable("USER") ?? String(getuid())
  }

  /// A path made absolute against the working directory.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return String(cString: directory) + "/" + path
  }

  /// What went wrong in the last system call, in the system's words.
  static func systemError(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
