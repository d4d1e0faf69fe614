import Foundation
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

/// The finding of a bundle; its kind must be right.
func agreement(_ bytes: [UInt8]) throws -> AgreementEvidence {
  guard case .agreement(let evidence) = try EvidenceReport(verifying: bytes) else { throw Missing() }
  return evidence
}

func decision(_ bytes: [UInt8]) throws -> DecisionEvidence {
  guard case .decision(let evidence) = try EvidenceReport(verifying: bytes) else { throw Missing() }
  return evidence
}

struct Missing: Error {}

@Suite struct BundleTests {
  @Test func `a bundle of a version tells whose signatures are under exactly which text`() throws {
    let members = try Members(3)
    let (id, version) = try members.agreement("We share what we learn.\n", signers: 3)
    let bytes = try #require(try members[1].core.bundle(ofVersion: version))
    let evidence = try agreement(bytes)
    #expect(evidence.isComplete && evidence.missing.isEmpty)
    #expect(evidence.text == .given("We share what we learn.\n"))
    #expect(evidence.hash == AgreementText.hash("We share what we learn.\n"))
    #expect(evidence.agreement == id && evidence.title == "Ways of working")
    #expect(evidence.network == members[0].core.workspace.network)
    #expect(Set(evidence.signatures.map(\.person)) == ["Signer 0", "Signer 1", "Signer 2"])
    #expect(evidence.signatures.allSatisfy { $0.role == "chair" && !$0.isWithdrawn })
    #expect(Set(evidence.binds.map(\.name)) == ["Organisation 0", "Organisation 1", "Organisation 2"])
    let roots = Set((0..<3).map { OrganisationKeys($0).root.publicKey })
    #expect(Set(evidence.binds.compactMap(\.rootKey)) == roots)
    #expect(Set(evidence.signatures.map(\.node)) == Set((0..<3).map { OrganisationKeys($0).nodeID }))
    #expect(bytes == (try members[1].core.bundle(ofVersion: version)))
    #expect(try ChangeBundle(parsing: bytes).bytes == bytes)
  }

