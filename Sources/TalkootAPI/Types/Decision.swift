/// How many must take part for an outcome.
public struct Quorum: APIDocument {
  /// How many are needed.
  public var needed: Int
  /// How many there are.
  public var present: Int
  /// How many in a hundred the proposal asks for; null is more than half.
  public var percent: Int?

  /// Makes the document from its fields.
  public init(
    needed: Int,
    present: Int,
    percent: Int? = nil
  ) {
    self.needed = needed
    self.present = present
    self.percent = percent
  }
}

/// What one organisation says to a decision.
public struct Position: APIDocument {
  /// The organisation's id.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// `agree`, `abstain`, `object` or `choose`.
  public var position: String
  /// The chosen option's text.
  public var option: String?
  /// Why.
  public var reason: String?
  /// Whether it came after the settling: shown, never counted.
  public var late: Bool
  /// Whether it answers to other words than those that are shown: they were changed by somebody who did not know of it.
  public var otherWords: Bool

  /// Makes the document from its fields.
  public init(
    member: String,
    memberName: String? = nil,
    position: String,
    option: String? = nil,
    reason: String? = nil,
    late: Bool = false,
    otherWords: Bool = false
  ) {
    self.member = member
    self.memberName = memberName
    self.position = position
    self.option = option
    self.reason = reason
    self.late = late
    self.otherWords = otherWords
  }
}

/// A decision: proposed, taken position on, settled.
public struct Decision: APIDocument {
  /// The whole id (`d-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `decision`.
  public var kind: String
  /// The outside key it was imported under.
  public var key: String?
  /// What is decided.
  public var title: String
  /// The proposal in full.
  public var text: String?
  /// `consent`, `majority`, `two-thirds`, `unanimous` or `choice`.
  public var rule: String
  /// `open`, `settling`, `settled` or `withdrawn`.
  public var status: String
  /// `accepted`, `rejected`, an option's text, or null.
  public var outcome: String?
  /// What there is to choose from.
  public var options: [String]
  /// When the nodes may settle it.
  public var deadline: String?
  /// When it is to be looked at again.
  public var review: String?
  /// Who must take part.
  public var quorum: Quorum
  /// What it concerns.
  public var about: [String]
  /// Its titles, in the same order.
  public var aboutTitles: [String]
  /// What it allows to erase once it is accepted, as `ID:FIELD`.
  public var erases: [String]
  /// The organisation that proposed it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When it was proposed.
  public var time: String?
  /// The organisations with a vote on it.
  public var electorate: [String]
  /// What they say.
  public var positions: [Position]
  /// The organisations whose nodes have not received it.
  public var notReceived: [String]
  /// The members whose nodes accepted the outcome.
  public var certificate: [String]
  /// Whether two outcomes have certificates, which takes a voice that contradicts itself; this node keeps its first one.
  public var contested: Bool
  /// Voices that contradicted themselves in settling it; left empty in lists.
  public var doubleVoices: [DoubleVoiceProof]
  /// This organisation's position.
  public var mine: String?
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
    kind: String = "decision",
    key: String? = nil,
    title: String,
    text: String? = nil,
    rule: String,
    status: String,
    outcome: String? = nil,
    options: [String] = [],
    deadline: String? = nil,
    review: String? = nil,
    quorum: Quorum,
    about: [String] = [],
    aboutTitles: [String] = [],
    erases: [String] = [],
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    electorate: [String] = [],
    positions: [Position] = [],
    notReceived: [String] = [],
    certificate: [String] = [],
    contested: Bool = false,
    doubleVoices: [DoubleVoiceProof] = [],
    mine: String? = nil,
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
    self.rule = rule
    self.status = status
    self.outcome = outcome
    self.options = options
    self.deadline = deadline
    self.review = review
    self.quorum = quorum
    self.about = about
    self.aboutTitles = aboutTitles
    self.erases = erases
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.electorate = electorate
    self.positions = positions
    self.notReceived = notReceived
    self.certificate = certificate
    self.contested = contested
    self.doubleVoices = doubleVoices
    self.mine = mine
    self.archived = archived
    self.comments = comments
    self.conflicts = conflicts
    self.seen = seen
  }
}

/// Something said about an object.
public struct Comment: APIDocument {
  /// The whole id (`c-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `comment`.
  public var kind: String
  /// The object's id.
  public var about: String
  /// What was said.
  public var text: String
  /// The organisation that said it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When, by its author's clock.
  public var time: String?
  /// Whether it is put away.
  public var archived: Bool

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "comment",
    about: String,
    text: String,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil,
    archived: Bool = false
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.about = about
    self.text = text
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
    self.archived = archived
  }
}
