// The whole table of what there is. Numbers are for ever: a field that goes is left out, never given away again. Kinds
// that no command makes yet (agreements, questions, mandates, meetings) are here already, so that whoever gets the
// commands later merges with whoever had them first.

extension ObjectKind {
  /// The fields of objects of this kind, by ascending number.
  public var fields: [Field] { Schema.fields[Int(rawValue)] }

  /// The field of a number; nil for one that this version doesn't know.
  public func field(_ number: FieldNumber) -> Field? { Schema.byNumber[Int(rawValue)][number] }

  /// The field of a name.
  public func field(named name: String) -> Field? { fields.first { $0.name == name } }
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
    Field(MandateField.holder, "holder", .register, .object([.organisation, .person])),
    Field(MandateField.task, "task", .register, .string),
    Field(MandateField.until, "until", .register, .date),
    Field(MandateField.decision, "decision", .register, .object([.decision])),
    Field(MandateField.ended, "ended", .register, .bool),
  ]

  private static let meeting = [
    Field(MeetingField.title, "title", .register, .string),
    Field(MeetingField.startedAt, "startedAt", .register, .list(.bytes)),
    Field(MeetingField.endedAt, "endedAt", .register, .list(.bytes)),
    Field(MeetingField.minutes, "minutes", .text, .string),
  ]
}

/// Fields of the network.
public enum NetworkField {
  /// What it is called.
  public static let name: FieldNumber = 2
}

/// Fields of a goal.
public enum GoalField {
  /// What it is called.
  public static let title: FieldNumber = 2
  /// As people read it.
  public static let description: FieldNumber = 3
  /// Where it stands.
  public static let status: FieldNumber = 4
  /// When it is to be reached.
  public static let due: FieldNumber = 5
  /// The organisation that answers for it.
  public static let steward: FieldNumber = 6
  /// Who does what for it: organisation, role, note.
  public static let contributions: FieldNumber = 7
  /// What each organisation gets out of it: organisation, text.
  public static let benefits: FieldNumber = 8
  /// The goals that it needs.
  public static let dependsOn: FieldNumber = 9
}

/// Fields of a measure.
public enum MeasureField {
  /// What it is called.
  public static let name: FieldNumber = 2
  /// The goal that it belongs to.
  public static let goal: FieldNumber = 3
  /// Of what.
  public static let unit: FieldNumber = 4
  /// Where it began.
  public static let from: FieldNumber = 5
  /// Where it is to go.
  public static let target: FieldNumber = 6
  /// How often it wants a check-in.
  public static let every: FieldNumber = 7
  /// Its last day.
  public static let until: FieldNumber = 8
  /// As people read it.
  public static let description: FieldNumber = 9
  /// Who answers for it.
  public static let responsible: FieldNumber = 10
}

/// Fields of a check-in.
public enum CheckInField {
  /// The measure that it belongs to.
  public static let measure: FieldNumber = 2
  /// The value.
  public static let value: FieldNumber = 3
  /// The date that it is for.
  public static let on: FieldNumber = 4
  /// How sure its author is of the target.
  public static let confidence: FieldNumber = 5
  /// A remark.
  public static let note: FieldNumber = 6
  /// The check-in that it takes the place of.
  public static let corrects: FieldNumber = 7
}

/// Fields of a decision.
public enum DecisionField {
  /// What it is called.
  public static let title: FieldNumber = 2
  /// What it says.
  public static let text: FieldNumber = 3
  /// How positions make an outcome.
  public static let rule: FieldNumber = 4
  /// What there is to choose from.
  public static let options: FieldNumber = 5
  /// The last day for positions.
  public static let deadline: FieldNumber = 6
  /// When to look at it again.
  public static let review: FieldNumber = 7
  /// How many in a hundred must be present.
  public static let quorum: FieldNumber = 8
  /// What it is about.
  public static let about: FieldNumber = 9
  /// The number of the roster epoch that decides.
  public static let epoch: FieldNumber = 10
}

/// Fields of a position on a decision.
public enum PositionField {
  /// The decision that it belongs to.
  public static let decision: FieldNumber = 2
  /// What is said.
  public static let position: FieldNumber = 3
  /// The number of the option chosen, from 0.
  public static let option: FieldNumber = 4
  /// Why.
  public static let reason: FieldNumber = 5
}

/// Fields of a comment.
public enum CommentField {
  /// What it is about.
  public static let about: FieldNumber = 2
  /// What it says.
  public static let text: FieldNumber = 3
  /// The comment that it answers.
  public static let inReplyTo: FieldNumber = 4
}

/// Fields of an organisation.
public enum OrganisationField {
  /// What it is called.
  public static let name: FieldNumber = 2
  /// What it is good at.
  public static let strengths: FieldNumber = 3
  /// What it does in networks.
  public static let roles: FieldNumber = 4
  /// Why it is here.
  public static let motivation: FieldNumber = 5
  /// How to reach it.
  public static let contact: FieldNumber = 6
}

/// Fields of a person.
public enum PersonField {
  /// What it is called.
  public static let name: FieldNumber = 2
}

/// Fields of an agreement.
public enum AgreementField {
  /// What it is called.
  public static let title: FieldNumber = 2
  /// When to look at it again.
  public static let review: FieldNumber = 3
  /// What it is about.
  public static let about: FieldNumber = 4
}

/// Fields of one version of an agreement's text.
public enum VersionField {
  /// The agreement that it belongs to.
  public static let agreement: FieldNumber = 2
  /// What it says.
  public static let text: FieldNumber = 3
  /// The versions that it follows.
  public static let parents: FieldNumber = 4
  /// The organisations that it binds.
  public static let binds: FieldNumber = 5
}

/// Fields of a signature under a version.
public enum SignatureField {
  /// The version.
  public static let version: FieldNumber = 2
  /// The hash of the version's bytes.
  public static let hash: FieldNumber = 3
  /// As whom the person signs.
  public static let role: FieldNumber = 4
  /// The signature that it takes back.
  public static let withdraws: FieldNumber = 5
}

/// Fields of a question.
public enum QuestionField {
  /// What it is called.
  public static let title: FieldNumber = 2
  /// What it says.
  public static let text: FieldNumber = 3
  /// Who answers for it.
  public static let responsible: FieldNumber = 4
  /// Where it stands.
  public static let status: FieldNumber = 5
  /// What it is about.
  public static let about: FieldNumber = 6
}

/// Fields of an answer.
public enum AnswerField {
  /// The question that it answers.
  public static let question: FieldNumber = 2
  /// What it says.
  public static let text: FieldNumber = 3
}

/// Fields of a mandate.
public enum MandateField {
  /// Who has it.
  public static let holder: FieldNumber = 2
  /// What for.
  public static let task: FieldNumber = 3
  /// Its last day.
  public static let until: FieldNumber = 4
  /// The decision that it belongs to.
  public static let decision: FieldNumber = 5
  /// Whether it is over.
  public static let ended: FieldNumber = 6
}

/// Fields of a meeting.
public enum MeetingField {
  /// What it is called.
  public static let title: FieldNumber = 2
  /// The heads at its start.
  public static let startedAt: FieldNumber = 3
  /// The heads at its end.
  public static let endedAt: FieldNumber = 4
  /// What was said.
  public static let minutes: FieldNumber = 5
}
