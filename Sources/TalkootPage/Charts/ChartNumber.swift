internal import TalkootAPI
internal import TalkootLanguage

/// Numbers as people write them: `1,234.50` in English, `1 234,50` in Finnish.
enum ChartNumber {
  /// The digits stay those that were given; what is in powers of ten stays as JSON writes it.
  static func text(_ literal: String, in language: Language) -> String {
    guard !literal.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) else { return literal }
    let isNegative = literal.hasPrefix("-")
    let parts = (isNegative ? literal.dropFirst() : literal[...]).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return literal }
    let (group, point) =
      switch language {
      case .english: (",", ".")
      case .finnish: ("\u{A0}", ",")
      }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      // Four digits are read at once.
      if index > 0, whole.count > 4, (whole.count - index) % 3 == 0 { grouped += group }
      grouped.append(digit)
    }
    return (isNegative ? "\u{2212}" : "") + grouped + (parts.count > 1 ? point + parts[1] : "")
  }

  static func text(_ number: DecimalNumber, in language: Language) -> String { text(number.literal, in: language) }

  /// Where a number is on an axis: what no chart can show is at its edge, so that it is finite.
  static func position(_ number: DecimalNumber) -> Double {
    guard let value = Double(number.literal), !value.isNaN else { return 0 }
    return min(max(value, -edge), edge)
  }

  private static let edge = 1e24

  /// A length in a drawing: at most one decimal, never in powers of ten.
  static func length(_ value: Double) -> String {
    precondition(value.isFinite && abs(value) < 1e9, "\(value) is no place in a drawing")
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }
}
