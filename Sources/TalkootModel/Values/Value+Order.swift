/// One total order over all values, the same on every replica: by tag, then by content; numbers and dates by their
/// digits, strings by their bytes. It keeps sets in order; people sort by what they see.
extension Value: Comparable {
  /// By tag, then content.
  public static func < (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.decimal(let x), .decimal(let y)): (x.mantissa, x.exponent) < (y.mantissa, y.exponent)
    case (.date(let x), .date(let y)): x < y
    case (.choice(let x), .choice(let y)), (.made(let x), .made(let y)): x < y
    case (.object(let x), .object(let y)): x < y
    case (.string(let x), .string(let y)): x < y
    case (.bool(let x), .bool(let y)): !x && y
    case (.bytes(let x), .bytes(let y)): x.lexicographicallyPrecedes(y)
    case (.instant(let x), .instant(let y)): x < y
    case (.list(let x), .list(let y)): x.lexicographicallyPrecedes(y)
    case (.null, _), (.decimal, _), (.date, _), (.choice, _), (.object, _), (.made, _), (.string, _), (.bool, _),
      (.bytes, _), (.instant, _), (.list, _):
      a.tag < b.tag
    }
  }

  /// The tag in changes, snapshots and the digest.
  var tag: UInt64 {
    switch self {
    case .null: 0
    case .decimal: 1
    case .date: 2
    case .choice: 3
    case .object, .made: 4
    case .string: 5
    case .bool: 6
    case .bytes: 7
    case .instant: 8
    case .list: 9
    }
  }
}
