internal import TalkootCrypto
internal import TalkootLog

/// Which node keys belong to which organisations, from the genesis on: each admission is signed by the newcomer's root
/// and node keys and by the invitation's, and was written by a node that is established in the same way.
struct EvidenceKeys {
  private struct Entry {
    /// Those of the admission first, then those that certified epochs put in their place.
    var roots: [PublicKey]
    let first: NodeID
    var nodes: [NodeID]
    /// Nodes that the root named as voices.
    var voices: [NodeID] = []
  }

  private let network: NetworkID
  private var entries: [MemberID: Entry] = [:]
  private var members: [ObjectID: MemberID] = [:]
  private var invitations: [ObjectID: PublicKey] = [:]

  /// The organisation with an id.
  func member(_ object: ObjectID) -> MemberID? { members[object] }

  /// The root key of its admission.
  func admittedRoot(of member: MemberID) -> PublicKey? { entries[member]?.roots.first }

  /// Whether a node is proven to belong to an organisation.
  func isOpen(_ node: NodeID, of member: MemberID) -> Bool { entries[member]?.nodes.contains(node) ?? false }

  /// Whether the node was the organisation's voice at some time: the one it was admitted with, or one its root named.
  func isVoice(_ author: Author) -> Bool {
    guard let entry = entries[author.organisation] else { return false }
    return author.node == entry.first || entry.voices.contains(author.node)
  }

  /// Establishes all that can be, and follows the roster as far as its certificates are here.
  static func establish(
    _ changes: [Evidence.Shown],
    network: NetworkID
  ) throws(EvidenceFault) -> (EvidenceKeys, [Epoch]) {
    guard let (genesis, founding) = EvidenceKeys.genesis(in: changes, network) else { throw EvidenceFault(.noGenesis) }
    var keys = EvidenceKeys(network: network)
    keys.add(genesis.founder, root: genesis.rootKey, node: genesis.nodeKey)
    guard keys.isOpen(founding.node, of: founding.organisation) else { throw EvidenceFault(.noGenesis) }
    var roster = [Epoch(genesis: network, founder: genesis.founder)]
    let settlements = EvidenceSettlement.all(changes)
    var waiting = EvidenceKeys.establishing(changes)
    // Each turn establishes at least one thing more, and what there is to establish is bounded by the bundle.
    while true {
      if keys.grow(&waiting) { continue }
      let last = roster[roster.count - 1]
      guard let certified = try settlements[.roster(after: last.number)]?.certified(by: last.members, keys) else {
        break
      }
      guard case .roster(let change) = certified.value else { break }
      for rekeying in change.rekeyed { keys.entries[rekeying.organisation]?.roots.append(rekeying.rootKey) }
      roster.append(Epoch(following: last, by: change))
    }
    for shown in changes where !keys.isOpen(shown.author.node, of: shown.author.organisation) {
      throw EvidenceFault(.unknownNode, shown.author.node.description)
    }
    return (keys, roster)
  }

  private static func genesis(in changes: [Evidence.Shown], _ network: NetworkID) -> (GenesisRecord, Author)? {
    for shown in changes {
      guard case .governance(.genesis(let genesis))? = shown.operations.first else { continue }
      let record = genesis.record
      let author = Author(organisation: record.founder, node: NodeID(of: record.nodeKey))
      guard record.network == network, shown.author == author,
        record.rootKey.isValid(genesis.rootSignature, over: record.signedBytes)
      else { continue }
      return (record, author)
    }
    return nil
  }

  private mutating func add(_ member: MemberID, root: PublicKey, node: PublicKey) {
    let id = NodeID(of: node)
    entries[member] = Entry(roots: [root], first: id, nodes: [id])
    members[ObjectID(member)] = member
  }

  /// A word that may establish something, and where it stands.
  private typealias Word = (shown: Evidence.Shown, index: UInt32, operation: GovernanceOperation)

  private static func establishing(_ changes: [Evidence.Shown]) -> [Word] {
    changes.flatMap { shown in
      shown.operations.enumerated().compactMap { index, operation -> Word? in
        guard case .governance(let operation) = operation else { return nil }
        switch operation {
        case .invite, .admit, .admitNode, .assignVoice: return (shown, UInt32(index), operation)
        case .genesis, .revoke, .retireNode, .propose, .approve, .withdrawProposal, .leave, .settle, .received,
          .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision,
          .position:
          return nil
        }
      }
    }
  }

  /// Takes in what established nodes wrote; what is taken in waits no more.
  /// - Returns: whether anything is new.
  private mutating func grow(_ waiting: inout [Word]) -> Bool {
    var left: [Word] = []
    for word in waiting {
      let author = word.shown.author
      if isOpen(author.node, of: author.organisation), take(word.operation, word.shown, word.index) { continue }
      left.append(word)
    }
    let grew = left.count < waiting.count
    waiting = left
    return grew
  }

