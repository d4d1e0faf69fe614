internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Whole files, read and written.
enum Files {
  /// The largest file that is read.
  static let bytesMax = 1 << 30

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Throws: `malformedValue` where there is no such file, `notPermitted` where it may not be read.
  static func read(_ path: String) throws(ErrorDescription) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw failure(path, errno) }
    defer { if descriptor > 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw failure(path, errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > bytesMax { throw ErrorDescription(.malformedValue, say(.fileTooLarge, path)) }
    }
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress!, buffer.count)
    #else
      Musl.read(descriptor, buffer.baseAddress!, buffer.count)
    #endif
  }

  /// A file's text.
  ///
  /// - Throws: also `malformedValue` where it is not UTF-8.
  static func readText(_ path: String) throws(ErrorDescription) -> String {
    guard let text = String(validating: try read(path), as: UTF8.self) else {
      throw ErrorDescription(.malformedValue, say(.fileNotUTF8, path))
    }
    return text
  }

  /// Writes a file that nobody sees half-written, readable by its owner alone. A device or pipe is written to as it is.
  static func write(_ text: String, to path: String) throws(ErrorDescription) {
    try write(Array(text.utf8), to: path)
  }

  /// The same with bytes.
  static func write(_ bytes: [UInt8], to path: String) throws(ErrorDescription) {
    if isSpecial(path) { return try writeDirectly(bytes, to: path) }
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { throw writing(path, errno) }
    var code = Output.write(bytes, to: descriptor)
    if code == nil, fsync(descriptor) != 0 { code = errno }
    close(descriptor)
    if code == nil, rename(temporary, path) != 0 { code = errno }
    if let code {
      unlink(temporary)
      throw writing(path, code)
    }
    let folder = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  private static func writeDirectly(_ bytes: [UInt8], to path: String) throws(ErrorDescription) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    if descriptor < 0 { throw writing(path, errno) }
    defer { close(descriptor) }
    if let code = Output.write(bytes, to: descriptor) { throw writing(path, code) }
  }

  /// The folder that a path lies in.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes a folder, where it is not there yet.
  static func makeDirectory(_ path: String) throws(ErrorDescription) {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw writing(path, errno) }
  }

  /// Every file and folder in a folder, by its path from there, in order of path; links are not followed.
  static func everything(in folder: String) -> [(path: String, bytes: Int, mode: String)] {
    var found: [(path: String, bytes: Int, mode: String)] = []
    var folders = [""]
    while let next = folders.popLast() {
      guard let stream = opendir(folder + "/" + next) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if name == "." || name == ".." { continue }
        let path = next.isEmpty ? name : next + "/" + name
        var status = stat()
        guard lstat(folder + "/" + path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR { folders.append(path) }
        found.append((path, Int(status.st_size), String(status.st_mode & 0o7777, radix: 8)))
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  /// Whether nothing is there; what can't be looked at for lack of permission is not missing.
  static func isMissing(_ path: String) -> Bool {
    access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
  }

  private static func failure(_ path: String, _ code: Int32) -> ErrorDescription {
    switch code {
    case EACCES, EPERM: ErrorDescription(.notPermitted, say(.fileNotPermitted, path))
    case ENOENT: ErrorDescription(.malformedValue, say(.fileMissing, path))
    default: ErrorDescription(.malformedValue, say(.fileUnreadable, path, Environment.systemError(code)))
    }
  }

  private static func writing(_ path: String, _ code: Int32) -> ErrorDescription {
    switch code {
    case EACCES, EPERM, EROFS: ErrorDescription(.notPermitted, say(.fileNotWritable, path))
    default: ErrorDescription(.outputFailed, say(.fileWriteFailed, path, Environment.systemError(code)))
    }
  }
}
