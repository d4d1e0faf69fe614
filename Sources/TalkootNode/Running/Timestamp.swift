internal import Foundation

/// Times as the API has them: ISO 8601 in UTC, to the millisecond.
enum Timestamp {
  static func text(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
