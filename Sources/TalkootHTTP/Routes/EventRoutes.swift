internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootReplica

/// Changes as they come to this node. A client asks again and again, from the last one that it had: nothing is kept for
/// it here, and nothing is missed or told twice.
enum EventRoutes {
  static let all = [
    Route(Endpoints.events) { call, query, _ in try await wait(call, query) }
  ]

  private static let atOnce = 100
  private static let atOnceMost = 1000
  private static let timeoutMost = 300

  private static func wait(_ call: Call, _ query: EventQuery) async throws -> Events {
    let limit = query.limit ?? atOnce
    guard (1...atOnceMost).contains(limit) else {
      throw ErrorDescription(.usage, "the limit is 1 to \(atOnceMost)")
    }
    let timeout = query.timeout ?? 0
    guard (0...timeoutMost).contains(timeout) else {
      throw ErrorDescription(.usage, "the timeout is 0 to \(timeoutMost) seconds")
    }
    let view = call.view
    let first = try query.since.map { Int(try view.change(named: $0).rawValue) + 1 } ?? view.index.count
    let deadline = ContinuousClock.now + .seconds(timeout)
    while call.replica.snapshot.index.count <= first, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
    return try await events(call, from: first, limit)
  }

  private static func events(_ call: Call, from first: Int, _ limit: Int) async throws -> Events {
    let view = call.view
    let end = min(view.index.count, first + limit)
    let versions = (min(first, end)..<end).map { LocalVersion(UInt32($0)) }
    let changes = try await call.replica.read { try $0.changes(versions) }
    let last = end > 0 ? view.index.id(of: LocalVersion(UInt32(end - 1))).digest.hex : nil
    let clocks = try await call.clockMarks(changes)
    return Events(events: changes.map { view.change($0, inList: false, clocks[$0.id]) }, last: last)
  }
}
