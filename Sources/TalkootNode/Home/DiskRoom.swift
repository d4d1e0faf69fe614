internal import TalkootStore

/// How much room the home's disk has, and what of it is kept back (`rules.md` 2.12): when little is left, changes of
/// others wait with those who have them, so that this organisation can go on writing for a while.
struct DiskRoom: Sendable {
  /// The home.
  let path: String
  /// Bytes that others' changes leave free.
  let reserve: Int

  /// - Parameter reserve: what the settings say; nil keeps back 256 MiB, of a small disk a sixteenth.
  init(path: String, reserve: Int?) {
    self.path = path
    self.reserve = reserve ?? min(256 << 20, (HomeFiles.diskBytes(at: path) ?? .max) / 16)
  }

  enum Missing {
    /// Others' changes wait.
    case forOthers
    /// Nothing can be written.
    case forAnything
  }

  /// Below this a commit of some size is likely to fail.
  private static let least = 1 << 18

  /// What there is no room for; nil where there is enough, or the system doesn't say.
  var missing: Missing? {
    guard let free = HomeFiles.freeBytes(at: path) else { return nil }
    if free < DiskRoom.least { return .forAnything }
    return free < reserve ? .forOthers : nil
  }
}
