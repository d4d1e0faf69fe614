import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel

/// Organisations with real keys that found a network, join it and settle things.
struct TestCouncil {
  var replicas: [TestReplica] = []
  var memories: [DutyMemory] = []
  let network: NetworkID
  var now: Int64 = 1_700_000_000_000

  init(members count: Int) throws {
    let root = SigningKey(seed: [UInt8](repeating: 101, count: 32))!
    let key = SigningKey(seed: [UInt8](repeating: 201, count: 32))!
    let record = GenesisRecord(
      nonce: [UInt8](repeating: 7, count: 16),
      timeZone: "Europe/Helsinki",
      rootKey: root.publicKey,
      nodeKey: key.publicKey
    )!
    network = record.network
    var founder = TestReplica(
      TestNode(
        LogDescriptor(
          network: network,
          nodeKey: key.publicKey,
          member: record.founder,
          incarnation: Incarnation(high: 0, low: 0)
        )
      )
    )
    founder.commit([
      .governance(.genesis(Genesis(record: record, rootSignature: root.sign(record.signedBytes))))
    ])
    founder.commit(try founder.workspace.nameNetwork("Council", founder.context))
    founder.commit(try founder.workspace.editMember(MemberEdit(name: "Founder"), founder.context))
    replicas = [founder]
    memories = [DutyMemory()]
    for number in 1..<max(1, count) { try admit(UInt8(number)) }
  }

  private mutating func admit(_ number: UInt8) throws {
    let secret = SigningKey(seed: [UInt8](repeating: number, count: 32))!
    let root = SigningKey(seed: [UInt8](repeating: 100 - number, count: 32))!
    let key = SigningKey(seed: [UInt8](repeating: 200 - number, count: 32))!
    let exporter = SHA256.hash("test/exporter", [number])
    let change = replicas[0].commit([
      .governance(.invite(Invitation(key: secret.publicKey, expiresMilliseconds: .max)))
    ])
    let message = JoinProof.signedBytes(
      network: network,
      rootKey: root.publicKey,
      nodeKey: key.publicKey,
      exporter: exporter
    )
    let admission = Admission(
      network: network,
      invitation: ObjectID(madeBy: change, index: 0),
      rootKey: root.publicKey,
      nodeKey: key.publicKey,
      exporter: exporter,
      invitationSignature: secret.sign(message),
      rootSignature: root.sign(message),
      nodeSignature: key.sign(message)
    )
    replicas[0].commit([.governance(.admit(admission))])
    var replica = TestReplica(
      TestNode(
        LogDescriptor(
          network: network,
          nodeKey: key.publicKey,
          member: admission.member,
          incarnation: Incarnation(high: UInt64(number), low: 0)
        )
      )
    )
    replica.pull(from: replicas[0])
    replica.commit(try replica.workspace.editMember(MemberEdit(name: "Member \(number)"), replica.context))
    replicas.append(replica)
    memories.append(DutyMemory())
    exchange()
    let proposal = RosterProposal(
      epoch: replicas[0].workspace.settled.currentEpoch!.number,
      action: .confirm(admission.member),
      reason: ""
    )
    for i in replicas.indices.dropLast() { replicas[i].commit([.governance(.propose(proposal))]) }
    settle()
  }

  mutating func exchange() {
    for _ in 0..<2 {
      for i in replicas.indices { for j in replicas.indices where i != j { replicas[i].pull(from: replicas[j]) } }
    }
  }

  /// Lets the nodes write what they have to, and time pass, until nothing is left.
  mutating func settle() {
    for _ in 0..<60 {
      exchange()
      var isQuiet = true
      for i in replicas.indices {
        let node = Author(organisation: replicas[i].node.member, node: replicas[i].node.descriptor.node)
        let circumstances = DutyCircumstances(
          now: now,
          jitter: UInt64(i),
          end: { Int64($0.lastDay.dayNumber + 1) * 86_400_000 }
        )
        let duties = replicas[i].workspace.settled.duties(of: node, memory: &memories[i], circumstances)
        if !duties.operations.isEmpty {
          isQuiet = false
          replicas[i].commit(duties.operations.map { .governance($0) })
        } else if duties.lookAgainMilliseconds != nil {
          isQuiet = false
        }
      }
      now += 5_000
      if isQuiet { break }
    }
    exchange()
  }
}
