internal import Logging
internal import TalkootAPI
internal import TalkootCrypto
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootSync

extension Node {
  private static let retryFirst = Duration.seconds(1)
  private static let retryMax = Duration.seconds(60)

  /// Carries a pending join through: asks to be admitted until somebody answers, syncs, and says the organisation's
  /// name. Goes on after a restart where it stopped.
  func joinIfPending() async {
    guard let pending else { return }
    var delay = Node.retryFirst
    while !Task.isCancelled {
      do {
        // Asked again after a restart that came before the first sync: the answer tells whom to sync with.
        if !isAdmittedHere { try await beAdmitted(pending) }
        try await introduceOurselves(pending)
        PendingJoin.remove(home.joining)
        self.pending = nil
        joinFailure = nil
        await refreshRoster()
        return
      } catch let failure as Joiner.Failure {
        note(failure)
        if case .refused(let refusal) = failure, refusal.code != .unavailable { return }
      } catch is CancellationError {
        return
      } catch {
        logger.error("joining failed", metadata: ["error": "\(error)"])
      }
      guard (try? await Task.sleep(for: delay)) != nil else { return }
      delay = min(delay * 2, Node.retryMax)
    }
  }

  private func beAdmitted(_ pending: PendingJoin) async throws {
    let joiner = Joiner(pending: pending, key: identityKey, addresses: addresses, dialer: joinDialer)
    let accepted = try await joiner.join()
    try await replica.admitted(for: accepted.member)
    logger.notice("admitted to the network", metadata: ["member": "\(accepted.member.short)"])
    await introduce(accepted.nodes)
  }

  /// Carries the arrival of another node of an organisation through: syncs, and says where it can be reached. The
  /// organisation has let it in already, by its card or by a code of another node.
  func arriveIfAdmitted() async {
    guard let admission else { return }
    await introduce(admission.nodes)
    do {
      while !hasFirstSync {
        try await Task.sleep(for: .milliseconds(20))
        await noteSync()
      }
      let addresses = addresses
      _ = try await replica.commit(CommitRequest { _, _ in [.addresses(addresses)] })
      PendingAdmission.remove(home.admission)
      self.admission = nil
      await refreshRoster()
    } catch is CancellationError {
      return
    } catch {
      logger.error("arriving failed", metadata: ["error": "\(error)"])
    }
  }

  /// Whether this replica has the admission of this node.
  var isAdmittedHere: Bool {
    let snapshot = replica.snapshot
    return snapshot.member != nil && snapshot.workspace.settled.admittedNodes.contains { $0.id == snapshot.node }
  }

  /// Waits for the first sync, which brings this node's own admission, and writes the first change of its log.
  private func introduceOurselves(_ pending: PendingJoin) async throws {
    while !hasFirstSync {
      try await Task.sleep(for: .milliseconds(20))
      await noteSync()
    }
    let (name, addresses) = (pending.name, addresses)
    _ = try await replica.commit(
      CommitRequest { state, context in
        [try state.editMember(MemberEdit(name: name), context), .addresses(addresses)]
      }
    )
  }

  /// Whether this node's admission has arrived and a peer has had the same heads. The roster that the code names must be
  /// among those that came: whoever shows a newcomer another network's history under this one's name is waited out.
  var hasFirstSync: Bool {
    let snapshot = replica.snapshot
    guard hasSynced, isAdmittedHere else { return false }
    let settled = snapshot.workspace.settled
    guard let anchor = pending?.code.roster, anchor != .zero else { return true }
    return settled.roster.contains { $0.id.digest == anchor }
  }

  private func note(_ failure: Joiner.Failure) {
    switch failure {
    case .unreachable(let reason):
      joinFailure = ErrorDescription(.timedOut, "no inviter could be reached (\(reason)); this node goes on trying")
    case .refused(let refusal):
      joinFailure = ErrorDescription(.invitationEnded, "the join was refused: \(refusal.text)")
    case .impostor(let reason):
      joinFailure = ErrorDescription(.refused, "whoever answered is not the inviter: \(reason)")
    }
    logger.warning("not admitted yet", metadata: ["reason": "\(joinFailure?.message ?? "")"])
  }
}
