internal import Foundation

/// Prints one measurement as one line of JSON.
public func report(_ workload: String, _ metric: String, _ value: Double, _ unit: String) {
  let number = String(format: "%.6g", value)
  print(
    "{\"program\": \"talkoot\", \"workload\": \"\(workload)\", \"metric\": \"\(metric)\", \"value\": \(number), "
      + "\"unit\": \"\(unit)\"}"
  )
}

/// Wall and processor seconds, added up over several spans.
public struct Stopwatch {
  /// Seconds on the wall.
  public private(set) var wall = 0.0
  /// Seconds of all threads of this process on processors, which a busy machine does not change much.
  public private(set) var processor = 0.0

  /// A stopwatch at zero.
  public init() {}

  /// Adds the time that `body` takes.
  public mutating func measure<Answer>(_ body: () throws -> Answer) rethrows -> Answer {
    let (wallStart, processorStart) = (Clock.wall, Clock.processor)
    defer {
      wall += Clock.wall - wallStart
      processor += Clock.processor - processorStart
    }
    return try body()
  }
}

/// Seconds since some start.
public enum Clock {
  /// Goes with the wall's clock and is never set.
  public static var wall: Double { seconds(CLOCK_MONOTONIC) }
  /// Goes while this process runs.
  public static var processor: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// The middle one of several measurements.
public func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// A line of `/proc/self/smaps_rollup` in MiB: "Pss", "Anonymous", …
public func memory(_ name: String) -> Double {
  let text = (try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)) ?? ""
  for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
    return Double(line.split(separator: " ")[1]).map { $0 / 1024 } ?? .nan
  }
  return .nan
}
