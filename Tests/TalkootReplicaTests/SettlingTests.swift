import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct `Settling over replicas` {
  @Test(arguments: Keeping.allCases)
  func `three organisations come to one roster and one outcome`(_ keeping: Keeping) throws {
    let places = try (0..<3).map { _ in try Place(keeping) }
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: try places[0].open())
    var replicas = [founder]
    for number in 1..<3 {
      let newcomer = try founder.newcomer(number, in: try places[number].open())
      try exchange(replicas + [newcomer])
      #expect(founder.core.workspace.settled.standing(of: newcomer.core.member!) == .participant)
      for replica in replicas { try replica.confirm(newcomer.core.member!) }
      replicas.append(newcomer)
      try settle(replicas)
      #expect(replicas.allSatisfy { $0.core.workspace.settled.members.count == number + 1 })
    }
    #expect(Set(replicas.map { $0.core.workspace.settled.currentEpoch!.id }).count == 1)

    let opened = try replicas[1].commit { state, context in
      [try state.propose(NewDecision(title: "A common price list", rule: "consent"), context)]
    }
    try settle(replicas)
    let decision = opened.subjects[0]!
    for replica in replicas {
      try replica.commit { state, context in
        [try state.takePosition(on: state.idText(decision, .decision), "agree", context)]
      }
    }
    try places[2].restart(replicas[2])
    try settle(replicas)
    let views = replicas.map { $0.core.workspace.decisionView(decision)! }
    #expect(views.allSatisfy { $0.outcome == "accepted" && $0.status.state == .settled })
    let certificates = Set(views.map { $0.status.certificate?.value })
    #expect(certificates.count == 1)
    #expect(Set(replicas.map(\.digest)).count == 1)

    for (place, replica) in zip(places, replicas) {
      try place.restart(replica)
      #expect(try replica.core.verify().fault == nil)
      #expect(replica.core.workspace.decisionView(decision)?.outcome == "accepted")
    }
  }
}
