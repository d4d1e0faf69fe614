internal import ServiceLifecycle
internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootPage
internal import TalkootReplica

/// Answers the page by the same routes that answer the socket, with values in place of bytes.
struct NodeBackend: PageBackend {
  let replica: Replica
  let control: any NodeControl
  private let table = RouteTable()
  private let past = PastReading()

  init(replica: Replica, control: any NodeControl) {
    self.replica = replica
    self.control = control
  }

  func call<Query, Body, Answer>(
    _ endpoint: Endpoint<Query, Body, Answer>,
    _ parameters: [String],
    query: Query,
    body: Body,
    caller: Caller
  ) async throws -> Answer {
    guard !parameters.contains("") else { throw ErrorDescription(.noSuchObject, "an id is empty") }
    let route = table.route(of: endpoint)
    precondition(route.path.count { $0 == nil } == parameters.count, "\(endpoint.path) has other parameters")
    do {
      var call = Call(replica: replica, control: control, person: caller.person, parameters: parameters)
      if let moment = caller.asOf {
        call.past = try await past.past(moment, for: (endpoint.method.rawValue, endpoint.path), of: replica)
      }
      let asked = call
      let answer = try await cancelWhenGracefulShutdown {
        try await route.perform(asked, query, body) { _ in }
      }
      return answer as! Answer
    } catch {
      throw ErrorDescription(describing: error)
    }
  }
}
