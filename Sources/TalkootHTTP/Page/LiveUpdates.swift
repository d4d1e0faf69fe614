internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle
internal import TalkootAPI
internal import TalkootReplica

/// Tells a page that is looked at when something has changed, by server-sent events. What has, the page asks anew: a
/// stream holds no content.
struct LiveUpdates: Sendable {
  let replica: Replica
  let control: any NodeControl
  let access: PageAccess

  private static let look = Duration.milliseconds(100)
  /// Links are looked at every so many looks, and so is the session.
  private static let seldom = 20
  /// A line now and then, so that each end notices when the other is gone.
  private static let silence = 150

  func stream(for session: PageAccess.Session) -> ResponseBody {
    ResponseBody { writer in
      let (lines, told) = AsyncStream.makeStream(of: String.self)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try? await cancelWhenGracefulShutdown { try await tell(session) { told.yield($0) } }
          told.finish()
        }
        defer { group.cancelAll() }
        for await line in lines { try await writer.write(ByteBuffer(string: line)) }
      }
      try await writer.finish(nil)
    }
  }

  private func tell(_ session: PageAccess.Session, _ tell: @Sendable (String) -> Void) async throws {
    tell("retry: 2000\nevent: hello\ndata: \n\n")
    var (changes, links) = (replica.snapshot.index.count, await linkStates())
    var looks = 0
    while true {
      try await Task.sleep(for: Self.look)
      looks += 1
      var isNew = replica.snapshot.index.count != changes
      if looks % Self.seldom == 0 {
        guard access.isOpen(session) else { return }
        let now = await linkStates()
        if now != links { (links, isNew) = (now, true) }
      }
      if isNew {
        changes = replica.snapshot.index.count
        tell("event: change\ndata: \(changes)\n\n")
      } else if looks % Self.silence == 0 {
        tell(":\n\n")
      }
    }
  }

  private func linkStates() async -> [String] {
    await control.syncStatus().peers.map { "\($0.node ?? $0.address ?? "") \($0.state) \($0.behind == 0)" }
  }
}
