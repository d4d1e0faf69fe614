/// Makes a measure; numbers as typed.
public struct NewMeasure: APIDocument {
  /// The goal, as typed.
  public var goal: String
  /// What is measured.
  public var name: String
  /// What a value counts.
  public var unit: String?
  /// Where it starts.
  public var from: String?
  /// Where it is to get.
  public var target: String?
  /// `1w`, `1mo`, `1q`.
  public var every: String?
  /// The date of the target.
  public var until: String?

  /// Makes the document from its fields.
  public init(
    goal: String,
    name: String,
    unit: String? = nil,
    from: String? = nil,
    target: String? = nil,
    every: String? = nil,
    until: String? = nil
  ) {
    self.goal = goal
    self.name = name
    self.unit = unit
    self.from = from
    self.target = target
    self.every = every
    self.until = until
  }
}

/// Changes a measure's fields; an absent one stays, an empty string clears.
public struct MeasureEdit: APIDocument {
  /// The new name.
  public var name: String?
  /// The new unit.
  public var unit: String?
  /// The new start.
  public var from: String?
  /// The new target.
  public var target: String?
  /// The new rhythm.
  public var every: String?
  /// The new date.
  public var until: String?
  /// The version that the person saw.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    name: String? = nil,
    unit: String? = nil,
    from: String? = nil,
    target: String? = nil,
    every: String? = nil,
    until: String? = nil,
    seen: String? = nil
  ) {
    self.name = name
    self.unit = unit
    self.from = from
    self.target = target
    self.every = every
    self.until = until
    self.seen = seen
  }
}

/// Makes a check-in.
public struct NewCheckin: APIDocument {
  /// The measure, as typed.
  public var measure: String
  /// The value, as typed.
  public var value: String
  /// The date; today when absent.
  public var on: String?
  /// `on-track`, `at-risk`, `off-track`.
  public var confidence: String?
  /// In the author's words.
  public var note: String?

  /// Makes the document from its fields.
  public init(
    measure: String,
    value: String,
    on: String? = nil,
    confidence: String? = nil,
    note: String? = nil
  ) {
    self.measure = measure
    self.value = value
    self.on = on
    self.confidence = confidence
    self.note = note
  }
}

/// Supersedes a check-in.
public struct CheckinCorrection: APIDocument {
  /// The right value, as typed.
  public var value: String
  /// Why.
  public var note: String?

  /// Makes the document from its fields.
  public init(
    value: String,
    note: String? = nil
  ) {
    self.value = value
    self.note = note
  }
}

/// Which measures.
public struct MeasureFilter: APIDocument {
  /// Only this goal's, as typed.
  public var goal: String?
  /// The archived ones too.
  public var archived: Bool?

  /// Makes the document from its fields.
  public init(
    goal: String? = nil,
    archived: Bool? = nil
  ) {
    self.goal = goal
    self.archived = archived
  }
}
