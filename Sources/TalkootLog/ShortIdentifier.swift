/// A name or secret of 128 bits.
public protocol ShortIdentifier: Hashable, Comparable, Sendable {
  var high: UInt64 { get }
  var low: UInt64 { get }
  init(high: UInt64, low: UInt64)
}

extension ShortIdentifier {
  /// nil unless there are exactly 16 bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for (i, byte) in bytes.enumerated() {
      if i < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
    }
    self.init(high: high, low: low)
  }

  /// The 16 bytes.
  public var bytes: [UInt8] { withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) } }

  /// Orders as unsigned bytes from the first.
  public static func < (a: Self, b: Self) -> Bool { a.high != b.high ? a.high < b.high : a.low < b.low }
}

extension ObjectID: ShortIdentifier {}

/// One act of a person that several changes make up together (an import): shown and undone as one.
public struct ActID: ShortIdentifier {
  /// The first 8 bytes.
  public let high: UInt64
  /// The last 8 bytes.
  public let low: UInt64

  /// Puts an id together from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// 128 random bits that set one log of a node apart from its others (after a restore, a copy, a fork).
public struct Incarnation: ShortIdentifier {
  /// The first 8 bytes.
  public let high: UInt64
  /// The last 8 bytes.
  public let low: UInt64

  /// Puts it together from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
