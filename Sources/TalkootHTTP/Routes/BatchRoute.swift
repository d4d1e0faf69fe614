internal import Synchronization
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

/// Takes the writing of requests in place of the replica: each ends there, before it has done anything.
final class Collector: Sendable {
  typealias Make = @Sendable (Workspace, CommandContext) throws -> [Draft]

  /// How a request's handler ends that came to its writing.
  struct Collected: Error {}

  private let made = Mutex<[Make]>([])

  var all: [Make] { made.withLock { $0 } }

  func add(_ make: @escaping Make) { made.withLock { $0.append(make) } }
}

/// Carries out several requests as one act, in one transaction.
enum BatchRoute {
  static let all = [
    Route(Endpoints.batch) { call, _, batch in try await carryOut(batch, call) }
  ]

  private static let requestsMax = 10_000

  /// What writes to the shared work and does nothing else.
  private static let areas: Set<String> = [
    "goals", "measures", "decisions", "agreements", "questions", "objects", "comments", "members", "mandates",
    "meetings",
    "checkins",
  ]

  private static func carryOut(_ batch: BatchRequest, _ call: Call) async throws -> BatchReport {
    guard !batch.requests.isEmpty else { throw ErrorDescription(.usage, "the batch has no commands") }
    guard batch.requests.count <= requestsMax else {
      throw ErrorDescription(
        .usage,
        "the batch has more than \(requestsMax) commands; import a file, or give it in parts"
      )
    }
    let (table, act) = (RouteTable(), ActID(SecureRandom.bytes(16))!)
    var steps: [Collector.Make] = []
    for request in batch.requests {
      let make = try await numbered(request.line) { try await writing(of: request, table, call) }
      steps.append { state, context in
        var drafts = try numbered(request.line) { try make(state, context) }
        for index in drafts.indices { drafts[index].act = act }
        return drafts
      }
    }
    let committed = try await call.write(steps)
    return BatchReport(
      act: Hex.text(act.bytes),
      commands: batch.requests.count,
      changes: committed.changes.map(\.digest.hex)
    )
  }

  /// What a request would write, alone.
  private static func writing(
    of request: BatchedRequest,
    _ table: RouteTable,
    _ call: Call
  ) async throws -> Collector.Make {
    let path = request.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let (route, parameters) = try table.find(request.method, path)
    let isShared = route.path.count > 1 && areas.contains(route.path[1] ?? "")
    guard isShared, route.method != .get, path == request.path else {
      throw ErrorDescription(.usage, "only what writes goals, decisions and other shared work goes into a batch")
    }
    let collector = Collector()
    var asked = call
    asked.parameters = parameters
    asked.collector = collector
    do {
      _ = try await route.answer(asked, RawRequest(query: [], body: Array((request.body ?? "").utf8)))
    } catch is Collector.Collected {
      if collector.all.count == 1 { return collector.all[0] }
    }
    throw ErrorDescription(.usage, "this can't be part of a batch; give the command alone")
  }

  private static func numbered<Answer>(_ line: Int, _ body: () throws -> Answer) throws -> Answer {
    do { return try body() } catch { throw named(line, error) }
  }

  private static func numbered<Answer>(_ line: Int, _ body: () async throws -> Answer) async throws -> Answer {
    do { return try await body() } catch { throw named(line, error) }
  }

  private static func named(_ line: Int, _ error: any Error) -> ErrorDescription {
    ErrorDescription(describing: error).preceded(by: { "line \(line): \($0)" })
  }
}
