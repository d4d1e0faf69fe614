public import TalkootLog

/// A string compared by its bytes. `String` holds `é` and `e` + accent equal; in anything that is hashed, ordered or
/// kept once, two such strings must stay two.
public struct ExactString: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The string.
  public var string: String

  /// The string with these bytes.
  public init(_ string: String) { self.string = string }
  /// The string with these bytes.
  public init(stringLiteral value: String) { self.string = value }

  /// As people read it.
  public var description: String { string }

  /// Whether the bytes are the same.
  public static func == (a: ExactString, b: ExactString) -> Bool {
    a.string.utf8.elementsEqual(b.string.utf8)
  }

  /// By bytes.
  public static func < (a: ExactString, b: ExactString) -> Bool {
    a.string.utf8.lexicographicallyPrecedes(b.string.utf8)
  }

  /// By its bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xff as UInt8)
  }
}

/// What a register or a set's element holds.
public enum Value: Hashable, Sendable {
  case null
  case decimal(Decimal)
  case date(CalendarDate)
  /// One of a field's choices, by number.
  case choice(UInt32)
  case object(ObjectID)
  /// The object that the operation of this index in the same change makes. Only in drafts: decoding resolves it.
  case made(UInt32)
  case string(ExactString)
  case bool(Bool)
  case bytes([UInt8])
  /// Milliseconds since 1970-01-01 UTC.
  case instant(Int64)
  case list([Value])

  /// The deepest nesting of lists.
  public static let nestingMax = 8
  /// The most elements of one list.
  public static let listCountMax = 4096

  /// A string value.
  public static func text(_ string: String) -> Value { .string(ExactString(string)) }
}

extension Value {
  /// The string, if it is one.
  public var string: String? { if case .string(let value) = self { value.string } else { nil } }
  /// The object referred to, if it is a reference.
  public var object: ObjectID? { if case .object(let value) = self { value } else { nil } }
  /// The number, if it is one.
  public var decimal: Decimal? { if case .decimal(let value) = self { value } else { nil } }
  /// The date, if it is one.
  public var date: CalendarDate? { if case .date(let value) = self { value } else { nil } }
  /// The choice's number, if it is one.
  public var choice: UInt32? { if case .choice(let value) = self { value } else { nil } }
  /// The truth, if it is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The bytes, if they are any.
  public var bytes: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
  /// The elements, if it is a list.
  public var list: [Value]? { if case .list(let value) = self { value } else { nil } }
}
