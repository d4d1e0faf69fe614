/// The values that an axis shows, and its ticks: one, two or five times a power of ten apart.
struct ChartScale {
  /// A tick: its value, and the same as a JSON number.
  struct Tick {
    let value: Double
    let literal: String
  }

  let low: Double
  let high: Double
  let ticks: [Tick]

  /// An axis on which all of these are, from tick to tick.
  ///
  /// - Precondition: all are finite and less than 1e25.
  init(holding values: [Double], ticks wanted: Int = 5) {
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    precondition(low.isFinite && high.isFinite && max(abs(low), abs(high)) < 1e25, "a value that no axis shows")
    // What can't be told apart at this size has room above and below.
    let least = max(max(abs(low), abs(high)) * 1e-9, 1e-9)
    if high - low < least {
      let room = max(max(abs(low), abs(high)) * 0.1, 1)
      (low, high) = (low - room, high + room)
    }
    let (mantissa, exponent) = Self.step(over: (high - low) / Double(max(wanted, 1)))
    let step = Double(mantissa) * Self.power(exponent)
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    let count = Int(last - first)
    ticks = (0...count).map { index in
      let number = Int(first) + index
      return Tick(value: Double(number) * step, literal: Self.literal(number * mantissa, exponent))
    }
    self.low = ticks[0].value
    self.high = ticks[count].value
  }

  /// How far up a value is, from 0 to 1.
  func share(_ value: Double) -> Double {
    min(max((value - low) / (high - low), 0), 1)
  }

  private static func step(over rough: Double) -> (mantissa: Int, exponent: Int) {
    var exponent = -12
    while power(exponent + 1) <= rough { exponent += 1 }
    for mantissa in [1, 2, 5] where Double(mantissa) * power(exponent) >= rough { return (mantissa, exponent) }
    return (1, exponent + 1)
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }.raised(exponent < 0)
  }

  /// A whole number times a power of ten, in digits.
  private static func literal(_ number: Int, _ exponent: Int) -> String {
    let digits = String(number.magnitude)
    let sign = number < 0 ? "-" : ""
    if number == 0 { return "0" }
    if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
    let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}

extension Double {
  fileprivate func raised(_ isInverse: Bool) -> Double { isInverse ? 1 / self : self }
}