  private mutating func take(_ operation: GovernanceOperation, _ shown: Evidence.Shown, _ index: UInt32) -> Bool {
    switch operation {
    case .invite(let invitation):
      let id = ObjectID(madeBy: shown.id, index: index)
      guard invitations[id] == nil else { return false }
      invitations[id] = invitation.key
      return true
    case .admit(let admission): return take(admission)
    case .admitNode(let admission): return take(admission, by: shown.author)
    case .assignVoice(let assignment): return take(assignment)
    case .genesis, .revoke, .retireNode, .propose, .approve, .withdrawProposal, .leave, .settle, .received,
      .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision, .position:
      return false
    }
  }

  private mutating func take(_ admission: Admission) -> Bool {
    let member = admission.member
    guard admission.network == network, entries[member] == nil, let key = invitations[admission.invitation],
      admission.isProven(invitationKey: key)
    else { return false }
    add(member, root: admission.rootKey, node: admission.nodeKey)
    return true
  }

  private mutating func take(_ admission: NodeAdmission, by author: Author) -> Bool {
    let node = NodeID(of: admission.nodeKey)
    guard let entry = entries[admission.organisation], !entry.nodes.contains(node) else { return false }
    let message = NodeAdmission.signedBytes(
      network: network,
      organisation: admission.organisation,
      nodeKey: admission.nodeKey
    )
    guard admission.nodeKey.isValid(admission.nodeSignature, over: message) else { return false }
    if let signature = admission.rootSignature {
      guard entry.roots.contains(where: { $0.isValid(signature, over: message) }) else { return false }
    } else {
      guard author.organisation == admission.organisation else { return false }
    }
    entries[admission.organisation]!.nodes.append(node)
    return true
  }

  private mutating func take(_ assignment: VoiceAssignment) -> Bool {
    guard let entry = entries[assignment.organisation], !entry.voices.contains(assignment.node) else { return false }
    let message = VoiceAssignment.signedBytes(
      network: network,
      organisation: assignment.organisation,
      node: assignment.node,
      term: assignment.term
    )
    guard entry.roots.contains(where: { $0.isValid(assignment.rootSignature, over: message) }) else { return false }
    entries[assignment.organisation]!.voices.append(assignment.node)
    return true
  }
}

extension EvidenceKeys {
  private init(network: NetworkID) { self.network = network }
}

/// The words of voices about one matter.
struct EvidenceSettlement {
  /// A value with those whose voices accepted it, in one round.
  struct Certified {
    let value: GovernanceValue
    /// Ascending.
    let organisations: [MemberID]
  }

  private var offers: [Digest: GovernanceValue] = [:]
  private var accepts: [AcceptedValue: [Author]] = [:]
  /// What was accepted, in the bundle's order.
  private var asked: [AcceptedValue] = []

  /// All words of voices, by what they are about.
  static func all(_ changes: [Evidence.Shown]) -> [Matter: EvidenceSettlement] {
    var settlements: [Matter: EvidenceSettlement] = [:]
    for shown in changes {
      for operation in shown.operations {
        guard case .governance(.settle(let matter, let message)) = operation else { continue }
        settlements[matter, default: EvidenceSettlement()].add(message, by: shown.author)
      }
    }
    return settlements
  }

  private mutating func add(_ message: SettlementMessage<GovernanceValue>, by author: Author) {
    switch message {
    case .prepare, .promise: break
    case .offer(_, let value): offers[value.digest] = value
    case .accept(let round, let digest):
      let accepted = AcceptedValue(round: round, digest: digest)
      if accepts[accepted] == nil { asked.append(accepted) }
      accepts[accepted, default: []].append(author)
    }
  }

  /// What more than half of an electorate's voices accepted in one round; nil where nothing is.
  /// - Throws: `contested` where two values are.
  func certified(by electorate: Electorate, _ keys: EvidenceKeys) throws(EvidenceFault) -> Certified? {
    var found: Certified?
    for accepted in asked {
      let organisations = acceptors(of: accepted, in: electorate, keys)
      guard organisations.count >= electorate.quorum, let value = offers[accepted.digest] else { continue }
      if let found, found.value.digest != accepted.digest { throw EvidenceFault(.contested, accepted.digest.hex) }
      found = found ?? Certified(value: value, organisations: organisations)
    }
    return found
  }

  /// The most that accepted one value in one round.
  func mostAccepts(by electorate: Electorate, _ keys: EvidenceKeys) -> Int {
    asked.map { acceptors(of: $0, in: electorate, keys).count }.max() ?? 0
  }

  private func acceptors(
    of accepted: AcceptedValue,
    in electorate: Electorate,
    _ keys: EvidenceKeys
  ) -> [MemberID] {
    let authors = accepts[accepted, default: []].filter { keys.isVoice($0) }.map(\.organisation)
    return Electorate.distinct(authors.filter { electorate.contains($0) })
  }
}
