public import TalkootCRDT

// What two replicas that may hold different branches of one log tell each other, and what follows from it.

extension LogIndex {
  /// Places along the branches of a log by which another replica finds where its own part from them: of each branch
  /// the newest changes, then ever fewer. Who knows the greatest of them that it holds too sends at most twice what is
  /// missing.
  public func landmarks(_ log: LogID) -> [LogRow] {
    guard let state = logState(log) else { return [] }
    var marks: [LogRow] = []
    for branch in state.allBranches where branch.count >= branch.start {
      var sequence = branch.count
      var step: UInt64 = 1
      while sequence >= branch.start {
        marks.append(LogRow(log: log, count: sequence, head: id(of: branch.version(sequence)!)))
        // The branch's first change is always among them.
        if sequence == branch.start { break }
        sequence = sequence - branch.start > step ? sequence - step : branch.start
        step *= 2
      }
    }
    return marks
  }

  /// The change of a log at a sequence number whose id `isIt`; on whichever branch.
  public func version(_ log: LogID, _ sequence: UInt64, where isIt: (ChangeID) -> Bool) -> LocalVersion? {
    versions(log, sequence).first { isIt(id(of: $0)) }
  }

  /// A branch from behind a sequence number on.
  public struct BranchRest: Sendable {
    /// The branch.
    public let branch: LogBranch
    /// How much of it is left out.
    public let after: UInt64
  }

  /// What is here of a log and not in the pasts of these of its changes.
  public func rest(_ log: LogID, beyond known: [LocalVersion]) -> [BranchRest] {
    guard let state = logState(log) else { return [] }
    let branches = state.allBranches
    var reach = branches.map { $0.start - 1 }
    func note(_ version: LocalVersion, _ sequence: UInt64) {
      let number = state.branch(of: version, sequence)
      reach[number] = max(reach[number], sequence)
    }
    for version in known { note(version, numbers(of: version).sequence) }
    // A branch leaves one with a smaller number: from the last to the first, each tells the one that it goes on from.
    for (number, branch) in branches.enumerated().reversed() where reach[number] >= branch.start {
      if let predecessor = branch.predecessor { note(predecessor, branch.start - 1) }
    }
    return zip(branches, reach).filter { $0.count > $1 }.map { BranchRest(branch: $0, after: $1) }
  }

  /// Another log of the same node that knows of `current`: since a node never goes back to an earlier log, another
  /// instance of it is writing, or was. The newest change of it; nil where there is none.
  public func twin(of current: LogID) -> ChangeID? {
    guard let own = logState(current), let first = own.main.version(1) else { return nil }
    for state in logs where state.id != current && state.node == own.node {
      for branch in state.allBranches {
        if let last = branch.last, isInPast(first, of: last) { return id(of: last) }
      }
    }
    return nil
  }

  /// Whether a place in a log means one change only, here and, as far as can be known here, elsewhere.
  public func isUndisputed(_ log: LogID, _ sequence: UInt64) -> Bool {
    guard let state = logState(log), state.isFrozen else { return true }
    return sequence <= state.undisputedCount
  }

  /// Of a log, the branch on which a range began that leads to a change of it or past it; 0 if the change is not here.
  public func saltBranch(of change: ChangeID, range: UInt64, _ log: LogID) -> Int {
    guard logState(log)?.isFrozen == true, let version = version(of: change), place(of: version).log == log else {
      return 0
    }
    return saltBranch(of: version, range * UInt64(ChangeLimits.range) + 1, log)
  }

  /// Of a log, the branch on which the range of 256 began that a sequence number falls into, on the way to a change:
  /// where the salts are.
  public func saltBranch(of version: LocalVersion, _ sequence: UInt64, _ log: LogID) -> Int {
    guard let state = logState(log), state.isFrozen else { return 0 }
    let branches = state.allBranches
    let first = SaltTree.range(sequence) * UInt64(ChangeLimits.range) + 1
    var number = state.branch(of: version, numbers(of: version).sequence)
    while branches[number].start > first, let predecessor = branches[number].predecessor {
      number = state.branch(of: predecessor, branches[number].start - 1)
    }
    return number
  }
}
