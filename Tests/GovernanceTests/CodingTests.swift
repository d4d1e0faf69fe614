import TalkootCrypto
import TalkootLog
import TalkootTesting
import Testing

@testable import TalkootModel

@Suite struct `Governance operations` {
  static func member(_ number: UInt8) -> MemberID { MemberID(Digest(Array(repeating: number, count: 32))!) }

  static var all: [GovernanceOperation] {
    let party = Party(3)
    let network = NetworkID(Digest(Array(repeating: 4, count: 32))!)
    let key = party.root.publicKey
    let signature = party.root.sign([1])
    let id = ObjectID(high: 1, low: 2)
    let change = ChangeID(Digest(Array(repeating: 5, count: 32))!)
    let record = GenesisRecord(
      nonce: Array(repeating: 1, count: 16),
      timeZone: "Europe/Helsinki",
      rootKey: key,
      nodeKey: key
    )!
    let round = Round(counter: 300, organisation: member(1))
    let positions = [Stance.agree, .object, .abstain, .choose(3)].enumerated().map { index, stance in
      CountedPosition(organisation: member(UInt8(index)), stance: stance, change: change, index: UInt32(index))
    }
    let outcomes = [Outcome.accepted, .rejected, .chosen(2), .none, .withdrawn]
    let values = outcomes.map {
      GovernanceValue.decision(DecisionValue(outcome: $0, positions: positions, silent: [member(7), member(8)]))
    }
    let roster = GovernanceValue.roster(
      RosterChange(
        confirmed: [member(2), member(1)],
        removed: [member(3)],
        rekeyed: [RosterChange.Rekeying(organisation: member(4), rootKey: key)],
        left: [member(5)]
      )
    )
    let descriptor = LogDescriptor(
      network: network,
      nodeKey: key,
      member: member(1),
      incarnation: Incarnation(Array(repeating: 6, count: 16))!
    )
    let chain = HeaderChain(headers: [[1, 2], []], signature: signature)
    return [
      .genesis(Genesis(record: record, rootSignature: signature)),
      .invite(Invitation(key: key, expiresMilliseconds: -5)), .revoke(invitation: id),
      .admit(party.admission(to: network, by: id, of: party.invitation)),
      .admitNode(NodeAdmission(organisation: member(1), nodeKey: key, nodeSignature: signature)),
      .admitNode(
        NodeAdmission(organisation: member(1), nodeKey: key, nodeSignature: signature, rootSignature: signature)
      ),
      .retireNode(NodeRetirement(organisation: member(1), node: party.nodeID, reason: "häviksissä")),
      .assignVoice(
        VoiceAssignment(organisation: member(1), node: party.nodeID, term: .max, rootSignature: signature)
      ),
      .propose(RosterProposal(epoch: 3, action: .confirm(member(1)), reason: "")),
      .propose(RosterProposal(epoch: 3, action: .remove(member(1)), reason: "gone")),
      .propose(RosterProposal(epoch: 3, action: .rekey(member(1), key), reason: "lost")),
      .approve(proposal: id, epoch: 9), .withdrawProposal(id), .leave,
      .settle(.roster(after: 4), .prepare(round)), .settle(.decision(id), .promise(round, accepted: nil)),
      .settle(.decision(id), .promise(round, accepted: AcceptedValue(round: round, digest: key.bytes.digest))),
      .settle(.roster(after: 0), .offer(round, roster)), .settle(.decision(id), .accept(round, key.bytes.digest)),
      .received([id, ObjectID(high: 9, low: 9)]), .closeDecision(id), .withdrawDecision(id),
      .forkEvidence(ForkEvidence(descriptor: descriptor, left: chain, right: chain)),
      .erase(Erasure(targets: [Erasure.Target(change: change, string: 4)], reason: "asked for")),
      .erase(Erasure(targets: [], reason: "decided", decision: ObjectID(high: 5, low: 6))),
      .addressHint(AddressHint(addresses: ["a.example:1", "[::1]:2"])),
      .understands(Understanding(kindsBelow: .max, format: .max)),
    ] + values.map { .settle(.decision(id), .offer(round, $0)) }
  }

  private func structure(_ operations: [GovernanceOperation]) -> (Structure, [String]) {
    var writer = StructureWriter()
    for operation in operations { writer.append(operation) }
    let (bytes, strings) = writer.finish()
    return (try! Structure(parsing: bytes), strings)
  }

  private func read(_ structure: Structure, _ index: Int, _ strings: [String]) throws(FormatError)
    -> GovernanceOperation?
  {
    var reader = structure.reader(for: index)
    let operation = try GovernanceOperation(
      kind: structure.operations[index].kind,
      from: &reader,
      objects: { $0.id(in: ChangeID(.zero)) },
      strings: { $0.index < strings.count ? strings[$0.index] : "" }
    )
    try reader.finish()
    return operation
  }

  @Test func `come back from their bytes as they were`() throws {
    let (structure, strings) = structure(Self.all)
    for (index, operation) in Self.all.enumerated() {
      #expect(try read(structure, index, strings) == operation)
    }
  }

  @Test func `never trap on bytes that anyone may send`() {
    var random = SplitMix64(seed: 16)
    let (structure, strings) = structure(Self.all)
    for _ in 0..<4_000 {
      var bytes = structure.bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      guard let odd = try? Structure(parsing: bytes) else { continue }
      for index in odd.operations.indices { _ = try? read(odd, index, strings) }
    }
  }

  @Test func `a value's digest tells every part of it apart`() {
    let offers = Self.all.compactMap { operation -> GovernanceValue? in
      if case .settle(_, .offer(_, let value)) = operation { value } else { nil }
    }
    #expect(Set(offers.map(\.digest)).count == offers.count)
    let change = RosterChange(confirmed: [Self.member(1)], left: [Self.member(2)])
    let other = RosterChange(confirmed: [Self.member(1), Self.member(2)])
    #expect(GovernanceValue.roster(change).digest != GovernanceValue.roster(other).digest)
  }
}

extension [UInt8] {
  fileprivate var digest: Digest { Digest(self)! }
}
