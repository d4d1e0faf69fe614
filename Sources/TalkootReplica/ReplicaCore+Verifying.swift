internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
public import TalkootStore

/// What `verify` found.
public struct Verification: Hashable, Sendable {
  /// How many changes were checked.
  public var changes = 0
  /// The first fault, with its place; nil when there is none.
  public var fault: String?
}

extension ReplicaCore {
  private static let verifiedAtOnce = 1024

  /// Reads the whole storage again and proves it: every page, every hash, chain and signature, by the same way that a
  /// peer's changes take, into an empty index and state; and that what comes out is the state that is shown.
  ///
  /// - Parameter progress: told how many changes of how many are done.
  public func verify(progress: (Int, Int) -> Void = { _, _ in }) throws(StoreError) -> Verification {
    if let problem = try storage.integrityProblems(limit: 1).first { return Verification(fault: problem) }
    var replay = Replay(workspace.network)
    var first: UInt32 = 0
    while first < index.count {
      let end = min(first + UInt32(ReplicaCore.verifiedAtOnce), UInt32(index.count))
      if let fault = try replay.take((first..<end).map { LocalVersion($0) }, of: self) {
        return Verification(changes: replay.index.count, fault: fault)
      }
      first = end
      progress(Int(end), index.count)
    }
    // What can't be read for proving says nothing against what was folded before.
    defer { historyFailure = nil }
    let unreadable = historyFailure.map { "\($0)" }
    var fault = unreadable
    if fault == nil { fault = try replay.erasureFault(in: self) }
    return Verification(changes: replay.index.count, fault: fault ?? replay.compared(with: self))
  }

  /// The state made anew from the stored changes, and kept.
  ///
  /// - Returns: whether it differs from the one before.
  public func rebuild(progress: (Int, Int) -> Void = { _, _ in }) throws(StoreError) -> Bool {
    let before = workspace
    workspace = Workspace(network: before.network)
    var failure: StoreError?
    var done = 0
    try storage.changes(LocalVersion(0)..<LocalVersion(UInt32(index.count))) { stored in
      do throws(StoreError) {
        let change = try stored.verified(index)
        _ = workspace.apply(change, version: stored.version, index: index) { [unowned self] in
          self.history(of: $0).filter { $0.version <= stored.version }
        }
        _ = recount(upTo: stored.version)
        try checkHistory()
      } catch { failure = error }
      done += 1
      if done % ReplicaCore.verifiedAtOnce == 0 { progress(done, index.count) }
      return failure == nil
    }
    if let failure {
      workspace = before
      throw failure
    }
    unsaved = Set(workspace.allObjects).union(before.allObjects)
    unsavedChanges = max(1, index.count)
    try save()
    var (old, new) = (before, workspace)
    return old.updateDigest() != new.updateDigest()
  }
}

/// A replica's changes on their way into an empty one.
private struct Replay {
  var index = LogIndex()
  var workspace: Workspace
  private var intake: Intake
  private var foundations = Foundations()
  private var salts: [RangeKey: SaltTree] = [:]
  /// What was erased, by id and number, and why.
  private var erased: Set<Erasure.Target> = []
  private var erasures: [AppliedErasure] = []
  private let peer = NodeID(.zero)

  init(_ network: NetworkID) {
    workspace = Workspace(network: network)
    var limits = Intake.Limits()
    // All logs of a large network may have a range under way at once.
    limits.changes = Int.max
    limits.freeBranches = Int.max
    limits.bytes = Int.max
    intake = Intake(limits: limits)
  }

