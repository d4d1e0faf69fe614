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

  /// By the log's number.
  func found() -> [Bool] {
    // Before the genesis nobody can be out.
    guard let epoch = governance.currentEpoch else { return logs.map { _ in true } }
    let words = logs.map { governance.word(of: $0.node, for: $0.member) }
    var speaks = logs.indices.map { epoch.members.contains(logs[$0].member) && words[$0].isPlain }
    if speaks.allSatisfy({ $0 }) { return speaks }
    let members = heads(speaks)
    var isIn = logs.map { epoch.members.contains($0.member) }
    for number in logs.indices where !isIn[number] && !epoch.isGone(logs[number].member) {
      isIn[number] = holds(governance.admissions(of: logs[number].member), members)
      if isIn[number], words[number].isPlain { speaks[number] = true }
    }
    let plain = heads(speaks)
    for number in logs.indices where isIn[number] && !words[number].isPlain {
      speaks[number] = holds(words[number].admitted, plain) && !holds(words[number].closed, plain)
    }
    let heard = Set(logs.indices.filter { speaks[$0] }.map { logs[$0].member })
    for number in logs.indices where isIn[number] && !heard.contains(logs[number].member) {
      speaks[number] = words[number].closed.isEmpty
    }
    return speaks
  }

  private func heads(_ speaks: [Bool]) -> [LocalVersion] {
    logs.indices.filter { speaks[$0] }.flatMap { logs[$0].last }
  }

  private func holds(_ dots: [Dot], _ heads: [LocalVersion]) -> Bool {
    dots.contains { index.graph.contains($0.version, inPastOf: heads) }
  }
}
