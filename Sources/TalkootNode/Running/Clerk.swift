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
  private let addresses: [String]
  /// Comes back once peers have had time to tell what this node may have lost (`rules.md` 2.11).
  private let ready: @Sendable () async -> Void
  /// What this node's voice keeps out of: it may have lost something of its own.
  private let caution: @Sendable () async -> VoiceCaution

  init(
    replica: Replica,
    jitter: UInt64,
    addresses: [String],
    logger: Logger,
    ready: @escaping @Sendable () async -> Void,
    caution: @escaping @Sendable () async -> VoiceCaution
  ) {
    self.replica = replica
    self.jitter = jitter
    self.addresses = addresses
    self.logger = logger
    self.ready = ready
    self.caution = caution
    (pokes, poker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Something has changed: looks again soon.
  nonisolated func poke() { poker.yield() }

  /// Works until cancelled.
  func run() async {
    poke()
    await ready()
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
    let circumstances = Circumstances(
      zone: snapshot.workspace.timeZone ?? "UTC",
      jitter: snapshot.workspace.settled.members.count > 1 ? jitter : 0,
      caution: await caution()
    )
    let look = duties(snapshot.workspace, snapshot.index, author, circumstances)
    if let due = look.lookAgainMilliseconds {
      // Some deadlines are thousands of years away, and clocks are set.
      let (wait, overflow) = due.subtractingReportingOverflow(SystemTime.milliseconds)
      lookAgain(in: .milliseconds(overflow ? Clerk.longestWait : min(max(1, wait), Clerk.longestWait)))
    }
    guard !look.operations.isEmpty else { return try await heedForks() }
    let committed = try await replica.commit(
      CommitRequest { state, context in
        var draft = Draft()
        for operation in self.duties(state, context.index, author, circumstances).operations {
          draft.append(.governance(operation))
        }
        return [draft]
      }
    )
    return !committed.changes.isEmpty
  }

  /// Does what forks ask for: where a log of this node's own has forked at once, of others' after a while of its own, in
  /// which another may have done it.
  private func heedForks() async throws -> Bool {
    let duty = await replica.forkDuty()
    guard !duty.isEmpty else {
      forksSeenAt = nil
      return false
    }
    let now = SystemTime.milliseconds
    let seen = forksSeenAt ?? now
    forksSeenAt = seen
    // A clock that was set back must not put it off for long.
    let wait = min(seen + Clerk.forkPatience * Int64(jitter), now + Clerk.forkPatience * 1_000) - now
    guard duty.isOwn || wait <= 0 else {
      Task {
        try? await Task.sleep(for: .milliseconds(wait))
        self.poke()
      }
      return false
    }
    forksSeenAt = nil
    let committed = try await replica.commit(
      CommitRequest(bringsBack: duty.buildsOn) { _, _ in
        var draft = Draft()
        for evidence in duty.evidence { draft.append(.governance(.forkEvidence(evidence))) }
        return [draft]
      }
    )
    return !committed.changes.isEmpty
  }

  /// How many times its jitter, of up to a second, a node waits for another to publish what both see.
  private static let forkPatience: Int64 = 3
  private var forksSeenAt: Int64?

  private struct Circumstances: Sendable {
    let zone: String
    let jitter: UInt64
    let caution: VoiceCaution
  }

  private nonisolated func duties(
    _ state: Workspace,
    _ index: LogIndex,
    _ author: Author,
    _ circumstances: Circumstances
  ) -> Duties {
    let caution = circumstances.caution
    // So that what begins from now on begins after its return.
    if caution.wantsToReturn(index) {
      var duties = Duties()
      duties.operations = [.addressHint(AddressHint(addresses: addresses))]
      return duties
    }
    return memory.withLock { memory in
      state.settled.duties(
        of: author,
        memory: &memory,
        DutyCircumstances(
          now: SystemTime.milliseconds,
          jitter: circumstances.jitter,
          end: { SystemTime.end(of: $0, in: circumstances.zone) },
          abstains: { state.criticalUnknown > 0 || caution.abstains($0, state.settled, index) },
          newVoiceSpeaks: { _ in caution.newVoiceSpeaks }
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
