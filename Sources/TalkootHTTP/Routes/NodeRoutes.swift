internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum NodeRoutes {
  static let all = [
    Route(Endpoints.node) { call, _, _ in await call.control.nodeStatus() },
    Route(Endpoints.stop) { call, _, _ in
      var status = await call.control.nodeStatus()
      status.state = "stopping"
      await call.control.stop()
      return status
    },
    Route(Endpoints.whoami) { call, _, _ in await call.control.whoami() },
    Route(Endpoints.voice) { call, _, _ in await call.control.voice() },
    Route(Endpoints.trustVoice) { call, _, _ in try await call.control.trustVoice() },
    Route(Endpoints.openAPI) { _, _, _ in OpenAPIDocument.document },
    Route(Endpoints.doctor) { call, _, _ in await call.control.doctor(in: call.language) },
    Route(Endpoints.status) { call, _, _ in
      let peers = await call.control.syncStatus().peers
      let view = call.view
      let leave = view.snapshot.member.flatMap { view.workspace.settled.leaving($0) }?.dot.version
      let since = try await call.facts(of: [leave].compactMap { $0 }).values.first?.milliseconds
      let attention = try await call.attention()
      let own = await call.control.whoami()
      return view.status(own, peers, attention, on: call.today, leavingSince: since)
    },
    Route(streaming: Endpoints.join) { call, query, _, progress in
      let seconds = try Timeout.seconds(query.timeout)
      let member = try await call.control.awaitJoin(timeout: .seconds(seconds)) { progress($0) }
      guard let document = call.view.member(member) else {
        throw ErrorDescription(.timedOut, "the first sync is not complete yet; it goes on in the background")
      }
      return document
    },
  ]
}
