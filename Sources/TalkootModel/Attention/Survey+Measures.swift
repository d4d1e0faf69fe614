internal import TalkootCRDT
internal import TalkootLog

extension Survey {
  /// From which lag on a measure counts as behind.
  private static let behindPermille = 250

  /// The check-ins that are missed, one item for each that answers for them; and the measure that is worst off.
  mutating func lookAtMeasures(of goal: ObjectState, answerable: ObjectID?, takenOn: Int?, heldBack: Int) {
    var missed: [ObjectID?: (item: AttentionItem, since: Int)] = [:]
    var worst: (measure: ObjectState, checkIn: ObjectState, confidence: Confidence)?
    var slowest: (measure: ObjectState, behind: Int)?
    for id in workspace.measures(of: goal.id) {
      guard let measure = workspace[id], !measure.isArchived else { continue }
      let current = workspace.currentCheckIn(of: id)
      if let current, let confidence = Confidence(current.value(CheckInField.confidence)), confidence != .onTrack,
        worst.map({ confidence.rawValue > $0.confidence.rawValue }) ?? true
      {
        worst = (measure, current, confidence)
      }
      if let current, let behind = behind(measure, current, due: goal.value(GoalField.due).date),
        behind > slowest?.behind ?? 0
      {
        slowest = (measure, behind)
      }
      guard let interval = Interval(measure.value(MeasureField.every)) else { continue }
      if let day = current.flatMap(madeDay), isWithinWeek(day), !isWithinWeek(madeDay(measure)),
        wasLate(measure, interval, today: day)
      {
        mended(onDay: day)
      }
      guard let due = nextDue(of: measure, interval, current), due < today else { continue }
      let own = answers(for: measure)
      let since = anew(due + 1, takenOn: own == nil ? takenOn : day(measure.rewritten(MeasureField.responsible)))!
      note(measure, waitingFor: own ?? answerable, since: since, heldBack, in: &missed)
    }
    for key in missed.keys.sorted(by: Self.precedes) { add(missed[key]!.item, sinceDay: missed[key]!.since) }
    if let slowest, worst == nil {
      var item = AttentionItem(.behind, slowest.measure.id, .measure)
      item.heldBack = heldBack + 1
      item.count = slowest.behind / 10
      item.waitsFor = [answers(for: slowest.measure) ?? answerable].compactMap { $0 }
      add(item, sinceDay: takenOn)
    }
    guard let worst else { return }
    var item = AttentionItem(.offTrack, worst.measure.id, .measure)
    item.heldBack = heldBack + 1
    let own = answers(for: worst.measure)
    item.waitsFor = [own ?? answerable].compactMap { $0 }
    item.detail = worst.confidence.name
    add(item, sinceDay: anew(madeDay(worst.checkIn), takenOn: own == nil ? takenOn : nil))
  }

  private func note(
    _ measure: ObjectState,
    waitingFor organisation: ObjectID?,
    since: Int,
    _ heldBack: Int,
    in missed: inout [ObjectID?: (item: AttentionItem, since: Int)]
  ) {
    let count = (missed[organisation]?.item.count ?? 0) + 1
    if let known = missed[organisation], known.since <= since {
      missed[organisation]!.item.count = count
      return
    }
    var item = AttentionItem(.checkInMissed, measure.id, .measure)
    item.heldBack = heldBack + 1
    item.waitsFor = organisation.map { [$0] } ?? []
    item.count = count
    missed[organisation] = (item, since)
  }

  private static func precedes(_ a: ObjectID?, _ b: ObjectID?) -> Bool {
    guard let a, let b else { return a == nil && b != nil }
    return a < b
  }

  /// The day on which a measure wants its next check-in; nil beyond its end.
  private func nextDue(of measure: ObjectState, _ interval: Interval, _ current: ObjectState?) -> Int? {
    let last = current?.value(CheckInField.on).date ?? (current ?? measure).creation?.claimedDate
    guard let next = last?.advanced(by: interval) else { return nil }
    if let until = measure.value(MeasureField.until).date, until.lastDay < next { return nil }
    return next.dayNumber
  }

  /// Whether, before its newest check-in, a measure had missed one.
  private func wasLate(_ measure: ObjectState, _ interval: Interval, today: Int) -> Bool {
    let entries = workspace.checkIns(of: measure.id)
    let before = entries.count >= 2 ? workspace[entries[entries.count - 2]] : nil
    guard let due = nextDue(of: measure, interval, before) else { return false }
    return due < today
  }

  private func answers(for measure: ObjectState) -> ObjectID? {
    workspace.organisation(of: measure.value(MeasureField.responsible).object)
  }

  /// How much less far, in thousandths, a measure has come than its time has: from its first check-in, or its making, to
  /// its last day or its goal's date. nil for less than a quarter, and where there is no way or no end.
  private func behind(_ measure: ObjectState, _ current: ObjectState, due: CalendarDate?) -> Int? {
    guard let end = (measure.value(MeasureField.until).date ?? due)?.dayNumber, end >= today,
      let progress = workspace.progressPermille(ofMeasure: measure.id)
    else { return nil }
    let first = workspace.firstCheckIn(of: measure.id)?.value(CheckInField.on).date?.dayNumber
    let made = madeDay(measure) ?? today
    let start = min(first ?? made, made)
    guard end > start else { return nil }
    let lag = 1000 * (today - start) / (end - start) - progress
    return lag >= Self.behindPermille ? lag : nil
  }
}
