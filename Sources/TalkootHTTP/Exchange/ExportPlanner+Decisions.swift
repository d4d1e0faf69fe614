internal import TalkootAPI
internal import TalkootLog
internal import TalkootModel

extension ExportPlanner {
  /// Open decisions are proposed anew, by this organisation to this roster. What is settled or withdrawn is left out: its
  /// outcome is other people's word, and nobody wants to be asked again.
  mutating func take(_ decisions: [Decision], askedAbout questions: [Question]) throws {
    var known: [String: ObjectID] = [:]
    for id in state.list(.decision) {
      if let key = state[id]?.value(DecisionField.key).string { known[key] = id }
    }
    let proposes = state.settled.members.contains(context.author.member)
    for decision in decisions {
      let key = decision.key ?? decision.id
      if let object = existing(decision.id, .decision) ?? known[key] {
        here[decision.id] = object
        try update(decision, object)
      } else if proposes, ["open", "settling"].contains(decision.status), decision.erases.isEmpty,
        !leftOut.contains(decision.id)
      {
        try propose(decision, key)
        for question in questions where question.about.contains(decision.id) {
          guard let asked = here[question.id], let made = value(of: decision.id) else { continue }
          appendTogether(.add(object: .object(asked), field: QuestionField.about, element: made), bytes: 64)
        }
        takeComments(about: decision.id)
      } else {
        plan.skipped += 1
      }
    }
    for question in questions {
      guard let asked = here[question.id] else { continue }
      let about = state[asked]?.elements(QuestionField.about) ?? []
      for id in question.about {
        guard let subject = here[id], state[subject]?.kind == .decision, !about.contains(.object(subject)) else {
          continue
        }
        append(.add(object: .object(asked), field: QuestionField.about, element: .object(subject)), bytes: 64)
      }
    }
  }

  /// A mandate goes with its decision, and a meeting's two points are another network's changes.
  mutating func leaveOut(_ mandates: [Mandate], _ meetings: [Meeting]) {
    for mandate in mandates {
      here[mandate.id] = existing(mandate.id, .mandate)
      if here[mandate.id] != nil { continue }
      plan.skipped += 1
      leftOut.insert(mandate.decision)
    }
    for meeting in meetings {
      here[meeting.id] = existing(meeting.id, .meeting)
      if here[meeting.id] == nil { plan.skipped += 1 }
    }
  }

  private mutating func propose(_ decision: Decision, _ key: String) throws {
    let proposal = TalkootModel.NewDecision(
      title: decision.title,
      rule: decision.rule,
      options: decision.options,
      deadline: decision.deadline,
      review: decision.review,
      quorum: decision.quorum.percent.map { "\($0)%" },
      text: decision.text
    )
    let proposed = try draft(proposal, key, "decision \(decision.short)")
    let bytes = decision.title.utf8.count + (decision.text?.utf8.count ?? 0) + key.utf8.count
    reserve(bytes: bytes)
    for operation in proposed.operations.dropFirst(proposed.makesPerson ? 1 : 0) {
      appendTogether(operation, bytes: bytes + decision.options.reduce(0) { $0 + $1.utf8.count }, making: decision.id)
    }
    plan.created += 1
    guard case .made(let made)? = value(of: decision.id) else { return }
    for id in decision.about {
      guard let subject = value(of: id) else { continue }
      appendTogether(.add(object: .made(made), field: DecisionField.about, element: subject), bytes: 64)
    }
    guard decision.archived else { return }
    appendTogether(.set(object: .made(made), field: .archived, seen: nil, value: .bool(true)), bytes: 0)
  }

  private func draft(
    _ proposal: TalkootModel.NewDecision,
    _ key: String,
    _ place: String
  ) throws(CommandError) -> Draft {
    do throws(CommandError) {
      var proposed = try state.propose(proposal, context)
      try proposed.nameDecision(key)
      return proposed
    } catch { throw CommandError(error.code, "\(place): \(error.message)") }
  }

  /// Brings an open proposal of this organisation to what the file says; all others stay as they are.
  private mutating func update(_ decision: Decision, _ object: ObjectID) throws {
    guard let known = state[object], known.isOwned(by: ObjectID(context.author.member)),
      state.settled.decision(object)?.state == .open
    else {
      plan.unchanged += 1
      return
    }
    let edit = try state.editDecision(
      state.idText(object, .decision),
      title: decision.title,
      text: decision.text ?? "",
      review: decision.review ?? "",
      context
    )
    update(object, by: edit, isArchived: decision.archived)
  }
}
