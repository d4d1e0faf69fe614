/// A meeting: two points in history, and what was said.
public struct Meeting: APIDocument {
  /// The whole id (`t-` and 26 characters).
  public var id: String
  /// The shortest unambiguous prefix of `id`, at least 5 characters after the dash.
  public var short: String
  /// `meeting`.
  public var kind: String
  /// What it is called.
  public var title: String
  /// `going` or `ended`.
  public var status: String
  /// When it began, by the clock of whoever began it.
  public var started: String?
  /// When it ended, by the clock of whoever ended it.
  public var ended: String?
  /// The heads at its start: changes.
  public var startedAt: [String]
  /// The heads at its end; none while it goes on.
  public var endedAt: [String]
  /// What was said, in Markdown.
  public var minutes: String?
  /// The organisation that began it.
  public var member: String
  /// Its name.
  public var memberName: String?
  /// Who acted for it.
  public var person: String?
  /// Whether it is put away.
  public var archived: Bool
  /// What was said about it since; left empty in lists.
  public var comments: [Comment]
  /// The fields with values written at the same time.
  public var conflicts: [String]
  /// See `Goal.seen`.
  public var seen: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String = "meeting",
    title: String,
    status: String,
    started: String? = nil,
    ended: String? = nil,
    startedAt: [String] = [],
    endedAt: [String] = [],
    minutes: String? = nil,
    member: String,
    memberName: String? = nil,
    person: String? = nil,
    archived: Bool = false,
    comments: [Comment] = [],
    conflicts: [String] = [],
    seen: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.title = title
    self.status = status
    self.started = started
    self.ended = ended
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.minutes = minutes
    self.member = member
    self.memberName = memberName
    self.person = person
    self.archived = archived
    self.comments = comments
    self.conflicts = conflicts
    self.seen = seen
  }
}

/// Begins a meeting.
public struct NewMeeting: APIDocument {
  /// What it is called; without it, the day.
  public var title: String?

  /// Makes the document from its fields.
  public init(title: String? = nil) {
    self.title = title
  }
}

/// Ends a meeting, or changes the minutes of one that has ended.
public struct MeetingEnd: APIDocument {
  /// As typed; without it the one that goes on.
  public var meeting: String?
  /// What was said, as a difference to the minutes seen.
  public var minutes: String?
  /// The version that the person saw.
  public var seen: String?

  /// Makes the document from its fields.
  public init(meeting: String? = nil, minutes: String? = nil, seen: String? = nil) {
    self.meeting = meeting
    self.minutes = minutes
    self.seen = seen
  }
}

/// Which point in history.
public struct SinceFilter: APIDocument {
  /// Since the end of this meeting, or its start while it goes on; without it since the last that ended.
  public var meeting: String?

  /// Makes the document from its fields.
  public init(meeting: String? = nil) {
    self.meeting = meeting
  }
}

/// What is new, moved, stalled and in conflict since a meeting.
public struct SinceReport: APIDocument {
  /// The meeting; null where there was none, and all is new.
  public var meeting: String?
  /// Its title.
  public var meetingTitle: String?
  /// When that was, by the clock of whoever ended it.
  public var since: String?
  /// How many changes have come since.
  public var changes: Int
  /// What was made since.
  public var new: [SinceEntry]
  /// What was there and moved.
  public var moved: [SinceEntry]
  /// What stalls and stalled then already, the weakest link first.
  public var stalled: [AttentionItem]
  /// Conflicts with a value written since.
  public var conflicts: [Conflict]

  /// Makes the document from its fields.
  public init(
    meeting: String? = nil,
    meetingTitle: String? = nil,
    since: String? = nil,
    changes: Int,
    new: [SinceEntry] = [],
    moved: [SinceEntry] = [],
    stalled: [AttentionItem] = [],
    conflicts: [Conflict] = []
  ) {
    self.meeting = meeting
    self.meetingTitle = meetingTitle
    self.since = since
    self.changes = changes
    self.new = new
    self.moved = moved
    self.stalled = stalled
    self.conflicts = conflicts
  }
}

/// Something new, or something that moved.
public struct SinceEntry: APIDocument {
  /// Its id.
  public var id: String
  /// The shortest unambiguous prefix of that.
  public var short: String
  /// Its kind.
  public var kind: String
  /// Its title.
  public var title: String
  /// What moved: `status`, `taken`, `placed`, `checkedIn`, `position`, `settled`, `signed`, `drafted`, `answered`, `edited`; none of what is new.
  public var what: [String]
  /// Where it stands: its status, of a measure its value.
  public var status: String?
  /// Of a settled decision.
  public var outcome: String?

  /// Makes the document from its fields.
  public init(
    id: String,
    short: String,
    kind: String,
    title: String,
    what: [String] = [],
    status: String? = nil,
    outcome: String? = nil
  ) {
    self.id = id
    self.short = short
    self.kind = kind
    self.title = title
    self.what = what
    self.status = status
    self.outcome = outcome
  }
}

/// What a meeting had before it: all that has come since the one before, up to its end.
public struct MeetingReport: APIDocument {
  /// The meeting.
  public var meeting: Meeting
  /// The meeting before it; null for the first.
  public var previous: String?
  /// Its title.
  public var previousTitle: String?
  /// How many changes came between the two.
  public var changes: Int
  /// What was made.
  public var new: [SinceEntry]
  /// What was there and moved.
  public var moved: [SinceEntry]
  /// What stalls today and stalled at its end already.
  public var stalled: [AttentionItem]
  /// Conflicts that stand today, with a value of that time.
  public var conflicts: [Conflict]
  /// Today, in the network's time zone.
  public var day: String

  /// Makes the document from its fields.
  public init(
    meeting: Meeting,
    previous: String? = nil,
    previousTitle: String? = nil,
    changes: Int,
    new: [SinceEntry] = [],
    moved: [SinceEntry] = [],
    stalled: [AttentionItem] = [],
    conflicts: [Conflict] = [],
    day: String
  ) {
    self.meeting = meeting
    self.previous = previous
    self.previousTitle = previousTitle
    self.changes = changes
    self.new = new
    self.moved = moved
    self.stalled = stalled
    self.conflicts = conflicts
    self.day = day
  }
}
