internal import TalkootCRDT
public import TalkootLog
internal import TalkootModel
public import TalkootStore

/// What came of a pack that a peer sent.
public struct Receipt: Sendable {
  /// The rows of the logs that have grown; durable.
  public var rows: [LogRow] = []
  /// How many changes were new.
  public var changes = 0
  /// Why the pack cannot be right, whatever else is held here: the link is to be closed. What was right before the
  /// fault is kept.
  public var refusal: String?
  /// Forks that came to light.
  public var forks: [Fork] = []
  /// Whether the pack named changes by places where this replica holds several: it is to be sent again, with whole
  /// names, once the peer knows what is here.
  public var isAmbiguous = false
  /// Changes whose strings are missing, to be asked for.
  public var incomplete: [ChangeID] = []
  /// How many changes that lacked strings got some.
  public var filled = 0
  /// Whether no more should be read from this peer for now.
  public var isFull = false
}

extension ReplicaCore {
  /// Verifies a pack, makes what can be applied durable and holds the rest within bounds.
  ///
  /// - Parameter organisation: whose node the peer is, where that is known: what may wait is bounded for each.
  /// - Throws: when the storage fails. The core must then be reopened, and nothing of the pack has happened.
  public func receive(
    _ pack: [UInt8],
    from peer: NodeID,
    of organisation: MemberID? = nil
  ) throws(StoreError) -> Receipt {
    precondition(batch.changes.isEmpty, "one batch at a time")
    intakeBefore = intake
    let receipt = try store(pack, from: peer, of: organisation)
    intakeBefore = nil
    return receipt
  }

  private func store(_ pack: [UInt8], from peer: NodeID, of organisation: MemberID?) throws(StoreError) -> Receipt {
    var receipt = Receipt()
    guard try takeUp(pack, peer, organisation, &receipt) != nil else { return receipt }
    try keep(&receipt)
    return receipt
  }

  /// Unpacks, verifies and folds; nothing is durable yet.
  /// - Returns: the ids of what is in the pack; nil where it can't be read.
  func takeUp(
    _ pack: [UInt8],
    _ peer: NodeID,
    _ organisation: MemberID?,
    _ receipt: inout Receipt
  ) throws(StoreError) -> [ChangeID]? {
    let received: [ReceivedChange]
    do {
      let decoded = try ChangePack.decode(pack, target: packTarget(of: peer))
      if let nameless = decoded.first(where: \.lacksKey) {
        receipt.refusal = "change \(nameless.id) without the key of what it makes, which can't be erased"
        return nil
      }
      received = ReplicaCore.onlyClaimed(decoded)
    } catch  where isMisunderstanding(error, peer) {
      receipt.isAmbiguous = true
      return nil
    } catch {
      receipt.refusal = "a pack that can't be read: \(error)"
      return nil
    }
    receipt.filled += try fill(from: received)
    foundations.note(received, workspace)
    intake.add(received, from: peer, of: organisation)
    try takeIn(&receipt, peer)
    saltWaiting(received, peer)
    receipt.isFull = intake.isFull(peer)
    return received.map(\.id)
  }

  /// Makes durable what was folded.
  func keep(_ receipt: inout Receipt) throws(StoreError) {
    try carryOutErasures()
    noteProofs()
    try noteForks()
    guard !batch.changes.isEmpty || !batch.altered.isEmpty else { return }
    let logs = Set(batch.changes.map(\.change.header.log))
    receipt.changes = batch.changes.count
    receipt.incomplete = batch.changes.filter { $0.change.change.isIncomplete }.map(\.change.id)
    try commitBatch()
    receipt.rows = index.rows.filter { logs.contains($0.log) }
  }

  private func takeIn(_ receipt: inout Receipt, _ peer: NodeID) throws(StoreError) {
    while let event = intake.next(index, admission: { [unowned self] in self.admits($0, $1) }) {
      switch event {
      case .verified(let change, let salts):
        // Something of this node's own that it did not have: it goes on in a new log, lest it write one place twice.
        if change.header.log == writer?.log { beginNewLog() }
        fold(change, salts: salts)
        try noteSignature(of: change)
      case .rejected(let rejection) where isMisread(rejection, peer): receipt.isAmbiguous = true
      case .rejected(let rejection):
        switch rejection.severity {
        case .invalid, .misdelivered: receipt.refusal = "\(rejection)"
        case .delayed: receipt.isFull = true
        }
      case .forked(let fork): receipt.forks.append(fork)
      }
    }
    // What was put together from wrong names stays unsigned; it must not be what later names mean.
    if receipt.isAmbiguous { intake.forget(peer) }
  }

  /// Keeps with what waits the salts by which it was read.
  private func saltWaiting(_ received: [ReceivedChange], _ peer: NodeID) {
    for id in intake.unsalted(received) {
      guard let change = received.first(where: { $0.id == id })?.change else { continue }
      let range = SaltTree.range(change.sequence)
      let salts = branchSalts(change.log, range: range, upTo: change.header.previous, from: peer)
      if let salts { intake.keep(salts, with: id) }
    }
  }

  private func admits(_ descriptor: LogDescriptor, _ header: ChangeHeader) -> Bool {
    foundations.admits(descriptor, header, workspace, index)
  }

  /// Keeps the signature that came with a change. The newest of a log stays until a newer one comes; the others stay
  /// for good, for they are those that the author keeps.
  private func noteSignature(of change: VerifiedChange) throws(StoreError) {
    let log = change.header.log
    let number = UInt32(index.logNumber(log)!)
    let isFrozen = index.logStates[Int(number)].isFrozen
    var isKept = true
    // Which of a branch's signatures its author keeps follows from what the branch goes on from: all are kept.
    if !isFrozen {
      var schedule = try schedule(of: log)
      isKept = schedule.keepsSignature(of: change.change)
      schedules[log] = schedule
    }
    guard let signature = change.signature else { return }
    let branch = isFrozen ? branchNumber(of: change, number) : 0
    batch.transaction.signatures.append(
      StoredSignature(
        log: number,
        branch: branch,
        sequence: change.header.sequence,
        bytes: signature.bytes,
        isKept: isKept
      )
    )
  }

  func branchNumber(of change: VerifiedChange, _ log: UInt32) -> UInt32 {
    let version = index.version(of: change.id)
    let branches = index.logStates[Int(log)].allBranches
    return UInt32(branches.firstIndex { $0.version(change.header.sequence) == version } ?? 0)
  }

  private func packTarget(of peer: NodeID) -> some PackTarget {
    IndexPackTarget(
      index,
      waiting: { [unowned self] in self.intake.id($0, $1, from: peer) },
      waitingLog: { [unowned self] in self.intake.log(prefix: $0) },
      branchSalts: { [unowned self] in self.branchSalts($0, range: $1, upTo: $2, from: peer) }
    )
  }

  /// Forgets what a peer sent and nothing vouches for yet: its link is gone.
  public func forget(_ peer: NodeID) {
    intake.forget(peer)
    misunderstandings[peer] = nil
  }
}
