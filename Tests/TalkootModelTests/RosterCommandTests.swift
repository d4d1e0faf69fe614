import TalkootCrypto
import TalkootLog
import TalkootModel
import Testing

@Suite struct `A change of the roster` {
  @Test func `who leaves hands over what it answers for, or leaves it without anyone`() throws {
    var council = try TestCouncil(members: 3)
    let own = council.replicas[1].node.member
    var goals: [ObjectID] = []
    for title in ["A", "B", "Done"] {
      goals.append(
        council.replicas[1].commit(
          try council.replicas[1].workspace.addGoal(
            NewGoal(title: title, steward: "Member 1"),
            council.replicas[1].context
          )
        )
      )
    }
    let done = council.replicas[1].workspace.idText(goals[2], .goal)
    council.replicas[1].commit(
      try council.replicas[1].workspace.editGoal(done, GoalEdit(status: "achieved"), council.replicas[1].context)
    )
    #expect(council.replicas[1].workspace.responsibilities(of: own).map(\.object) == [goals[0], goals[1]])
    var other = council.replicas[1]
    for draft in try other.workspace.leave(handOverTo: nil, other.context) { other.commit(draft) }
    #expect(other.workspace[goals[0]]?.value(GoalField.steward) == .null)
    let drafts = try council.replicas[1].workspace.leave(handOverTo: "Member 2", council.replicas[1].context)
    for draft in drafts { council.replicas[1].commit(draft) }
    council.settle()
    for replica in council.replicas {
      #expect(replica.workspace.settled.standing(of: own) == .left)
      for goal in goals.prefix(2) {
        let successor = Value.object(ObjectID(council.replicas[2].node.member))
        #expect(replica.workspace[goal]?.value(GoalField.steward) == successor)
      }
      #expect(replica.workspace[goals[2]]?.value(GoalField.steward) == .object(ObjectID(own)))
    }
    #expect(throws: CommandError.self) {
      _ = try council.replicas[0].workspace.leave(handOverTo: "Member 1", council.replicas[0].context)
    }
  }

  @Test func `proposing what another has proposed approves that, and twice does nothing`() throws {
    var council = try TestCouncil(members: 3)
    let gone = RosterAction.remove(council.replicas[2].node.member)
    for _ in 0..<2 {
      for number in 0..<2 {
        let replica = council.replicas[number]
        for draft in try replica.workspace.propose(gone, reason: "hostile", replica.context) {
          council.replicas[number].commit(draft)
        }
        council.exchange()
      }
    }
    #expect(council.replicas[0].workspace.settled.allProposals.count { $0.action == gone } == 1)
    council.settle()
    #expect(council.replicas[0].workspace.settled.standing(of: gone.concerned) == .removed)
  }

  @Test func `is refused for oneself, without a reason, for who is out, and between the two of two members`() throws {
    let council = try TestCouncil(members: 2)
    let replica = council.replicas[0]
    let (own, other) = (replica.node.member, council.replicas[1].node.member)
    func code(_ action: RosterAction, reason: String = "because") -> CommandError.Code? {
      do throws(CommandError) {
        _ = try replica.workspace.propose(action, reason: reason, replica.context)
        return nil
      } catch { return error.code }
    }
    #expect(code(.remove(own)) == .notPermitted)
    #expect(code(.remove(other)) == .notPermitted)
    let key = SigningKey(seed: [UInt8](repeating: 5, count: 32))!.publicKey
    #expect(code(.rekey(other, key), reason: "") == .missingValue)
    #expect(code(.rekey(other, key)) == nil)
    #expect(code(.rekey(other, replica.workspace.settled.rootKey(of: other)!)) == .nothingToChange)
    #expect(code(.confirm(MemberID(.zero))) == .nothingToChange)
  }
}
