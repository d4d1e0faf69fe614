internal import TalkootCRDT
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

extension ReplicaSimulation {
  /// A person does something, if the node is up and in the network.
  func act(_ number: Int) {
    guard isWorking else { return }
    schedule(.act(node: number), in: draw(1...2 * conditions.actEvery))
    doSomething(number)
  }

  /// A person does something now.
  func doSomething(_ number: Int) {
    let node = nodes[number]
    guard node.isUp, let member = node.core.member, node.core.workspace.settled.standing(of: member) != nil else {
      return
    }
    setClock(number)
    do {
      if node.core.workspace.name(of: ObjectID(member)) == nil {
        let name = "Organisation \(node.keys.number)"
        try carryOut(number) { state, context in [try state.editMember(MemberEdit(name: name), context)] }
      } else if nodes.count < conditions.organisations, node.core.workspace.settled.members.contains(member),
        happens(one: 2)
      {
        try letIn(number)
      } else if hostile.contains(number), isFaulty, happens(one: 2) {
        for _ in 0..<3 where node.isUp { try actHostile(number) }
      } else if let request = actOnRemoval(number) ?? actAgainstHostile(number) {
        try carryOut(number, [request], [nil])
      } else if let newcomer = unconfirmed(number) {
        try carryOut(number, confirming(newcomer, node))
      } else {
        // Several acts at once now and then share one transaction.
        try carryOut(number, (0..<(happens(one: 4) ? 3 : 1)).map { _ in work(in: node.core.workspace) })
        if number == outcast, node.isUp, happens(one: 4) { smuggle(from: number) }
      }
    } catch let error as StoreError {
      storageFailed(number, error)
    } catch ReplicaError.notAdmitted where hostile.contains(number) {
      return  // It is out, or pretends to be from before it was in.
    } catch let error as CommandError {
      // What was drawn can't be done: people see a message, and nothing has changed.
      _ = error
    } catch {
      fail("node \(number): \(error)")
    }
  }

  func setClock(_ number: Int) {
    nodes[number].replica.milliseconds = ReplicaSimulation.startMilliseconds + now / 1000 + nodes[number].skew
  }

  typealias Make = @Sendable (Workspace, CommandContext) throws -> [Draft]

  @discardableResult
  private func carryOut(_ number: Int, _ make: @escaping Make) throws -> [Committed] {
    try carryOut(number, [(make, nil)])
  }

  @discardableResult
  private func carryOut(_ number: Int, _ acts: [(make: Make, sentence: Sentence?)]) throws -> [Committed] {
    let node = nodes[number]
    let person = ["Anna", "Ben", nil][Int.random(in: 0..<3, using: &generator)]
    // Each act is drawn from the page as it was before the first of them.
    let seen = node.core.index.heads
    let requests = acts.map { CommitRequest(person: person, seen: seen, make: $0.make) }
    return try carryOut(number, requests, acts.map(\.sentence))
  }

  @discardableResult
  private func carryOut(_ number: Int, _ requests: [CommitRequest], _ told: [Sentence?]) throws -> [Committed] {
    let node = nodes[number]
    let written = try node.replica.commit(requests)
    // The process may be gone between fsync and answer: then nobody was told.
    if conditions.faultEvery > 0, isFaulty, happens(one: 60) {
      crash(number)
      return []
    }
    var committed: [Committed] = []
    for (sentence, result) in zip(told, written.results) {
      switch result {
      case .success(let one):
        figures.acts += 1
        node.acknowledged += one.changes
        committed.append(one)
        // What the one that goes has written may be set aside.
        let mayGo = conditions.removes && number == conditions.organisations - 1 || isLikelyHostile(number)
        if let sentence, !one.changes.isEmpty, !mayGo { sentences.append(sentence) }
      case .failure(let error):
        guard error is CommandError else { throw error }
      }
    }
    wrote(number, written)
    return committed
  }

  // MARK: Joining

