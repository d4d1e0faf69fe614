/// A decimal number: a 64-bit integer times a power of ten, with the digits it was typed with (`1.50` stays `1.50`).
///
/// No floating point takes part anywhere. Two numbers are *equal* when their digits are (`1.5 != 1.50`); `compare`
/// goes by value.
public struct Decimal: Hashable, Sendable {
  /// The digits, without the point.
  public let mantissa: Int64
  /// The power of ten; at most 0 for whatever a person types.
  public let exponent: Int

  /// The exponents that a change may carry.
  public static let exponents = -64...64

  /// nil for an exponent out of range.
  public init?(mantissa: Int64, exponent: Int) {
    guard Decimal.exponents.contains(exponent) else { return nil }
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// A whole number.
  public init(_ integer: Int64) {
    mantissa = integer
    exponent = 0
  }

  /// What `text` says: an optional sign, digits, perhaps a point with digits after it, and perhaps a power of ten as
  /// programs write it (`1e-7`); nil for anything else and for what 64 bits don't hold.
  public init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    guard let plain = Decimal(plain: parts[0]) else { return nil }
    guard parts.count == 2 else {
      self = plain
      return
    }
    guard let power = Decimal(plain: parts[1]), power.exponent == 0, abs(power.mantissa) <= 128 else { return nil }
    let exponent = plain.exponent + Int(power.mantissa)
    guard exponent > 0, plain.mantissa != 0 else {
      self.init(mantissa: plain.mantissa, exponent: min(exponent, 0))
      return
    }
    // Written out, so that `5e2` and `500` are the same digits.
    guard exponent < 19 else { return nil }
    let (mantissa, overflow) = plain.mantissa.multipliedReportingOverflow(by: Int64(Decimal.power(exponent)))
    if overflow { return nil }
    self.init(mantissa: mantissa, exponent: 0)
  }

  /// A number without a power of ten.
  private init?(plain text: some Sequence<UInt8>) {
    var bytes = Array(text)[...]
    var negative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      bytes = bytes.dropFirst()
    }
    var mantissa: Int64 = 0
    var fraction: Int?
    var digits = 0
    for byte in bytes {
      if byte == UInt8(ascii: "."), fraction == nil {
        fraction = 0
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      // Built below zero, where there is room for one more.
      let (shifted, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      let (next, underflow) = shifted.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !overflow, !underflow else { return nil }
      mantissa = next
      digits += 1
      fraction = fraction.map { $0 + 1 }
    }
    guard digits > 0, fraction != 0 else { return nil }
    if !negative {
      guard mantissa != .min else { return nil }
      mantissa = -mantissa
    }
    self.init(mantissa: mantissa, exponent: -(fraction ?? 0))
  }
}

extension Decimal: CustomStringConvertible {
  /// The number as typed: every digit, a point, no exponent.
  public var description: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    if exponent >= 0 {
      return sign + digits + (mantissa == 0 ? "" : String(repeating: "0", count: exponent))
    }
    let places = -exponent
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}

extension Decimal {
  /// How the values compare: negative, zero or positive as `self` is below, equal to or above `other`.
  public func compare(_ other: Decimal) -> Int {
    let (a, b) = (mantissa.signum(), other.mantissa.signum())
    if a != b { return a < b ? -1 : 1 }
    if a == 0 { return 0 }
    // With the same number of places before the point, the exponents differ by less than 20.
    let (placesA, placesB) = (decimalPlaces + exponent, other.decimalPlaces + other.exponent)
    if placesA != placesB { return (placesA < placesB) == (a > 0) ? -1 : 1 }
    let lowest = min(exponent, other.exponent)
    let x = Int128(mantissa) * Decimal.power(exponent - lowest)
    let y = Int128(other.mantissa) * Decimal.power(other.exponent - lowest)
    return x == y ? 0 : (x < y ? -1 : 1)
  }

  private var decimalPlaces: Int { String(mantissa.magnitude).utf8.count }

  static func power(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// How far `self` is on the way from `start` to `target`, in thousandths, from 0 to 1000; nil when the two are the
  /// same or the numbers are too far apart to compare in 128 bits.
  public func permille(from start: Decimal, to target: Decimal) -> Int? {
    let lowest = min(exponent, start.exponent, target.exponent)
    let highest = max(exponent, start.exponent, target.exponent)
    guard highest - lowest <= 15 else { return nil }
    func scaled(_ number: Decimal) -> Int128 { Int128(number.mantissa) * Decimal.power(number.exponent - lowest) }
    let (x, a, b) = (scaled(self), scaled(start), scaled(target))
    guard a != b else { return nil }
    let (done, whole) = b > a ? (x - a, b - a) : (a - x, a - b)
    if done <= 0 { return 0 }
    return done >= whole ? 1000 : Int(done * 1000 / whole)
  }
}
