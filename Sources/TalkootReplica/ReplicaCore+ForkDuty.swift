internal import TalkootCRDT
internal import TalkootCrypto
public import TalkootLog
internal import TalkootModel

/// What a node is to write by itself because a log has forked.
public struct ForkDuty: Sendable {
  /// Proofs that nobody has published yet.
  public var evidence: [ForkEvidence] = []
  /// Ends of branches that the change which publishes them, or one without operations, is to build on; ascending.
  public var buildsOn: [ChangeID] = []
  /// Whether a log of this node's own is among them: nobody else does it then, and it is done at once.
  public var isOwn = false

  /// Whether nothing is to be done.
  public var isEmpty: Bool { evidence.isEmpty && buildsOn.isEmpty }
}

extension ReplicaCore {
  /// What is to be written now of forks:
  ///
  /// - evidence of those of which nobody has told;
  /// - a change that goes on from all branches of a log of this node's own, so that they count (rules 2.6), without
  ///   anybody having to write anything;
  /// - where others hold something of a log that this replica holds back, one that builds on what it has of the log and
  ///   nobody builds on: that makes it everyone's.
  ///
  /// Once it is written it is not due any more.
  public var forkDuty: ForkDuty {
    var duty = ForkDuty()
    for state in index.logStates.filter(\.isFrozen).sorted(by: { $0.id < $1.id }) {
      if workspace.settled.forkEvidence(of: state.id) == nil, let found = evidence[state.id],
        found.bytes.count <= ReplicaCore.evidenceBytesMax
      {
        duty.evidence.append(found)
      }
      // Nobody's node brings back by itself what was set aside with its author.
      guard isIn(state.descriptor) else { continue }
      if state.descriptor.nodeKey == key.publicKey, state.descriptor.member == member {
        let ends = ownEnds(of: state)
        if !ends.isEmpty { duty.isOwn = true }
        duty.buildsOn += ends
      } else if isHeldBack(state) {
        duty.buildsOn += uncitedEnds(of: state)
      }
    }
    duty.buildsOn.sort()
    return duty
  }

  /// A change's structure holds evidence of this size with room to spare.
  private static let evidenceBytesMax = ChangeLimits.bodyBytes - 4_096

  private func isIn(_ descriptor: LogDescriptor) -> Bool {
    workspace.settled.admittedNodes.contains {
      $0.key == descriptor.nodeKey && $0.organisation == descriptor.member
    }
  }

  /// Branches' ends that don't count and that this node's present log doesn't build on.
  private func ownEnds(of state: LogState) -> [ChangeID] {
    let newest = writer?.head.flatMap { index.version(of: $0) }
    return state.allBranches.compactMap(\.last)
      .filter { end in
        workspace.setAside.contains(end) && !(newest.map { index.isInPast(end, of: $0) } ?? false)
      }
      .map { index.id(of: $0) }
  }

  private func isHeldBack(_ state: LogState) -> Bool {
    state.allBranches.count > 2 || intake.quarantinedLogs.contains(state.id)
  }

  /// Branches' ends that no other log's change builds on.
  private func uncitedEnds(of state: LogState) -> [ChangeID] {
    let heads = Set(index.heads)
    return state.allBranches.compactMap { $0.last.map { index.id(of: $0) } }.filter { heads.contains($0) }
  }
}
