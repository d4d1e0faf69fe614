internal import TalkootLanguage
public import TalkootLog

/// Something that an organisation answers for, and the field that says so.
public struct Responsibility: Hashable, Sendable {
  /// A goal, measure or question.
  public let object: ObjectID
  /// Its kind.
  public let kind: ObjectKind
  let field: FieldNumber
}

extension Workspace {
  /// What an organisation is steward of or answers for and that isn't done: goals in tree order with their measures, then
  /// questions.
  public func responsibilities(of member: MemberID) -> [Responsibility] {
    let own = Value.object(ObjectID(member))
    var list: [Responsibility] = []
    for goal in goalsInTreeOrder() {
      guard let state = objects[goal] else { continue }
      switch GoalStatus(state.value(GoalField.status)) {
      case .achieved, .dropped: continue
      case .proposed, .active, nil: break
      }
      if state.value(GoalField.steward) == own {
        list.append(Responsibility(object: goal, kind: .goal, field: GoalField.steward))
      }
      for measure in measures(of: goal) where objects[measure]?.value(MeasureField.responsible) == own {
        if objects[measure]!.isArchived { continue }
        list.append(Responsibility(object: measure, kind: .measure, field: MeasureField.responsible))
      }
    }
    for question in self.list(.question) where objects[question]?.value(QuestionField.responsible) == own {
      if objects[question]!.isArchived || QuestionStatus(objects[question]!.value(QuestionField.status)) != .open {
        continue
      }
      list.append(Responsibility(object: question, kind: .question, field: QuestionField.responsible))
    }
    return list
  }

  /// The author's organisation leaves: what it answers for goes to `successor` or is left without anyone, so that it is
  /// seen; the last draft says that it leaves. One act.
  public func leave(handOverTo successor: String?, _ context: CommandContext) throws(CommandError) -> [Draft] {
    let next = try successor.map { text throws(CommandError) in try self.successor(text, context) }
    var drafts: [Draft] = []
    var draft = try draft(context)
    for item in responsibilities(of: context.author.member) {
      guard let state = objects[item.object], !state.isFrozen else { continue }
      if draft.operations.count >= Self.handedOverAtOnce {
        drafts.append(draft)
        draft = Draft()
        if let person = context.author.person.flatMap({ person(named: $0, of: context.author.member) }) {
          draft.setPerson(person)
        }
      }
      set(item.field, of: state, to: next.map { .object($0) } ?? .null, in: &draft, context)
    }
    draft.append(.governance(.leave))
    return drafts + [draft]
  }

  private static let handedOverAtOnce = 1_000

  private func successor(_ text: String, _ context: CommandContext) throws(CommandError) -> ObjectID {
    let id = try resolve(text, [.organisation])
    let member = governance.everyone.first { ObjectID($0) == id }
    guard let member, id != context.author.organisation else {
      throw CommandError(.invalidValue, "What this organisation answers for can't be handed over to itself.")
    }
    switch governance.standing(of: member) {
    case .member, .participant: return id
    case .left, .removed, nil:
      throw CommandError(.invalidValue, "\(text.quoted) is no longer in the network; hand over to someone who is.")
    }
  }

  /// Proposes a change of the roster, or approves it where somebody has proposed the same and it is open; nothing where
  /// the author's organisation did so before.
  public func propose(
    _ action: RosterAction,
    reason: String,
    _ context: CommandContext
  ) throws(CommandError) -> [Draft] {
    let own = context.author.member
    guard let epoch = governance.currentEpoch, epoch.members.contains(own) else {
      throw CommandError(
        .notPermitted,
        "Only members change the roster; a participant becomes one when more than half of them confirm it."
      )
    }
    guard action.concerned != own else { throw CommandError(.notPermitted, Self.concernedAdvice(action)) }
    var draft = try draft(context)
    let same = governance.allProposals.filter { $0.action == action && ($0.state == .open || $0.state == .approved) }
    if same.contains(where: { $0.approvers.contains(own) }) { return [] }
    if let proposal = same.first {
      draft.append(.governance(.approve(proposal: proposal.id, epoch: epoch.number)))
    } else {
      if let refusal = refusal(of: action, in: epoch) { throw refusal }
      _ = try Input.line(reason, "reason", required: action.wantsReason)
      draft.append(.governance(.propose(RosterProposal(epoch: epoch.number, action: action, reason: reason))))
    }
    return [draft]
  }

  private static func concernedAdvice(_ action: RosterAction) -> Sentence {
    switch action {
    case .confirm: Sentence("An organisation doesn't confirm itself; the members do.")
    case .remove: Sentence("An organisation doesn't remove itself; it leaves with: talkoot member leave")
    case .rekey: Sentence("The organisation concerned never approves; the other members replace its card.")
    }
  }

  private func refusal(of action: RosterAction, in epoch: Epoch) -> CommandError? {
    switch governance.standing(of: action.concerned) {
    case .left, .removed, nil:
      return CommandError(.nothingToChange, "That organisation is not in the network any more; it can only join anew.")
    case .participant, .member: break
    }
    switch action {
    case .confirm where epoch.members.contains(action.concerned):
      return CommandError(.nothingToChange, "That organisation is a member already.")
    case .rekey(let member, let key) where governance.rootKey(of: member) == key:
      return CommandError(.nothingToChange, "That is the key of its card already.")
    case .remove(let member) where epoch.members.count == 2 && epoch.members.contains(member):
      return CommandError(
        .notPermitted,
        "Two members can't remove each other. Found the network anew without it: talkoot init --from HOME"
      )
    case .confirm, .remove, .rekey: return nil
    }
  }
}

extension RosterAction {
  fileprivate var wantsReason: Bool {
    switch self {
    case .confirm: false
    case .remove, .rekey: true
    }
  }
}
