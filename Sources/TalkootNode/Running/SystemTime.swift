internal import Foundation
internal import TalkootModel

/// What the system's clock says, in the forms the replica takes.
enum SystemTime {
  /// Milliseconds since 1970.
  static var milliseconds: Int64 { Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) }

  /// Today in a time zone; in UTC when this machine doesn't know the zone.
  static func today(in zone: String) -> CalendarDate {
    let parts = calendar(zone).dateComponents([.year, .month, .day], from: Date())
    return CalendarDate(year: parts.year!, month: parts.month!, day: parts.day!)!
  }

  /// The moment at which a year, a month or a day is over, in milliseconds since 1970.
  static func end(of date: CalendarDate, in zone: String) -> Int64 {
    let calendar = calendar(zone)
    let unit: Calendar.Component = date.day != nil ? .day : date.month != nil ? .month : .year
    let start = calendar.date(
      from: DateComponents(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
    )!
    return Int64(calendar.date(byAdding: unit, value: 1, to: start)!.timeIntervalSince1970 * 1000)
  }

  private static func calendar(_ zone: String) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? TimeZone(secondsFromGMT: 0)!
    return calendar
  }
}
