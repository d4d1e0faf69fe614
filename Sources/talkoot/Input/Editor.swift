internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The person's editor: `$VISUAL`, else `$EDITOR`, else `vi`.
enum Editor {
  /// Lets the person edit a text and gives back what was saved.
  static func edit(_ text: String) throws(ErrorDescription) -> String {
    let folder = Environment.variable("TMPDIR") ?? "/tmp"
    var template = Array((folder + "/talkoot-XXXXXX.txt").utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else {
      throw ErrorDescription(.outputFailed, say(.fileWriteFailed, folder, Environment.systemError()))
    }
    let path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    defer { unlink(path) }
    let code = Output.write(text, to: descriptor)
    close(descriptor)
    if let code { throw ErrorDescription(.outputFailed, say(.fileWriteFailed, path, Environment.systemError(code))) }
    try open(path)
    return LongText.withoutLastBreak(try Files.readText(path))
  }

  /// Opens a file in the editor and waits until it is closed.
  static func open(_ path: String) throws(ErrorDescription) {
    let editor = Environment.variable("VISUAL") ?? Environment.variable("EDITOR") ?? "vi"
    // Through the shell, because the variable may hold options: VISUAL="code --wait".
    let status = try ChildProcess.run("/bin/sh", ["-c", "exec \(editor) \"$1\"", "sh", path])
    if status != 0 { throw ErrorDescription(.refused, say(.editorFailed, editor)) }
  }
}

extension Files {
  /// Whether a path is that of a plain file.
  static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
