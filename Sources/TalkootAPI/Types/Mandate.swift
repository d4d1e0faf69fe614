/// A facilitator's mandate for a term, given by decision. No technical power goes with it.
public struct Mandate: APIDocument {
  /// The whole id (`x-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `mandate`.
  public var kind: String
  /// The organisation that has it.
  public var holder: String
  /// Its name.
  public var holderName: String?
  /// What for.
  public var task: String
  /// Its last day.
  public var until: String?
  /// `proposed`, `running`, `rejected`, `withdrawn` or `ended`.
  public var status: String
  /// The decision that gives it.
  public var decision: String
  /// The shortest unambiguous prefix of that.
  public var decisionShort: String
  /// Whether it was ended before its time.
  public var endedEarly: Bool
  /// The organisation that proposed it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When it was proposed, by its author's clock.
  public var time: String?
  /// Whether it is put away.
  public var archived: Bool
  /// What was said about it; left empty in lists.
  public var comments: [Comment]
  /// See `Goal.seen`.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "mandate",
    holder: String,
    holderName: String? = nil,
    task: String,
    until: String? = nil,
    status: String,
    decision: String,
    decisionShort: String,
    endedEarly: Bool = false,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    archived: Bool = false,
    comments: [Comment] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.holder = holder
    self.holderName = holderName
    self.task = task
    self.until = until
    self.status = status
    self.decision = decision
    self.decisionShort = decisionShort
    self.endedEarly = endedEarly
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.archived = archived
    self.comments = comments
    self.seen = seen
  }
}

/// Proposes a mandate.
public struct NewMandate: APIDocument {
  /// The organisation, as typed.
  public var holder: String
  /// What for.
  public var task: String
  /// Its last day.
  public var until: String
  /// What the decision is called; without it, in English, who gets it and what for.
  public var title: String?
  /// See `Decision.rule`; `majority` without it.
  public var rule: String?
  /// The last day for positions.
  public var deadline: String?
  /// What the decision says.
  public var text: String?

  /// Makes the document from its fields.
  public init(
    holder: String,
    task: String,
    until: String,
    title: String? = nil,
    rule: String? = nil,
    deadline: String? = nil,
    text: String? = nil
  ) {
    self.holder = holder
    self.task = task
    self.until = until
    self.title = title
    self.rule = rule
    self.deadline = deadline
    self.text = text
  }
}

/// Which mandate.
public struct MandateChoice: APIDocument {
  /// As typed; without it the one that is running.
  public var mandate: String?

  /// Makes the document from its fields.
  public init(mandate: String? = nil) {
    self.mandate = mandate
  }
}
