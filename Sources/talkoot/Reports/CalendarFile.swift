internal import TalkootAPI
internal import TalkootModel

/// An iCalendar file (RFC 5545) of all-day events.
struct CalendarFile {
  private(set) var text = ""

  /// - Parameter stamp: now, as `20261124T101500Z`.
  init(_ network: NetworkExport, stamp: String) {
    line("BEGIN:VCALENDAR")
    line("VERSION:2.0")
    line("PRODID:-//Talkoot//talkoot export//EN")
    line("CALSCALE:GREGORIAN")
    line("METHOD:PUBLISH")
    property("X-WR-CALNAME", network.network.name)
    property("NAME", network.network.name)
    for date in network.comingDates { event(date, network.network.id, stamp) }
    line("END:VCALENDAR")
  }

  private mutating func event(_ date: ComingDate, _ network: String, _ stamp: String) {
    line("BEGIN:VEVENT")
    // The same for ever, whatever the language and whoever exports: a calendar that takes the file again updates.
    line("UID:\(date.object)-\(date.what.rawValue)@\(network.prefix(32)).talkoot")
    line("DTSTAMP:\(stamp)")
    line("DTSTART;VALUE=DATE:\(Self.day(date.day))")
    // The end is the first day that is no part of it; after the last day of all there is none.
    if let next = CalendarDate(dayNumber: date.day.dayNumber + 1) { line("DTEND;VALUE=DATE:\(Self.day(next))") }
    property("SUMMARY", date.summary)
    let details = [date.details ?? "", "talkoot show \(date.short)"].filter { !$0.isEmpty }
    property("DESCRIPTION", details.joined(separator: "\n"))
    line("TRANSP:TRANSPARENT")
    line("END:VEVENT")
  }

  private static func day(_ date: CalendarDate) -> String { "\(date)".filter { $0 != "-" } }

  /// A property whose value is text.
  private mutating func property(_ name: String, _ value: String) { line("\(name):\(Self.escaped(value))") }

  /// RFC 5545 3.3.11: backslash, semicolon, comma and line break.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Inert.paragraph(text).unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: ["\\", "n"])
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// RFC 5545 3.1: at most 75 octets, the rest on lines that begin with a space. No character is cut in two.
  private mutating func line(_ line: String) {
    var count = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if count + size > 75 {
        text += "\r\n "
        count = 1
      }
      text.unicodeScalars.append(scalar)
      count += size
    }
    text += "\r\n"
  }
}
