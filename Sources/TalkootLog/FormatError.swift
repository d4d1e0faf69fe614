/// Why bytes are not what they should be, and where.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of fault, stable across versions.
  public enum Code: String, Hashable, Sendable {
    /// The bytes end inside a value.
    case truncated
    /// Bytes are left after the last value.
    case trailingBytes
    /// A varint that a shorter one could say, or one beyond 64 bits.
    case overlongVarint
    /// A value outside its range.
    case outOfRange
    /// A list that is not ascending or not distinct.
    case notCanonical
    /// A reference beyond its table.
    case danglingReference
    /// One of the limits of a change (`ChangeLimits`) is exceeded.
    case overLimit
    /// A format or form this version does not know.
    case unknownFormat
    /// Short forms name a change that the receiver does not hold.
    case unknownChange
    /// Short forms name a change by its place in a log of which the receiver holds two branches there.
    case ambiguousChange
    /// Short forms name a log that the receiver does not hold.
    case unknownLog
    /// A string is there but nothing to salt it with.
    case missingSalt
    /// A string is there, and the receiver has erased what to salt it with: the sender does not know of that, or means
    /// another branch.
    case erasedSalt
  }

  /// The kind of fault.
  public var code: Code
  /// The byte where the faulty value begins.
  public var offset: Int
  /// What was being read.
  public var field: String

  /// Describes a fault.
  public init(_ code: Code, at offset: Int, reading field: String) {
    self.code = code
    self.offset = offset
    self.field = field
  }

  /// Where, what and why, on one line.
  public var description: String { "byte \(offset): \(field): \(code.rawValue)" }
}
