import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting

/// Members of one network with real keys.
struct Members {
  var replicas: [WholeReplica]

  /// The founder and others, each confirmed.
  init(_ count: Int, storage: any ReplicaStorage = MemoryStorage()) throws {
    replicas = [try WholeReplica.founding(OrganisationKeys(0), in: storage)]
    for number in 1..<max(1, count) {
      let newcomer = try replicas[0].newcomer(number)
      try exchange(replicas + [newcomer])
      for member in replicas { try member.confirm(newcomer.core.member!) }
      replicas.append(newcomer)
      try settle(replicas)
    }
  }

  subscript(number: Int) -> WholeReplica { replicas[number] }

  /// A version signed by the first `signers`, each followed by other work, so that its change is not its log's newest.
  func agreement(_ text: String, signers: Int) throws -> (agreement: ObjectID, version: ObjectID) {
    let made = try self[0].commit(person: "Aino") { state, context in
      [try state.draftAgreement(NewAgreement(title: "Ways of working", text: text), context)]
    }
    let agreement = made.subjects[0]!
    let id = self[0].core.workspace.idText(agreement, .agreement)
    try exchange(replicas)
    for number in 0..<signers {
      try self[number].commit(person: "Signer \(number)") { state, context in
        [try state.sign(id, role: "chair", context)]
      }
      try self[number].addGoal("Goal of \(number)")
    }
    try exchange(replicas)
    let core = self[0].core
    return (agreement, core.workspace.agreement(agreement, core.index)!.versions[0].id)
  }

  func decision(
    _ rule: String,
    _ stances: [String?],
    options: [String] = [],
    erases: [String] = []
  ) throws -> ObjectID {
    let made = try self[0].commit(person: "Aino") { state, context in
      var new = NewDecision(title: "Meet", rule: rule, options: options, text: "Monthly.")
      new.erases = erases
      return [try state.propose(new, context)]
    }
    let decision = made.subjects[0]!
    let id = self[0].core.workspace.idText(decision, .decision)
    // Everyone has received it before anybody takes a position.
    try settle(replicas)
    for (number, stance) in stances.enumerated() {
      guard let stance else { continue }
      try self[number].commit { state, context in
        let option = options.contains(stance) ? stance : nil
        return [
          try state.takePosition(on: id, option == nil ? stance : "choose", option: option, reason: "so", context)
        ]
      }
    }
    try exchange(replicas)
    if self[0].core.workspace.settled.decision(decision)?.state == .open {
      try self[0].commit { state, context in [try state.close(id, context)] }
    }
    try settle(replicas)
    return decision
  }
}
