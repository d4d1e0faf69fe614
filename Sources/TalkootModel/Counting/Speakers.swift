internal import TalkootCRDT
internal import TalkootLog

/// Finds whose changes count by themselves: the logs of the unclosed nodes of members and participants.
///
/// Who is let in, and whose node is closed, is said in changes that may themselves be set aside: someone removed could
/// go on letting newcomers in, the thief of a closed node admit another or close the owner's. So it goes by steps, each
/// of which asks what the ones before it have built on:
///
/// 1. nodes of members that nobody has closed, and whose admission no closed node wrote;
/// 2. such nodes of participants whose admission a log of step 1 holds (participants admit nobody);
/// 3. nodes about which there is a question, where those logs hold the admission and no closing;
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

  struct Found {
    /// Whose changes count by themselves, by the log's number.
    var speaks: [Bool]
    /// Those of steps 1 and 2, whose changes answer the questions about the others.
    var isPlain: [Bool]
    /// Admissions and closings that none of these has built on: as soon as one does, it is to be found anew who speaks.
    var awaited: [LocalVersion] = []
  }

  func found() -> Found {
    // Before the genesis nobody can be out.
    guard let epoch = governance.currentEpoch else {
      let all = logs.map { _ in true }
      return Found(speaks: all, isPlain: all)
    }
    let words = logs.map { governance.word(of: $0.node, for: $0.member) }
    var speaks = logs.indices.map { epoch.members.contains(logs[$0].member) && words[$0].isPlain }
    if speaks.allSatisfy({ $0 }) { return Found(speaks: speaks, isPlain: speaks) }
    var awaited: [LocalVersion] = []
    let members = heads(speaks)
    var isIn = logs.map { epoch.members.contains($0.member) }
    for number in logs.indices where !isIn[number] && !epoch.isGone(logs[number].member) {
      let admissions = governance.admissions(of: logs[number].member)
      isIn[number] = holds(admissions, members)
      if !isIn[number] { awaited += admissions.map(\.version) }
      if isIn[number], words[number].isPlain { speaks[number] = true }
    }
    let (isPlain, plain) = (speaks, heads(speaks))
    for number in logs.indices where isIn[number] && !words[number].isPlain {
      let (admitted, closed) = (words[number].admitted, words[number].closed)
      speaks[number] = holds(admitted, plain) && !holds(closed, plain)
      awaited += (admitted + closed).filter { !holds([$0], plain) }.map(\.version)
    }
    let heard = Set(logs.indices.filter { speaks[$0] }.map { logs[$0].member })
    for number in logs.indices where isIn[number] && !heard.contains(logs[number].member) {
      speaks[number] = words[number].closed.isEmpty
    }
    return Found(speaks: speaks, isPlain: isPlain, awaited: awaited)
  }

  private func heads(_ speaks: [Bool]) -> [LocalVersion] {
    logs.indices.filter { speaks[$0] }.flatMap { logs[$0].last }
  }

  private func holds(_ dots: [Dot], _ heads: [LocalVersion]) -> Bool {
    dots.contains { index.graph.contains($0.version, inPastOf: heads) }
  }
}
