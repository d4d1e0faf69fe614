internal import TalkootCRDT
internal import TalkootLog

/// Finds whose changes count by themselves: the logs of the unclosed nodes of members and participants.
///
/// Who is let in, and whose node is closed, is said in changes that may themselves be set aside: someone removed could
/// go on letting newcomers in, the thief of a closed node admit another or close the owner's. So it goes by steps, each
/// of which asks what the ones before it have built on:
///
/// 1. nodes of members about which there is no question: nobody has closed them, nor whoever let them in;
/// 2. such nodes of participants whose admission a log of step 1 holds (participants admit nobody);
/// 3. nodes about which there is a question, where those logs hold the admission and no closing, and those that nobody
///    has closed and such a one has let in;
/// 4. where an organisation is left without any, its nodes that nobody has closed: there is nobody to ask.
struct Speakers {
  private let logs: [Counting.Log]
  private let index: LogIndex
  private let governance: GovernanceState

  init(_ logs: [Counting.Log], _ index: LogIndex, _ governance: GovernanceState) {
    self.logs = logs
    self.index = index
    self.governance = governance
  }

  /// What is found.
  struct Found {
    /// Whose changes count by themselves, by the log's number.
    var speaks: [Bool]
    /// Those of steps 1 and 2, whose changes answer the questions about the others.
    var isPlain: [Bool]
    /// Admissions and closings that none of these has built on: as soon as one does, it is to be found anew who speaks.
    var awaited: [LocalVersion] = []
  }

  /// Goes through the steps.
  func found() -> Found {
    // Before the genesis nobody can be out.
    guard let epoch = governance.currentEpoch else {
      let all = logs.map { _ in true }
      return Found(speaks: all, isPlain: all)
    }
    var sure: [MemberID: Set<NodeID>] = [:]
    for log in logs where sure[log.member] == nil { sure[log.member] = governance.plainNodes(of: log.member) }
    let isSure = logs.map { sure[$0.member]!.contains($0.node) }
    var speaks = logs.indices.map { epoch.members.contains(logs[$0].member) && isSure[$0] }
    if speaks.allSatisfy({ $0 }) { return Found(speaks: speaks, isPlain: speaks) }
    let (isIn, others) = whoIsIn(epoch, heads(speaks))
    for number in logs.indices where isIn[number] && isSure[number] { speaks[number] = true }
    var awaited = others
    let (isPlain, plain) = (speaks, heads(speaks))
    let words = logs.map { governance.word(of: $0.node, for: $0.member) }
    let open = logs.indices.filter { isIn[$0] && !isSure[$0] }
    for number in open {
      let (admitted, closed) = (words[number].admitted, words[number].closed)
      speaks[number] = holds(admitted, plain) && !holds(closed, plain)
      awaited += (admitted + closed).filter { !holds([$0], plain) }.map(\.version)
    }
    letIn(open, words, &sure, &speaks)
    let heard = Set(logs.indices.filter { speaks[$0] }.map { logs[$0].member })
    for number in logs.indices where isIn[number] && !heard.contains(logs[number].member) {
      speaks[number] = words[number].closed.isEmpty
    }
    return Found(speaks: speaks, isPlain: isPlain, awaited: awaited)
  }

  /// Whose organisation is a member, or a participant that members' logs have admitted; and the other admissions.
  private func whoIsIn(_ epoch: Epoch, _ members: [LocalVersion]) -> (isIn: [Bool], awaited: [LocalVersion]) {
    var isIn = logs.map { epoch.members.contains($0.member) }
    var awaited: [LocalVersion] = []
    for number in logs.indices where !isIn[number] && !epoch.isGone(logs[number].member) {
      let admissions = governance.admissions(of: logs[number].member)
      isIn[number] = holds(admissions, members)
      if !isIn[number] { awaited += admissions.map(\.version) }
    }
    return (isIn, awaited)
  }

  /// Who speaks and was closed by nobody lets others in.
  private func letIn(
    _ open: [Int],
    _ words: [GovernanceState.Word],
    _ sure: inout [MemberID: Set<NodeID>],
    _ speaks: inout [Bool]
  ) {
    var grew = true
    while grew {
      grew = false
      for number in open where words[number].closed.isEmpty {
        let log = logs[number]
        if !speaks[number] { speaks[number] = words[number].admitters.contains { sure[log.member]!.contains($0) } }
        if speaks[number], sure[log.member]!.insert(log.node).inserted { grew = true }
      }
    }
  }

  private func heads(_ speaks: [Bool]) -> [LocalVersion] {
    logs.indices.filter { speaks[$0] }.flatMap { logs[$0].last }
  }

  private func holds(_ dots: [Dot], _ heads: [LocalVersion]) -> Bool {
    dots.contains { index.graph.contains($0.version, inPastOf: heads) }
  }
}
