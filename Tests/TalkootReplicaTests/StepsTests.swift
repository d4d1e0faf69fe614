import TalkootLog
import TalkootModel
import TalkootReplica
import TalkootStore
import TalkootTesting
import Testing

@Suite struct `An act of several steps` {
  private func add(_ title: String, under parent: String? = nil) -> CommitRequest.Make {
    { state, context in [try state.addGoal(NewGoal(title: title, under: parent), context)] }
  }

  @Test func `lets each step see what the ones before it wrote`() throws {
    let (replica, goal) = try WholeReplica.withGoal(in: MemoryStorage())
    let rename: CommitRequest.Make = { state, context in
      let last = state.ids(of: .goal).first { state[$0]?.title == "First" }
      return [try state.editGoal(state.idText(last!, .goal), GoalEdit(title: "Renamed"), context)]
    }
    let written = try replica.commit([CommitRequest(steps: [add("First", under: goal), rename])])
    #expect(try written.results[0].get().changes.count == 2)
    let titles = replica.core.workspace.ids(of: .goal).compactMap { replica.core.workspace[$0]?.title }
    #expect(Set(titles) == ["Move to the new data centre", "Renamed"])
  }

  @Test func `leaves no trace when one is refused, and its log goes on from where it was`() throws {
    let storage = MemoryStorage()
    let (replica, goal) = try WholeReplica.withGoal(in: storage)
    let b = try replica.newcomer(1)
    let before = (digest: replica.digest, count: replica.count)
    let written = try replica.commit([
      CommitRequest(steps: [add("One"), add("Two"), add(" "), add("Three")]), CommitRequest(steps: [add("Other")]),
    ])
    #expect(throws: CommandError.self) { try written.results[0].get() }
    #expect(try written.results[1].get().changes.count == 1)
    #expect(replica.count == before.count + 1)
    try replica.rename(goal, "After")
    try exchange([replica, b])
    #expect(b.digest == replica.digest && replica.digest != before.digest)
    #expect(try replica.core.verify().fault == nil && b.core.verify().fault == nil)
    try replica.reopen(storage, continuesLog: true)
    #expect(try replica.core.verify().fault == nil)
  }

  @Test func `leaves none where it would have begun the log`() throws {
    let founder = try WholeReplica.withGoal(in: MemoryStorage()).replica
    let keys = OrganisationKeys(1)
    let member = try founder.admit(keys)
    let newcomer = try WholeReplica.joining(founder.core.workspace.network, as: member, keys, in: MemoryStorage())
    try newcomer.pull(from: founder)
    let refused = try newcomer.commit([CommitRequest(steps: [add("One"), add(" ")])])
    #expect(throws: CommandError.self) { try refused.results[0].get() }
    #expect(newcomer.count == founder.count)
    let written = try newcomer.commit([CommitRequest(steps: [add("One"), add("Two")])])
    #expect(try written.results[0].get().changes.count == 2)
    try exchange([founder, newcomer])
    #expect(founder.digest == newcomer.digest)
  }
}
