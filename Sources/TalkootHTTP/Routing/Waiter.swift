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
        if try await isHopeless() { return }
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Whether nobody else is known at all.
  private func isHopeless() async throws -> Bool {
    let peers = await control.syncStatus().peers
    if peers.isEmpty { return true }
    if !peers.contains(where: { $0.state == "connected" || $0.state == "connecting" }) {
      throw ErrorDescription(.noPeerReachable, "no peer can be reached; it is settled once enough of them are")
    }
    return false
  }
}

/// How long requests wait.
enum Timeout {
  /// For what a lone member settles by itself.
  static let alone = 10
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
