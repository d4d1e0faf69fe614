import TalkootCRDT
import TalkootCrypto
import TalkootLog
import Testing

@testable import TalkootModel

@Suite struct `The roster` {
  @Test func `a lone founder confirms the first participant, and three become four`() {
    let network = Network(members: 4)
    #expect(network.replicas[0].state.members.count == 4)
    #expect(network.replicas[0].state.currentEpoch?.number == 3)
    #expect(network.agreement().count == 1)
  }

  @Test func `two of three propose each other's removal and the third approves neither: nobody is out`() {
    var network = Network(members: 3)
    network.propose(.remove(network.member(1)), by: 0)
    network.propose(.remove(network.member(0)), by: 1)
    network.settle()
    #expect(network.replicas[2].state.members.count == 3)
    #expect(network.replicas[2].state.allProposals.filter { $0.state == .open }.count == 2)
    #expect(network.agreement().count == 1)
  }

  @Test func `the third approves both at once: both are out`() {
    var network = Network(members: 3)
    let first = network.propose(.remove(network.member(1)), by: 0)
    let second = network.propose(.remove(network.member(0)), by: 1)
    network.sync(0, 1, 2)
    network.approve(first, by: 2)
    network.approve(second, by: 2)
    network.settle()
    #expect(network.replicas[2].state.members == [network.member(2)])
    #expect(network.replicas[2].state.currentEpoch?.number == 3)
    #expect(network.agreement().count == 1)
  }

  @Test func `the third approves one after the other: the first is out and the other proposal stale`() {
    var network = Network(members: 3)
    let first = network.propose(.remove(network.member(1)), by: 0)
    network.sync(0, 2)
    network.approve(first, by: 2)
    let second = network.propose(.remove(network.member(0)), by: 1)
    network.settle(among: [0, 2])
    network.settle()
    #expect(network.replicas[1].state.members == [network.member(0), network.member(2)].sorted())
    #expect(network.replicas[1].state.standing(of: network.member(1)) == .removed)
    #expect(network.replicas[1].state.proposal(second)?.state == .stale)
    #expect(network.agreement().count == 1)
  }

  @Test func `the one concerned never approves, and a participant has no vote`() {
    var network = Network(members: 3)
    let proposal = network.propose(.remove(network.member(1)), by: 0)
    network.sync(0, 1, 2)
    network.approve(proposal, by: 1)
    network.settle()
    #expect(network.replicas[0].state.proposal(proposal)?.approvers == [network.member(0)])
    let newcomer = network.join(Party(9), by: 0)
    let change = network.write(
      .propose(RosterProposal(epoch: 2, action: .remove(network.member(1)), reason: "")),
      by: newcomer
    )
    #expect(network.replicas[newcomer].ignored[change] == [.notMember])
  }

  @Test func `concurrent confirmations are one proposal, approved again by itself when others were added meanwhile`() {
    var network = Network(members: 3)
    let first = network.join(Party(8), by: 0)
    let second = network.join(Party(9), by: 0)
    network.sync(Array(network.authors.indices))
    network.confirm(first, by: 0)
    network.confirm(second, by: 0)
    network.confirm(first, by: 1)
    network.settle()
    #expect(network.replicas[2].state.standing(of: network.member(first)) == .member)
    #expect(network.replicas[2].state.standing(of: network.member(second)) == .participant)
    // Approved by one before; three of four needed now, of whom one said so already.
    #expect(network.replicas[2].state.confirmations(of: network.member(second)).have == 1)
    network.confirm(second, by: 1)
    network.confirm(second, by: 2)
    network.settle()
    #expect(network.replicas[2].state.standing(of: network.member(second)) == .member)
    // What is shown of it afterwards is how it was settled.
    #expect(network.replicas[2].state.confirmations(of: network.member(second)) == (3, 3))
    #expect(network.replicas[2].state.confirmations(of: network.member(first)) == (2, 2))
    #expect(network.replicas[2].state.allProposals.count == 4)
    #expect(network.agreement().count == 1)
  }

  @Test func `an approval taken back doesn't count`() {
    var network = Network(members: 3)
    let proposal = network.propose(.remove(network.member(1)), by: 0)
    network.write(.withdrawProposal(proposal), by: 0)
    network.sync(0, 1, 2)
    network.approve(proposal, by: 2)
    network.settle()
    #expect(network.replicas[0].state.members.count == 3)
    #expect(network.replicas[0].state.proposal(proposal)?.state == .withdrawn)
  }

