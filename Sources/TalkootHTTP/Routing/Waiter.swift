internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootReplica

extension Call {
  /// Waits until what was written is settled.
  ///
  /// - Parameters:
  ///   - waiting: what the request asks for; without `wait` it returns at once, but where nobody else is needed.
  ///   - isAlone: whether this organisation settles it by itself, which takes milliseconds.
  /// - Throws: `timedOut`, or `noPeerReachable` when peers are known and none can be reached.
  func wait(
    _ waiting: Waiting,
    isAlone: Bool,
    until isDone: @Sendable (ReplicaSnapshot) -> Bool
  ) async throws {
    guard waiting.wait == true || isAlone else { return }
    let seconds = try Timeout.seconds(waiting.timeout)
    let start = ContinuousClock.now
    let deadline = start + .seconds(waiting.wait == true ? seconds : Timeout.alone)
    var nextLook = start + .seconds(2)
    var vainLooks = 0
    while !isDone(replica.snapshot) {
      let now = ContinuousClock.now
      guard now < deadline else {
        if waiting.wait != true { return }
        throw ErrorDescription(
          .timedOut,
          "not settled within \(seconds) s; it goes on in the background, look again later"
        )
      }
      if now >= nextLook, !isAlone {
        nextLook = now + .milliseconds(500)
        switch await others() {
        case .reachable: vainLooks = 0
        case .unknown: return
        // Links go and come again, and they end for good with what is waited for where that is leaving.
        case .unreachable: vainLooks += 1
        }
        if vainLooks == Timeout.vainLooksMax, !isDone(replica.snapshot) {
          throw ErrorDescription(.noPeerReachable, "no peer can be reached; it is settled once enough of them are")
        }
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Whether anybody else is there.
  private enum Others {
    /// Nobody else is known at all.
    case unknown
    case unreachable
    case reachable
  }

  private func others() async -> Others {
    let peers = await control.syncStatus().peers
    if peers.isEmpty { return .unknown }
    return peers.contains { $0.state == "connected" || $0.state == "connecting" } ? .reachable : .unreachable
  }
}

/// How long requests wait.
enum Timeout {
  /// For what a lone member settles by itself.
  static let alone = 10
  /// How many looks in a row, half a second apart, find no peer before a request gives up.
  static let vainLooksMax = 4
  private static let standard = 60
  private static let most = 86_400

  static func seconds(_ asked: Int?) throws(ErrorDescription) -> Int {
    guard let asked else { return standard }
    guard (0...most).contains(asked) else {
      throw ErrorDescription(.usage, "the timeout is 0 to \(most) seconds")
    }
    return asked
  }
}
