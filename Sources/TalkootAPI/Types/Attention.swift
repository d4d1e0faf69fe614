/// One thing that stalls the network, and the command that mends it.
public struct AttentionItem: APIDocument {
  /// What stalls, in English; `reason` and the fields below say the same to programs.
  public var what: String
  /// A stable word: `noSteward`, `overdue`, `questionUntaken`, …; see the protocol's page.
  public var reason: String
  /// The id of what it is about; null for the network as a whole.
  public var object: String?
  /// The shortest unambiguous prefix of `object`.
  public var short: String?
  /// The kind of that.
  public var objectKind: String?
  /// Its title or name.
  public var title: String?
  /// The day it began, or began anew for whoever took it over.
  public var since: String?
  /// How many days ago that is.
  public var days: Int?
  /// Whether it began within the last seven days.
  public var new: Bool
  /// The organisations that it waits for; none is whoever takes it.
  public var waitsFor: [String]
  /// Their names, in the same order.
  public var waitsForNames: [String]
  /// Whether it waits for this node's organisation.
  public var mine: Bool
  /// How many goals it holds back.
  public var heldBack: Int
  /// How many: measures without a check-in, positions or signatures that lack, days until a mandate ends.
  public var count: Int?
  /// What narrows it: a conflict's field, a role, a strength, a confidence.
  public var detail: String?
  /// How far up it is listed.
  public var weight: Int
  /// The command that mends it.
  public var command: String?
  /// Of `noMandate`: whom to ask, and how.
  public var draft: MandateDraft?

  /// Makes the document from its fields.
  public init(
    what: String,
    reason: String = "other",
    object: String? = nil,
    short: String? = nil,
    objectKind: String? = nil,
    title: String? = nil,
    since: String? = nil,
    days: Int? = nil,
    new: Bool = false,
    waitsFor: [String] = [],
    waitsForNames: [String] = [],
    mine: Bool = false,
    heldBack: Int = 0,
    count: Int? = nil,
    detail: String? = nil,
    weight: Int = 0,
    command: String? = nil,
    draft: MandateDraft? = nil
  ) {
    self.what = what
    self.reason = reason
    self.object = object
    self.short = short
    self.objectKind = objectKind
    self.title = title
    self.since = since
    self.days = days
    self.new = new
    self.waitsFor = waitsFor
    self.waitsForNames = waitsForNames
    self.mine = mine
    self.heldBack = heldBack
    self.count = count
    self.detail = detail
    self.weight = weight
    self.command = command
    self.draft = draft
  }
}

/// Who could be asked to see to what stalls: a draft that nobody has sent.
public struct MandateDraft: APIDocument {
  /// How much stalls.
  public var stalled: Int
  /// What for, in English.
  public var task: String
  /// The last day of the term.
  public var until: String
  /// Who fits, best first.
  public var candidates: [MandateCandidate]
  /// The command that proposes the first of them.
  public var command: String?

  /// Makes the document from its fields.
  public init(
    stalled: Int,
    task: String,
    until: String,
    candidates: [MandateCandidate] = [],
    command: String? = nil
  ) {
    self.stalled = stalled
    self.task = task
    self.until = until
    self.candidates = candidates
    self.command = command
  }
}

/// A member that fits a mandate, and what speaks for it.
public struct MandateCandidate: APIDocument {
  /// The organisation.
  public var member: String
  /// The shortest unambiguous prefix of its id.
  public var short: String
  /// Its name.
  public var memberName: String
  /// Those of its roles that a facilitator needs.
  public var roles: [String]
  /// Those of its strengths that what stalls asks for.
  public var strengths: [String]
  /// How many goals it coordinates.
  public var coordinates: Int
  /// How much of what stalls waits for it.
  public var waitsFor: Int

  /// Makes the document from its fields.
  public init(
    member: String,
    short: String,
    memberName: String,
    roles: [String] = [],
    strengths: [String] = [],
    coordinates: Int = 0,
    waitsFor: Int = 0
  ) {
    self.member = member
    self.short = short
    self.memberName = memberName
    self.roles = roles
    self.strengths = strengths
    self.coordinates = coordinates
    self.waitsFor = waitsFor
  }
}

/// What stalls the network, the weakest link first.
public struct AttentionReport: APIDocument {
  /// The items, or the first of them.
  public var items: [AttentionItem]
  /// How many there are.
  public var total: Int
  /// How many began within the last seven days.
  public var new: Int
  /// How many were mended within them, as far as the state tells.
  public var mended: Int
  /// The day that it is as of, in the network's time zone.
  public var day: String

  /// Makes the document from its fields.
  public init(items: [AttentionItem] = [], total: Int, new: Int, mended: Int, day: String) {
    self.items = items
    self.total = total
    self.new = new
    self.mended = mended
    self.day = day
  }
}

/// Which of them.
public struct AttentionFilter: APIDocument {
  /// Only those that wait for this organisation.
  public var mine: Bool?
  /// At most so many.
  public var limit: Int?

  /// Makes the document from its fields.
  public init(mine: Bool? = nil, limit: Int? = nil) {
    self.mine = mine
    self.limit = limit
  }
}

/// What waits for this organisation, and what others have said of what is its.
public struct Inbox: APIDocument {
  /// What waits for it, the weightiest first.
  public var waiting: [AttentionItem]
  /// What others wrote, newest first.
  public var news: [InboxEntry]
  /// From which day on they are told.
  public var since: String

  /// Makes the document from its fields.
  public init(waiting: [AttentionItem] = [], news: [InboxEntry] = [], since: String) {
    self.waiting = waiting
    self.news = news
    self.since = since
  }
}

/// Something that another organisation wrote about what is this one's.
public struct InboxEntry: APIDocument {
  /// `comment`, `answer` or `position`.
  public var what: String
  /// The id of what it is about.
  public var object: String
  /// The shortest unambiguous prefix of that.
  public var short: String
  /// Its kind.
  public var objectKind: String
  /// Its title.
  public var title: String?
  /// What was written.
  public var text: String?
  /// The organisation that wrote.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// When, by its author's clock.
  public var time: String?

  /// Makes the document from its fields.
  public init(
    what: String,
    object: String,
    short: String,
    objectKind: String,
    title: String? = nil,
    text: String? = nil,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    time: String? = nil
  ) {
    self.what = what
    self.object = object
    self.short = short
    self.objectKind = objectKind
    self.title = title
    self.text = text
    self.member = member
    self.memberName = memberName
    self.person = person
    self.time = time
  }
}

/// From when on.
public struct InboxFilter: APIDocument {
  /// A day; without it the last fourteen.
  public var since: String?

  /// Makes the document from its fields.
  public init(since: String? = nil) {
    self.since = since
  }
}