  @Test func `who leaves is out when that is settled, and its node helps settling it`() {
    var network = Network(members: 2)
    network.write(.leave, by: 1)
    #expect(network.replicas[1].state.isLeaving(network.member(1)))
    network.settle()
    #expect(network.replicas[0].state.standing(of: network.member(1)) == .left)
    #expect(network.replicas[1].state.members == [network.member(0)])
    #expect(network.agreement().count == 1)
  }

  @Test func `a stolen card is replaced, and what its thief dates back names no voice`() {
    var network = Network(members: 3)
    let thief = network.replicas[0]
    let key = SigningKey(seed: Array(repeating: 99, count: 32))!
    let proposal = network.propose(.rekey(network.member(1), key.publicKey), by: 0)
    network.sync(0, 1, 2)
    network.approve(proposal, by: 2)
    network.settle()
    #expect(network.replicas[1].state.rootKey(of: network.member(1)) == key.publicKey)
    let other = network.parties[0].nodeID
    let message = VoiceAssignment.signedBytes(
      network: network.network,
      organisation: network.member(1),
      node: other,
      term: 9
    )
    let assignment = VoiceAssignment(
      organisation: network.member(1),
      node: other,
      term: 9,
      rootSignature: network.parties[1].root.sign(message)
    )
    let change = network.history.write([.assignVoice(assignment)], by: network.authors[0], after: thief.held)
    network.replicas[2].receive(change)
    #expect(network.replicas[2].ignored[change] == nil)
    #expect(network.replicas[2].state.voice(of: network.member(1)) == network.parties[1].nodeID)
    #expect(network.agreement().count == 1)
  }

  @Test func `what the thief of a closed node dates back counts in no value, what was known of it does`() {
    var network = Network(members: 3)
    let decision = network.decide(.majority, by: 1)
    network.sync(0, 1, 2)
    network.write(.position(decision: decision, .agree), by: 0)
    let proposal = network.propose(.remove(network.member(1)), by: 2)
    network.sync(0, 1, 2)
    let thief = network.replicas[0]
    network.write(.retireNode(network.retirement(of: 0)), by: 2)
    network.sync(0, 1, 2)
    let epoch = thief.state.currentEpoch!.number
    let words: [GovernanceOperation] = [
      .leave, .approve(proposal: proposal, epoch: epoch), .position(decision: decision, .object),
    ]
    let change = network.history.write(words, by: network.authors[0], after: thief.held)
    for number in [1, 2] { network.replicas[number].receive(change) }
    #expect(network.replicas[1].ignored[change] == nil)
    #expect(!network.replicas[1].state.isLeaving(network.member(0)))
    #expect(network.replicas[1].state.proposal(proposal)?.approvers == [network.member(2)])
    #expect(network.replicas[1].state.decision(decision)?.tally.agree == 1)
    #expect(network.replicas[1].state.decision(decision)?.tally.object == 0)
    let late = network.history.write([.leave], by: network.authors[0], after: network.replicas[1].held)
    network.replicas[2].receive(change)
    network.replicas[2].receive(late)
    #expect(network.replicas[2].ignored[late] == [.retired])
    #expect(network.agreement().count == 1)
  }

  @Test func `who was removed joins anew under another id, and its old one stays out`() {
    var network = Network(members: 3)
    let proposal = network.propose(.remove(network.member(2)), by: 0)
    network.sync(0, 1, 2)
    network.approve(proposal, by: 1)
    network.settle()
    let old = network.member(2)
    let invitation = network.object(
      network.write(.invite(Invitation(key: network.parties[2].invitation.publicKey, expiresMilliseconds: 1)), by: 0)
    )
    let again = network.parties[2].admission(
      to: network.network,
      by: invitation,
      of: network.parties[2].invitation,
      exporter: 9
    )
    network.write(.admit(again), by: 0)
    network.add(network.parties[2], as: again.member)
    network.sync(0, 1, 2, 3)
    for number in [0, 1] { network.confirm(3, by: number) }
    network.settle()
    #expect(again.member != old)
    #expect(network.replicas[0].state.standing(of: again.member) == .member)
    #expect(network.replicas[0].state.standing(of: old) == .removed)
    #expect(network.replicas[0].state.members.count == 3)
    let back = RosterProposal(epoch: 4, action: .confirm(old), reason: "")
    #expect(network.ignored(.propose(back), by: 0) == [.pointless])
    #expect(network.agreement().count == 1)
  }

  @Test func `a minority settles nothing, however long it tries`() {
    var network = Network(members: 5)
    let proposal = network.propose(.remove(network.member(4)), by: 0)
    network.sync(0, 1, 2)
    network.approve(proposal, by: 1)
    network.approve(proposal, by: 2)
    network.sync(0, 1)
    network.settle(among: [0, 1])
    #expect(network.replicas[0].state.members.count == 5)
    network.settle()
    #expect(network.replicas[3].state.standing(of: network.member(4)) == .removed)
    #expect(network.agreement().count == 1)
  }
}

