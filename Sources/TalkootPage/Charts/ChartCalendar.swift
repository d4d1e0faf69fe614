internal import TalkootLanguage

/// The days that a chart's lower axis shows, with its ticks: at the beginnings of days, months or years.
struct ChartCalendar {
  let first: Int
  let last: Int
  let ticks: [(day: Int, label: String)]

  /// An axis on which all of these days are.
  init(holding days: [Int], language: Language) {
    let low = days.min() ?? 0
    let high = days.max() ?? 0
    // A single day has one on each side.
    (first, last) = high > low ? (low, high) : (low - 1, low + 1)
    ticks = Self.ticks(first, last, language)
  }

  /// How far along a day is, from 0 to 1.
  func share(_ day: Int) -> Double {
    min(max(Double(day - first) / Double(last - first), 0), 1)
  }

  private static func ticks(_ first: Int, _ last: Int, _ language: Language) -> [(day: Int, label: String)] {
    let span = last - first
    switch span {
    case ...70:
      let step = [1, 2, 7, 14].first { span / $0 <= 6 } ?? 14
      return stride(from: first, through: last, by: step).map { day in
        (day, ChartDate(dayNumber: day).text(in: language))
      }
    case ...1100:
      let step = [1, 2, 3, 6].first { span / (30 * $0) <= 6 } ?? 6
      return months(from: first, through: last, every: step).map { year, month in
        (ChartDate.dayNumber(year, month, 1), ChartDate(year: year, month: month).text(in: language))
      }
    default:
      let years = (ChartDate(dayNumber: first).year, ChartDate(dayNumber: last).year)
      let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { (years.1 - years.0) / $0 <= 6 } ?? 2000
      return (years.0...years.1).filter { $0 % step == 0 }.map { (ChartDate.dayNumber($0, 1, 1), "\($0)") }
        .filter { $0.0 >= first && $0.0 <= last }
    }
  }

  private static func months(from first: Int, through last: Int, every step: Int) -> [(year: Int, month: Int)] {
    let from = ChartDate(dayNumber: first)
    var month = max(from.year * 12 + from.month! - 1, 0)
    var result: [(year: Int, month: Int)] = []
    while ChartDate.dayNumber(month / 12, month % 12 + 1, 1) <= last {
      if month % step == 0, ChartDate.dayNumber(month / 12, month % 12 + 1, 1) >= first {
        result.append((month / 12, month % 12 + 1))
      }
      month += 1
    }
    return result
  }
}
