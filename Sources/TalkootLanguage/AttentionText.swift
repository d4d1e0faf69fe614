/// What stalls the network, in words: the same on the command line and on the page.
public enum AttentionText {
  /// One thing that stalls.
  ///
  /// - Parameters:
  ///   - reason: the stable word of the item.
  ///   - otherwise: how the node says it, in English, for a reason that this version doesn't know.
  public static func sentence(
    _ reason: String,
    title: String,
    count: Int?,
    detail: String?,
    otherwise: String,
    in language: Language
  ) -> String {
    func say(_ message: Message, _ arguments: String...) -> String { message.text(in: language, arguments) }
    let number = String(count ?? 0)
    switch reason {
    case "offTrack": return say(.stallsOffTrack, title, Words.of(detail, in: language))
    case "roleVacant": return say(.stallsRole, Words.of(detail, in: language))
    case "strengthUncovered": return say(.stallsStrength, detail ?? "")
    case "blocked", "conflict":
      return say(reason == "conflict" ? .stallsConflict : .stallsBlocked, title, detail ?? "")
    case "checkInMissed":
      guard let count, count > 1 else { return say(.stallsCheckIn, title) }
      return say(.stallsCheckIns, title, String(count - 1))
    case "noMandate": return say(.stallsNoMandate, number)
    default:
      guard let message = messages[reason] else { return otherwise }
      return say(message, title, number)
    }
  }

  /// How long it has waited.
  public static func age(_ days: Int, in language: Language) -> String {
    switch days {
    case ...0: Message.stallsToday.text(in: language)
    case 1: Message.stallsOneDay.text(in: language)
    default: Message.stallsDays.text(in: language, [String(days)])
    }
  }

  private static let messages: [String: Message] = [
    "sharedInvitation": .stallsSharedInvitation, "contradiction": .stallsContradiction,
    "stewardGone": .stallsStewardGone, "noSteward": .stallsNoSteward, "overdue": .stallsOverdue,
    "behind": .stallsBehind,
    "decisionOverdue": .stallsDecisionOverdue, "positionsMissing": .stallsPositions,
    "objectionStands": .stallsObjection, "decisionReview": .stallsDecisionReview,
    "agreementReview": .stallsAgreementReview, "unsigned": .stallsUnsigned, "agreementDisputed": .stallsDisputed,
    "questionUntaken": .stallsUntaken, "questionUnanswered": .stallsUnanswered, "singleNode": .stallsSingleNode,
    "silent": .stallsSilent, "unconfirmed": .stallsUnconfirmed, "proposalOpen": .stallsProposal,
    "versionSkew": .stallsVersion, "mandateEnding": .stallsMandateEnding, "peerOffline": .stallsPeerOffline,
    "peerRefuses": .stallsPeerRefuses, "hasLeft": .stallsHasLeft, "wasRemoved": .stallsWasRemoved,
    "leaving": .stallsLeaving, "leavingStalls": .stallsLeavingLong, "outdated": .stallsOutdated,
  ]
}
