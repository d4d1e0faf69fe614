// The whole table of what there is. Numbers are for ever: a field that goes is left out, never given away again.

extension ObjectKind {
  /// The fields of objects of this kind, by ascending number.
  public var fields: [Field] { Schema.fields[Int(rawValue)] }

  /// The field of a number; nil for one that this version doesn't know.
  public func field(_ number: FieldNumber) -> Field? { Schema.byNumber[Int(rawValue)][number] }

  /// The field of a name.
  public func field(named name: String) -> Field? { fields.first { $0.name == name } }
}

extension ObjectKind {
  /// Whether the state keeps when a register was written: of what people wait on, so that waiting starts anew for
  /// whoever takes a thing over (`attention`).
  func remembersTime(of field: FieldNumber) -> Bool {
    switch self {
    case .goal: field == GoalField.steward || field == GoalField.status
    case .measure: field == MeasureField.responsible
    case .question: field == QuestionField.responsible || field == QuestionField.status
    case .meeting: field == MeetingField.endedAt
    case .network, .checkIn, .decision, .agreement, .comment, .organisation, .node, .person, .invitation,
      .rosterProposal, .mandate, .position, .signature, .agreementVersion, .answer:
      false
    }
  }
}

enum Schema {
  // Indexed by the kind's number.
  static let fields: [[Field]] = [[]] + ObjectKind.allCases.map { [archived] + table($0) }
  static let byNumber: [[FieldNumber: Field]] = fields.map { fields in
    Dictionary(uniqueKeysWithValues: fields.map { ($0.number, $0) })
  }

  private static let archived = Field(.archived, "archived", .register, .bool)

  private static func table(_ kind: ObjectKind) -> [Field] {
    switch kind {
    case .network: [Field(NetworkField.name, "name", .register, .string)]
    case .goal: goal
    case .measure: measure
    case .checkIn: checkIn
    case .decision: decision
    case .position: position
    case .comment: comment
    case .organisation: organisation
    case .person: [Field(PersonField.name, "name", .register, .string)]
    case .agreement: agreement
    case .agreementVersion: agreementVersion
    case .signature: signature
    case .question: question
    case .answer: answer
    case .mandate: mandate
    case .meeting: meeting
    case .node: [Field(2, "label", .register, .string)]
    case .invitation, .rosterProposal: []
    }
  }

  private static let goal = [
    Field(GoalField.title, "title", .register, .string),
    Field(GoalField.description, "description", .text, .string),
    Field(GoalField.status, "status", .register, .choice(GoalStatus.choices)),
    Field(GoalField.due, "due", .register, .date),
    Field(GoalField.steward, "steward", .register, .object([.organisation])),
    Field(
      GoalField.contributions,
      "contributions",
      .set,
      .record([.object([.organisation]), .choice(Role.choices), .string]),
      writers: .organisationNamed
    ),
    Field(
      GoalField.benefits,
      "benefits",
      .set,
      .record([.object([.organisation]), .string]),
      writers: .organisationNamed
    ),
    Field(GoalField.dependsOn, "dependsOn", .set, .object([.goal])),
    Field(GoalField.needs, "needs", .set, .string),
  ]

  private static let measure = [
    Field(MeasureField.name, "name", .register, .string),
    Field(MeasureField.goal, "goal", .register, .object([.goal])),
    Field(MeasureField.unit, "unit", .register, .string),
    Field(MeasureField.from, "from", .register, .decimal),
    Field(MeasureField.target, "target", .register, .decimal),
    Field(MeasureField.every, "every", .register, .record([.decimal, .choice(Schema.intervalUnits)])),
    Field(MeasureField.until, "until", .register, .date),
    Field(MeasureField.description, "description", .text, .string),
    Field(MeasureField.responsible, "responsible", .register, .object([.organisation, .person])),
  ]

  private static let intervalUnits = Choices(names: Interval.Unit.allCases.map { ($0.rawValue, $0.suffix) })

  private static let checkIn = [
    Field(CheckInField.measure, "measure", .register, .object([.measure])),
    Field(CheckInField.value, "value", .register, .decimal),
    Field(CheckInField.on, "on", .register, .date),
    Field(CheckInField.confidence, "confidence", .register, .choice(Confidence.choices)),
    Field(CheckInField.note, "note", .register, .string),
    Field(CheckInField.corrects, "corrects", .register, .object([.checkIn])),
  ]

