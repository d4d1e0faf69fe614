internal import TalkootLanguage
internal import TalkootLog

/// What people type, as values. An empty text clears a field that may be empty.
enum Input {
  /// The longest single string of a change, in bytes (`rules.md` 2.12).
  static let stringBytesMax = ChangeLimits.stringBytes
  /// The longest text that this node writes.
  static let textBytesMax = 1 << 20

  static func line(_ text: String, _ field: String, required: Bool = false) throws(CommandError) -> Value {
    if text.isEmpty || text.allSatisfy(\.isWhitespace) {
      guard !required else { throw CommandError(.missingValue, "A \(word: field) is needed; it can't be empty.") }
      return text.isEmpty ? .null : .text(text)
    }
    guard text.utf8.count <= stringBytesMax else {
      throw CommandError(.tooLarge, "The \(word: field) is longer than 200 KiB; shorten it.")
    }
    return .text(text)
  }

  static func date(_ text: String, _ field: String) throws(CommandError) -> Value {
    if text.isEmpty { return .null }
    guard let date = CalendarDate(text) else {
      throw CommandError(
        .invalidValue,
        "\(text.quoted) is not a date for \(word: field) (expected YYYY, YYYY-MM or YYYY-MM-DD)."
      )
    }
    return .date(date)
  }

  static func number(_ text: String, _ field: String) throws(CommandError) -> Value {
    if text.isEmpty { return .null }
    guard let number = Decimal(text) else {
      throw CommandError(
        .invalidValue,
        "\(text.quoted) is not a number for \(word: field) (digits with a point, at most 18 of them)."
      )
    }
    return .decimal(number)
  }

  static func choice<Choice: ChoiceName>(_ text: String, _ field: String, _: Choice.Type) throws(CommandError) -> Value
  {
    if text.isEmpty { return .null }
    guard let choice = Choice(name: text) else {
      let words = Choice.allCases.map(\.name).joined(separator: ", ")
      throw CommandError(.invalidValue, "\(text.quoted) is no \(word: field); it is one of \(words).")
    }
    return choice.value
  }

  static func interval(_ text: String, _ field: String) throws(CommandError) -> Value {
    if text.isEmpty { return .null }
    guard let interval = Interval(text) else {
      throw CommandError(
        .invalidValue,
        "\(text.quoted) is not an interval for \(word: field) (a number and d, w, mo, q or y, as in 2w)."
      )
    }
    return interval.value
  }

  static func percent(_ text: String, _ field: String) throws(CommandError) -> Value {
    if text.isEmpty { return .null }
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard digits.utf8.count <= 3, let percent = Int64(digits), (1...100).contains(percent) else {
      throw CommandError(.invalidValue, "\(text.quoted) is no share for \(word: field) (expected 1% to 100%).")
    }
    return .decimal(Decimal(percent))
  }
}

extension Interval {
  var value: Value { .list([.decimal(Decimal(Int64(count))), .choice(unit.rawValue)]) }

  /// The interval in a value; nil when there is none.
  public init?(_ value: Value) {
    guard let list = value.list, list.count == 2, let count = list[0].decimal, count.exponent == 0,
      let number = list[1].choice, let unit = Unit(rawValue: number)
    else { return nil }
    self.init(count: Int(count.mantissa), unit: unit)
  }
}
