internal import TalkootCrypto
internal import TalkootLog

/// Which node keys belong to which organisations, from the genesis on: each admission is signed by the newcomer's root
/// and node keys and by the invitation's, and was written by a node that is established in the same way.
struct EvidenceKeys {
  private struct Entry {
    /// Those of the admission first, then those that certified epochs put in their place.
    var roots: [PublicKey]
    let first: NodeID
    var nodes: Set<NodeID>
    /// Nodes that the root named as voices.
    var voices: Set<NodeID> = []
  }

  /// More cards than anyone will ever lose: a word under one of them is tried with each.
  static let rootsMax = 32

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
    var words = EvidenceWords(changes)
    while true {
      keys.take(&words)
      let last = roster[roster.count - 1]
      guard let certified = try settlements[.roster(after: last.number)]?.certified(by: last.members, keys) else {
        break
      }
      guard case .roster(let change) = certified.value else { break }
      for rekeying in change.rekeyed { try keys.rekey(rekeying.organisation, rekeying.rootKey, &words) }
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

  private mutating func rekey(
    _ member: MemberID,
    _ root: PublicKey,
    _ words: inout EvidenceWords
  ) throws(EvidenceFault) {
    guard entries[member] != nil else { return }
    entries[member]!.roots.append(root)
    guard entries[member]!.roots.count <= EvidenceKeys.rootsMax else {
      throw EvidenceFault(.malformed, "more than \(EvidenceKeys.rootsMax) recovery cards of one organisation")
    }
    words.came(.root(member))
  }

  /// Takes in all that established nodes wrote.
  private mutating func take(_ words: inout EvidenceWords) {
    while let word = words.next() {
      switch judge(word) {
      case .taken(let new): for thing in new { words.came(thing) }
      case .lacks(let thing): words.wait(word, for: thing)
      case .pointless: continue
      }
    }
  }

  private enum Verdict {
    case taken([EvidenceWords.Thing])
    case lacks(EvidenceWords.Thing)
    /// It establishes nothing, whatever else is established.
    case pointless
  }

  private mutating func judge(_ word: EvidenceWords.Word) -> Verdict {
    let author = word.shown.author
    guard isOpen(author.node, of: author.organisation) else { return .lacks(.node(author)) }
    switch word.operation {
    case .invite(let invitation):
      let id = ObjectID(madeBy: word.shown.id, index: word.index)
      invitations[id] = invitation.key
      return .taken([.invitation(id)])
    case .admit(let admission): return take(admission)
    case .admitNode(let admission): return take(admission, by: author, from: word.rootsTried)
    case .assignVoice(let assignment): return take(assignment, from: word.rootsTried)
    case .genesis, .revoke, .retireNode, .propose, .approve, .withdrawProposal, .leave, .settle, .received,
      .closeDecision, .withdrawDecision, .forkEvidence, .erase, .addressHint, .understands, .openDecision, .position:
      return .pointless
    }
  }

  private mutating func take(_ admission: Admission) -> Verdict {
    let member = admission.member
    guard admission.network == network, entries[member] == nil else { return .pointless }
    guard let key = invitations[admission.invitation] else { return .lacks(.invitation(admission.invitation)) }
    guard admission.isProven(invitationKey: key) else { return .pointless }
    add(member, root: admission.rootKey, node: admission.nodeKey)
    let first = Author(organisation: member, node: NodeID(of: admission.nodeKey))
    return .taken([.organisation(member), .node(first)])
  }

  private mutating func take(_ admission: NodeAdmission, by author: Author, from tried: Int) -> Verdict {
    let (member, node) = (admission.organisation, NodeID(of: admission.nodeKey))
    guard let entry = entries[member] else { return .lacks(.organisation(member)) }
    let message = NodeAdmission.signedBytes(network: network, organisation: member, nodeKey: admission.nodeKey)
    guard !entry.nodes.contains(node), admission.nodeKey.isValid(admission.nodeSignature, over: message) else {
      return .pointless
    }
    if let signature = admission.rootSignature {
      guard entry.roots.dropFirst(tried).contains(where: { $0.isValid(signature, over: message) }) else {
        return .lacks(.root(member))
      }
    } else if author.organisation != member {
      return .pointless
    }
    entries[member]!.nodes.insert(node)
    return .taken([.node(Author(organisation: member, node: node))])
  }

  private mutating func take(_ assignment: VoiceAssignment, from tried: Int) -> Verdict {
    let member = assignment.organisation
    guard let entry = entries[member] else { return .lacks(.organisation(member)) }
    guard !entry.voices.contains(assignment.node) else { return .pointless }
    let message = VoiceAssignment.signedBytes(
      network: network,
      organisation: member,
      node: assignment.node,
      term: assignment.term
    )
    guard entry.roots.dropFirst(tried).contains(where: { $0.isValid(assignment.rootSignature, over: message) }) else {
      return .lacks(.root(member))
    }
    entries[member]!.voices.insert(assignment.node)
    return .taken([])
  }
}

extension EvidenceKeys {
  private init(network: NetworkID) { self.network = network }
}