  /// Takes stored changes through pack, intake and fold.
  /// - Returns: the first fault.
  mutating func take(_ versions: [LocalVersion], of core: ReplicaCore) throws(StoreError) -> String? {
    let items = try core.read(versions)
    for (item, version) in zip(items, versions) {
      let change = item.change.change
      for (i, string) in change.strings.enumerated() where string.isErased {
        erased.insert(Erasure.Target(change: change.id, string: UInt32(i)))
      }
      guard let salts = item.salts else { continue }
      let header = item.change.header
      let branch = core.index.saltBranch(of: version, header.sequence, header.log)
      self.salts[RangeKey(log: header.log, range: SaltTree.range(header.sequence), branch: branch)] = salts
    }
    let received: [ReceivedChange]
    do {
      let pack = ChangePack.encode(items, source: core.packSource()).pack
      let (index, intake, salts, peer) = (index, intake, salts, peer)
      received = try ChangePack.decode(
        pack,
        target: IndexPackTarget(
          index,
          waiting: { intake.id($0, $1, from: peer) },
          waitingLog: { intake.log(prefix: $0) },
          branchSalts: { log, range, change in
            let branch = change.map { core.index.saltBranch(of: $0, range: range, log) } ?? 0
            return salts[RangeKey(log: log, range: range, branch: branch)]
          }
        )
      )
    } catch { return "changes \(versions[0].rawValue) and following can't be read: \(error)" }
    for (change, version) in zip(received, versions) where change.id != core.index.id(of: version) {
      return "change \(core.index.id(of: version)) does not have the hash it is stored under"
    }
    foundations.note(received, workspace)
    intake.add(received, from: peer)
    return takeIn(core)
  }

  private mutating func takeIn(_ core: ReplicaCore) -> String? {
    while true {
      switch nextEvent() {
      case nil: return nil
      case .verified(let change, _): fold(change, core)
      case .rejected(let rejection):
        return "change \(rejection.change) of log \(rejection.place.log): \(rejection.reason)"
      case .forked: break
      }
    }
  }

  // Apart, so that the copies it needs are gone before the next change is folded.
  private mutating func nextEvent() -> Intake.Event? {
    let (workspace, index, foundations) = (workspace, index, foundations)
    return intake.next(index) { foundations.admits($0, $1, workspace, index) }
  }

  private mutating func fold(_ change: VerifiedChange, _ core: ReplicaCore) {
    let version = index.append(change)
    let index = index
    let history: ChangeHistory = { object in
      core.history(of: object)
        .compactMap { past in
          index.version(of: past.change.id).map { PastChange(version: $0, change: past.change) }
        }
        .sorted { $0.version < $1.version }
    }
    let applied = workspace.apply(change, version: version, index: index, history: history)
    erasures += applied.erasures
    guard workspace.isRecountDue else { return }
    _ = workspace.recount(index, history: history) { version in
      core.index.version(of: index.id(of: version)).flatMap { core.stored($0) }
    }
  }

  /// A string that is gone without an Erase, or here in spite of one.
  func erasureFault(in core: ReplicaCore) throws(StoreError) -> String? {
    var named: Set<Erasure.Target> = []
    for erasure in erasures {
      let strings = try workspace.strings(erasedBy: erasure, index: index) { version throws(StoreError) in
        guard let stored = core.index.version(of: index.id(of: version)) else { return nil }
        return try core.storage.change(stored)?.verified(core.index)
      }
      for string in strings {
        named.insert(Erasure.Target(change: index.id(of: string.version), string: UInt32(string.index)))
      }
    }
    guard let wrong = named.symmetricDifference(erased).min(by: { ($0.change, $0.string) < ($1.change, $1.string) })
    else { return nil }
    let what = erased.contains(wrong) ? "was erased, and nothing here says so" : "is here, though it was erased"
    return "string \(wrong.string) of change \(wrong.change) \(what)"
  }

  mutating func compared(with core: ReplicaCore) -> String? {
    guard index.count == core.index.count else {
      return "\(core.index.count - index.count) changes have no signature that speaks for them"
    }
    var shown = core.workspace
    guard workspace.updateDigest() != shown.updateDigest() else { return nil }
    let different = Set(workspace.allObjects).union(shown.allObjects).sorted()
      .first { workspace.canonicalState(of: $0) != shown.canonicalState(of: $0) }
    let place = different.map { " at object \($0.bytes.map { String($0, radix: 16) }.joined())" } ?? ""
    return "the changes give another state than the stored one\(place); `talkoot replica rebuild` makes it anew"
  }
}
