/// A measure: how progress on a goal is told.
public struct Measure: APIDocument {
  /// The whole id (`m-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `measure`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// What is measured.
  public var name: String
  /// The goal it belongs to.
  public var goal: String?
  /// That goal's title.
  public var goalTitle: String?
  /// What a value counts.
  public var unit: String?
  /// Where it started.
  public var from: DecimalNumber?
  /// Where it is to get; without one it is a standing measure.
  public var target: DecimalNumber?
  /// The newest check-in's value that nobody corrected.
  public var value: DecimalNumber?
  /// The date of that check-in.
  public var on: String?
  /// `1w`, `1mo` or `1q`.
  public var every: String?
  /// The date of the target.
  public var until: String?
  /// When the next check-in is due.
  public var nextCheckin: String?
  /// In percent of the way from `from` to `target`.
  public var progress: Int?
  /// Whether it is put away.
  public var archived: Bool
  /// All check-ins, newest first; left empty in lists.
  public var checkins: [Checkin]
  /// What was said about it; left empty in lists.
  public var comments: [Comment]
  /// The fields with values written at the same time.
  public var conflicts: [String]
  /// See `Goal.seen`.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "measure",
    key: String? = nil,
    name: String,
    goal: String? = nil,
    goalTitle: String? = nil,
    unit: String? = nil,
    from: DecimalNumber? = nil,
    target: DecimalNumber? = nil,
    value: DecimalNumber? = nil,
    on: String? = nil,
    every: String? = nil,
    until: String? = nil,
    nextCheckin: String? = nil,
    progress: Int? = nil,
    archived: Bool = false,
    checkins: [Checkin] = [],
    comments: [Comment] = [],
    conflicts: [String] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.key = key
    self.name = name
    self.goal = goal
    self.goalTitle = goalTitle
    self.unit = unit
    self.from = from
    self.target = target
    self.value = value
    self.on = on
    self.every = every
    self.until = until
    self.nextCheckin = nextCheckin
    self.progress = progress
    self.archived = archived
    self.checkins = checkins
    self.comments = comments
    self.conflicts = conflicts
    self.seen = seen
  }
}

/// A value of a measure at a date.
public struct Checkin: APIDocument {
  /// The whole id (`k-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `checkin`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// The measure's id.
  public var measure: String
  /// Its name.
  public var measureName: String?
  /// Its unit.
  public var unit: String?
  /// The value, with all the digits it was given.
  public var value: DecimalNumber
  /// The date it is for, as precise as given.
  public var on: String?
  /// `on-track`, `at-risk`, `off-track`.
  public var confidence: String?
  /// In the author's words.
  public var note: String?
  /// The check-in that this one supersedes.
  public var corrects: String?
  /// The check-in that superseded this one.
  public var correctedBy: String?
  /// The organisation that wrote it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When it was written, by its author's clock.
  public var time: String?
  /// Whether it is put away.
  public var archived: Bool

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "checkin",
    key: String? = nil,
    measure: String,
    measureName: String? = nil,
    unit: String? = nil,
    value: DecimalNumber,
    on: String? = nil,
    confidence: String? = nil,
    note: String? = nil,
    corrects: String? = nil,
    correctedBy: String? = nil,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    archived: Bool = false
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.key = key
    self.measure = measure
    self.measureName = measureName
    self.unit = unit
    self.value = value
    self.on = on
    self.confidence = confidence
    self.note = note
    self.corrects = corrects
    self.correctedBy = correctedBy
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.archived = archived
  }
}
