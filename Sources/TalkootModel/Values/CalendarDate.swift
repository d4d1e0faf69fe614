/// A date as precise as it was given: a year, a month or a day, in the network's time zone.
public struct CalendarDate: Hashable, Sendable {
  /// 1 to 9999.
  public let year: Int
  /// 1 to 12; nil when only the year is known.
  public let month: Int?
  /// 1 to 31; nil when only the year or the month is known.
  public let day: Int?

  /// nil for what the (proleptic Gregorian) calendar doesn't have; years 1 to 9999.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day { guard (1...CalendarDate.days(in: month, of: year)).contains(day) else { return nil } }
    } else if day != nil {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// `2026`, `2026-11` or `2026-11-24`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, [4, 2, 2]) {
      guard part.count == width else { return nil }
      var number = 0
      for digit in part {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
      }
      numbers.append(number)
    }
    self.init(
      year: numbers[0],
      month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil
    )
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month and day in one number; a missing part is 0, so that it sorts before what it contains.
  public var packed: Int { year * 10_000 + (month ?? 0) * 100 + (day ?? 0) }

  /// The date that `packed` came from; nil for a number that is none.
  public init?(packed: Int) {
    let (month, day) = (packed / 100 % 100, packed % 100)
    self.init(year: packed / 10_000, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
  }
}

extension CalendarDate: Comparable {
  /// By year, month and day; a month comes before its days.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.packed < b.packed }
}

extension CalendarDate: CustomStringConvertible {
  /// ISO 8601, as precise as given.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    var text = padded(year, 4)
    if let month { text += "-" + padded(month, 2) }
    if let day { text += "-" + padded(day, 2) }
    return text
  }
}

extension CalendarDate {
  /// The last day that the date covers.
  public var lastDay: CalendarDate {
    let month = month ?? 12
    return CalendarDate(year: year, month: month, day: day ?? CalendarDate.days(in: month, of: year))!
  }

  /// Days since 1970-01-01 of the last day that the date covers.
  public var dayNumber: Int {
    // Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*, days_from_civil; years here are positive.
    let last = lastDay
    let y = last.month! <= 2 ? last.year - 1 : last.year
    let m = (last.month! + 9) % 12
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * m + 2) / 5 + last.day! - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day that lies `days` after 1970-01-01; nil outside the years 1 to 9999.
  public init?(dayNumber days: Int) {
    let shifted = days + 719_468
    guard shifted >= 0 else { return nil }
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * m + 2) / 5 + 1
    )
  }

  /// The day one `interval` later; the last day of the month where the month is shorter. nil beyond the year 9999.
  public func advanced(by interval: Interval) -> CalendarDate? {
    let last = lastDay
    switch interval.unit {
    case .day: return CalendarDate(dayNumber: last.dayNumber + interval.count)
    case .week: return CalendarDate(dayNumber: last.dayNumber + 7 * interval.count)
    case .month, .quarter, .year:
      let months = last.year * 12 + last.month! - 1 + interval.count * interval.unit.months
      let (year, month) = (months / 12, months % 12 + 1)
      guard year <= 9999 else { return nil }
      return CalendarDate(year: year, month: month, day: min(last.day!, CalendarDate.days(in: month, of: year)))
    }
  }
}

/// How often a measure wants a check-in: `1w`, `1mo`, `1q`.
public struct Interval: Hashable, Sendable, CustomStringConvertible {
  /// What is counted.
  public enum Unit: UInt32, Sendable, CaseIterable {
    case day = 1
    case week, month, quarter, year

    var suffix: String {
      switch self {
      case .day: "d"
      case .week: "w"
      case .month: "mo"
      case .quarter: "q"
      case .year: "y"
      }
    }

    var months: Int {
      switch self {
      case .day, .week: 0
      case .month: 1
      case .quarter: 3
      case .year: 12
      }
    }
  }

  /// How many.
  public let count: Int
  /// Of what.
  public let unit: Unit

  /// nil unless there are 1 to 999 of the unit.
  public init?(count: Int, unit: Unit) {
    guard (1...999).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  /// A count and a unit (`d`, `w`, `mo`, `q` or `y`); nil for anything else.
  public init?(_ text: some StringProtocol) {
    let digits = text.prefix { $0 >= "0" && $0 <= "9" }
    guard digits.utf8.count <= 3, let count = Int(digits) else { return nil }
    let suffix = text.dropFirst(digits.count)
    guard let unit = Unit.allCases.first(where: { $0.suffix == suffix }) else { return nil }
    self.init(count: count, unit: unit)
  }

  /// As it is typed.
  public var description: String { "\(count)\(unit.suffix)" }
}