  private func letIn(_ number: Int) throws {
    let node = nodes[number]
    keysMade += 1
    let keys = OrganisationKeys(keysMade)
    let invitation = Invitation(key: keys.invitation.publicKey, expiresMilliseconds: .max)
    let invited = try carryOut(number) { _, _ in [.governance(.invite(invitation))] }
    guard node.isUp, let change = invited.first?.changes.first else { return }
    let network = node.core.workspace.network
    let admission = keys.admission(to: network, by: ObjectID(madeBy: change, index: 0))
    let admitted = try carryOut(number) { _, _ in [.governance(.admit(admission))] }
    guard node.isUp, admitted.first?.changes.isEmpty == false else { return }
    let storage = MemoryStorage()
    let newcomer = try WholeReplica.joining(network, as: admission.member, keys, in: storage, seed: seed)
    add(newcomer, storage, contact: node.id)
  }

  private func unconfirmed(_ number: Int) -> MemberID? {
    let settled = nodes[number].core.workspace.settled
    guard let own = nodes[number].core.member, settled.members.contains(own), happens(one: 3) else { return nil }
    return settled.participants().first { member in
      member != own && settled.proposal(settled.confirmation(of: member))?.approvers.contains(own) != true
    }
  }

  private func confirming(_ member: MemberID, _ node: Node) -> Make {
    let epoch = node.core.workspace.settled.currentEpoch!.number
    return { _, _ in
      [.governance(.propose(RosterProposal(epoch: epoch, action: .confirm(member), reason: "")))]
    }
  }

  // MARK: Writing

  private func any(_ kind: ObjectKind, _ state: Workspace) -> String? {
    state.ids(of: kind).randomElement(using: &generator).map { state.idText($0, kind) }
  }

  /// One of those who mean ill, or will.
  private func isLikelyHostile(_ number: Int) -> Bool { number >= conditions.organisations - conditions.hostile }

  /// Something that a person may do.
  func work(in state: Workspace) -> (make: Make, sentence: Sentence?) {
    let word = "w\(figures.steps)-\(Int.random(in: 0..<1_000, using: &generator))"
    guard let goal = any(.goal, state), !happens(one: 8) else { return (newGoal(word, state), nil) }
    let other = any(.goal, state)!
    switch Int.random(in: 0..<18, using: &generator) {
    case 0, 1: return ({ [try $0.editGoal(goal, GoalEdit(title: word), $1)] }, nil)
    case 2, 3, 4: return describe(goal, word, state)
    case 5, 6: return ({ [try $0.moveGoal(goal, GoalDestination(under: other), $1)] }, nil)
    case 7: return ({ [try $0.moveGoal(goal, GoalDestination(top: true), $1)] }, nil)
    case 8:
      let archives = Bool.random(using: &generator)
      return ({ [try $0.archive(goal, $1, archived: archives)] }, nil)
    case 9: return ({ [try $0.addMeasure(to: goal, MeasureFields(name: word, from: "0", target: "9"), $1)] }, nil)
    case 10, 11: return (checkIn(state, goal, word), nil)
    case 12: return ({ [try $0.comment(on: goal, text: word, $1)] }, nil)
    case 13: return ({ [try $0.contribute(to: goal, role: "implementer", note: word, $1)] }, nil)
    case 14: return (erase(goal, state), nil)
    default: return (decide(state, goal, word), nil)
    }
  }

  private func newGoal(_ word: String, _ state: Workspace) -> Make {
    let under = happens(one: 2) ? any(.goal, state) : nil
    let key = happens(one: 6) ? "k\(Int.random(in: 0..<3, using: &generator))" : nil
    return { [try $0.addGoal(NewGoal(title: word, under: under, key: key), $1)] }
  }

  /// Puts a sentence between two others; now and then takes one out.
  private func describe(_ goal: String, _ word: String, _ state: Workspace) -> (make: Make, sentence: Sentence?) {
    let id = (try? state.resolve(goal))!
    var sentences = state[id]!.text(GoalField.description).split(separator: "\n").map(String.init)
    var sentence: Sentence?
    if happens(one: 12), !sentences.isEmpty {
      sentences.remove(at: Int.random(in: 0..<sentences.count, using: &generator))
      shortened.insert(id)
    } else {
      let text = "\(word) ä😀 of \(nodes.count) partners."
      sentences.insert(text, at: Int.random(in: 0...sentences.count, using: &generator))
      sentence = Sentence(goal: id, text: text)
    }
    let description = sentences.map { $0 + "\n" }.joined()
    return ({ [try $0.editGoal(goal, GoalEdit(description: description), $1)] }, sentence)
  }

