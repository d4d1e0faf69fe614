internal import TalkootAPI
internal import TalkootLanguage

/// How long an invitation or a code holds.
enum Lifetime {
  /// A week.
  static let ofInvitation: Int64 = 7 * 86_400_000
  private static let units: [(suffix: String, milliseconds: Int64)] = [
    ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 7 * 86_400_000),
  ]
  private static let most = 366 * 86_400_000

  static func milliseconds(
    _ text: String?,
    standard: Int64 = ofInvitation
  ) throws(ErrorDescription) -> Int64 {
    guard let text else { return standard }
    for unit in units where text.hasSuffix(unit.suffix) {
      guard let count = Int64(text.dropLast()), count > 0, count <= Int64(most) / unit.milliseconds else { break }
      return count * unit.milliseconds
    }
    throw ErrorDescription(
      .malformedValue,
      "\(Plain.line(text)) is no time for that; it is a number with m, h, d or w, at most a year"
    )
  }
}
