internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore
internal import TalkootSync

/// Whole replicas in one thread: the code that ships, from commands to storage, over links that fail and machines that
/// crash, with simulated time. A seed repeats a run exactly.
///
/// Each node is a `ReplicaCore` over `MemoryStorage` with the exchange and mesh of a real one; what the shells do
/// (`Links`, `Clerk`) is done here by events. Links are as in `SimulatedNetwork`. Files: this one what a run is,
/// `+Events` what happens by itself, `+Faults` what goes wrong, `+Work` what people do, `+Hostile` what a minority does,
/// `+Checks` what must hold.
public final class ReplicaSimulation {
  /// One machine.
  final class Node {
    let keys: OrganisationKeys
    var storage: MemoryStorage
    var replica: WholeReplica
    var exchange: Exchange
    var mesh: Mesh
    /// Such changes from before the machine was put back, which it is to get again.
    var regained: [ChangeID] = []
    /// An earlier state, to which the machine may be put back.
    var earlier: MemoryStorage?
    /// It was put back, and people go on there before it hears of others.
    var writesAtOnce = false
    var wasPutBack = false
    /// Earlier states from which one that means ill goes on beside its present one.
    var copies: [MemoryStorage] = []
    /// It is never heard of again.
    var isGone = false
    /// When evidence was first due that is to be published.
    var forksSeenAt: Int64?
    /// Rises with each start, so that what was meant for an earlier run is dropped.
    var run = 0
    var isUp = true
    var wakeAt: Int64?
    var storeQueue: [Pack] = []
    var isStoring = false
    var storing: ClosedRange<Int64>
    var roster: [NodeID] = []
    /// Where a newcomer has been told to look.
    let contact: NodeID?
    /// Changes that somebody was told are done.
    var acknowledged: [ChangeID] = []
    /// Nothing passes between nodes of different sides.
    var side = 0
    /// How far its clock is from the right time (milliseconds).
    var skew: Int64
    /// When it asks again for missing strings.
    var asksAgainAt: Int64?

    init(_ replica: WholeReplica, _ storage: MemoryStorage, contact: NodeID?, storing: ClosedRange<Int64>, skew: Int64)
    {
      keys = replica.keys
      self.replica = replica
      self.storage = storage
      self.contact = contact
      self.storing = storing
      self.skew = skew
      exchange = ReplicaSimulation.exchange(replica.core)
      mesh = Mesh(node: replica.core.node, organisation: replica.core.member)
    }

    var id: NodeID { replica.core.node }
    var core: ReplicaCore { replica.core }
  }

  struct Link {
    var nodes: [Int]  // the dialling one first
    var isUp = true
    var lastArrival: [Int64] = [0, 0]
    /// By side: whether it has ended the link, which the other side learns later.
    var isEnded = [false, false]
  }

  struct Pack {
    var link: LinkID
    var pack: [UInt8]
    var tag: UInt64
    var peer: NodeID
  }

  /// Sentences that people were told are in the text of a goal.
  struct Sentence {
    let goal: ObjectID
    let text: String
  }

  /// What repeats it.
  public let seed: UInt64
  let conditions: Conditions
  /// Microseconds since the start.
  public internal(set) var now: Int64 = 0
  /// What was done so far.
  public internal(set) var figures = Figures()
  /// What must not be, in the order in which it was found.
  public internal(set) var faults: [String] = []
  var generator: SplitMix64
  var nodes: [Node] = []
  var links: [LinkID: Link] = [:]
  var nextLink: UInt64 = 1
  var events = EventQueue<Event>()
  var sentences: [Sentence] = []
  /// Goals of whose text something was taken out.
  var shortened: Set<ObjectID> = []
  var keysMade = 0
  /// Changes whose strings may be gone for good: a machine that was put back alone had them.
  var lostStrings: Set<ChangeID> = []
  /// The node of the organisation that is removed.
  var outcast: Int?
  /// The nodes of those who mean ill.
  var hostile: Set<Int> = []
  /// Packs that they sent, to send them again.
  var sent: [[UInt8]] = []
  /// Those of them that some honest node has seen removed.
  var removedOnce: Set<MemberID> = []
  /// Nodes between which and the others nothing passes.
  var apart: Set<Int> = []
  var isFaulty = true
  var isWorking = true
  static let startMilliseconds: Int64 = 1_790_000_000_000

