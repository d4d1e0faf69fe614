public import TalkootCRDT
public import TalkootLog

/// Why something stalls the network. The words are those of JSON, for ever.
public enum AttentionReason: String, Hashable, Sendable, CaseIterable {
  /// Several organisations came in by one invitation.
  case sharedInvitation
  /// A voice contradicted itself in settling.
  case contradiction
  /// A goal's steward is not in the network any more.
  case stewardGone
  /// Nobody answers for a goal.
  case noSteward
  /// A goal is past its date.
  case overdue
  /// By its last check-in a goal will not be reached, or may not be.
  case offTrack
  /// A goal's measure has come a quarter of its way less far than the time it has.
  case behind
  /// A goal waits for another one that was dropped or put away.
  case blocked
  /// Measures of a goal want a check-in since some time.
  case checkInMissed
  /// A decision is past its deadline and not settled.
  case decisionOverdue
  /// A decision waits for positions.
  case positionsMissing
  /// All have said what they say, and objections stand.
  case objectionStands
  /// A decision is to be looked at again.
  case decisionReview
  /// An agreement is to be looked at again.
  case agreementReview
  /// An agreement's newest text lacks signatures.
  case unsigned
  /// An agreement is in dispute, or has two newest texts.
  case agreementDisputed
  /// Nobody took a question.
  case questionUntaken
  /// Somebody took a question and has not answered it.
  case questionUnanswered
  /// Nobody takes a role.
  case roleVacant
  /// Nobody brings a strength that is needed.
  case strengthUncovered
  /// A member has one node: its copy, and its voice, hang on one machine.
  case singleNode
  /// A member was not heard from for some time.
  case silent
  /// A participant waits to be confirmed.
  case unconfirmed
  /// A change of the roster waits for approvals.
  case proposalOpen
  /// Values were written at the same time and nobody settled them.
  case conflict
  /// A member's Talkoot is older than the others'.
  case versionSkew
  /// A mandate ends soon.
  case mandateEnding
  /// Much stalls, and nobody has a mandate to see to it.
  case noMandate
}

/// One thing that stalls the network: what, since when, and whom it waits for.
public struct AttentionItem: Hashable, Sendable {
  /// Why.
  public let reason: AttentionReason
  /// What it is about; the network where it is nothing narrower.
  public let object: ObjectID
  /// The kind of that.
  public let kind: ObjectKind
  /// The day it began, or began anew for whoever took it over; nil where that isn't known.
  public var since: CalendarDate?
  /// How many days ago that is.
  public var days = 0
  /// The organisations that it waits for, ascending; none is whoever takes it.
  public var waitsFor: [ObjectID] = []
  /// How many other goals it holds back: those above it and those that say they need it.
  public var heldBack = 0
  /// How many: measures without a check-in, percent that a measure is behind, days until a mandate ends, nodes.
  public var count = 0
  /// What narrows it: a conflict's field, a role, a strength.
  public var detail: String?
  /// How far up it is listed.
  public var weight = 0

  /// Whether it began within the last seven days.
  public var isNew: Bool { since != nil && days < AttentionItem.week }

  static let week = 7

  init(_ reason: AttentionReason, _ object: ObjectID, _ kind: ObjectKind) {
    self.reason = reason
    self.object = object
    self.kind = kind
  }
}

/// What stalls the network, the weakest link first.
public struct Attention: Sendable {
  /// By weight; the same on every replica with the same changes, day and times.
  public var items: [AttentionItem] = []
  /// How many began within the last seven days.
  public var new = 0
  /// How many were mended within the last seven days, as far as the state tells.
  public var mended = 0
  /// Who could be given a mandate, where much stalls and none runs.
  public var mandateDraft: MandateDraft?

  /// Those that wait for an organisation.
  public func items(waitingFor organisation: ObjectID) -> [AttentionItem] {
    items.filter { $0.waitsFor.contains(organisation) }
  }
}

/// What attention is told besides the state: nothing that only one node knows.
public struct AttentionTimes: Sendable {
  /// Today in the network's time zone.
  public var today: CalendarDate
  /// When the newest change of each organisation was written, by its own clock, in milliseconds since 1970.
  public var lastHeard: [ObjectID: Int64]
  /// When the changes of `Workspace.timedChanges` were written.
  public var written: [LocalVersion: Int64]

  /// What is known on a day.
  public init(
    today: CalendarDate,
    lastHeard: [ObjectID: Int64] = [:],
    written: [LocalVersion: Int64] = [:]
  ) {
    self.today = today
    self.lastHeard = lastHeard
    self.written = written
  }
}