  /// Takes out all that this organisation ever said in a field.
  private func erase(_ goal: String, _ state: Workspace) -> Make {
    let comment = happens(one: 3) ? any(.comment, state) : nil
    let field = comment != nil ? "text" : ["title", "description", "contributions"].randomElement(using: &generator)!
    if comment == nil, field == "description" { shortened.insert((try? state.resolve(goal))!) }
    let erasure = NewErasure(object: comment ?? goal, field: field, reason: "asked for")
    return { try $0.erase(erasure, $1).drafts }
  }

  private func checkIn(_ state: Workspace, _ goal: String, _ word: String) -> Make {
    guard let measure = any(.measure, state) else { return { [try $0.comment(on: goal, text: word, $1)] } }
    let day = Int.random(in: 10...28, using: &generator)
    if let checkIn = any(.checkIn, state), happens(one: 4) {
      return { [try $0.correct(checkIn, NewCheckIn(value: "\(day).5"), $1)] }
    }
    return { [try $0.checkIn(measure, NewCheckIn(value: "\(day)", on: "2026-10-\(day)"), $1)] }
  }

  private func decide(_ state: Workspace, _ goal: String, _ word: String) -> Make {
    let open = state.settled.openDecisions
    guard let id = open.randomElement(using: &generator), !(open.count < 3 && happens(one: 4)) else {
      let rule = ["consent", "majority", "two-thirds", "unanimous", "choice"].randomElement(using: &generator)!
      let options = rule == "choice" ? ["red", "green"] : []
      return { [try $0.propose(NewDecision(title: word, rule: rule, options: options), $1)] }
    }
    let decision = state.idText(id, .decision)
    if happens(one: 8) { return { [try $0.close(decision, $1)] } }
    if happens(one: 20) { return { [try $0.withdraw(decision, $1)] } }
    if state.settled.decision(id)?.opening.rule == .choice {
      let option = happens(one: 2) ? "red" : "green"
      return { [try $0.takePosition(on: decision, "choose", option: option, $1)] }
    }
    let stance = happens(one: 5) ? "object" : happens(one: 5) ? "abstain" : "agree"
    return { [try $0.takePosition(on: decision, stance, reason: word, $1)] }
  }

  // MARK: The node's own

  /// What `Clerk` does.
  func doDuties(_ number: Int) {
    setClock(number)
    let node = nodes[number]
    do {
      while node.isUp {
        let look = node.replica.duties(jitter: UInt64(number) * 7_919)
        if let due = look.lookAgainMilliseconds {
          schedule(.clerk(node: number, run: node.run), in: (due - node.replica.milliseconds) * 1000)
        }
        let operations = look.operations
        guard !operations.isEmpty else {
          // Who forks on purpose doesn't mend it.
          return hostile.contains(number) && isFaulty ? () : try heedForks(number)
        }
        let written = try node.replica.commit([CommitRequest { _, _ in [.governance(operations)] }])
        node.acknowledged += try written.results[0].get().changes
        wrote(number, written)
      }
    } catch let error as StoreError {
      storageFailed(number, error)
    } catch ReplicaError.notAdmitted {
      if hostile.contains(number) { return }
      fail("node \(number) has duties before it is admitted")
    } catch {
      fail("node \(number) can't do its duties: \(error)")
    }
  }
}

extension ReplicaSimulation {
  /// What forks ask for, of its own at once, of others' after a while of its own, as `Clerk` does.
  private func heedForks(_ number: Int) throws {
    let node = nodes[number]
    let duty = node.core.forkDuty
    guard !duty.isEmpty else {
      node.forksSeenAt = nil
      return
    }
    let due = (node.forksSeenAt ?? now) + Int64(number) * 200_000
    node.forksSeenAt = node.forksSeenAt ?? now
    guard duty.isOwn || now >= due else { return schedule(.clerk(node: number, run: node.run), in: due - now) }
    node.forksSeenAt = nil
    let draft = Draft.governance(duty.evidence.map { .forkEvidence($0) })
    let written = try node.replica.commit([CommitRequest(bringsBack: duty.buildsOn) { _, _ in [draft] }])
    node.acknowledged += try written.results[0].get().changes
    wrote(number, written)
  }
}

extension Draft {
  static func governance(_ operations: GovernanceOperation...) -> Draft { governance(operations) }

  static func governance(_ operations: [GovernanceOperation]) -> Draft {
    var draft = Draft()
    for operation in operations { draft.append(.governance(operation)) }
    return draft
  }
}
