import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootTesting

@testable import TalkootModel

/// An organisation's keys, all from one number.
struct Party {
  let root: SigningKey
  let node: SigningKey
  let invitation: SigningKey

  init(_ number: UInt8) {
    root = SigningKey(seed: Array(repeating: number, count: 32))!
    node = SigningKey(seed: Array(repeating: number, count: 31) + [1])!
    invitation = SigningKey(seed: Array(repeating: number, count: 31) + [2])!
  }

  var nodeID: NodeID { NodeID(of: node.publicKey) }

  func admission(to network: NetworkID, by invitation: ObjectID, of key: SigningKey, exporter: UInt8 = 0) -> Admission {
    let exporter = Digest(Array(repeating: exporter, count: 32))!
    let message = JoinProof.signedBytes(
      network: network,
      rootKey: root.publicKey,
      nodeKey: node.publicKey,
      exporter: exporter
    )
    return Admission(
      network: network,
      invitation: invitation,
      rootKey: root.publicKey,
      nodeKey: node.publicKey,
      exporter: exporter,
      invitationSignature: key.sign(message),
      rootSignature: root.sign(message),
      nodeSignature: node.sign(message)
    )
  }
}

/// Organisations with one node and one replica each, and a hand that passes changes on.
struct Network {
  let history = History()
  let network: NetworkID
  var parties: [Party] = []
  var authors: [Author] = []
  var replicas: [Replica] = []
  var memories: [DutyMemory] = []
  var now: Int64 = 0
  var abstaining: Set<Int> = []
  /// Whose voices are silent: their nodes are away.
  var away: Set<Int> = []

  /// A founder alone.
  init() {
    let founder = Party(1)
    let record = GenesisRecord(
      nonce: Array(repeating: 7, count: 16),
      timeZone: "Europe/Helsinki",
      rootKey: founder.root.publicKey,
      nodeKey: founder.node.publicKey
    )!
    network = record.network
    add(founder, as: record.founder)
    let genesis = Genesis(record: record, rootSignature: founder.root.sign(record.signedBytes))
    write(.genesis(genesis), by: 0)
  }

  /// `count` members, confirmed one after the other.
  init(members count: Int) {
    self.init()
    for number in 1..<max(count, 1) {
      let newcomer = join(Party(UInt8(number + 1)), by: 0)
      sync(Array(authors.indices))
      for member in 0..<number { confirm(newcomer, by: member) }
      settle()
      precondition(replicas[0].state.members.count == number + 1, "\(replicas[0].summary)")
    }
  }

  func member(_ number: Int) -> MemberID { authors[number].organisation }

  mutating func add(_ party: Party, as member: MemberID) {
    parties.append(party)
    authors.append(Author(organisation: member, node: party.nodeID))
    replicas.append(Replica(history, network: network))
    memories.append(DutyMemory())
  }

  /// Writes on everything that the organisation's replica has.
  @discardableResult
  mutating func write(_ operations: GovernanceOperation..., by number: Int) -> Int {
    write(operations, by: number)
  }

  @discardableResult
  mutating func write(_ operations: [GovernanceOperation], by number: Int) -> Int {
    let change = history.write(operations, by: authors[number], after: replicas[number].held)
    replicas[number].receive(change)
    return change
  }

  /// Writes, and tells why that counts for nothing.
  mutating func ignored(_ operation: GovernanceOperation, by number: Int) -> [Ignored] {
    let change = write(operation, by: number)
    return replicas[number].ignored[change] ?? []
  }

  /// The object that an operation of a change makes.
  func object(_ change: Int, _ index: UInt32 = 0) -> ObjectID {
    ObjectID(madeBy: history.entries[change].id, index: index)
  }

  /// Invites, admits and syncs: the newcomer's number.
  mutating func join(_ party: Party, by number: Int) -> Int {
    let invitation = object(
      write(.invite(Invitation(key: party.invitation.publicKey, expiresMilliseconds: 1)), by: number)
    )
    let admission = party.admission(to: network, by: invitation, of: party.invitation)
    write(.admit(admission), by: number)
    add(party, as: admission.member)
    sync(number, authors.count - 1)
    return authors.count - 1
  }

