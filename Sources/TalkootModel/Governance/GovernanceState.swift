internal import HashTreeCollections
public import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog

/// Who belongs to the network and what is settled: a function of the set of governance operations applied.
///
/// A copy is a snapshot and costs nothing. Operations are applied in causal order. Each is judged **by its own causal
/// past alone**, so that every replica keeps the same ones, whenever they arrive; what its past doesn't justify is
/// ignored, with a reason. Values are computed from an offer's past, by the same tables and rules as from all that is
/// known here: most readings take a past, and nil stands for everything.
///
/// One thing only depends on arrival: of two contradicting certificates, which need a double voice, each replica keeps
/// the one it had (`isContested`).
public struct GovernanceState: Sendable {
  /// The network; its genesis may not have come yet.
  public let network: NetworkID
  /// What the network began with.
  public internal(set) var genesis: GenesisRecord?
  var genesisOrigin: Origin?
  var organisations: TreeDictionary<MemberID, OrganisationEntry> = [:]
  var invitations: TreeDictionary<ObjectID, InvitationEntry> = [:]
  var proposals: TreeDictionary<ObjectID, ProposalEntry> = [:]
  var decisions: TreeDictionary<ObjectID, DecisionEntry> = [:]
  /// Decisions without a certificate: what voices still look at.
  var unsettled: TreeSet<ObjectID> = []
  var settlements: TreeDictionary<SettlementID, SettlementRecord<GovernanceValue>> = [:]
  var epochs: TreeDictionary<EpochID, Epoch> = [:]
  /// Every epoch known, as their certificates came to be.
  var epochOrder: [EpochID] = []
  /// The roster's chain as this replica has it, from the genesis on.
  var chain: [EpochID] = []
  /// Who spoke for each member when an epoch began, as this replica knew it.
  var voicesAtStart: TreeDictionary<EpochID, [NamedVoice]> = [:]
  /// Logs with a proven fork, each with the proof that all replicas keep.
  var forks: TreeDictionary<LogID, ForkEvidence> = [:]
  /// What each organisation's nodes say they understand.
  var understandings: TreeDictionary<MemberID, [UnderstandingEntry]> = [:]
  /// Where each node says it can be reached, by its latest word.
  var hints: TreeDictionary<NodeID, HintEntry> = [:]
  /// What doesn't count (`here`). What is settled, and what a past holds, is not cut by it.
  var setAside = VersionRanges()

  /// The state before the genesis.
  public init(network: NetworkID) { self.network = network }
}

/// Who wrote an operation: an organisation by one of its nodes.
public struct Author: Hashable, Sendable {
  /// The organisation.
  public let organisation: MemberID
  /// Its node.
  public let node: NodeID

  /// `node`, writing for `organisation`.
  public init(organisation: MemberID, node: NodeID) {
    self.organisation = organisation
    self.node = node
  }
}

/// An operation's place and author.
public struct Origin: Hashable, Sendable {
  /// Where it is on this replica.
  public let dot: Dot
  /// The change that holds it.
  public let change: ChangeID
  /// Who wrote it.
  public let author: Author

  /// The operation at `dot`, in `change`, by `author`.
  public init(dot: Dot, change: ChangeID, author: Author) {
    self.dot = dot
    self.change = change
    self.author = author
  }

  /// The same on every replica: by change id, then index.
  static func precedes(_ a: Origin, _ b: Origin) -> Bool {
    a.change != b.change ? a.change < b.change : a.dot.index < b.dot.index
  }
}

/// One thing that is settled.
public enum SettlementID: Hashable, Sendable {
  /// A decision's outcome, by the members of this epoch.
  case decision(ObjectID, by: EpochID)
  /// What follows this roster epoch.
  case roster(after: EpochID)
}

/// Why an operation counts for nothing. Found in its own causal past, the same on every replica.
public enum Ignored: Hashable, Sendable {
  /// Before the genesis, or in another network.
  case otherNetwork
  /// A network has one genesis.
  case secondGenesis
  /// A signature in it doesn't hold.
  case badSignature
  /// Only members do this.
  case notMember
  /// Its author's node was closed, or was never its organisation's.
  case retired
  /// Only the organisation concerned does this, or the one that made the thing.
  case notOwn
  /// The one concerned never approves, and nobody removes itself: it leaves.
  case selfConcerned
  /// Its past doesn't hold what it names.
  case unknown
  /// The invitation was taken back.
  case revoked
  /// The invitation was used.
  case taken
  /// The roster, as its past has it, is as proposed or doesn't have the one concerned.
  case pointless
  /// There is no such option, or the rule has none.
  case noSuchOption
  /// Only the electorate takes part.
  case notInElectorate
  /// Not from the node that is its organisation's voice.
  case notTheVoice
  /// A word of a voice that its past doesn't justify.
  case flawed(MessageFlaw)
}

// MARK: - Tables

struct OrganisationEntry: Sendable {
  let rootKey: PublicKey
  /// The invitation it came by; nil for the founder.
  let invitation: ObjectID?
  /// The same admission may be written twice.
  var admitted: [Origin]
  var nodes: [NodeEntry]
  var voices: [VoiceEntry] = []
  var leaves: [Origin] = []
}

struct NodeEntry: Sendable {
  let id: NodeID
  let key: PublicKey
  var admitted: [KeyedOrigin]
  var retired: [KeyedOrigin] = []
}

struct VoiceEntry: Sendable {
  let node: NodeID
  let term: UInt32
  var origin: KeyedOrigin
}

/// An operation, and the recovery card that signed it where one had to. A card that was replaced since vouches only for
/// what was known when it was replaced, whatever its thief dates back.
struct KeyedOrigin: Sendable {
  let origin: Origin
  let rootKey: PublicKey?
  /// The epochs that replaced the card and knew of this when they were offered.
  var vouchers: [EpochID] = []
  /// Of a node's closing: what the node had said for its organisation that whoever closed it knew of.
  var known: TreeSet<Dot> = []
}

struct InvitationEntry: Sendable {
  let invitation: Invitation
  let origin: Origin
  var revoked: [Origin] = []
  var admissions: [(member: MemberID, origin: Origin)] = []
}

/// What an organisation said for a proposal, in one epoch.
struct ApprovalEntry: Sendable {
  let epoch: EpochID
  let origin: Origin
  /// Whether it proposed, which approves.
  let proposes: Bool
  /// Where it was taken back.
  var withdrawals: [Origin] = []
}

struct ProposalEntry: Sendable {
  let action: RosterAction
  var reasons: [ProposalStatus.Proposing] = []
  var approvals: [ApprovalEntry] = []
}

struct PositionEntry: Sendable {
  let stance: Stance
  let origin: Origin
  /// Later positions of the same organisation that have it in their past.
  var overtaken: [Origin] = []
}

/// The node that speaks for an organisation.
struct NamedVoice: Sendable {
  let organisation: MemberID
  let node: NodeID?
}

/// A decision's opening. Where two make one object by an outside key, neither knowing of the other, there are several.
struct OpeningEntry: Sendable {
  let opening: DecisionOpening
  /// Who spoke for each of the electorate when it opened.
  let voices: [NamedVoice]
  let epoch: EpochID
  let electorate: Electorate
  let origin: Origin
}

struct DecisionEntry: Sendable {
  /// Never empty.
  var openings: [OpeningEntry]
  var positions: [PositionEntry] = []
  var received: [Origin] = []
  var closed: [Origin] = []
  var withdrawn: [Origin] = []
}