  /// A founder alone; the others join as it runs.
  public init(seed: UInt64, _ conditions: Conditions) throws {
    self.seed = seed
    self.conditions = conditions
    generator = SplitMix64(seed: seed)
    let storage = MemoryStorage()
    let founder = try WholeReplica.founding(OrganisationKeys(0), in: storage, seed: seed)
    add(founder, storage, contact: nil)
    isFaulty = !conditions.joinsInPeace
    if isFaulty, conditions.faultEvery > 0 { schedule(.fault, in: conditions.faultEvery) }
  }

  func add(_ replica: WholeReplica, _ storage: MemoryStorage, contact: NodeID?) {
    let skew = Int64.random(in: -3_600_000...3_600_000, using: &generator)
    nodes.append(Node(replica, storage, contact: contact, storing: conditions.storing, skew: skew))
    let number = nodes.count - 1
    updateRoster(number)
    schedule(.act(node: number), in: conditions.actEvery)
    schedule(.clerk(node: number, run: 0), in: 1_000)
  }

  static func exchange(_ core: ReplicaCore) -> Exchange {
    let own = core.index.logStates.last { $0.node == core.node }?.id
    return Exchange(
      SyncIdentity(network: core.workspace.network, node: core.node, log: own),
      rows: core.index.rows,
      mark: HeadsMark(core.headsHash)
    )
  }

  /// What its peers compare with theirs.
  func mark(of number: Int) -> HeadsMark { HeadsMark(nodes[number].core.headsHash) }

  var instant: SyncInstant { SyncInstant(microseconds: now) }

  func schedule(_ event: Event, in duration: Int64) { events.add(event, at: now + max(1, duration)) }

  func draw(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &generator) }

  func happens(one many: UInt64) -> Bool { UInt64.random(in: 0..<many, using: &generator) == 0 }

  func fail(_ what: String) { faults.append("\(now / 1000) ms: \(what)") }

  /// People work amid faults; then all is mended, and the nodes have time to agree.
  /// - Returns: what must not be; nothing when all is well.
  public func run() -> [String] {
    if conditions.joinsInPeace { join() }
    turnHostile()
    if conditions.removes { schedule(.removal, in: conditions.workSeconds * 250_000) }
    run(until: now + conditions.workSeconds * 1_000_000)
    isWorking = false
    mend()
    settle()
    if faults.isEmpty { checkAll() }
    return faults
  }

  /// Runs until all organisations are members, at most a minute; then the faults begin.
  private func join() {
    for _ in 0..<60 where nodes[0].core.workspace.settled.members.count < conditions.organisations {
      run(until: now + 1_000_000)
    }
    isFaulty = true
    if conditions.faultEvery > 0 { schedule(.fault, in: conditions.faultEvery) }
  }

  func run(until end: Int64) {
    while faults.isEmpty, let time = events.nextTime, time <= end { step() }
    now = max(now, end)
  }

  /// Runs until all hold the same and nobody writes any more.
  private func settle() {
    var quiet = 0
    var before = -1
    for _ in 0..<120 {
      run(until: now + 60_000_000)
      guard faults.isEmpty else { return }
      let changes = loyal.map { nodes[$0].core.index.count }.reduce(0, +)
      quiet = isConverged && changes == before ? quiet + 1 : 0
      before = changes
      if quiet == 2 { return }
    }
    fail("no agreement two hours after all was mended: \(disagreement)")
  }

  /// What the nodes hold, for who looks for the cause.
  private var disagreement: String {
    let states = nodes.enumerated().map { number, node in
      let core = node.core
      let heads = "\(core.index.headsHash.hex.prefix(8))"
      return "node \(number) has \(core.index.count) changes, heads \(heads), lacks the strings of "
        + "\(core.workspace.incompleteVersions.count), \(core.snapshot.pending) wait"
    }
    return states.joined(separator: "; ")
  }

  var isConverged: Bool {
    Set(loyal.map { mark(of: $0) }).count == 1
      && !loyal.contains { lacksStrings(nodes[$0].core) }
  }

  /// Whether it lacks strings that can still be had.
  private func lacksStrings(_ core: ReplicaCore) -> Bool {
    core.workspace.incompleteVersions.contains { version in
      let author = core.index.logStates[core.index.numbers(of: version).log].descriptor.member
      return !lostStrings.contains(core.index.id(of: version)) && !hostileMembers.contains(author)
    }
  }

  /// The node that keeps strings back.
  var withholder: Int? { conditions.withholds ? 1 : nil }
}
