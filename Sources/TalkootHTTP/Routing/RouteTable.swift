internal import TalkootAPI
internal import TalkootLanguage

/// All that the API does, by method and path.
struct RouteTable: Sendable {
  private let routes: [Route]
  private let byEndpoint: [String: Route]

  init() {
    routes =
      NodeRoutes.all + WebRoutes.all + KeyRoutes.all + MemberRoutes.all + ProposalRoutes.all + InvitationRoutes.all
      + GoalRoutes.all
      + MeasureRoutes.all + DecisionRoutes.all + AgreementRoutes.all + QuestionRoutes.all + AttentionRoutes.all
      + MandateRoutes.all + MeetingRoutes.all + ObjectRoutes.all
      + ErasureRoutes.all + ExchangeRoutes.all + ReplicaRoutes.all + CourierRoutes.all + EventRoutes.all
      + BatchRoute.all + SyncRoutes.all
    byEndpoint = Dictionary(uniqueKeysWithValues: routes.map { (Self.key($0.method, $0.endpoint.path), $0) })
  }

  private static func key(_ method: EndpointMethod, _ pattern: String) -> String { method.rawValue + " " + pattern }

  /// What answers an endpoint.
  func route<Query, Body, Answer>(of endpoint: Endpoint<Query, Body, Answer>) -> Route {
    guard let route = byEndpoint[Self.key(endpoint.method, endpoint.path)] else {
      preconditionFailure("\(endpoint.path) has no route")
    }
    return route
  }

  /// How many endpoints have an answer.
  var count: Int { routes.count }

  /// What answers a request, and the path's parameters.
  /// - Parameter path: the path as it came, without the query.
  /// - Throws: `usage` for what is not there.
  func find(_ method: String, _ path: some StringProtocol) throws(ErrorDescription) -> (Route, [String]) {
    var parts: [String] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let text = PercentEncoding.decode(part) else {
        throw ErrorDescription(.usage, "the path has a broken percent-encoding")
      }
      parts.append(text)
    }
    var isPathKnown = false
    for route in routes {
      guard let parameters = PathPattern.parameters(of: parts, in: route.path) else { continue }
      if route.method.rawValue == method { return (route, parameters) }
      isPathKnown = true
    }
    throw ErrorDescription(
      .usage,
      isPathKnown
        ? Sentence("this path takes another method")
        : Sentence("there is no such path; see docs/protocol/local-api.md")
    )
  }
}
