internal import TalkootAPI
internal import TalkootLanguage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What the reports on a network share.
enum Report {
  /// Now in UTC, as `20261124T101500Z`.
  static var stamp: String {
    var seconds = time(nil)
    var utc = tm()
    gmtime_r(&seconds, &utc)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(utc.tm_year + 1900)\(two(utc.tm_mon + 1))\(two(utc.tm_mday))"
      + "T\(two(utc.tm_hour))\(two(utc.tm_min))\(two(utc.tm_sec))Z"
  }

  /// What there is of some facts, one after the other.
  static func facts(_ facts: [String?]) -> String {
    facts.compactMap { $0.flatMap { $0.isEmpty ? nil : $0 } }.joined(separator: ", ")
  }

  static func progress(_ goal: Goal) -> String? { goal.progress.map { "\($0) %" } }

  /// `3.5 h (1 → 10), 2026-11`.
  static func standing(_ measure: Measure) -> String {
    let unit = measure.unit.map { " " + $0 } ?? ""
    let aim: String? =
      switch (measure.from?.literal, measure.target?.literal) {
      case (let from?, let target?): "\(from) → \(target)"
      case (nil, let target?): "→ \(target)"
      case (let from?, nil): "\(from) →"
      case (nil, nil): nil
      }
    let value = measure.value.map { $0.literal + unit } ?? say(.reportNoCheckin)
    return facts([value + (aim.map { " (\($0))" } ?? ""), measure.on])
  }

  /// `Ant: agree`, each with its reason.
  static func positions(_ decision: Decision) -> String {
    decision.positions.filter { !$0.late }.map { position in
      "\(position.memberName ?? position.member): \(position.option ?? Words.of(position.position))"
        + (position.reason.map { " (\($0))" } ?? "")
    }.joined(separator: "; ")
  }
}

extension AttentionItem {
  /// What stalls and whom it waits for, in a line.
  var point: String {
    let names = waitsForNames.joined(separator: ", ")
    return AttentionText.sentence(self) + (names.isEmpty ? "" : " · " + say(.stallsWaitsFor, names))
  }
}
