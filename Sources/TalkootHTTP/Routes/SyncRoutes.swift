internal import TalkootAPI
internal import TalkootLanguage

enum SyncRoutes {
  static let all = [
    Route(Endpoints.sync) { call, _, _ in await call.control.syncStatus() },
    Route(Endpoints.pause) { call, _, _ in try await call.control.pauseSync() },
    Route(Endpoints.resume) { call, _, _ in try await call.control.resumeSync() },
    Route(streaming: Endpoints.syncNow) { call, _, asked, progress in
      if let replicas = asked.replicas, replicas < 0 {
        throw ErrorDescription(.usage, "the number of replicas can't be below zero")
      }
      return try await call.control.syncNow(
        wait: asked.wait ?? false,
        replicas: asked.replicas,
        timeout: .seconds(try Timeout.seconds(asked.timeout))
      ) { progress($0) }
    },
    Route(Endpoints.peers) { call, _, _ in await call.control.peerAddresses() },
    Route(Endpoints.addPeer) { call, _, new in try await call.control.addPeer(new.address) },
    Route(Endpoints.removePeer) { call, _, _ in try await call.control.removePeer(call.parameters[0]) },
  ]
}
