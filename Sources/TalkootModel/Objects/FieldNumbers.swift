// The numbers of all fields by kind, for ever. What merges each field and what it holds: `Schema`.

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
  /// The strengths that it takes.
  public static let needs: FieldNumber = 10
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
  /// What it allows to erase once it is accepted: object, number of the field.
  public static let erases: FieldNumber = 11
  /// The outside key that it was imported under: a decision is its proposer's, so that the key can't be its id.
  public static let key: FieldNumber = 20

  /// What others answer to: it stays as it is once one of them has (decision 0016).
  static let answered: [FieldNumber] = [title, text, review, about]
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
  /// The hash of the text, which stays when the text is erased: what signatures name.
  public static let hash: FieldNumber = 6
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
  /// Who has ended it before its time: organisation, which alone says so for itself. (6 was a truth value that anyone
  /// could write over; no command ever did.)
  public static let endedBy: FieldNumber = 7
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
