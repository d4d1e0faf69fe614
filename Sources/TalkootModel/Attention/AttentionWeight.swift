// How far up something is listed. Small numbers that people can follow: what a thing weighs by its nature, what it gains
// by every week that nobody mends it, and five for each goal that it holds back.

extension AttentionReason {
  /// What it weighs on its first day.
  var base: Int {
    switch self {
    case .sharedInvitation, .contradiction: 300
    case .stewardGone: 90
    case .decisionOverdue: 80
    case .agreementDisputed, .objectionStands: 75
    case .overdue, .blocked: 70
    case .noMandate: 65
    case .unconfirmed, .proposalOpen: 60
    case .offTrack, .versionSkew: 55
    case .noSteward, .conflict: 50
    case .silent, .behind: 45
    case .checkInMissed, .decisionReview, .agreementReview: 40
    case .mandateEnding: 35
    case .positionsMissing, .unsigned, .roleVacant, .strengthUncovered: 30
    case .questionUntaken, .questionUnanswered: 25
    case .singleNode: 10
    }
  }

  /// What it gains by each week.
  var perWeek: Int {
    switch self {
    case .questionUntaken: 8
    case .decisionOverdue, .positionsMissing, .unsigned, .agreementDisputed, .objectionStands: 5
    case .questionUnanswered, .overdue, .stewardGone, .offTrack, .blocked: 4
    case .noSteward, .behind, .checkInMissed, .conflict, .decisionReview, .agreementReview, .silent, .unconfirmed,
      .proposalOpen:
      2
    case .sharedInvitation, .contradiction, .roleVacant, .strengthUncovered, .singleNode, .versionSkew,
      .mandateEnding, .noMandate:
      0
    }
  }

  /// Whether it is something that a facilitator would see to: many of them, old enough, call for a mandate.
  var callsForFacilitator: Bool {
    switch self {
    case .stewardGone, .noSteward, .overdue, .offTrack, .behind, .blocked, .checkInMissed, .decisionOverdue,
      .positionsMissing,
      .objectionStands, .decisionReview, .agreementReview, .unsigned, .agreementDisputed, .questionUntaken,
      .questionUnanswered, .conflict:
      true
    case .sharedInvitation, .contradiction, .roleVacant, .strengthUncovered, .singleNode, .silent, .unconfirmed,
      .proposalOpen, .versionSkew, .mandateEnding, .noMandate:
      false
    }
  }
}

extension AttentionItem {
  private static let weeksMax = 13
  private static let heldBackMax = 20

  /// What it weighs: grows for a quarter of a year, then no more.
  var weighed: Int {
    let weeks = min(days / AttentionItem.week, AttentionItem.weeksMax)
    return reason.base + reason.perWeek * weeks + 5 * min(heldBack, AttentionItem.heldBackMax)
  }

  /// Heavier first, then older, then by reason and object: the same everywhere.
  static func precedes(_ a: AttentionItem, _ b: AttentionItem) -> Bool {
    if a.weight != b.weight { return a.weight > b.weight }
    if a.days != b.days { return a.days > b.days }
    if a.reason != b.reason { return a.reason.rank < b.reason.rank }
    if a.object != b.object { return a.object < b.object }
    return (a.detail ?? "").utf8.lexicographicallyPrecedes((b.detail ?? "").utf8)
  }
}

extension AttentionReason {
  fileprivate var rank: Int { AttentionReason.allCases.firstIndex(of: self)! }
}
