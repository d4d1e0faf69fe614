internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog
public import TalkootModel
public import TalkootStore

/// What a commit draws from outside the core.
public struct AuthoringContext {
  /// What this node's clock says.
  public var milliseconds: Int64
  /// Today in the network's time zone.
  public var today: CalendarDate
  /// Random bytes.
  public var random: (Int) -> [UInt8]

  /// Surroundings of one commit.
  public init(milliseconds: Int64, today: CalendarDate, random: @escaping (Int) -> [UInt8]) {
    self.milliseconds = milliseconds
    self.today = today
    self.random = random
  }
}

/// One act that somebody asks for: its drafts are made from the state as it is when its turn comes.
public struct CommitRequest: Sendable {
  /// The acting person's name; nil for what the node does by itself.
  public var person: String?
  /// The heads that the person's page showed; nil for the present ones.
  public var seen: [ChangeID]?
  /// Changes that are set aside and count from this act on, with all that they build on: it builds on them.
  public var bringsBack: [ChangeID] = []
  /// Makes the drafts, each a change of the act. None is no change. Must not keep what it is given.
  public typealias Make = @Sendable (Workspace, CommandContext) throws -> [Draft]
  /// The act's steps, mostly one: each sees what the ones before it wrote, and when one is refused none of them counts.
  public var steps: [Make]

  /// An act to be carried out.
  public init(
    person: String? = nil,
    seen: [ChangeID]? = nil,
    bringsBack: [ChangeID] = [],
    make: @escaping Make
  ) {
    self.init(person: person, seen: seen, bringsBack: bringsBack, steps: [make])
  }

  /// An act of several steps.
  public init(person: String? = nil, seen: [ChangeID]? = nil, bringsBack: [ChangeID] = [], steps: [Make]) {
    self.person = person
    self.seen = seen
    self.bringsBack = bringsBack
    self.steps = steps
  }
}

/// What became of an act.
public struct Committed: Sendable {
  /// Its changes, in order; none when there was nothing to change.
  public var changes: [ChangeID] = []
  /// The object that each change is about.
  public var subjects: [ObjectID?] = []
}

/// What a transaction of this node's own changes did, to be told to peers once it is durable.
public struct OwnChanges: Sendable {
  /// Each act's result, in the order of the requests.
  public var results: [Result<Committed, any Error>]
  /// The log's row; nil when nothing was written.
  public var row: LogRow?
  /// The changes as peers get them: several packs only when one is not enough.
  public var packs: [[UInt8]] = []
}

extension ReplicaCore {
  /// Carries out acts in one transaction (group commit): each sees the ones before it. An act that is refused leaves
  /// no trace and does not touch the others.
  ///
  /// - Throws: when the storage fails. The core must then be reopened, and nothing of it has happened.
  public func commit(_ requests: [CommitRequest], _ authoring: AuthoringContext) throws(StoreError) -> OwnChanges {
    precondition(batch.changes.isEmpty, "one batch at a time")
    var results: [Result<Committed, any Error>] = []
    for request in requests { results.append(Result { try carryOut(request, authoring) }) }
    try checkHistory()
    guard let last = batch.changes.last else { return OwnChanges(results: results, row: nil) }
    sign(last.change.id, isKept: false)
    noteOwnLog()
    try carryOutErasures()
    let written = batch
    try commitBatch()
    for past in written.changes { intake.note(past.change.id) }
    let row = LogRow(log: writer!.log, count: writer!.count, head: writer!.head!)
    return OwnChanges(results: results, row: row, packs: packs(of: written))
  }

  private func carryOut(_ request: CommitRequest, _ authoring: AuthoringContext) throws -> Committed {
    guard request.steps.count > 1 else { return try carryOut(request.steps[0], of: request, authoring) }
    let before = (workspace, index, writer, batch, newestSalts, schedules)
    var committed = Committed()
    do {
      for step in request.steps {
        let done = try carryOut(step, of: request, authoring)
        committed.changes += done.changes
        committed.subjects += done.subjects
      }
      return committed
    } catch {
      (workspace, index, writer, batch, newestSalts, schedules) = before
      throw error
    }
  }

  private func carryOut(
    _ make: CommitRequest.Make,
    of request: CommitRequest,
    _ authoring: AuthoringContext
  ) throws -> Committed {
    guard let member else { throw ReplicaError.notAdmitted }
    let context = CommandContext(
      author: CommandAuthor(member: member, person: request.person),
      index: index,
      today: authoring.today,
      seen: request.seen,
      history: { [unowned self] in self.history(of: $0) }
    )
    var drafts = try make(workspace, context).filter { !$0.isEmpty || !request.bringsBack.isEmpty }
    if drafts.isEmpty, !request.bringsBack.isEmpty { drafts = [Draft()] }
    // An act is whole or not at all: what cannot be sealed is found before anything is written.
    for draft in drafts { try ReplicaCore.checkSize(of: draft) }
    var committed = Committed()
    var newPerson: ObjectID?
    for var draft in drafts {
      // Made once, by the act's first change.
      if let newPerson { draft.setPerson(newPerson) }
      let change = try author(draft, of: request, authoring)
      if drafts[0].makesPerson, newPerson == nil { newPerson = ObjectID(madeBy: change, index: 0) }
      committed.changes.append(change)
      committed.subjects.append(draft.subject.map { $0.id(in: change) })
    }
    return committed
  }