@Suite struct `A voice that may have lost words of its own` {
  @Test func `may have spoken in all that began before its return, and in nothing that began after`() {
    var network = Network(members: 2)
    let before = network.decide(.majority, by: 1)
    network.sync(0, 1)
    let first = network.write(.addressHint(AddressHint(addresses: [])), by: 0)
    let concurrent = network.decide(.majority, by: 1)
    network.sync(0, 1)
    let after = network.decide(.majority, by: 1)
    let old = network.replicas[0].state.currentEpoch!
    network.sync(0, 1)
    let newcomer = network.join(Party(8), by: 0)
    network.sync(0, 1, newcomer)
    network.confirm(newcomer, by: 0)
    network.confirm(newcomer, by: 1)
    network.settle()
    let replica = network.replicas[0]
    let version = LocalVersion(UInt32(replica.arrived.firstIndex(of: first)!))
    func mayHaveSpoken(_ id: SettlementID, before: LocalVersion?) -> Bool {
      replica.state.mayHaveSpoken(in: id, before: before, order: replica)
    }
    for decision in [before, concurrent] { #expect(mayHaveSpoken(.decision(decision, by: old.id), before: version)) }
    #expect(!mayHaveSpoken(.decision(after, by: old.id), before: version))
    #expect(mayHaveSpoken(.decision(after, by: old.id), before: nil), "while it has written nothing again")
    #expect(mayHaveSpoken(.roster(after: old.id), before: version))
    #expect(!mayHaveSpoken(.roster(after: replica.state.currentEpoch!.id), before: version))
    #expect(replica.state.missing(of: network.member(0), synced: [network.member(1)]) == [network.member(newcomer)])
  }
}

@Suite struct `A voice` {
  @Test func `newly named keeps out of what was open then, and speaks in what opens later`() {
    var network = Network(members: 1)
    let member = network.member(0)
    let device = SigningKey(seed: Array(repeating: 80, count: 32))!
    let node = NodeID(of: device.publicKey)
    let earlier = network.decide(.majority, by: 0)
    let message = NodeAdmission.signedBytes(network: network.network, organisation: member, nodeKey: device.publicKey)
    network.write(
      .admitNode(NodeAdmission(organisation: member, nodeKey: device.publicKey, nodeSignature: device.sign(message))),
      by: 0
    )
    let named = VoiceAssignment.signedBytes(network: network.network, organisation: member, node: node, term: 1)
    network.write(
      .assignVoice(
        VoiceAssignment(
          organisation: member,
          node: node,
          term: 1,
          rootSignature: network.parties[0].root.sign(named)
        )
      ),
      by: 0
    )
    let later = network.decide(.majority, by: 0)
    network.write([.closeDecision(earlier), .closeDecision(later)], by: 0)
    var memory = DutyMemory()
    var circumstances = network.circumstances(of: 0)
    let state = network.replicas[0].state
    let prepare = SettlementMessage<GovernanceValue>.prepare(Round(counter: 1, organisation: member))
    let old = state.duties(of: network.authors[0], memory: &memory, circumstances)
    #expect(old.operations.isEmpty, "the node that was its voice before says nothing more")
    let author = Author(organisation: member, node: node)
    #expect(
      state.duties(of: author, memory: &memory, circumstances).operations == [.settle(.decision(later), prepare)]
    )
    circumstances.newVoiceSpeaks = { _ in true }
    #expect(state.duties(of: author, memory: &memory, circumstances).operations.count == 2)
    circumstances.abstains = { _ in true }
    #expect(state.duties(of: author, memory: &memory, circumstances).operations.isEmpty)
  }

  @Test func `keeps out of what only somebody has opened who counts for nothing`() {
    var network = Network(members: 1)
    let decision = network.decide(.majority, by: 0)
    network.write(.closeDecision(decision), by: 0)
    var memory = DutyMemory()
    let circumstances = network.circumstances(of: 0)
    var state = network.replicas[0].state
    #expect(state.duties(of: network.authors[0], memory: &memory, circumstances).operations.count == 1)
    let opened = state.decision(decision)!.origin.dot.version.rawValue
    for version in opened..<UInt32(network.replicas[0].arrived.count) { state.setAside.append(LocalVersion(version)) }
    #expect(state.duties(of: network.authors[0], memory: &memory, circumstances).operations.isEmpty)
  }
}
