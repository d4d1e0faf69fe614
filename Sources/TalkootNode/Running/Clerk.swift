internal import Logging
internal import Synchronization
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica

/// Writes what the node writes by itself: that it has received proposals, repeated approvals, the words of its voice
/// (`GovernanceState.duties`). Each is computed in its turn with the replica's writer, so that its past is everything
/// applied here.
actor Clerk {
  private let replica: Replica
  private let logger: Logger
  private let jitter: UInt64
  private static let longestWait: Int64 = 600_000
  private let memory = Mutex(DutyMemory())
  private let pokes: AsyncStream<Void>
  private nonisolated let poker: AsyncStream<Void>.Continuation
  private var timer: Task<Void, Never>?
  /// Whether this node's voice keeps out of what is open: it may have lost something of its own.
  private let abstains: @Sendable () async -> Bool

  init(
    replica: Replica,
    jitter: UInt64,
    logger: Logger,
    abstains: @escaping @Sendable () async -> Bool
  ) {
    self.replica = replica
    self.jitter = jitter
    self.logger = logger
    self.abstains = abstains
    (pokes, poker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Something has changed: looks again soon.
  nonisolated func poke() { poker.yield() }

  /// Works until cancelled.
  func run() async {
    poke()
    for await _ in pokes {
      do {
        while try await doWhatIsDue() {}
      } catch is CancellationError {
        return
      } catch {
        logger.error("writing this node's own duties failed", metadata: ["error": "\(error)"])
        lookAgain(in: .seconds(5))
      }
    }
  }

  /// - Returns: whether something was written, so that there may be more.
  private func doWhatIsDue() async throws -> Bool {
    let snapshot = replica.snapshot
    guard let member = snapshot.member else { return false }
    let author = Author(organisation: member, node: snapshot.node)
    // Looked at first without a turn with the writer: mostly there is nothing to do.
    let abstains = await abstains() || snapshot.workspace.criticalUnknown > 0
    let circumstances = Circumstances(
      zone: snapshot.workspace.timeZone ?? "UTC",
      jitter: snapshot.workspace.settled.members.count > 1 ? jitter : 0,
      abstains: abstains
    )
    let look = duties(snapshot.workspace, author, circumstances)
    if let due = look.lookAgainMilliseconds {
      // Some deadlines are thousands of years away, and clocks are set.
      let (wait, overflow) = due.subtractingReportingOverflow(SystemTime.milliseconds)
      lookAgain(in: .milliseconds(overflow ? Clerk.longestWait : min(max(1, wait), Clerk.longestWait)))
    }
    guard !look.operations.isEmpty else { return false }
    let committed = try await replica.commit(
      CommitRequest { state, _ in
        var draft = Draft()
        for operation in self.duties(state, author, circumstances).operations { draft.append(.governance(operation)) }
        return [draft]
      }
    )
    return !committed.changes.isEmpty
  }

  private struct Circumstances: Sendable {
    let zone: String
    let jitter: UInt64
    let abstains: Bool
  }

  private nonisolated func duties(
    _ state: Workspace,
    _ author: Author,
    _ circumstances: Circumstances
  ) -> Duties {
    memory.withLock { memory in
      state.settled.duties(
        of: author,
        memory: &memory,
        DutyCircumstances(
          now: SystemTime.milliseconds,
          jitter: circumstances.jitter,
          end: { SystemTime.end(of: $0, in: circumstances.zone) },
          abstains: { _ in circumstances.abstains }
        )
      )
    }
  }

  private func lookAgain(in delay: Duration) {
    timer?.cancel()
    timer = Task {
      guard (try? await Task.sleep(for: delay)) != nil else { return }
      self.poke()
    }
  }
}
