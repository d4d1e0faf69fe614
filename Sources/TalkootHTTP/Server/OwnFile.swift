internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file that the node writes where it was asked to.
enum OwnFile {
  /// Whole or not at all, readable by its owner alone.
  static func write(_ bytes: [UInt8], to path: String) throws(ErrorDescription) {
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { throw failure(path, errno) }
    var code: Int32?
    var written = 0
    while written < bytes.count, code == nil {
      let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { code = errno } else { written += count }
    }
    if code == nil, fsync(descriptor) != 0 { code = errno }
    close(descriptor)
    if code == nil, rename(temporary, path) != 0 { code = errno }
    if let code {
      unlink(temporary)
      throw failure(path, code)
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      Musl.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func failure(_ path: String, _ code: Int32) -> ErrorDescription {
    let why = String(cString: strerror(code))
    let isForbidden = [EACCES, EPERM, EROFS].contains(code)
    return ErrorDescription(isForbidden ? .notPermitted : .outputFailed, "\(Plain.line(path)) can't be written: \(why)")
  }
}
