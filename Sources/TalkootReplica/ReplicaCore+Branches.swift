internal import TalkootCRDT
internal import TalkootLog
internal import TalkootStore
internal import TalkootSync

// What a peer lacks of a log, with and without branches.

extension ReplicaCore {
  /// A part of a branch.
  struct Rest {
    let branch: LogBranch
    /// How much of it is left out.
    let after: UInt64
    let through: UInt64
  }

  /// What a range asks for; nil when the peer has something of the log that is not here, where it should be.
  func rests(_ range: LogRange) -> [Rest]? {
    guard let state = index.logState(range.log) else { return [] }
    if let beyond = range.beyond {
      var known: [LocalVersion] = []
      for row in beyond {
        if let version = index.version(range.log, row.count, where: { HeadPrefix($0) == row.head }) {
          known.append(version)
        } else if !range.isEnough {
          return nil
        }
      }
      return index.rest(range.log, beyond: known)
        .map { Rest(branch: $0.branch, after: $0.after, through: $0.branch.count) }
    }
    if let expected = range.expecting, range.after > 0,
      index.id(range.log, range.after).map({ HeadPrefix($0) }) != expected
    {
      return nil
    }
    return [Rest(branch: state.main, after: range.after, through: range.through)]
  }

  /// Whether a pack can't be read because its sender does not know which branches are here, or which salts are not, or
  /// because it refers to what was in such a pack: then it is to be sent again.
  ///
  /// Salts can be missing where nobody knows of a fork yet: they went with what was erased at this place on the branch
  /// that is here.
  func isMisunderstanding(_ error: FormatError, _ peer: NodeID) -> Bool {
    let follows =
      [.unknownChange, .unknownLog, .missingSalt].contains(error.code)
      || error.code == .notCanonical && error.field == "dependency"
    let isItself = [.ambiguousChange, .erasedSalt].contains(error.code)
    guard isItself || follows && mayMisread(peer) else { return false }
    return isForgiven(peer)
  }

  /// Whether a signature that is not its node's may come of a name that means another branch's change here: only
  /// where logs have forked, or what the peer sent before was passed over.
  func isMisread(_ rejection: Rejection, _ peer: NodeID) -> Bool {
    guard rejection.reason == .badSignature, rejection.peer == peer, mayMisread(peer) else { return false }
    return isForgiven(peer)
  }

  private func mayMisread(_ peer: NodeID) -> Bool {
    misunderstandings[peer] != nil || index.logStates.contains(where: \.isFrozen)
  }

  private func isForgiven(_ peer: NodeID) -> Bool {
    misunderstandings[peer, default: 0] += 1
    return misunderstandings[peer]! <= ReplicaCore.misunderstandingsMax
  }

  private static let misunderstandingsMax = 256

  /// The salts of a range on the way to a change that came from a peer or is here.
  func branchSalts(_ log: LogID, range: UInt64, upTo change: ChangeID?, from peer: NodeID) -> SaltTree? {
    guard let change else {
      return intake.salts(log, range: range, from: peer) ?? (try? salts(log, range: range)).flatMap { $0 }
    }
    let waiting = intake.salts(range: range, upTo: change)
    if let salts = waiting.salts { return salts }
    guard let left = waiting.left else { return nil }
    return (try? salts(log, range: range, branch: index.saltBranch(of: left, range: range, log))).flatMap { $0 }
  }
}
