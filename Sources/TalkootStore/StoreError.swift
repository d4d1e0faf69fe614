/// Why the store could not do what it was asked. Each says what was wrong, where, and what helps.
public enum StoreError: Error, Hashable, Sendable {
  /// Another process works on this home.
  case homeInUse(home: String, process: Int32?)
  /// A file that others can reach, of another user, or not a plain file.
  case unsafeFile(path: String, problem: String)
  /// Nothing is there.
  case notFound(path: String)
  /// Something is there already.
  case exists(path: String)
  /// A database of another program.
  case foreign(path: String)
  /// A database that a newer version of Talkoot has written.
  case newerSchema(path: String, found: Int, supported: Int)
  /// Bytes that cannot be what was written.
  case damaged(what: String, place: String)
  /// No room on the disk. Nothing of the transaction is stored; the store works again when there is room.
  case diskFull(doing: String)
  /// The disk failed to take what it was given. What was acknowledged is there, nothing later is; the process must end
  /// without trying again, for a second fsync may lie.
  case durabilityLost(doing: String, cause: String)
  /// Another process has the database file locked.
  case locked(path: String)
  /// The system refused to open, read or make a file.
  case inaccessible(path: String, cause: String)
  /// Used after `close`.
  case closed
}

extension StoreError: CustomStringConvertible {
  /// What was wrong, where, and what helps.
  public var description: String {
    switch self {
    case .homeInUse(let home, let process):
      "\(home) is in use by another daemon" + (process.map { " (process \($0))" } ?? "") + "; stop it first"
    case .unsafeFile(let path, let problem):
      "\(path) \(problem); it must be a plain file or directory of your own that nobody else can reach (chmod go=)"
    case .notFound(let path): "there is no database at \(path)"
    case .exists(let path): "\(path) exists already and is not overwritten"
    case .foreign(let path): "\(path) is a database of another program, not of Talkoot"
    case .newerSchema(let path, let found, let supported):
      "\(path) has schema \(found), this version of Talkoot knows up to \(supported); install the newer version"
    case .damaged(let what, let place):
      "damaged: \(what) in \(place); nothing was changed. Keep the file, then restore a backup or rebuild from peers"
    case .diskFull(let doing): "no room on the disk while \(doing); nothing of it was stored. Free some space"
    case .durabilityLost(let doing, let cause):
      "the disk failed while \(doing): \(cause); stopping, for what is written from now on may not last"
    case .locked(let path): "\(path) is locked by another process"
    case .inaccessible(let path, let cause): "\(path): \(cause)"
    case .closed: "the store is closed"
    }
  }
}
