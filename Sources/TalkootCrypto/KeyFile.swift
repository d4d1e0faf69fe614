internal import Glibc

/// Ed25519 keys on disk: files of mode 0600 that only their owner can read, in plain or under a passphrase
/// (`KeyText` has the format). The only place of this room that touches the disk.
public enum KeyFile {
  /// More than any key file has.
  private static let byteCountMax = 4096

  /// Who keeps a file, and so who else may be able to read it.
  public enum Keeper: Sendable {
    /// The user that runs this: the file is its own, and closed to all others.
    case owner
    /// The system's service manager (`systemd.exec`, *Credentials*): the file may be root's, and be readable by this
    /// user through a group entry or an access list; it is closed to everyone else.
    case credential
  }

  /// Keeps a key in a new file of mode 0600; when this returns, file and directory entry are durable.
  /// - Parameter notes: lines of ASCII that say what the key is for.
  /// - Throws: `KeyFileError.exists` when anything, a dangling link too, is at `path`.
  public static func write(
    _ key: SigningKey,
    to path: String,
    passphrase: [UInt8]? = nil,
    notes: [String] = []
  ) throws(KeyFileError) {
    var text = Array(KeyText.encode(key, passphrase: passphrase, notes: notes).utf8)
    defer { text.wipe() }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .exists(path: path) : .system(path: path, call: "open", code: errno)
    }
    do throws(KeyFileError) {
      defer { close(descriptor) }
      // The umask may have taken bits from the owner.
      guard fchmod(descriptor, 0o600) == 0 else { throw .system(path: path, call: "fchmod", code: errno) }
      try writeAll(text, to: descriptor, path: path)
      guard fsync(descriptor) == 0 else { throw .system(path: path, call: "fsync", code: errno) }
    } catch {
      // Half a key file would stand in the way of the next attempt.
      unlink(path)
      throw error
    }
    try syncDirectory(of: path)
  }

  /// Keeps a key in place of the one that a file keeps, whole or not at all: under a passphrase, or no longer under one.
  public static func replace(
    _ path: String,
    with key: SigningKey,
    passphrase: [UInt8]? = nil,
    notes: [String] = []
  ) throws(KeyFileError) {
    let temporary = path + ".new"
    unlink(temporary)
    try write(key, to: temporary, passphrase: passphrase, notes: notes)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw .system(path: path, call: "rename", code: code)
    }
    try syncDirectory(of: path)
  }

  /// The key that a file keeps.
  /// - Throws: when the file is a link, another user's, or open to others, whatever it contains.
  public static func read(
    _ path: String,
    passphrase: [UInt8]? = nil,
    keeper: Keeper = .owner
  ) throws(KeyFileError) -> SigningKey {
    var bytes = try contents(of: path, keeper)
    defer { bytes.wipe() }
    return try KeyText.decode(bytes, passphrase: passphrase, path: path)
  }

  /// What a file tells without its passphrase. That the private half belongs to the public one is known only after
  /// `read`.
  public struct Description: Sendable {
    /// The public half.
    public let publicKey: PublicKey
    /// What the key is for.
    public let notes: [String]
    /// Whether it takes a passphrase to read the key.
    public let isSealed: Bool
  }

  /// What a file tells without its passphrase.
  public static func describe(_ path: String, keeper: Keeper = .owner) throws(KeyFileError) -> Description {
    var bytes = try contents(of: path, keeper)
    defer { bytes.wipe() }
    let fields = try KeyText.fields(bytes, path: path)
    let isSealed =
      switch fields.seed {
      case .plain: false
      case .sealed: true
      }
    return Description(publicKey: fields.publicKey, notes: fields.notes, isSealed: isSealed)
  }

  /// The public half of the key that a file keeps; needs no passphrase.
  public static func publicKey(_ path: String, keeper: Keeper = .owner) throws(KeyFileError) -> PublicKey {
    try describe(path, keeper: keeper).publicKey
  }

  /// The passphrase in a file: its one line, without the line's end.
  /// - Throws: when the file is a link, another user's, open to others, or empty.
  public static func passphrase(in path: String, keeper: Keeper = .owner) throws(KeyFileError) -> [UInt8] {
    var bytes = try contents(of: path, keeper)
    if bytes.last == 0x0a { bytes.removeLast() }
    if bytes.last == 0x0d { bytes.removeLast() }
    guard !bytes.isEmpty, !bytes.contains(0x0a) else { throw .noPassphrase(path: path) }
    return bytes
  }

  private static func contents(of path: String, _ keeper: Keeper) throws(KeyFileError) -> [UInt8] {
    // O_NONBLOCK: opening a pipe would otherwise wait for a writer.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw .missing(path: path)
      case ELOOP: throw .notRegularFile(path: path)
      case let code: throw .system(path: path, call: "open", code: code)
      }
    }
    defer { close(descriptor) }
    // The open file is judged, not its name, which could be exchanged in between.
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path: path, call: "fstat", code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile(path: path) }
    let isOwn = status.st_uid == geteuid()
    let closed: mode_t
    switch keeper {
    case .owner:
      guard isOwn else { throw .wrongOwner(path: path, owner: status.st_uid) }
      closed = 0o077
    case .credential:
      guard isOwn || status.st_uid == 0 else { throw .wrongOwner(path: path, owner: status.st_uid) }
      closed = 0o027
    }
    guard status.st_mode & closed == 0 else { throw .openToOthers(path: path, mode: status.st_mode & 0o7777) }
    return try readAll(from: descriptor, path: path)
  }

  private static func readAll(from descriptor: Int32, path: String) throws(KeyFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCountMax + 1)
    var count = 0
    while count < bytes.count {
      let done = bytes.withUnsafeMutableBytes {
        systemRead(descriptor, $0.baseAddress! + count, $0.count - count)
      }
      if done == 0 { break }
      if done < 0 && errno == EINTR { continue }
      guard done > 0 else { throw .system(path: path, call: "read", code: errno) }
      count += done
    }
    guard count <= byteCountMax else {
      throw .malformed(path: path, what: "it is longer than \(byteCountMax) bytes")
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(KeyFileError) {
    var written = 0
    while written < bytes.count {
      let done = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress! + written, $0.count - written) }
      if done < 0 && errno == EINTR { continue }
      guard done > 0 else { throw .system(path: path, call: "write", code: errno) }
      written += done
    }
  }

  private static func syncDirectory(of path: String) throws(KeyFileError) {
    let directory =
      switch path.lastIndex(of: "/") {
      case nil: "."
      case path.startIndex: "/"
      case let slash?: String(path[..<slash])
      }
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path: directory, call: "open", code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(path: directory, call: "fsync", code: errno) }
  }
}

// `KeyFile` has functions of these names itself.
private let systemRead = read(_:_:_:)
private let systemWrite = write(_:_:_:)

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
    strerror_r(code, buffer.baseAddress!, buffer.count) == 0
      ? String(cString: buffer.baseAddress!) : "error \(code)"
  }
}