  private static func checkSize(of draft: Draft) throws(ReplicaError) {
    let (structure, strings) = draft.encode()
    let weight = structure.count + strings.reduce(0) { $0 + $1.utf8.count }
    // A log's first change has its descriptor as well.
    guard weight <= ChangeLimits.bodyBytes - 256, !strings.contains(where: { $0.utf8.count > ChangeLimits.stringBytes })
    else {
      throw .tooLarge(FormatError(.overLimit, at: weight, reading: "structure and content"))
    }
    do { _ = try Structure(parsing: structure) } catch { throw .tooLarge(error) }
  }

  /// What counts here, and of this node's own logs everything: what it wrote on two branches of one counts as it goes on
  /// from both (rules 2.6).
  private func headsToBuildOn(_ request: CommitRequest) -> [LocalVersion] {
    if workspace.setAside.isEmpty { return index.graph.heads }
    let own = index.logStates.filter { $0.descriptor.nodeKey == key.publicKey && $0.descriptor.member == member }
    let branches = own.flatMap { [$0.main] + $0.branches }.compactMap(\.last)
    let wanted = request.bringsBack.compactMap { index.version(of: $0) }
    return index.graph.minimal(workspace.countedHeads + branches + wanted)
  }

  private func author(_ draft: Draft, of request: CommitRequest, _ authoring: AuthoringContext) throws -> ChangeID {
    try beginLogIfNone(draft, authoring)
    let needed = index.dependencies(for: writer!.log, on: headsToBuildOn(request))
    for merge in needed.merges { try seal(Draft(), flags: [], dependencies: merge, authoring) }
    return try seal(draft, flags: draft.flags, dependencies: needed.dependencies, authoring)
  }

  private func beginLogIfNone(_ draft: Draft, _ authoring: AuthoringContext) throws {
    guard writer == nil, let member else { return }
    guard mayBegin(for: member, with: draft) else { throw ReplicaError.notAdmitted }
    let mine = index.logStates.filter { $0.descriptor.nodeKey == key.publicKey }
    let descriptor = LogDescriptor(
      network: workspace.network,
      nodeKey: key.publicKey,
      member: member,
      incarnation: Incarnation(authoring.random(16))!,
      predecessor: mine.last?.head.map { index.id(of: $0) }
    )
    writer = LogWriter(descriptor: descriptor)
  }

  /// Whether this node's admission is here: without it in the past of its first change nobody would take the log.
  private func mayBegin(for member: MemberID, with draft: Draft) -> Bool {
    if index.count == 0, case .governance(.genesis(let genesis))? = draft.operations.first {
      return genesis.record.founder == member && genesis.record.nodeKey == key.publicKey
    }
    return workspace.settled.admittedNodes.contains { $0.key == key.publicKey && $0.organisation == member }
  }

  @discardableResult
  private func seal(
    _ draft: Draft,
    flags: ChangeFlags,
    dependencies: [ChangeID],
    _ authoring: AuthoringContext
  ) throws -> ChangeID {
    let (structure, strings) = draft.encode(descriptor: writer!.count == 0 ? writer!.descriptor : nil)
    let sealed: LogWriter.Sealed
    do {
      sealed = try writer!.seal(
        structure: structure,
        strings: strings,
        dependencies: dependencies,
        claimedMilliseconds: authoring.milliseconds,
        flags: flags,
        newSeed: { SaltSeed(authoring.random(16))! }
      )
    } catch { throw ReplicaError.tooLarge(error) }
    fold(sealed.change, salts: sealed.beginsRange ? sealed.salts : nil)
    if sealed.keepsSignature { sign(sealed.change.id, isKept: true) }
    return sealed.change.id
  }

  /// Signs the newest change of the batch, unless it is signed already.
  private func sign(_ id: ChangeID, isKept: Bool) {
    let last = batch.changes.count - 1
    precondition(batch.changes[last].change.id == id, "the newest change is signed")
    guard batch.changes[last].change.signature == nil else { return }
    let signature = key.sign(id)
    var change = batch.changes[last].change
    change.signature = signature
    batch.changes[last] = PastChange(version: batch.changes[last].version, change: change)
    batch.transaction.signatures.append(
      StoredSignature(
        log: UInt32(index.logNumber(change.header.log)!),
        sequence: change.header.sequence,
        bytes: signature.bytes,
        isKept: isKept
      )
    )
  }

  private func noteOwnLog() {
    guard batch.transaction.newLogs.contains(where: { $0.id == writer!.log }) else { return }
    batch.transaction.meta.append(StoreTransaction.NamedBytes(Meta.log, writer!.log.digest.bytes))
    batch.beginsLog = true
  }

  private func packs(of batch: Batch) -> [[UInt8]] {
    var packs: [[UInt8]] = []
    var items = batch.changes.map { past in
      let header = past.change.header
      return ChangePack.Item(
        past.change,
        salts: SaltTree.slot(header.sequence) == 0
          ? batch.salts[RangeKey(log: header.log, range: SaltTree.range(header.sequence))] : nil
      )
    }[...]
    while !items.isEmpty {
      let (pack, count) = pack(items, atMost: ReplicaCore.packBytes)
      packs.append(pack)
      items = items.dropFirst(count)
    }
    return packs
  }
}
