internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

extension Workspace {
  /// A draft that names the acting person and holds one operation about the roster.
  /// - Returns: the draft, and the operation's number in it.
  func draft(
    of operation: GovernanceOperation,
    _ context: CommandContext
  ) throws -> (draft: Draft, index: UInt32) {
    var draft = try editMember(TalkootModel.MemberEdit(), context)
    guard case .made(let index) = draft.append(.governance(operation)) else {
      preconditionFailure("an appended operation has a number")
    }
    return (draft, index)
  }

  /// The roster that holds, where the acting organisation is one of its members.
  /// - Throws: `notPermitted` for a participant.
  func rosterForMember(_ context: CommandContext, refusing participants: Sentence) throws(ErrorDescription) -> Epoch {
    guard let epoch = settled.currentEpoch, epoch.members.contains(context.author.member) else {
      throw ErrorDescription(.notPermitted, participants)
    }
    return epoch
  }
}
