public import TalkootCRDT
public import TalkootLog
public import TalkootModel
public import TalkootStore

/// The state that some of a replica's changes make, on its way through them.
public struct PastState: Sendable {
  /// The state.
  public fileprivate(set) var workspace: Workspace
  /// Which of the changes so far are in it, by version.
  public fileprivate(set) var included: [Bool] = []

  /// Nothing yet.
  public init(network: NetworkID) { workspace = Workspace(network: network) }
}

extension ReplicaCore {
  /// Goes on with a past state through the next changes. Versions stay those of the present index.
  ///
  /// - Parameters:
  ///   - count: how many changes to go through.
  ///   - isIncluded: whether a change is in that past; asked only where all that the change builds on is.
  public func fold(
    next count: Int,
    onto past: PastState,
    where isIncluded: (LocalVersion, VerifiedChange) -> Bool
  ) throws(StoreError) -> PastState {
    var (workspace, included) = (past.workspace, past.included)
    let versions = (included.count..<min(index.count, included.count + count)).map { LocalVersion(UInt32($0)) }
    func holds(_ version: LocalVersion) -> Bool {
      Int(version.rawValue) < included.count && included[Int(version.rawValue)]
    }
    for (version, change) in zip(versions, try changes(versions)) {
      included.append(index.graph.parents(of: version).allSatisfy(holds) && isIncluded(version, change))
      guard holds(version) else { continue }
      let history: ChangeHistory = { [unowned self] in self.history(of: $0).filter { holds($0.version) } }
      _ = workspace.apply(change, version: version, index: index, history: history)
      if workspace.isRecountDue {
        _ = workspace.recount(index, history: history) { [unowned self] in self.stored($0) }
      }
      try checkHistory()
    }
    var next = past
    (next.workspace, next.included) = (workspace, included)
    return next
  }
}