  mutating func confirm(_ newcomer: Int, by number: Int) {
    propose(.confirm(member(newcomer)), by: number)
  }

  @discardableResult
  mutating func propose(_ action: RosterAction, by number: Int) -> ObjectID {
    let epoch = replicas[number].state.currentEpoch!.number
    let change = write(.propose(RosterProposal(epoch: epoch, action: action, reason: "")), by: number)
    return RosterProposal.id(of: action, network: network, madeBy: history.entries[change].id, index: 0)
  }

  mutating func approve(_ proposal: ObjectID, by number: Int) {
    write(.approve(proposal: proposal, epoch: replicas[number].state.currentEpoch!.number), by: number)
  }

  /// The card closes the organisation's first node.
  func retirement(of number: Int) -> NodeRetirement {
    let (organisation, node) = (member(number), parties[number].nodeID)
    let message = NodeRetirement.signedBytes(network: network, organisation: organisation, node: node)
    return NodeRetirement(
      organisation: organisation,
      node: node,
      reason: "stolen",
      rootSignature: parties[number].root.sign(message)
    )
  }

  mutating func decide(_ rule: DecisionRule, options: UInt32 = 0, quorum: UInt32? = nil, by number: Int) -> ObjectID {
    let opening = DecisionOpening(
      epoch: replicas[number].state.currentEpoch!.number,
      rule: rule,
      options: options,
      quorumPercent: quorum
    )
    let id = ObjectID(high: 77, low: UInt64(history.entries.count))
    write(.openDecision(id, opening), by: number)
    return id
  }

  mutating func sync(_ numbers: Int...) { sync(numbers) }

  mutating func sync(_ numbers: [Int]) {
    for a in numbers {
      for b in numbers where a != b { replicas[b].receive(allOf: replicas[a]) }
    }
  }

  func circumstances(of number: Int) -> DutyCircumstances {
    DutyCircumstances(
      now: now,
      jitter: UInt64(number),
      end: { Int64($0.packed) * 1_000_000 },
      abstains: { _ in abstaining.contains(number) }
    )
  }

  /// One node writes what is its duty now; when it would look again, nil after it wrote something.
  mutating func work(_ number: Int) -> Int64? {
    guard !away.contains(number) else { return .max }
    var memory = memories[number]
    let duties = replicas[number].state.duties(of: authors[number], memory: &memory, circumstances(of: number))
    memories[number] = memory
    guard !duties.operations.isEmpty else { return duties.lookAgainMilliseconds ?? .max }
    let change = write(duties.operations, by: number)
    precondition(replicas[number].ignored[change] == nil, "\(replicas[number].ignored[change]!)")
    return nil
  }

  /// Nodes do their duties and pass everything on, among these, until nobody has anything to do for ten minutes.
  mutating func settle(among numbers: [Int]? = nil) {
    let numbers = numbers ?? Array(authors.indices)
    var quietSince = now
    while true {
      sync(numbers.filter { !away.contains($0) })
      var wake = Int64.max
      for number in numbers {
        var time = work(number)
        if time == nil { quietSince = now }
        while time == nil { time = work(number) }
        wake = min(wake, time!)
      }
      if quietSince == now {
        now += 100
      } else if wake <= quietSince + 600_000 {
        now = max(wake, now + 1)
      } else {
        return
      }
    }
  }

  /// The summaries of everyone who has everything, and of replicas that got it in any order.
  func agreement(orders: Int = 4, seed: UInt64 = 1) -> Set<String> {
    var random = SplitMix64(seed: seed)
    var summaries: Set<String> = []
    for _ in 0..<orders {
      var replica = Replica(history, network: network)
      for number in history.entries.indices.shuffled(using: &random) { replica.receive(number) }
      summaries.insert(replica.summary)
    }
    return summaries
  }
}
