internal import TalkootCRDT
public import TalkootCrypto
public import TalkootLog
internal import TalkootModel
public import TalkootStore

/// A damaged replica of this node, as far as it can be read.
public final class ReplicaRemains {
  fileprivate let core: ReplicaCore
  /// What can't be read of its list of changes; nil where that is whole.
  public let fault: StoreError?

  /// - Throws: `StoreError` where nothing can be read at all.
  public init(_ storage: SQLiteStorage, key: SigningKey, network: NetworkID) throws(StoreError) {
    let remains = storage.remains()
    fault = remains.fault
    core = ReplicaCore(
      storage: storage,
      key: key,
      index: try remains.state.index(),
      workspace: Workspace(network: network)
    )
  }

  /// Gives the file up.
  public func close() throws(StoreError) { try core.storage.close() }

  /// This node's own changes in it, in its order.
  fileprivate var ownChanges: [ChangeID] {
    let own = Set(core.index.logStates.filter { $0.descriptor.nodeKey == core.key.publicKey }.map(\.descriptor.id))
    guard !own.isEmpty else { return [] }
    return (0..<UInt32(core.index.count)).map { LocalVersion($0) }
      .filter { own.contains(core.index.logStates[core.index.numbers(of: $0).log].descriptor.id) }
      .map { core.index.id(of: $0) }
  }
}

/// What came back of a damaged replica.
public struct TakenBack: Sendable {
  /// How many changes.
  public var changes = 0
  /// The logs that have grown by them.
  public var rows: [LogRow] = []
  /// This node's own that it knew of and that are not here.
  public var missing: [ChangeID] = []
}

extension ReplicaCore {
  private static let takenBackAtOnce = 256

  /// Takes from a damaged replica of this node what is not here, by the way that a peer's changes take: its own sums
  /// prove little, hashes, chains and signatures do. What builds on something that is gone comes in once that has come
  /// from a peer, so this is worth repeating then.
  public func takeBack(from remains: ReplicaRemains) throws(StoreError) -> TakenBack {
    var taken = TakenBack()
    // Nobody's link: what waits of it is its alone.
    let source = NodeID(SHA256.hash("talkoot/remains/1", node.digest.bytes))
    let count = UInt32(remains.core.index.count)
    var grown: Set<LogID> = []
    var first: UInt32 = 0
    while first < count {
      let end = min(first + UInt32(Self.takenBackAtOnce), count)
      let versions = (first..<end).map { LocalVersion($0) }
        .filter { !index.contains(remains.core.index.id(of: $0)) }
      for items in remains.core.readable(versions) {
        let receipt = try receive(remains.core.inFull(items), from: source)
        taken.changes += receipt.changes
        grown.formUnion(receipt.rows.map(\.log))
      }
      first = end
    }
    forget(source)
    taken.rows = index.rows.filter { grown.contains($0.log) }
    taken.missing = remains.ownChanges.filter { !index.contains($0) }
    return taken
  }

  /// What can be read of some changes, in as few pieces as the damage allows.
  private func readable(_ versions: [LocalVersion]) -> [[ChangePack.Item]] {
    guard !versions.isEmpty else { return [] }
    if let items = try? read(versions) { return [items] }
    guard versions.count > 1 else { return [] }
    let half = versions.count / 2
    return readable(Array(versions[..<half])) + readable(Array(versions[half...]))
  }

  /// A pack in which every change is named in full: the receiver may lack what a place would mean.
  private func inFull(_ items: [ChangePack.Item]) -> [UInt8] {
    ChangePack.encode(items, source: packSource(disputed: index.logStates.map(\.id))).pack
  }
}
