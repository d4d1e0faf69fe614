internal import TalkootModel

/// What an item says in English, and the command that mends it. The command line has a catalogue of its own.
enum AttentionWords {
  static func sentence(_ item: AttentionItem, _ title: String) -> String {
    let detail = item.detail ?? ""
    return switch item.reason {
    case .sharedInvitation: "ALARM: several organisations came by one invitation; confirm only whom you know"
    case .contradiction: "a voice contradicted itself in settling"
    case .stewardGone: "the steward of \(title) is no longer in the network"
    case .noSteward: "\(title) has no steward"
    case .overdue: "\(title) is past its date"
    case .offTrack: "\(title) is \(detail)"
    case .behind: "\(title) is \(item.count) percent behind its time"
    case .blocked: "\(title) needs \(detail), which was given up"
    case .checkInMissed: "\(title) misses a check-in" + (item.count > 1 ? ", and \(item.count - 1) more" : "")
    case .decisionOverdue: "\(title) is past its deadline and not settled"
    case .positionsMissing: "\(title) lacks \(item.count) positions"
    case .objectionStands: "an objection to \(title) stands"
    case .decisionReview, .agreementReview: "\(title) is to be reviewed"
    case .unsigned: "\(title) lacks \(item.count) signatures"
    case .agreementDisputed: "\(title) is disputed, or has two newest texts"
    case .questionUntaken: "nobody has taken the question \(title)"
    case .questionUnanswered: "the question \(title) is taken and not answered"
    case .roleVacant: "nobody is \(detail)"
    case .strengthUncovered: "nobody brings \(detail)"
    case .singleNode: "\(title) has one node only"
    case .silent: "\(title) was not heard from"
    case .unconfirmed: "\(title) waits to be confirmed"
    case .proposalOpen: "the proposed change of the roster about \(title) waits for approvals"
    case .conflict: "\(detail) of \(title) has several values"
    case .versionSkew: "\(title) runs an older Talkoot than others"
    case .mandateEnding: "the mandate \(title) ends in \(item.count) days"
    case .noMandate: "\(item.count) things stall and nobody has a mandate to see to them"
    }
  }

  static func command(_ item: AttentionItem, _ short: String) -> String {
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
