internal import TalkootModel

/// The command that mends what an item tells of.
enum AttentionCommand {
  static func of(_ item: AttentionItem, _ short: String) -> String {
    switch item.reason {
    case .sharedInvitation, .silent: "talkoot member list"
    case .contradiction: "talkoot replica status"
    case .stewardGone, .noSteward: "talkoot goal edit \(short) --steward …"
    case .overdue: "talkoot goal edit \(short) --due …"
    case .offTrack, .behind: "talkoot comment \(short) …"
    case .blocked: "talkoot goal undepend \(short) --on …"
    case .checkInMissed: "talkoot checkin \(short) …"
    case .decisionOverdue: "talkoot decision close \(short) --wait"
    case .positionsMissing: "talkoot decision position \(short) agree"
    case .objectionStands: "talkoot decision show \(short)"
    case .decisionReview: "talkoot decision propose … --rule consent --about \(short)"
    case .agreementReview: "talkoot agreement edit \(short) --review …"
    case .unsigned: "talkoot agreement sign \(short)"
    case .agreementDisputed: "talkoot agreement show \(short)"
    case .questionUntaken: "talkoot question take \(short)"
    case .questionUnanswered: "talkoot question answer \(short) …"
    case .roleVacant: "talkoot member edit --role \(item.detail ?? "…")"
    case .strengthUncovered: "talkoot member edit --strength …"
    case .singleNode: "talkoot node invite-device"
    case .unconfirmed: "talkoot member confirm \(short)"
    case .proposalOpen: "talkoot proposal approve \(short)"
    case .conflict: "talkoot conflict settle \(short) \(item.detail ?? "…") --value …"
    case .versionSkew: "talkoot doctor"
    case .mandateEnding: "talkoot mandate give … --task … --until …"
    case .noMandate: "talkoot mandate give … --task … --until …"
    }
  }
}
