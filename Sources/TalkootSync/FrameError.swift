/// Why bytes are no frame: what was wrong and at which byte.
public struct FrameError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was wrong.
  public enum Reason: Equatable, Sendable {
    case truncated
    case empty
    case tooLong
    case overlongNumber
    case trailingBytes
    case unknownKind(UInt8)
    case unknownFlags(UInt8)
    case unknownLogNumber(UInt64)
    case repeatedLog
    case tooManyLogs
    case tooManyRows
    case emptyRow
    case emptyVersionRange
    case notText
    case limit(what: StaticString)

    /// Equal in kind and in what it names.
    public static func == (a: Reason, b: Reason) -> Bool { "\(a)" == "\(b)" }
  }

  /// What was wrong.
  public let reason: Reason
  /// Where, counted from the frame's first byte.
  public let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// Where and what, for a log line.
  public var description: String { "byte \(offset): \(reason)" }
}