  private static let decision = [
    Field(DecisionField.title, "title", .register, .string),
    Field(DecisionField.text, "text", .text, .string),
    Field(DecisionField.rule, "rule", .register, .choice(DecisionRule.choices), writers: .makerOnly),
    Field(DecisionField.options, "options", .register, .list(.string), writers: .makerOnly),
    Field(DecisionField.deadline, "deadline", .register, .date, writers: .makerOnly),
    Field(DecisionField.review, "review", .register, .date),
    Field(DecisionField.quorum, "quorum", .register, .decimal, writers: .makerOnly),
    Field(DecisionField.about, "about", .set, .object([])),
    Field(DecisionField.epoch, "epoch", .register, .decimal, writers: .makerOnly),
    Field(DecisionField.erases, "erases", .register, .list(.record([.object([]), .decimal])), writers: .makerOnly),
    Field(DecisionField.key, "key", .register, .string, writers: .makerOnly),
  ]

  private static let position = [
    Field(PositionField.decision, "decision", .register, .object([.decision])),
    Field(PositionField.position, "position", .register, .choice(PositionChoice.choices)),
    Field(PositionField.option, "option", .register, .decimal),
    Field(PositionField.reason, "reason", .register, .string),
  ]

  private static let comment = [
    Field(CommentField.about, "about", .register, .object([])),
    Field(CommentField.text, "text", .register, .string),
    Field(CommentField.inReplyTo, "inReplyTo", .register, .object([.comment])),
  ]

  private static let organisation = [
    Field(OrganisationField.name, "name", .register, .string),
    Field(OrganisationField.strengths, "strengths", .set, .string),
    Field(OrganisationField.roles, "roles", .set, .choice(Role.choices)),
    Field(OrganisationField.motivation, "motivation", .register, .string),
    Field(OrganisationField.contact, "contact", .register, .string),
  ]

  private static let agreement = [
    Field(AgreementField.title, "title", .register, .string),
    Field(AgreementField.review, "review", .register, .date),
    Field(AgreementField.about, "about", .set, .object([])),
  ]

  private static let agreementVersion = [
    Field(VersionField.agreement, "agreement", .register, .object([.agreement])),
    Field(VersionField.text, "text", .register, .string),
    Field(VersionField.parents, "parents", .register, .list(.object([.agreementVersion]))),
    Field(VersionField.binds, "binds", .register, .list(.object([.organisation]))),
    Field(VersionField.hash, "hash", .register, .bytes),
  ]

  private static let signature = [
    Field(SignatureField.version, "version", .register, .object([.agreementVersion])),
    Field(SignatureField.hash, "hash", .register, .bytes),
    Field(SignatureField.role, "role", .register, .string),
    Field(SignatureField.withdraws, "withdraws", .register, .object([.signature])),
  ]

  private static let question = [
    Field(QuestionField.title, "title", .register, .string),
    Field(QuestionField.text, "text", .text, .string),
    Field(QuestionField.responsible, "responsible", .register, .object([.organisation, .person])),
    Field(QuestionField.status, "status", .register, .choice(QuestionStatus.choices)),
    Field(QuestionField.about, "about", .set, .object([])),
  ]

  private static let answer = [
    Field(AnswerField.question, "question", .register, .object([.question])),
    Field(AnswerField.text, "text", .register, .string),
  ]

  private static let mandate = [
    Field(MandateField.holder, "holder", .register, .object([.organisation, .person]), writers: .makerOnly),
    Field(MandateField.task, "task", .register, .string, writers: .makerOnly),
    Field(MandateField.until, "until", .register, .date, writers: .makerOnly),
    Field(MandateField.decision, "decision", .register, .object([.decision]), writers: .makerOnly),
    Field(MandateField.endedBy, "endedBy", .set, .record([.object([.organisation])]), writers: .organisationNamed),
  ]

  private static let meeting = [
    Field(MeetingField.title, "title", .register, .string),
    Field(MeetingField.startedAt, "startedAt", .register, .list(.bytes), writers: .makerOnly),
    Field(MeetingField.endedAt, "endedAt", .register, .list(.bytes)),
    Field(MeetingField.minutes, "minutes", .text, .string),
  ]
}
