public import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog
internal import TalkootModel
public import TalkootStore
public import TalkootSync

extension ReplicaCore {
  /// The size at which a pack of this node's own changes is full.
  static let packBytes = SyncLimits.batchBytesMax

  /// Short names for what a pack refers to: an object by the change that made it.
  func packSource(disputed: [LogID] = []) -> IndexPackSource {
    let index = index
    let workspace = workspace
    return IndexPackSource(index, literal: Set(disputed)) { object in
      guard let creation = workspace[object]?.creations.first else { return nil }
      return (index.id(of: creation.dot.version), creation.dot.index)
    }
  }

  /// Reads what a peer lacks: whole changes in this replica's order, which is topological.
  public func load(_ selection: Selection) throws(StoreError) -> LoadedBatch {
    var cursors: [Cursor] = []
    var mismatched: [LogID] = []
    for range in selection.ranges {
      guard let rests = rests(range) else {
        mismatched.append(range.log)
        continue
      }
      for rest in rests { cursors.append(Cursor(branch: rest.branch, next: rest.after + 1, through: rest.through)) }
    }
    // The changes of other logs may build on those too.
    var selection = selection
    selection.disputed += mismatched
    var batch = try load(&cursors, selection)
    batch.mismatched = mismatched
    batch.landmarks = mismatched.flatMap { index.landmarks($0) }
    return batch
  }

  /// Reads changes by their ids, as many as the budget allows; those that are not here are left out.
  public func load(_ changes: [ChangeID], byteBudget: Int) throws(StoreError) -> LoadedBatch {
    let versions = Set(changes.compactMap { index.version(of: $0) }).sorted()
    let items = try withSalts(try read(versions))
    return LoadedBatch(pack: pack(items[...], atMost: byteBudget).pack, reached: [])
  }

  /// Adds its range's salts to the first change of each range that shows a string: the receiver may have got those
  /// where this string was erased already, from whom it was not told yet why. They hold for what follows it on its branch
  /// without a gap, and are told again behind one.
  private func withSalts(_ items: [ChangePack.Item]) throws(StoreError) -> [ChangePack.Item] {
    var told: Set<ChangeID> = []
    var items = items
    for i in items.indices {
      let change = items[i].change.change
      let goesOn = SaltTree.slot(change.sequence) > 0 && change.header.previous.map { told.contains($0) } ?? false
      if !goesOn, items[i].salts == nil {
        guard change.strings.contains(where: \.isPresent) else { continue }
        items[i].salts = try salts(rangeKey(of: change))
      }
      told.insert(change.id)
    }
    return items
  }

  /// A log on its way out.
  private struct Cursor {
    let branch: LogBranch
    var next: UInt64
    let through: UInt64

    var version: LocalVersion? { next <= through ? branch.version(next) : nil }
  }

  private func load(
    _ cursors: inout [Cursor],
    _ selection: Selection
  ) throws(StoreError) -> LoadedBatch {
    let budget = selection.byteBudget
    var items: [ChangePack.Item] = []
    var bytes = 0
    // What a change weighs in a pack is not known before it is packed; its structure and strings are nearly all of it.
    var readAtOnce = ReplicaCore.readAtFirst
    while bytes < budget, items.count < ChangePack.changesMax {
      let versions = ReplicaCore.nextVersions(&cursors, atMost: readAtOnce)
      if versions.isEmpty { break }
      readAtOnce = min(readAtOnce * 2, ReplicaCore.readAtOnceMax)
      for item in try read(versions) {
        items.append(item)
        bytes += item.change.change.weight / 2
      }
    }
    let (pack, count) = pack(try withSalts(items)[...], atMost: budget, disputed: selection.disputed)
    return LoadedBatch(pack: pack, reached: reached(by: items.prefix(count)))
  }

  /// How far changes go in their logs, on each branch.
  private func reached(by items: ArraySlice<ChangePack.Item>) -> [LogRow] {
    var reached: [BranchKey: LogRow] = [:]
    for item in items {
      let header = item.change.header
      let log = UInt32(index.logNumber(header.log)!)
      let branch = index.logStates[Int(log)].isFrozen ? branchNumber(of: item.change, log) : 0
      reached[BranchKey(log: log, branch: branch)] = LogRow(
        log: header.log,
        count: header.sequence,
        head: item.change.id
      )
    }
    return reached.values.sorted { $0.log != $1.log ? $0.log < $1.log : $0.head < $1.head }
  }

