import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel

/// A node that writes: its keys are made from a number, so that a run repeats.
struct TestNode: Sendable {
  let descriptor: LogDescriptor
  var sequence: UInt64 = 0
  var previous: ChangeID?

  init(_ number: UInt8, network: NetworkID) {
    let key = PublicKey([UInt8](repeating: number, count: 32))!
    descriptor = LogDescriptor(
      network: network,
      nodeKey: key,
      member: MemberID(SHA256.hash("test/member", [number])),
      incarnation: Incarnation(high: UInt64(number), low: 0)
    )
  }

  init(_ descriptor: LogDescriptor) { self.descriptor = descriptor }

  var member: MemberID { descriptor.member }
}

/// A whole replica in memory: changes, index and state, with drafts sealed without salts and signatures.
struct TestReplica {
  var node: TestNode
  var index = LogIndex()
  var workspace: Workspace
  var changes: [PastChange] = []
  var byObject: [ObjectID: [Int]] = [:]
  var claimed: Int64 = 1_700_000_000_000
  var person: String?
  var lastApplied = AppliedChange()
  /// The heads that the next changes build on, instead of all that counts.
  var buildsOn: [ChangeID]?

  init(_ number: UInt8, network: NetworkID) {
    node = TestNode(number, network: network)
    workspace = Workspace(network: network)
  }

  init(_ node: TestNode) {
    self.node = node
    workspace = Workspace(network: node.descriptor.network)
  }

  var history: ChangeHistory {
    let (changes, byObject) = (changes, byObject)
    return { object in (byObject[object] ?? []).map { changes[$0] } }
  }

  var context: CommandContext { context(seen: nil) }

  func context(seen: [ChangeID]?) -> CommandContext {
    CommandContext(
      author: CommandAuthor(member: node.member, person: person),
      index: index,
      today: CalendarDate("2026-11-24")!,
      seen: seen,
      history: history
    )
  }

  /// Commits a draft and returns the object it is about.
  @discardableResult
  mutating func commit(_ draft: Draft) -> ObjectID {
    let encoded = draft.encode(descriptor: node.sequence == 0 ? node.descriptor : nil)
    let change = seal(encoded.structure, encoded.strings, flags: draft.flags)
    receive(change)
    guard let subject = draft.subject else { return ObjectID(high: 0, low: 0) }
    return subject.id(in: change.id)
  }

  /// A change of operations as they are, hostile ones too.
  @discardableResult
  mutating func commit(_ operations: [Operation]) -> ChangeID {
    var draft = Draft()
    for operation in operations { draft.append(operation) }
    let encoded = draft.encode(descriptor: node.sequence == 0 ? node.descriptor : nil)
    let change = seal(encoded.structure, encoded.strings, flags: [])
    receive(change)
    return change.id
  }

  mutating func seal(_ structure: [UInt8], _ strings: [String], flags: ChangeFlags = []) -> VerifiedChange {
    claimed += 1000
    node.sequence += 1
    let content = strings.map { ContentString.present(Array($0.utf8)) }
    let header = ChangeHeader(
      flags: flags,
      log: node.descriptor.id,
      sequence: node.sequence,
      previous: node.previous,
      dependencies: dependencies,
      claimedMilliseconds: claimed,
      structureHash: SHA256.hash("test/structure", structure),
      contentHash: SHA256.hash("test/content", Array(strings.joined(separator: "\u{0}").utf8))
    )
    let change = Change(trusting: header, id: header.id, structure: structure, strings: content)
    node.previous = change.id
    return VerifiedChange(
      trusting: change,
      structure: try! Structure(parsing: structure),
      descriptor: node.descriptor
    )
  }

  /// What the next change builds on besides its own log: what counts, or where the test says so other changes.
  private var dependencies: [ChangeID] {
    if let buildsOn { return buildsOn.filter { $0 != node.previous }.sorted() }
    let own = index.logStates.filter { $0.descriptor.nodeKey == node.descriptor.nodeKey }
    let branches = own.flatMap { [$0.main] + $0.branches }.compactMap(\.last)
    let heads = workspace.setAside.isEmpty ? index.graph.heads : index.graph.minimal(workspace.countedHeads + branches)
    return heads.map { index.id(of: $0) }.filter { $0 != node.previous }.sorted()
  }

  mutating func receive(_ change: VerifiedChange) {
    guard index.version(of: change.id) == nil else { return }
    let version = index.append(change)
    lastApplied = workspace.apply(change, version: version, index: index, history: history)
    for object in lastApplied.named { byObject[object, default: []].append(changes.count) }
    changes.append(PastChange(version: version, change: change))
    guard workspace.isRecountDue else { return }
    let all = changes
    _ = workspace.recount(index, history: history) { all[Int($0.rawValue)].change }
  }

  /// Takes in whatever `other` has.
  mutating func pull(from other: TestReplica) {
    for past in other.changes { receive(past.change) }
  }

  /// The same changes in an order drawn by `generator`, from nothing.
  static func replaying(_ changes: [VerifiedChange], as node: TestNode, _ pick: ([VerifiedChange]) -> Int)
    -> TestReplica
  {
    var replica = TestReplica(node)
    var waiting = changes
    while !waiting.isEmpty {
      let ready = waiting.filter { change in
        change.header.parents.allSatisfy { replica.index.contains($0) }
      }
      let next = ready[pick(ready)]
      waiting.removeAll { $0.id == next.id }
      replica.receive(next)
    }
    return replica
  }

  /// Every object's canonical state, to find what differs.
  var states: [ObjectID: [UInt8]] {
    Dictionary(uniqueKeysWithValues: workspace.allObjects.map { ($0, workspace.canonicalState(of: $0)) })
  }
}

extension ChangeHeader {
  var parents: [ChangeID] { dependencies + (previous.map { [$0] } ?? []) }
}

/// Every order in which a history can arrive, each change after its parents.
func deliveryOrders(of changes: [VerifiedChange], limit: Int) -> [[VerifiedChange]] {
  var orders: [[VerifiedChange]] = []
  func extend(_ prefix: [VerifiedChange], _ done: Set<ChangeID>) {
    guard orders.count < limit else { return }
    if prefix.count == changes.count { return orders.append(prefix) }
    for change in changes where !done.contains(change.id) && change.header.parents.allSatisfy(done.contains) {
      extend(prefix + [change], done.union([change.id]))
    }
  }
  extend([], [])
  return orders
}

let testNetwork = NetworkID(SHA256.hash("test/network", []))
