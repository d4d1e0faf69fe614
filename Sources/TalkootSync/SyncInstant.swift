/// A moment on the shell's monotonic clock. The machines of this room compare moments and never read a clock.
public struct SyncInstant: InstantProtocol {
  /// Microseconds since a start that the shell chooses; it must never go back.
  public var microseconds: Int64

  /// A moment so long after the start.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The moment so much later.
  public func advanced(by duration: Duration) -> SyncInstant {
    SyncInstant(microseconds: microseconds + duration.wholeMicroseconds)
  }

  /// How long it is from here to `other`.
  public func duration(to other: SyncInstant) -> Duration { .microseconds(other.microseconds - microseconds) }

  /// Earlier.
  public static func < (a: SyncInstant, b: SyncInstant) -> Bool { a.microseconds < b.microseconds }
}

extension Duration {
  var wholeMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
  }
}