  /// Packs changes, as many from the first as fit; one always does.
  func pack(
    _ items: ArraySlice<ChangePack.Item>,
    atMost budget: Int,
    disputed: [LogID] = []
  ) -> (pack: [UInt8], count: Int) {
    let source = packSource(disputed: disputed)
    // The encoder ends with the change that reaches a size: aim a little lower, and leave a large last one out.
    let aim = max(1, budget - min(budget / 16, 8 * 1024))
    let (pack, count) = ChangePack.encode(items, source: source, atMost: aim)
    guard pack.count > budget, count > 1 else { return (pack, count) }
    return (ChangePack.encode(items.prefix(count - 1), source: source).pack, count - 1)
  }

  // Changes are between 30 B and 256 KiB: the first few tell.
  private static let readAtFirst = 16
  private static let readAtOnceMax = 512

  /// The next versions of all logs together, ascending.
  private static func nextVersions(_ cursors: inout [Cursor], atMost limit: Int) -> [LocalVersion] {
    var versions: [LocalVersion] = []
    while versions.count < limit {
      var best: (cursor: Int, version: LocalVersion)?
      for (i, cursor) in cursors.enumerated() {
        guard let version = cursor.version else { continue }
        if best.map({ version < $0.version }) ?? true { best = (i, version) }
      }
      guard let best else { break }
      cursors[best.cursor].next += 1
      versions.append(best.version)
    }
    return versions
  }

  /// Reads changes with their signatures, and the salts where a range begins. `versions` ascend.
  func read(_ versions: [LocalVersion]) throws(StoreError) -> [ChangePack.Item] {
    var stored: [StoredChange] = []
    var start = 0
    while start < versions.count {
      var end = start + 1
      while end < versions.count, versions[end].rawValue == versions[end - 1].rawValue + 1 { end += 1 }
      try storage.changes(versions[start]..<LocalVersion(versions[end - 1].rawValue + 1)) {
        stored.append($0)
        return true
      }
      start = end
    }
    return try items(stored)
  }

  private func items(_ stored: [StoredChange]) throws(StoreError) -> [ChangePack.Item] {
    var spans: [UInt32: (first: UInt64, last: UInt64)] = [:]
    for change in stored {
      let span = spans[change.log] ?? (change.sequence, change.sequence)
      spans[change.log] = (min(span.first, change.sequence), max(span.last, change.sequence))
    }
    var signatures: [LogPlaceKey: Signature] = [:]
    for (log, span) in spans.sorted(by: { $0.key < $1.key }) {
      for signature in try storage.signatures(log: log, sequences: span.first..<span.last + 1) {
        let key = LogPlaceKey(log: log, branch: signature.branch, sequence: signature.sequence)
        signatures[key] = Signature(signature.bytes)
      }
    }
    var items: [ChangePack.Item] = []
    items.reserveCapacity(stored.count)
    for change in stored {
      let key = LogPlaceKey(log: change.log, branch: branch(of: change), sequence: change.sequence)
      let verified = try change.verified(index, signature: signatures[key])
      let beginsRange = SaltTree.slot(change.sequence) == 0
      items.append(
        ChangePack.Item(
          verified,
          salts: beginsRange ? try salts(rangeKey(of: verified.change)) : nil,
          proof: verified.signature == nil
            ? proof(of: change.version, BranchKey(log: key.log, branch: key.branch)) : nil
        )
      )
    }
    return items
  }

  private struct LogPlaceKey: Hashable {
    let log: UInt32
    let branch: UInt32
    let sequence: UInt64
  }

  private func branch(of change: StoredChange) -> UInt32 {
    let state = index.logStates[Int(change.log)]
    guard state.isFrozen else { return 0 }
    return UInt32(state.allBranches.firstIndex { $0.version(change.sequence) == change.version } ?? 0)
  }

  /// The stored changes of some versions, for people and for replaying. `versions` ascend.
  public func changes(_ versions: [LocalVersion]) throws(StoreError) -> [VerifiedChange] {
    try read(versions).map(\.change)
  }
}
