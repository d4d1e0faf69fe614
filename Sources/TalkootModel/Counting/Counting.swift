internal import TalkootCRDT
internal import TalkootLog

/// What counts of the changes applied, and what is set aside (`rules.md` 2.5).
///
/// What counts is the past of all changes that *speak*: those of the unclosed nodes of members and participants, before
/// a fork of their log. It is causally closed, so it is known by its heads. Nearly always it is everything: then a
/// change costs one look at its parents.
///
/// A function of the set of changes: `judged` finds it from nothing, and what is noted change by change is the same.
struct Counting: Sendable {
  /// One log, as far as it was applied. By its number in the index.
  struct Log: Sendable {
    let member: MemberID
    let node: NodeID
    /// The newest change of each branch.
    var heads: [LocalVersion] = []
    /// The first sequence number of which there are two, and the change before it.
    var fork: (sequence: UInt64, before: LocalVersion?)?
    /// Whether its node is one whose changes count by themselves.
    var speaks = false
    /// Whether there is no question about that, so that what it builds on answers those about others.
    var isPlain = false

    /// The newest change that counts by itself, if the log speaks.
    var last: [LocalVersion] { fork.map { [$0.before].compactMap { $0 } } ?? heads }
  }

  private(set) var logs: [Log] = []
  /// What doesn't count.
  private(set) var setAside = VersionRanges()
  /// The changes that count and that no other one that counts has in its past; in no order.
  private(set) var heads: [LocalVersion] = []
  /// Whether what counts must be found anew: the roster has changed, a log has forked, or a change that speaks has been
  /// built on some that were set aside, or is the first to build on what there was a question about.
  var isDue = false
  /// What nobody has built on who could answer a question about who speaks.
  private var awaited: [LocalVersion] = []

  /// Nothing yet.
  init() {}

  // MARK: Change by change

  /// Takes in a change, the next in local-version order.
  /// - Returns: whether it counts, until what counts is found anew.
  mutating func note(
    _ change: VerifiedChange,
    _ version: LocalVersion,
    _ index: LogIndex,
    _ governance: GovernanceState
  ) -> Bool {
    let (number, sequence) = index.numbers(of: version)
    if number == logs.count { begin(change.descriptor, governance) }
    let previous = change.header.previous.flatMap { index.version(of: $0) }
    let forks = extend(number, to: version, after: previous, sequence)
    let parents = index.graph.parents(of: version)
    if logs[number].speaks, logs[number].fork == nil {
      if setAside.isEmpty || !parents.contains(where: { setAside.contains($0) }) {
        heads.removeAll { parents.contains($0) }
        heads.append(version)
        if logs[number].isPlain, awaited.contains(where: { index.isInPast($0, of: version) }) { isDue = true }
        return true
      }
      isDue = true
    }
    if forks { isDue = true }
    setAside.append(version)
    return false
  }

  private mutating func begin(_ descriptor: LogDescriptor, _ governance: GovernanceState) {
    var log = Log(member: descriptor.member, node: descriptor.node)
    // Where something is set aside, the log's admission may be.
    log.speaks = governance.hasPlainStanding(log.member, log.node) && setAside.isEmpty
    log.isPlain = log.speaks
    if !log.speaks { isDue = true }
    logs.append(log)
  }

  /// - Returns: whether the log forks here.
  private mutating func extend(
    _ number: Int,
    to version: LocalVersion,
    after previous: LocalVersion?,
    _ sequence: UInt64
  ) -> Bool {
    if let previous, let branch = logs[number].heads.firstIndex(of: previous) {
      logs[number].heads[branch] = version
      return false
    }
    let isFirst = logs[number].heads.isEmpty
    logs[number].heads.append(version)
    if isFirst { return false }
    if sequence < logs[number].fork?.sequence ?? .max { logs[number].fork = (sequence, previous) }
    return true
  }

  // MARK: From nothing

  /// The logs of all changes before `end`, as if they had been noted one by one; what counts is still to be found.
  init(_ index: LogIndex, upTo end: LocalVersion) {
    for state in index.logStates {
      var log = Log(member: state.descriptor.member, node: state.descriptor.node)
      for branch in [state.main] + state.branches {
        guard let last = branch.newest(before: end) else { continue }
        log.heads.append(last)
        if log.heads.count > 1, branch.start < log.fork?.sequence ?? .max {
          log.fork = (branch.start, branch.predecessor)
        }
      }
      // Later logs have later first changes.
      if log.heads.isEmpty { break }
      logs.append(log)
    }
    let all = logs.flatMap(\.heads)
    heads = Int(end.rawValue) == index.count ? index.graph.heads : index.graph.minimal(all)
    isDue = true
  }

  /// Finds what counts.
  /// - Returns: what ceases to count and what counts from now on; ascending.
  mutating func judge(_ index: LogIndex, _ governance: GovernanceState) -> (back: [LocalVersion], on: [LocalVersion]) {
    isDue = false
    let found = Speakers(logs, index, governance).found()
    for number in logs.indices {
      logs[number].speaks = found.speaks[number]
      logs[number].isPlain = found.isPlain[number]
    }
    awaited = found.awaited
    if setAside.isEmpty, logs.allSatisfy({ $0.speaks && $0.fork == nil }) { return ([], []) }
    let counted = logs.filter(\.speaks).flatMap(\.last)
    heads = index.graph.minimal(counted)
    let before = setAside
    setAside = VersionRanges(index.graph.difference(logs.flatMap(\.heads), counted).onlyA)
    return before == setAside ? ([], []) : (before.missing(from: setAside), setAside.missing(from: before))
  }
}

extension LogBranch {
  /// The newest change that came before `end`; nil when the branch began later.
  fileprivate func newest(before end: LocalVersion) -> LocalVersion? {
    if let last, last < end { return last }
    var (low, high) = (start, count + 1)
    // Of those below `low` all came before `end`, from `high` on none.
    while low < high {
      let middle = low + (high - low) / 2
      if version(middle)! < end { low = middle + 1 } else { high = middle }
    }
    return low == start ? nil : version(low - 1)
  }
}
