/// A question that seeks somebody answerable.
public struct Question: APIDocument {
  /// The whole id (`q-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `question`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// What is asked, in a line.
  public var title: String
  /// What it says.
  public var text: String?
  /// `open`, `answered`, `dropped`.
  public var status: String
  /// The organisation that answers for it; null while nobody does.
  public var responsible: String?
  /// Its name.
  public var responsibleName: String?
  /// The ids of what it is about.
  public var about: [String]
  /// Their titles, in the same order.
  public var aboutTitles: [String]
  /// The answers, oldest first; left empty in lists.
  public var answers: [Answer]
  /// The organisation that asked.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When it was asked, by its author's clock.
  public var time: String?
  /// Whether it is put away.
  public var archived: Bool
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
    kind: String = "question",
    key: String? = nil,
    title: String,
    text: String? = nil,
    status: String,
    responsible: String? = nil,
    responsibleName: String? = nil,
    about: [String] = [],
    aboutTitles: [String] = [],
    answers: [Answer] = [],
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    archived: Bool = false,
    comments: [Comment] = [],
    conflicts: [String] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.key = key
    self.title = title
    self.text = text
    self.status = status
    self.responsible = responsible
    self.responsibleName = responsibleName
    self.about = about
    self.aboutTitles = aboutTitles
    self.answers = answers
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.archived = archived
    self.comments = comments
    self.conflicts = conflicts
    self.seen = seen
  }
}

/// What an organisation answers to a question.
public struct Answer: APIDocument {
  /// What it says.
  public var text: String
  /// The organisation that answers.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When, by its author's clock.
  public var time: String?

  /// Makes the document from its fields.
  public init(
    text: String,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil
  ) {
    self.text = text
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
  }
}

/// Asks a question.
public struct NewQuestion: APIDocument {
  /// What is asked, in a line.
  public var title: String
  /// What it says.
  public var text: String?
  /// Who shall answer for it, as typed.
  public var responsible: String?
  /// What it is about, as typed.
  public var about: [String]?

  /// Makes the document from its fields.
  public init(title: String, text: String? = nil, responsible: String? = nil, about: [String]? = nil) {
    self.title = title
    self.text = text
    self.responsible = responsible
    self.about = about
  }
}

/// Changes a question's fields; an absent one stays, an empty string clears.
public struct QuestionEdit: APIDocument {
  /// The new title.
  public var title: String?
  /// The new text, as a difference to the one seen.
  public var text: String?
  /// `open`, `answered`, `dropped`.
  public var status: String?
  /// The version that the person saw.
  public var seen: String?

  /// Makes the document from its fields.
  public init(title: String? = nil, text: String? = nil, status: String? = nil, seen: String? = nil) {
    self.title = title
    self.text = text
    self.status = status
    self.seen = seen
  }
}

/// Makes an organisation answerable for a question.
public struct QuestionAssignment: APIDocument {
  /// The organisation, as typed; absent is this one, empty nobody.
  public var to: String?

  /// Makes the document from its fields.
  public init(to: String? = nil) { self.to = to }
}

/// Answers a question.
public struct NewAnswer: APIDocument {
  /// What it says.
  public var text: String

  /// Makes the document from its fields.
  public init(text: String) { self.text = text }
}

/// Which questions.
public struct QuestionFilter: APIDocument {
  /// Only those not answered or dropped.
  public var open: Bool?
  /// Only those that this organisation answers for.
  public var mine: Bool?

  /// Makes the document from its fields.
  public init(open: Bool? = nil, mine: Bool? = nil) {
    self.open = open
    self.mine = mine
  }
}
