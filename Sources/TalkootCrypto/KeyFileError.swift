/// Why a key file was not read or written.
public enum KeyFileError: Error, Hashable, Sendable {
  /// There is no file.
  case missing(path: String)
  /// A file is there already; keys are never overwritten.
  case exists(path: String)
  /// A symbolic link, directory, device or pipe.
  case notRegularFile(path: String)
  /// Owned by another user.
  case wrongOwner(path: String, owner: UInt32)
  /// Readable, writable or executable by others than its owner.
  case openToOthers(path: String, mode: UInt32)
  /// The contents are no key file.
  case malformed(path: String, what: String)
  /// The key is encrypted and no passphrase was given.
  case passphraseNeeded(path: String)
  /// The passphrase does not open it, or its bytes have changed.
  case wrongPassphrase(path: String)
  /// The file that is to hold a passphrase holds none.
  case noPassphrase(path: String)
  /// The operating system refused.
  case system(path: String, call: String, code: Int32)
}

extension KeyFileError: CustomStringConvertible {
  /// A sentence for a person: what was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no key file at \(path)"
    case .exists(let path):
      "\(path) exists already; a key is never overwritten (move it away first)"
    case .notRegularFile(let path):
      "\(path) is not a regular file; a key may not be a link, a directory or a device"
    case .wrongOwner(let path, let owner):
      "\(path) belongs to user \(owner), not to the user that runs this; give it to that user (chown)"
    case .openToOthers(let path, let mode):
      "\(path) has mode \(String(mode, radix: 8)); others may use the key: run chmod 600 and consider the key known"
    case .malformed(let path, let what):
      "\(path) is not a key file that this version reads: \(what)"
    case .passphraseNeeded(let path):
      "\(path) is encrypted; name a file with its passphrase: --passphrase-file FILE, or TALKOOT_PASSPHRASE_FILE, "
        + "or the systemd credential talkoot-passphrase"
    case .wrongPassphrase(let path):
      "the passphrase does not open \(path), or the file was changed"
    case .noPassphrase(let path):
      "\(path) holds no passphrase; it must be one line that is not empty"
    case .system(let path, let call, let code):
      "\(call) failed on \(path): \(systemMessage(code))"
    }
  }
}
