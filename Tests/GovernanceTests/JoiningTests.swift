import TalkootCRDT
import TalkootCrypto
import TalkootLog
import Testing

@testable import TalkootModel

@Suite struct `Joining` {
  @Test func `the sixth unconfirmed newcomer of one member is refused, and none counts in any electorate`() {
    var network = Network(members: 2)
    for number in 0..<5 { _ = network.join(Party(UInt8(20 + number)), by: 0) }
    let party = Party(30)
    let invitation = network.object(
      network.write(.invite(Invitation(key: party.invitation.publicKey, expiresMilliseconds: 100)), by: 0)
    )
    let admission = party.admission(to: network.network, by: invitation, of: party.invitation)
    let state = network.replicas[0].state
    #expect(state.refusal(toAdmit: admission, by: network.member(0), now: 1) == .tooManyParticipants)
    #expect(state.refusal(toAdmit: admission, by: network.member(2), now: 1) == .notMember)
    let decision = network.decide(.majority, by: 0)
    #expect(network.replicas[0].state.decision(decision)?.electorate.count == 2)
    // Another member's own five are its own.
    network.sync(0, 1)
    #expect(network.replicas[1].state.refusal(toAdmit: admission, by: network.member(1), now: 1) == nil)
  }

  @Test func `two on one code, at once: both are participants, an alarm shows, a majority confirms one`() {
    var network = Network(members: 3)
    let code = SigningKey(seed: Array(repeating: 55, count: 32))!
    let invitation = network.object(
      network.write(.invite(Invitation(key: code.publicKey, expiresMilliseconds: 100)), by: 0)
    )
    network.sync(0, 1, 2)
    let (mallory, friend) = (Party(40), Party(41))
    let first = mallory.admission(to: network.network, by: invitation, of: code)
    let second = friend.admission(to: network.network, by: invitation, of: code)
    network.write(.admit(first), by: 0)
    network.write(.admit(second), by: 1)
    network.add(friend, as: second.member)
    network.sync(0, 1, 2, 3)
    let state = network.replicas[2].state
    #expect(state.participants() == [first.member, second.member].sorted())
    #expect(state.invitation(invitation)?.admitted.count == 2)
    #expect(network.replicas.allSatisfy { $0.state.sharedInvitations.map(\.id) == [invitation] })
    network.confirm(3, by: 0)
    network.confirm(3, by: 2)
    network.settle()
    #expect(network.replicas[1].state.standing(of: second.member) == .member)
    #expect(network.replicas[1].state.standing(of: first.member) == .participant)
    // As long as the other one is here the alarm goes on.
    #expect(network.replicas[1].state.sharedInvitations.count == 1)
    #expect(network.agreement().count == 1)
  }

  @Test func `a used, expired, revoked or unknown invitation is refused alike, and on replay too`() {
    var network = Network(members: 2)
    let party = Party(50)
    let used = network.object(
      network.write(.invite(Invitation(key: party.invitation.publicKey, expiresMilliseconds: 100)), by: 0)
    )
    let admission = party.admission(to: network.network, by: used, of: party.invitation)
    let other = Party(51).admission(to: network.network, by: used, of: party.invitation)
    #expect(network.replicas[0].state.refusal(toAdmit: admission, by: network.member(0), now: 99) == nil)
    #expect(network.replicas[0].state.refusal(toAdmit: admission, by: network.member(0), now: 100) == .notValid)
    network.write(.admit(admission), by: 0)
    #expect(network.replicas[0].state.refusal(toAdmit: other, by: network.member(0), now: 1) == .notValid)
    #expect(network.ignored(.admit(other), by: 0) == [.taken])
    let revoked = network.object(
      network.write(.invite(Invitation(key: Party(52).invitation.publicKey, expiresMilliseconds: 100)), by: 0)
    )
    network.write(.revoke(invitation: revoked), by: 0)
    let late = Party(53).admission(to: network.network, by: revoked, of: Party(52).invitation)
    #expect(network.replicas[0].state.refusal(toAdmit: late, by: network.member(0), now: 1) == .notValid)
    #expect(network.ignored(.admit(late), by: 0) == [.revoked])
    let unknown = Party(54).admission(to: network.network, by: ObjectID(high: 1, low: 1), of: Party(54).invitation)
    #expect(network.replicas[0].state.refusal(toAdmit: unknown, by: network.member(0), now: 1) == .notValid)
    #expect(network.agreement().count == 1)
  }

