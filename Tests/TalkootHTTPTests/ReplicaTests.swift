import Synchronization
import TalkootAPI
import TalkootLog
import TalkootReplica
import Testing

@Suite struct ReplicaTests {
  @Test func `the replica's status tells its digest, heads and counts`() async throws {
    try await TestNode.run { node in
      let (before, after) = try await node.ask { api throws(ErrorDescription) in
        let before = try api.send(Endpoints.replica).decoded()
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "t"))
        return (before, try api.send(Endpoints.replica).decoded())
      }
      #expect(before.network.name == "Test" && before.node.id.hasPrefix("n-") && before.node.member.hasPrefix("o-"))
      #expect(after.changes == before.changes + 1 && after.versionVector.values.reduce(0, +) == after.changes)
      #expect(after.digest?.count == 64 && after.digest != before.digest && after.heads != before.heads)
      #expect(after.model == 1 && after.conflicts == 0 && after.pending == 0)
    }
  }

  @Test func `values written at the same time are a conflict with their authors until it is settled`() async throws {
    try await TestNode.run { node in
      let (conflicts, settled, after) = try await node.ask { api throws(ErrorDescription) in
        let goal = try api.send(Endpoints.addGoal, body: NewGoal(title: "t")).decoded()
        let seen = try api.send(Endpoints.goal, goal.id).decoded().seen
        _ = try api.send(Endpoints.editGoal, goal.id, body: GoalEdit(title: "one", due: "2027", seen: seen))
        _ = try api.send(Endpoints.editGoal, goal.id, body: GoalEdit(title: "two", seen: seen))
        let conflicts = try api.send(Endpoints.conflicts).decoded()
        let settled = try api.send(
          Endpoints.settle,
          body: Settlement(object: goal.short, field: "title", value: "both")
        ).json
        return (conflicts, settled, try api.send(Endpoints.conflicts).decoded())
      }
      #expect(conflicts.map(\.field) == ["title"])
      #expect(Set(conflicts[0].values.map(\.value)) == [.string("one"), .string("two")])
      #expect(conflicts[0].values.contains { $0.value == conflicts[0].shown })
      #expect(conflicts[0].values.allSatisfy { $0.person == "Åsa" && $0.memberName == "Ant" && $0.time != nil })
      #expect(settled["title"] == .string("both") && after.isEmpty)
    }
  }

  @Test func `changes are listed newest first and shown by a prefix of their hash`() async throws {
    try await TestNode.run { node in
      let (list, shown, object) = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "first"))
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "second"))
        let list = try api.send(Endpoints.changes, query: ChangeFilter(limit: 2)).decoded()
        let shown = try api.send(Endpoints.change, list[0].short).decoded()
        return (list, shown, try api.send(Endpoints.object, list[0].id).json)
      }
      #expect(list.count == 2 && list[0].summary.contains("second") && list[1].summary.contains("first"))
      #expect(shown.id == list[0].id && shown.person == "Åsa" && shown.operations.contains { $0.what == "create" })
      #expect(object["kind"] == .string("change"))
    }
  }

  @Test func `nothing is set aside in a network that nobody left, and what counts is not brought back`() async throws {
    try await TestNode.run { node in
      let (aside, status, known) = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "t"))
        return (
          try api.send(Endpoints.setAside).decoded(), try api.send(Endpoints.replica).decoded(),
          try api.send(Endpoints.changes, query: ChangeFilter(limit: 1)).decoded()[0]
        )
      }
      #expect(aside.isEmpty && status.setAside == 0 && !known.setAside && known.broughtInBy == nil)
      let refused = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.bringBack, known.short)
      }
      #expect(refused?.known == .refused)
      let unknown = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.bringBack, String(repeating: "0", count: 64))
      }
      #expect(unknown?.known == .noSuchObject)
      let after = try await node.ask { api throws(ErrorDescription) in try api.send(Endpoints.replica).decoded() }
      #expect(after.changes == status.changes)
    }
  }

  @Test func `verify and rebuild tell how far they are and end with a report`() async throws {
    try await TestNode.run { node in
      let phases = Mutex<[String]>([])
      let reports = try await node.ask { api throws(ErrorDescription) in
        _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "t"))
        let verified = try api.send(Endpoints.verify, progress: { told in phases.withLock { $0.append(told.phase) } })
        return (try verified.decoded(), try api.send(Endpoints.rebuild).decoded())
      }
      #expect(reports.0.ok && reports.0.changes == node.replica.snapshot.index.count && reports.0.fault == nil)
      #expect(!reports.1.changed && reports.1.digest?.count == 64)
      #expect(phases.withLock { $0 } == ["verifying"])
    }
  }

  @Test func `a stream that fails ends with its error, and its progress is not a flood`() async throws {
    try await TestNode.run { node in
      let told = Mutex(0)
      let error = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.syncNow, body: SyncNow(wait: true), progress: { _ in told.withLock { $0 += 1 } })
      }
      #expect(error?.known == .noPeerReachable && error?.exit == 75)
      #expect(told.withLock { (1...10).contains($0) })
    }
  }

  @Test func `a backup wants an absolute path`() async throws {
    try await TestNode.run { node in
      let error = await node.failure { api throws(ErrorDescription) in
        try api.send(Endpoints.backup, body: BackupRequest(path: "relative"))
      }
      #expect(error?.exit == 64)
    }
  }

  @Test func `the difference to oneself is refused, to an unknown peer not found`() async throws {
    try await TestNode.run { node in
      let own = await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.difference, "Ant") }
      #expect(own?.exit == 1)
      let unknown = await node.failure { api throws(ErrorDescription) in try api.send(Endpoints.difference, "Bee") }
      #expect(unknown?.exit == 66)
    }
  }

  @Test func `a log is limited, by node and after a change`() async throws {
    try await TestNode.run { node in
      let (all, since, own) = try await node.ask { api throws(ErrorDescription) in
        for i in 0..<5 { _ = try api.send(Endpoints.addGoal, body: NewGoal(title: "\(i)")) }
        let all = try api.send(Endpoints.changes, query: ChangeFilter()).decoded()
        let since = try api.send(Endpoints.changes, query: ChangeFilter(since: all[2].id)).decoded()
        return (all, since, try api.send(Endpoints.changes, query: ChangeFilter(node: "Ant", limit: 3)).decoded())
      }
      #expect(since.map(\.id) == all.prefix(2).map(\.id))
      #expect(own.map(\.id) == all.prefix(3).map(\.id))
    }
  }
}
