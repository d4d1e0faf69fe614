extension OpenSession {
  var nextWake: SyncInstant {
    var next = lastReceived.advanced(by: pingSent == nil ? SyncLimits.pingAfter : SyncLimits.idleTimeout)
    if let due = relayDue { next = min(next, due) }
    if let due = headsCheckDue { next = min(next, due) }
    if let due = settleDue { next = min(next, due) }
    return next
  }

  func isSilent(_ now: SyncInstant) -> Bool { lastReceived.duration(to: now) >= SyncLimits.idleTimeout }

  mutating func woke(_ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    if let due = relayDue, now >= due {
      relayDue = nil
      fill(local, out: &out)
    }
    if [headsCheckDue, settleDue].contains(where: { $0.map { now >= $0 } ?? false }) {
      if let due = settleDue, now >= due { settledFor = local.mark }
      settleDue = nil
      send(.have(Frame.Have(mark: local.mark, wantsAnswer: true, rows: [])), out: &out)
      isAskingHeads = true
      pingSent = pingSent ?? now
      if let due = headsCheckDue, now >= due { postponeHeadsCheck(now) }
    }
    if pingSent == nil && lastReceived.duration(to: now) >= SyncLimits.pingAfter {
      pingSent = now
      send(.ping(0), out: &out)
    }
  }

  /// When the rows say that both hold the same and the peer's heads are not known to be ours, the heads are compared
  /// soon, so that "in sync" is known; once for each state of this replica.
  mutating func settle(_ local: LocalRows, now: SyncInstant) {
    if isQuiet && peer.isLevel && peerMark != local.mark && settledFor != local.mark {
      settleDue = settleDue ?? now.advanced(by: SyncLimits.settleAfter)
    } else {
      settleDue = nil
    }
  }

  mutating func measureRoundTrip(_ now: SyncInstant) {
    if let sent = pingSent { roundTrip = sent.duration(to: now) }
  }

  /// Something has happened: the heads are compared a minute later.
  mutating func noteActivity(_ now: SyncInstant) {
    headsCheckInterval = SyncLimits.headsCheckFirst
    let due = now.advanced(by: headsCheckInterval)
    headsCheckDue = headsCheckDue.map { min($0, due) } ?? due
  }

  /// The heads have just been compared: next time after twice as long, an hour at most.
  mutating func postponeHeadsCheck(_ now: SyncInstant) {
    headsCheckInterval = min(headsCheckInterval * 2, SyncLimits.headsCheckMax)
    headsCheckDue = now.advanced(by: headsCheckInterval)
  }
}