  @Test func `a proof without the code, or made for another network, admits nobody`() {
    var network = Network(members: 1)
    let party = Party(60)
    let invitation = network.object(
      network.write(.invite(Invitation(key: party.invitation.publicKey, expiresMilliseconds: 100)), by: 0)
    )
    let forged = party.admission(to: network.network, by: invitation, of: party.root)
    #expect(network.ignored(.admit(forged), by: 0) == [.badSignature])
    let foreign = party.admission(to: NetworkID(.zero), by: invitation, of: party.invitation)
    #expect(network.ignored(.admit(foreign), by: 0) == [.otherNetwork])
    #expect(network.replicas[0].state.participants().isEmpty)
  }

  @Test func `a log begins only where its past admits its node`() {
    var network = Network(members: 1)
    let before = network.replicas[0].held.count
    let newcomer = network.join(Party(70), by: 0)
    let replica = network.replicas[0]
    let descriptor = LogDescriptor(
      network: network.network,
      nodeKey: network.parties[newcomer].node.publicKey,
      member: network.member(newcomer),
      incarnation: Incarnation(Array(repeating: 3, count: 16))!
    )
    let last = LocalVersion(UInt32(replica.held.count - 1))
    #expect(replica.state.admits(descriptor, inPastOf: [last], order: replica))
    #expect(!replica.state.admits(descriptor, inPastOf: [LocalVersion(UInt32(before - 1))], order: replica))
    var wrong = descriptor
    wrong.member = network.member(0)
    #expect(!replica.state.admits(wrong, inPastOf: [last], order: replica))
    wrong = descriptor
    wrong.network = NetworkID(.zero)
    #expect(!replica.state.admits(wrong, inPastOf: [last], order: replica))
  }

  @Test func `a node admits and closes another of its organisation, the card does so from anywhere`() {
    var network = Network(members: 2)
    let device = SigningKey(seed: Array(repeating: 80, count: 32))!
    let member = network.member(0)
    let message = NodeAdmission.signedBytes(network: network.network, organisation: member, nodeKey: device.publicKey)
    let admission = NodeAdmission(organisation: member, nodeKey: device.publicKey, nodeSignature: device.sign(message))
    #expect(network.ignored(.admitNode(admission), by: 1) == [.notOwn])
    network.write(.admitNode(admission), by: 0)
    #expect(network.replicas[0].state.nodes(of: member).count == 2)
    let lost = network.parties[0].nodeID
    let retirement = NodeRetirement(
      organisation: member,
      node: lost,
      reason: "stolen",
      rootSignature: network.parties[0].root.sign(
        NodeRetirement.signedBytes(network: network.network, organisation: member, node: lost)
      )
    )
    network.sync(0, 1)
    network.write(.retireNode(retirement), by: 1)
    #expect(network.replicas[1].state.voice(of: member) == nil)
    let node = NodeID(of: device.publicKey)
    let assignment = VoiceAssignment(
      organisation: member,
      node: node,
      term: 1,
      rootSignature: network.parties[0].root.sign(
        VoiceAssignment.signedBytes(network: network.network, organisation: member, node: node, term: 1)
      )
    )
    network.write(.assignVoice(assignment), by: 1)
    #expect(network.replicas[1].state.voice(of: member) == node)
    #expect(network.replicas[1].state.admittedNodes.map(\.id) == [node, network.parties[1].nodeID].sorted())
    #expect(network.agreement().count == 1)
  }
}