  @Test func `a bundle of a version that not all have signed says who is missing`() throws {
    let members = try Members(3)
    let (_, version) = try members.agreement("Half a promise.", signers: 2)
    let evidence = try agreement(try #require(try members[2].core.bundle(ofVersion: version)))
    #expect(!evidence.isComplete)
    #expect(evidence.missing.map(\.name) == ["Organisation 2"])
    #expect(evidence.signatures.count == 2)
  }

  @Test func `a bundle shows a signature that was taken back as taken back`() throws {
    let members = try Members(2)
    let (id, version) = try members.agreement("For a while.", signers: 2)
    let text = members[0].core.workspace.idText(id, .agreement)
    try members[1].commit { state, context in [try state.withdrawSignature(text, context)] }
    try exchange(members.replicas)
    let evidence = try agreement(try #require(try members[0].core.bundle(ofVersion: version)))
    #expect(evidence.missing.map(\.name) == ["Organisation 1"])
    #expect(evidence.signatures.count { $0.isWithdrawn } == 1)
  }

  @Test func `nothing is shown of changes that a bundle needs but what it needs`() throws {
    let members = try Members(2)
    let (_, version) = try members.agreement("Just this.", signers: 2)
    let bytes = try #require(try members[0].core.bundle(ofVersion: version))
    let shown = String(decoding: bytes, as: UTF8.self)
    for word in ["Just this.", "Signer 1", "chair", "Organisation 1"] { #expect(shown.contains(word)) }
    #expect(!shown.contains("Goal of"))
  }

  @Test func `a bundle of an erased text says so, and its signatures still hold`() throws {
    let storage = WatchedStorage(MemoryStorage())
    let members = try Members(2, storage: storage)
    let (_, version) = try members.agreement("Nobody should read this.", signers: 2)
    let core = members[0].core
    let named = CrockfordID.encode(version)
    // Held back by somebody, without a word that erased it.
    let place = core.workspace[version]!.creation!.dot
    let change = core.index.id(of: place.version)
    let whole = try ChangeBundle(parsing: try #require(try core.bundle(ofVersion: version)))
    let strings = try #require(whole.entries.first { $0.header.id == change }?.body?.strings)
    let text = try #require(
      strings.firstIndex {
        if case .shown(_, let utf8) = $0 { utf8.elementsEqual("Nobody should read this.".utf8) } else { false }
      }
    )
    try storage.withhold(text, of: change, in: core, asErased: true)
    var evidence = try agreement(try #require(try core.bundle(ofVersion: version)))
    #expect(evidence.text == .withheld && evidence.isComplete)
    storage.alter = { _ in }
    // Not by its author alone: others have signed it.
    #expect(throws: CommandError.self) { try members[0].erase(named, "text") }
    let decision = try members.decision("majority", ["agree", "agree"], erases: ["\(named):text"])
    let permission = core.workspace.idText(decision, .decision)
    try members[0].erase(named, "text", by: permission)
    try exchange(members.replicas)
    for replica in members.replicas {
      let bytes = try #require(try replica.core.bundle(ofVersion: version))
      evidence = try agreement(bytes)
      guard case .erased(let organisation, let by, let reason) = evidence.text else { throw Missing() }
      #expect(organisation.name == "Organisation 0" && by == decision && reason == "asked for")
      #expect(evidence.isComplete && evidence.hash == AgreementText.hash("Nobody should read this."))
      #expect(!bytes.contains("Nobody should read"))
      let status = replica.core.workspace.agreement(evidence.agreement, replica.core.index)
      #expect(status?.state == .inForce)
    }
    let id = core.workspace.idText(evidence.agreement, .agreement)
    // What nobody can read nobody signs any more.
    try members[0].commit { state, context in [try state.withdrawSignature(id, context)] }
    #expect(throws: CommandError.self) {
      try members[0].commit { state, context in [try state.sign(id, context)] }
    }
  }

  @Test func `a bundle of a decision gives its outcome anew from its positions, for every rule`() throws {
    let members = try Members(3)
    let cases: [(rule: String, stances: [String?], options: [String], outcome: String?)] = [
      ("majority", ["agree", "agree", "object"], [], "accepted"),
      ("consent", ["agree", nil, nil], [], "accepted"),
      ("unanimous", ["agree", "agree", nil], [], "rejected"),
      ("choice", ["Green", "Green", "Red"], ["Red", "Green"], "Green"),
      ("choice", ["Green", "Red", "abstain"], ["Red", "Green"], nil),
    ]
    for example in cases {
      let id = try members.decision(example.rule, example.stances, options: example.options)
      #expect(members[2].core.workspace.settled.decision(id)?.state == .settled)
      let evidence = try decision(try #require(try members[2].core.bundle(ofDecision: id)))
      #expect(evidence.outcome == example.outcome, "\(example.rule)")
      #expect(evidence.title == "Meet" && evidence.text == "Monthly.")
      #expect(evidence.positions.count == example.stances.compactMap { $0 }.count)
      #expect(evidence.certificate.count >= evidence.needed && evidence.needed == 2)
      #expect(evidence.electorate.count == 3 && evidence.epoch == 2)
    }
  }

  @Test func `a bundle of a decision that its proposer took back proves that, and no outcome`() throws {
    let members = try Members(2)
    let made = try members[0].commit { state, context in
      [try state.propose(NewDecision(title: "Meet", rule: "unanimous"), context)]
    }
    let id = members[0].core.workspace.idText(made.subjects[0]!, .decision)
    try members[0].commit { state, context in [try state.withdraw(id, context)] }
    try settle(members.replicas)
    let evidence = try decision(try #require(try members[1].core.bundle(ofDecision: made.subjects[0]!)))
    #expect(evidence.outcome == "withdrawn" && evidence.positions.isEmpty)
  }

  @Test func `a further node of an organisation signs for it, admitted by its first node or by a new card`() throws {
    let members = try Members(3)
    let network = members[0].core.workspace.network
    let organisation = members[1].core.member!
    let newRoot = OrganisationKeys(71).root
    let settled = members[0].core.workspace.settled
    // The others' majority gives it a new card, which then vouches for its third node.
    for number in [0, 2] {
      let proposal = RosterProposal(
        epoch: settled.currentEpoch!.number,
        action: .rekey(organisation, newRoot.publicKey),
        reason: "lost"
      )
      try members[number].write([.propose(proposal)])
      try exchange(members.replicas)
      let open = members[number].core.workspace.settled.allProposals.filter { $0.state == .open }
      for other in open where number == 2 { try members[0].write([.approve(proposal: other.id, epoch: 2)]) }
    }
    try settle(members.replicas)
    #expect(members[0].core.workspace.settled.rootKey(of: organisation) == newRoot.publicKey)
    var everyone = members.replicas
    for (number, card) in [(50, nil), (51, newRoot)] as [(Int, SigningKey?)] {
      let keys = OrganisationKeys(number)
      let message = NodeAdmission.signedBytes(
        network: network,
        organisation: organisation,
        nodeKey: keys.node.publicKey
      )
      let admission = NodeAdmission(
        organisation: organisation,
        nodeKey: keys.node.publicKey,
        nodeSignature: keys.node.sign(message),
        rootSignature: card?.sign(message)
      )
      // With the card anybody writes it.
      try members[card == nil ? 1 : 2].write([.admitNode(admission)])
      try exchange(everyone)
      let node = try WholeReplica.joining(network, as: organisation, keys, in: MemoryStorage())
      try node.pull(from: members[0])
      try node.pull(from: members[2])
      let (id, version) = try members.agreement("Signed on node \(number).", signers: 1)
      let text = members[0].core.workspace.idText(id, .agreement)
      try node.pull(from: members[0])
      try node.commit { state, context in [try state.sign(text, context)] }
      everyone.append(node)
      try exchange(everyone)
      let evidence = try agreement(try #require(try members[0].core.bundle(ofVersion: version)))
      #expect(evidence.signatures.map(\.node).contains(keys.nodeID))
      #expect(evidence.missing.map(\.name) == ["Organisation 2"])
      #expect(evidence.signatures.count == 2)
    }
  }

  @Test func `an open decision has no bundle`() throws {
    let members = try Members(2)
    let made = try members[0].commit { state, context in
      [try state.propose(NewDecision(title: "Later", rule: "unanimous"), context)]
    }
    #expect(try members[0].core.bundle(ofDecision: made.subjects[0]!) == nil)
  }
}
