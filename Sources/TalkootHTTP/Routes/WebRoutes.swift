internal import TalkootAPI

enum WebRoutes {
  static let all = [
    Route(Endpoints.webSignIn) { call, _, _ in try await call.control.webSignIn(person: await call.actingPerson()) }
  ]
}
