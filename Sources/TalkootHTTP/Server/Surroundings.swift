internal import TalkootModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The login name of whoever runs the node.
enum LoginName {
  static let current: String = {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
    return String(cString: name)
  }()
}

/// This node's clock, and moments as the API writes them.
enum Moment {
  /// Milliseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// ISO 8601 in UTC; nil for what a clock should never say (years outside 1 to 9999).
  static func text(_ milliseconds: Int64) -> String? {
    let (quotient, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let days = rest < 0 ? quotient - 1 : quotient
    guard let date = CalendarDate(dayNumber: Int(days)) else { return nil }
    let ofDay = rest < 0 ? rest + 86_400_000 : rest
    func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    let (hours, minutes, seconds) = (ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60)
    return "\(date)T\(two(hours)):\(two(minutes)):\(two(seconds))Z"
  }
}

enum FileSize {
  /// A file's size; 0 where there is none.
  static func bytes(at path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
