internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// Measures one a line.
  mutating func measures(_ measures: [Measure]) {
    if measures.isEmpty { return line(say(.nothingHere)) }
    table(
      [say(.columnID), say(.columnName), say(.columnValue), say(.columnOn), say(.columnTarget), say(.columnProgress)],
      measures.map { measure in
        [
          measure.short, measure.name, Self.quantity(measure.value, measure.unit), measure.on ?? "",
          Self.quantity(measure.target, measure.unit), measure.progress.map { "\($0) %" } ?? "",
        ]
      },
      flexible: 1
    )
  }

  /// One measure with its check-ins.
  mutating func measure(_ measure: Measure) {
    heading("\(measure.short)  \(measure.name)")
    fields([
      (.fieldGoal, measure.goalTitle), (.fieldValue, measure.value.map { Self.quantity($0, measure.unit) }),
      (.fieldFrom, measure.from.map { Self.quantity($0, measure.unit) }),
      (.fieldTarget, measure.target.map { Self.quantity($0, measure.unit) }), (.fieldUntil, measure.until),
      (.fieldProgress, measure.progress.map { "\($0) %" }), (.fieldEvery, measure.every),
      (.fieldNextCheckin, measure.nextCheckin), (.fieldKey, Self.key(measure.key)),
      (.fieldStatus, measure.archived ? say(.archivedWord) : nil),
    ])
    if !measure.checkins.isEmpty {
      line()
      heading(say(.headingCheckins))
      checkins(measure.checkins)
    }
    conflictNote(measure.conflicts)
    comments(measure.comments)
  }

  /// Check-ins one a line; one that was corrected stays visible and says so.
  mutating func checkins(_ checkins: [Checkin]) {
    table(
      [say(.columnID), say(.columnOn), say(.columnValue), "", say(.columnAuthor), say(.columnNote)],
      checkins.map { checkin in
        let state = checkin.correctedBy != nil ? say(.correctedWord) : Words.of(checkin.confidence)
        return [
          checkin.short, checkin.on ?? "", Self.quantity(checkin.value, checkin.unit), state,
          checkin.memberName ?? "", checkin.note ?? "",
        ]
      },
      flexible: 5
    )
  }

  /// One check-in.
  mutating func checkin(_ checkin: Checkin) {
    heading("\(checkin.short)  \(Self.quantity(checkin.value, checkin.unit))")
    fields([
      (.fieldMeasure, checkin.measureName), (.fieldOn, checkin.on),
      (.fieldConfidence, checkin.confidence.map { Words.of($0) }), (.fieldNote, checkin.note),
      (.fieldCorrects, checkin.corrects), (.fieldCorrectedBy, checkin.correctedBy),
      (.fieldAuthor, Self.author(checkin.person, checkin.memberName)), (.fieldTime, Self.time(checkin.time)),
    ])
  }

  /// A number with its unit.
  static func quantity(_ number: DecimalNumber?, _ unit: String?) -> String {
    guard let number else { return "" }
    return unit.map { $0.isEmpty ? number.literal : "\(number.literal) \($0)" } ?? number.literal
  }
}
