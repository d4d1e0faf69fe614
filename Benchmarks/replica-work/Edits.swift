internal import Measuring
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootStore

/// Durable single edits: each of so many writers waits for its edit to be on disk before it makes the next.
func edits(_ path: String, writers: Int, seconds limit: Double) async throws {
  let core = try ReplicaCore.open(try SQLiteStorage(openingAt: path), key: Founder.key)
  let goals = core.workspace.goalCount
  let start = core.index.count
  let replica = Replica(
    core,
    ReplicaSurroundings(
      milliseconds: { 1_790_000_000_000 },
      today: { _ in CalendarDate("2026-11-24")! },
      random: randomBytes,
      durabilityLost: { preconditionFailure("\($0)") }
    )
  )
  let begin = Clock.wall
  let processor = Clock.processor
  let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
    for writer in 0..<writers {
      group.addTask { try await write(writer, goals, start, until: begin + limit, replica) }
    }
    return try await group.reduce(into: []) { $0 += $1 }
  }
  let workload = "edits-\(writers)-writers"
  let sorted = latencies.sorted()
  report(workload, "rate", Double(sorted.count) / (Clock.wall - begin), "edits/s")
  report(workload, "cpu", (Clock.processor - processor) / Double(sorted.count) * 1e6, "us/edit")
  report(workload, "p50", sorted[sorted.count / 2] * 1e3, "ms")
  report(workload, "p99", sorted[sorted.count * 99 / 100] * 1e3, "ms")
  try await replica.close()
}

private func write(
  _ writer: Int,
  _ goals: Int,
  _ start: Int,
  until end: Double,
  _ replica: Replica
) async throws -> [Double] {
  var generator = SplitMix(state: UInt64(writer) << 32 | UInt64(start))
  var latencies: [Double] = []
  var number = start
  while true {
    let begin = Clock.wall
    if begin >= end { return latencies }
    let goal = "key:b\(generator.below(goals))"
    let edit = GoalEdit(title: "\(Plan.title(&generator)) \(writer).\(number)")
    number += 1
    let done = try await replica.commit(CommitRequest { state, context in [try state.editGoal(goal, edit, context)] })
    precondition(done.changes.count == 1, "an edit is a change")
    latencies.append(Clock.wall - begin)
  }
}

extension Workspace {
  var goalCount: Int { ids(of: .goal).count }
}

extension ReplicaSnapshot {
  var titles: [String] { workspace.ids(of: .goal).map { workspace[$0]?.value(GoalField.title).string ?? "" } }
}
