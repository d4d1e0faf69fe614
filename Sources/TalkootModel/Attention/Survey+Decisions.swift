internal import TalkootCRDT
internal import TalkootLog

extension Survey {
  /// Decisions that aren't settled, and settled ones whose review has come.
  mutating func lookAtDecisions() {
    for id in workspace.settled.openDecisions {
      guard let state = workspace[id], !state.isArchived, let status = workspace.settled.decision(id) else { continue }
      lookAt(state, status)
    }
    lookAtReviews()
  }

  private mutating func lookAt(_ decision: ObjectState, _ status: DecisionStatus) {
    switch status.state {
    case .settled, .withdrawn: return
    case .open, .settling: break
    }
    let proposer = ObjectID(status.origin.author.organisation)
    // Who has answered to words that were changed meanwhile is asked again.
    let spoken = Set(
      status.positions.filter { !workspace.answersOtherWords($0, in: status, index) }.map(\.organisation)
    )
    let missing = status.electorate.organisations.filter { !spoken.contains($0) }.map { ObjectID($0) }
    let made = madeDay(decision)
    if let deadline = status.opening.deadline, deadline.dayNumber < today {
      var item = AttentionItem(.decisionOverdue, decision.id, .decision)
      // From then on it is settled by whoever's node is there; silence is for those who have not received it.
      item.waitsFor = status.notReceived.isEmpty ? [proposer] : status.notReceived.map { ObjectID($0) }
      item.count = missing.count
      return add(item, sinceDay: deadline.dayNumber + 1)
    }
    if !missing.isEmpty, status.state == .open {
      var item = AttentionItem(.positionsMissing, decision.id, .decision)
      item.waitsFor = missing
      item.count = missing.count
      // One or few who keep all others waiting weigh more than a proposal that is new to everyone.
      let isStuck = missing.count * 3 <= status.electorate.count
      item.heldBack = isStuck ? status.electorate.count - missing.count : 0
      return add(item, sinceDay: made)
    }
    if missing.isEmpty, status.state == .open, status.tally.object > 0 {
      var item = AttentionItem(.objectionStands, decision.id, .decision)
      item.waitsFor = [proposer]
      item.count = status.tally.object
      add(item, sinceDay: made)
    }
  }

  /// A review is over when a later decision is about the one that was to be looked at, or that is put away.
  private mutating func lookAtReviews() {
    var due: [ObjectState] = []
    var reviewed: Set<ObjectID> = []
    for id in workspace.list(.decision) {
      guard let state = workspace[id], !state.isArchived else { continue }
      for about in state.elements(DecisionField.about).compactMap(\.object) { reviewed.insert(about) }
      if let review = state.value(DecisionField.review).date, review.dayNumber <= today { due.append(state) }
    }
    for state in due where !reviewed.contains(state.id) {
      guard let status = workspace.settled.decision(state.id), status.state == .settled else { continue }
      var item = AttentionItem(.decisionReview, state.id, .decision)
      item.waitsFor = [ObjectID(status.origin.author.organisation)]
      add(item, sinceDay: state.value(DecisionField.review).date!.dayNumber)
    }
  }

  // MARK: Agreements

  /// Texts that lack signatures, are in dispute, or are to be looked at again.
  mutating func lookAtAgreements() {
    for id in workspace.list(.agreement) {
      guard let state = workspace[id], !state.isArchived, let status = workspace.agreement(id, index) else { continue }
      let newest = status.tips.compactMap { status.version($0) }
      let made = newest.compactMap { workspace[$0.id] }.compactMap(madeDay).max()
      let open = newest.filter { $0.state == .draft || $0.state == .waiting }
      if status.state == .disputed || newest.count > 1 {
        var item = AttentionItem(.agreementDisputed, id, .agreement)
        item.waitsFor = newest.flatMap(\.binds)
        add(item, sinceDay: made)
      } else if let version = open.first, !version.waitingFor.isEmpty {
        var item = AttentionItem(.unsigned, id, .agreement)
        item.waitsFor = version.waitingFor
        item.count = Set(version.waitingFor).intersection(present).count
        if item.count > 0 { add(item, sinceDay: made) }
      } else if let signed = status.inForce.flatMap(\.signings).map(\.claimedMilliseconds).max(), !isWithinWeek(made) {
        mended(onDay: day(signed))
      }
      lookAtReview(of: state, status)
    }
  }

  private mutating func lookAtReview(of agreement: ObjectState, _ status: AgreementStatus) {
    guard let review = agreement.value(AgreementField.review).date, review.dayNumber <= today,
      !status.inForce.isEmpty
    else { return }
    var item = AttentionItem(.agreementReview, agreement.id, .agreement)
    item.waitsFor = [agreement.creation?.organisation].compactMap { $0 }
    add(item, sinceDay: review.dayNumber)
  }

  // MARK: Questions

  /// Questions that nobody took, and those that were taken and not answered.
  mutating func lookAtQuestions() {
    for id in workspace.list(.question) {
      guard let state = workspace[id], !state.isArchived else { continue }
      let asked = madeDay(state)
      let responsible = workspace.organisation(of: state.value(QuestionField.responsible).object)
      let takenOn = day(state.rewritten(QuestionField.responsible))
      guard QuestionStatus(state.value(QuestionField.status)) ?? .open == .open else {
        if let asked, !isWithinWeek(asked) { mended(onDay: day(state.written(QuestionField.status))) }
        continue
      }
      if let responsible, present.contains(responsible) {
        var item = AttentionItem(.questionUnanswered, id, .question)
        item.waitsFor = [responsible]
        add(item, sinceDay: anew(asked, takenOn: takenOn))
        mended(onDay: takenOn)
      } else {
        add(AttentionItem(.questionUntaken, id, .question), sinceDay: anew(asked, takenOn: takenOn))
      }
    }
  }
}
