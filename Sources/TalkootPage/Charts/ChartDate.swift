internal import TalkootLanguage

/// A date as the API gives it (a year, a month or a day), as a day on a chart's axis: its last one, as "until the end
/// of" is meant.
struct ChartDate: Hashable, Comparable {
  let year: Int
  let month: Int?
  let day: Int?

  /// Reads a date, or the day of a time (`2026-11-24T06:30:12Z`); nil for what is none.
  init?(_ text: String) {
    let date = text.utf8.prefix { $0 != UInt8(ascii: "T") }
    let parts = date.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map { part in
      part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } && part.count <= 4
        ? Int(String(decoding: part, as: UTF8.self)) : nil
    }
    guard (1...3).contains(parts.count), let year = parts[0] else { return nil }
    self.year = year
    guard parts.count > 1 else {
      (month, day) = (nil, nil)
      return
    }
    guard let month = parts[1], (1...12).contains(month) else { return nil }
    self.month = month
    guard parts.count > 2 else {
      day = nil
      return
    }
    guard let day = parts[2], (1...Self.days(of: month, year)).contains(day) else { return nil }
    self.day = day
  }

  /// A month.
  init(year: Int, month: Int) {
    (self.year, self.month, day) = (year, month, nil)
  }

  /// The day of this number.
  init(dayNumber: Int) {
    // After Howard Hinnant's "chrono-compatible low-level date algorithms": years begin in March, in cycles of 400.
    let shifted = dayNumber + 719_468
    let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.month = month
    year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01 of its last day.
  var dayNumber: Int {
    let month = month ?? 12
    return Self.dayNumber(year, month, day ?? Self.days(of: month, year))
  }

  static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let cycle = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfCycle = marchYear - cycle * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return cycle * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
  }

  private static func days(of month: Int, _ year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  static func < (left: ChartDate, right: ChartDate) -> Bool { left.dayNumber < right.dayNumber }

  /// The date as people write it: `24 Nov 2026`, `24.11.2026`.
  func text(in language: Language) -> String {
    guard let month else { return "\(year)" }
    return switch (language, day) {
    case (.english, let day?): "\(day) \(Self.english[month - 1]) \(year)"
    case (.english, nil): "\(Self.english[month - 1]) \(year)"
    case (.finnish, let day?): "\(day).\(month).\(year)"
    case (.finnish, nil): "\(month)/\(year)"
    }
  }

  /// A date of the API as people write it; what is none stays as it is.
  static func text(_ date: String, in language: Language) -> String {
    ChartDate(date)?.text(in: language) ?? date
  }

  private static let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
