import TalkootCRDT
import TalkootCrypto
import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct `The past of a replica` {
  /// The digest of the state that some of its changes make, folded in slices of `atOnce`.
  private func digest(
    _ replica: WholeReplica,
    atOnce: Int,
    _ isIncluded: (LocalVersion, VerifiedChange) -> Bool
  ) throws -> Digest? {
    var past = PastState(network: replica.core.workspace.network)
    while past.included.count < replica.count {
      past = try replica.core.fold(next: atOnce, onto: past, where: isIncluded)
    }
    var workspace = past.workspace
    return workspace.updateDigest()
  }

  private func digest(_ replica: WholeReplica) -> Digest? {
    var workspace = replica.core.workspace
    return workspace.updateDigest()
  }

  @Test func `as of each moment is the state that it had then, texts, tree and members included`() throws {
    let (a, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    var moments: [(count: Int, digest: Digest?)] = []
    func note() { moments.append((a.count, digest(a))) }
    note()
    let b = try a.newcomer(1)
    note()
    try a.pull(from: b)
    note()
    for round in 1...4 {
      try a.describe(goal, "One.\nTwo.\nRound \(round) of A.\n")
      try b.describe(goal, "Round \(round) of B.\nOne.\nThree.\n")
      try a.rename(goal, "Title \(round) of A")
      let other = try b.addGoal("Goal \(round)")
      note()
      try a.pull(from: b)
      try b.pull(from: a)
      note()
      try a.commit { state, context in [try state.moveGoal(goal, GoalDestination(under: other), context)] }
      try b.rename(goal, "Title \(round) of B")
      note()
    }
    try exchange([a, b])
    for (atOnce, moment) in zip(1..., moments) {
      #expect(try digest(a, atOnce: atOnce) { version, _ in Int(version.rawValue) < moment.count } == moment.digest)
    }
  }

  @Test func `as of another's change is what its author saw, whatever came here in between`() throws {
    let (a, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let b = try a.newcomer(1)
    try exchange([a, b])
    try a.describe(goal, "Only A knew this.\n")
    try b.describe(goal, "Only B knew this.\n")
    try b.rename(goal, "B's title")
    let (seen, head) = (digest(b), b.core.index.heads[0])
    try a.rename(goal, "A's title")
    try exchange([a, b])
    try a.rename(goal, "Both's title")
    let last = try #require(a.core.index.version(of: head))
    let graph = a.core.index.graph
    let theirs = try digest(a, atOnce: 7) { version, _ in version == last || graph.contains(version, inPastOf: [last]) }
    #expect(theirs == seen)
  }

  @Test func `holds no change without what it builds on`() throws {
    let (a, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let before = (count: a.count, digest: digest(a))
    try a.rename(goal, "Left out")
    try a.rename(goal, "So this is, too")
    #expect(try digest(a, atOnce: 3) { version, _ in Int(version.rawValue) != before.count } == before.digest)
  }
}
