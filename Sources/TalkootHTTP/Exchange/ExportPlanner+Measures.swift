internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension ExportPlanner {
  mutating func take(_ measures: [Measure]) throws {
    for measure in measures {
      if let object = existing(measure.id, .measure) ?? state.object(kind: .measure, key: measure.key ?? measure.id) {
        here[measure.id] = object
        let fields = MeasureFields(
          name: measure.name,
          unit: measure.unit ?? "",
          from: measure.from?.literal ?? "",
          target: measure.target?.literal ?? "",
          every: measure.every ?? "",
          until: measure.until ?? ""
        )
        let edit = try state.editMeasure(state.idText(object, .measure), fields, context)
        update(object, by: edit, isArchived: measure.archived)
      } else {
        let key = measure.key ?? measure.id
        here[measure.id] = keyed(.measure, key)
        create(
          .measure,
          key,
          try values(of: measure),
          bytes: measure.name.utf8.count + (measure.unit?.utf8.count ?? 0)
        )
        if measure.archived { archive(keyed(.measure, key)) }
      }
    }
  }

  private func values(of measure: Measure) throws -> [Creation.FieldValue] {
    let place = "measure \(measure.short)"
    guard !measure.name.allSatisfy(\.isWhitespace) else {
      throw CommandError(.missingValue, "\(place): the name is missing")
    }
    guard let goal = measure.goal else { throw CommandError(.missingValue, "\(place): the goal is missing") }
    var values: [Creation.FieldValue] = [
      .init(MeasureField.goal, .object(try reference(goal, place))), .init(MeasureField.name, .text(measure.name)),
    ]
    if let unit = measure.unit { values.append(.init(MeasureField.unit, .text(unit))) }
    if let from = measure.from { values.append(.init(MeasureField.from, try Self.number(from, place))) }
    if let target = measure.target { values.append(.init(MeasureField.target, try Self.number(target, place))) }
    if let every = measure.every { values.append(.init(MeasureField.every, try Self.interval(every, place))) }
    if let until = measure.until { values.append(.init(MeasureField.until, try Self.date(until, place))) }
    return values
  }

  mutating func take(_ checkins: [Checkin]) throws {
    for checkin in checkins {
      if let object = existing(checkin.id, .checkIn) ?? state.object(kind: .checkIn, key: checkin.key ?? checkin.id) {
        here[checkin.id] = object
        plan.unchanged += 1
      } else {
        here[checkin.id] = keyed(.checkIn, checkin.key ?? checkin.id)
      }
    }
    for checkin in checkins {
      guard let object = here[checkin.id], state[object] == nil else { continue }
      create(
        .checkIn,
        checkin.key ?? checkin.id,
        try values(of: checkin),
        bytes: checkin.note?.utf8.count ?? 0
      )
    }
  }

  private func values(of checkin: Checkin) throws -> [Creation.FieldValue] {
    let place = "check-in \(checkin.short)"
    var values: [Creation.FieldValue] = [
      .init(CheckInField.measure, .object(try reference(checkin.measure, place))),
      .init(CheckInField.value, try Self.number(checkin.value, place)),
    ]
    if let on = checkin.on { values.append(.init(CheckInField.on, try Self.date(on, place))) }
    if let confidence = checkin.confidence {
      guard let choice = Confidence(name: confidence) else {
        throw CommandError(.invalidValue, "\(place): \(Plain.line(confidence)) is no confidence")
      }
      values.append(.init(CheckInField.confidence, choice.value))
    }
    if let note = checkin.note { values.append(.init(CheckInField.note, .text(note))) }
    if let corrects = checkin.corrects {
      values.append(.init(CheckInField.corrects, .object(try reference(corrects, place))))
    }
    return values
  }

  private mutating func create(_ kind: ObjectKind, _ key: String, _ values: [Creation.FieldValue], bytes: Int) {
    let fields = values.sorted { $0.field < $1.field }
    append(.create(Creation(kind: kind, key: key, fields: fields)), bytes: bytes + key.utf8.count)
    plan.created += 1
  }

  private static func number(_ number: DecimalNumber, _ place: String) throws -> Value {
    guard let decimal = Decimal(number.literal) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(number.literal)) is not a number that fits")
    }
    return .decimal(decimal)
  }

  static func date(_ text: String, _ place: String) throws -> Value {
    guard let date = CalendarDate(text) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(text)) is not a date")
    }
    return .date(date)
  }

  private static func interval(_ text: String, _ place: String) throws -> Value {
    guard let interval = Interval(text) else {
      throw CommandError(.invalidValue, "\(place): \(Plain.line(text)) is not an interval")
    }
    return .list([.decimal(Decimal(Int64(interval.count))), .choice(interval.unit.rawValue)])
  }
}
