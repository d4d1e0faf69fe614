public import TalkootCRDT
public import TalkootLog

extension Workspace {
  /// The ids, ascending, of the changes in whose pasts is all that two replicas must have alike to be in sync: what
  /// counts (`rules.md` 3), and every branch of the nodes that are in, for their forks are still to heal.
  ///
  /// What was set aside with its author is not among it: of someone who left different branches with different members
  /// before it was out, each keeps its own, and none of it makes a difference (decision 0006).
  public func comparedHeads(_ index: LogIndex) -> [ChangeID] {
    if setAside.isEmpty { return index.heads }
    let admitted = settled.admittedNodes
    let branches = index.logStates.filter { state in
      admitted.contains { $0.key == state.descriptor.nodeKey && $0.organisation == state.descriptor.member }
    }
    .flatMap { $0.allBranches.compactMap(\.last) }
    .filter { setAside.contains($0) }
    return index.graph.minimal(countedHeads + branches).map { index.id(of: $0) }.sorted()
  }
}
