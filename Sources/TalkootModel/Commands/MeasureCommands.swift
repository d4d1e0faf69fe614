internal import TalkootLanguage
internal import TalkootLog

/// A measure to be, or what to change of one: nil leaves a field, an empty text clears it.
public struct MeasureFields: Sendable {
  /// What it is called.
  public var name: String?
  /// Of what.
  public var unit: String?
  /// Where it began.
  public var from: String?
  /// Where it is to go.
  public var target: String?
  /// How often it wants a check-in.
  public var every: String?
  /// Its last day.
  public var until: String?
  /// As people read it.
  public var description: String?
  /// The outside key.
  public var key: String?

  /// Makes one of its parts.
  public init(
    name: String? = nil,
    unit: String? = nil,
    from: String? = nil,
    target: String? = nil,
    every: String? = nil,
    until: String? = nil,
    description: String? = nil,
    key: String? = nil
  ) {
    self.name = name
    self.unit = unit
    self.from = from
    self.target = target
    self.every = every
    self.until = until
    self.description = description
    self.key = key
  }

  func values() throws(CommandError) -> [Creation.FieldValue] {
    var values: [Creation.FieldValue] = []
    if let name { values.append(.init(MeasureField.name, try Input.line(name, "name", required: true))) }
    if let unit { values.append(.init(MeasureField.unit, try Input.line(unit, "unit"))) }
    if let from { values.append(.init(MeasureField.from, try Input.number(from, "from"))) }
    if let target { values.append(.init(MeasureField.target, try Input.number(target, "target"))) }
    if let every { values.append(.init(MeasureField.every, try Input.interval(every, "every"))) }
    if let until { values.append(.init(MeasureField.until, try Input.date(until, "until"))) }
    return values
  }
}

/// A check-in to be.
public struct NewCheckIn: Sendable {
  /// The value.
  public var value: String
  /// The date that it is for; nil is today.
  public var on: String?
  /// How sure its author is of the target.
  public var confidence: String?
  /// A remark.
  public var note: String?

  /// Makes one of its parts.
  public init(value: String, on: String? = nil, confidence: String? = nil, note: String? = nil) {
    self.value = value
    self.on = on
    self.confidence = confidence
    self.note = note
  }
}

extension Workspace {
  /// Makes a measure of a goal.
  public func addMeasure(
    to goal: String,
    _ measure: MeasureFields,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let goal = try editable(goal, [.goal])
    var draft = try draft(context)
    guard measure.name != nil else { throw CommandError(.missingValue, "A measure needs a name.") }
    if let key = measure.key, object(kind: .measure, key: key) != nil {
      throw CommandError(.repeatedKey, "A measure has the key \(key.quoted) already; edit that one.")
    }
    var fields = try measure.values().filter { $0.value != .null }
    fields.append(.init(MeasureField.goal, .object(goal.id)))
    if let text = measure.description, !text.isEmpty {
      fields.append(.init(MeasureField.description, try Input.line(text, "description")))
    }
    draft.subject = draft.append(.create(Creation(kind: .measure, key: measure.key, fields: fields)))
    if let key = measure.key { draft.subject = .object(keyed(.measure, key)) }
    draft.subjectKind = .measure
    return draft
  }

  /// Changes a measure.
  public func editMeasure(
    _ id: String,
    _ edit: MeasureFields,
    goal: String? = nil,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.measure])
    var draft = try editing(state, context)
    for entry in try edit.values() { set(entry.field, of: state, to: entry.value, in: &draft, context) }
    if let goal {
      set(MeasureField.goal, of: state, to: .object(try resolve(goal, [.goal])), in: &draft, context)
    }
    if let text = edit.description {
      try self.edit(MeasureField.description, of: state, to: text, in: &draft, context)
    }
    return draft
  }

  /// Says where a measure stands.
  public func checkIn(
    _ measure: String,
    _ checkIn: NewCheckIn,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let measure = try editable(measure, [.measure])
    var draft = try draft(context)
    let fields = try checkInFields(checkIn, measure: measure.id, corrects: nil, context)
    draft.subject = draft.append(.create(Creation(kind: .checkIn, fields: fields)))
    draft.subjectKind = .checkIn
    return draft
  }

  /// Puts another value in place of a check-in's; both stay visible.
  public func correct(
    _ id: String,
    _ correction: NewCheckIn,
    _ context: CommandContext
  ) throws(CommandError) -> Draft {
    let state = try editable(id, [.checkIn])
    guard state.isOwned(by: context.author.organisation) else {
      throw CommandError(
        .notPermitted,
        "\(shortID(id: state)) is another organisation's; only it corrects its check-ins. Write your own, or comment."
      )
    }
    guard let measure = state.value(CheckInField.measure).object else {
      throw CommandError(.noSuchObject, "\(shortID(id: state)) belongs to no measure.")
    }
    var draft = try draft(context)
    var correction = correction
    if correction.on == nil { correction.on = state.value(CheckInField.on).date?.description }
    let fields = try checkInFields(correction, measure: measure, corrects: state.id, context)
    draft.subject = draft.append(.create(Creation(kind: .checkIn, fields: fields)))
    draft.subjectKind = .checkIn
    return draft
  }

  private func checkInFields(
    _ checkIn: NewCheckIn,
    measure: ObjectID,
    corrects: ObjectID?,
    _ context: CommandContext
  ) throws(CommandError) -> [Creation.FieldValue] {
    let value = try Input.number(checkIn.value, "value")
    guard value != .null else { throw CommandError(.missingValue, "A check-in needs a value.") }
    var fields: [Creation.FieldValue] = [
      .init(CheckInField.measure, .object(measure)),
      .init(CheckInField.value, value),
      .init(
        CheckInField.on,
        try checkIn.on.map { text throws(CommandError) in
          try Input.date(text, "on")
        } ?? .date(context.today)
      ),
    ]
    if let confidence = checkIn.confidence {
      fields.append(
        .init(CheckInField.confidence, try Input.choice(confidence, "confidence", Confidence.self))
      )
    }
    if let note = checkIn.note { fields.append(.init(CheckInField.note, try Input.line(note, "note"))) }
    if let corrects { fields.append(.init(CheckInField.corrects, .object(corrects))) }
    return fields.filter { $0.value != .null }
  }

  func shortID(id state: ObjectState) -> String { shortID(state.id, state.kind) }
}
