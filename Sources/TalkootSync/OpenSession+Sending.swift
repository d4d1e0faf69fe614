internal import TalkootLog

extension OpenSession {
  /// What a pack takes of the credit.
  static func cost(_ pack: [UInt8]) -> Int { max(pack.count, SyncLimits.packCostMin) }

  /// Begins to read the next part of what the peer lacks, if it may be sent now.
  mutating func fill(_ local: LocalRows, out: inout [SyncEffect]) {
    guard case .none = reading, creditBytes >= SyncLimits.batchBytesMax else { return }
    if !wantedByPeer.isEmpty {
      reading = .content
      out.append(.loadContent(wantedByPeer.removeFirst(), byteBudget: SyncLimits.batchBytesMax))
    } else if areRowsKnown && !isHeldByPeer && relayDue == nil && !peer.pending.isEmpty {
      reading = .changes
      out.append(.load(peer.selection(local, byteBudget: SyncLimits.batchBytesMax)))
    }
  }

  /// The shell has read what was asked for.
  mutating func loaded(_ batch: LoadedBatch, _ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    let wanted = reading
    reading = .none
    switch wanted {
    case .none: preconditionFailure("loaded what was not asked for")
    case .stale: break
    case .content:
      if !batch.pack.isEmpty { sendChanges([], batch.pack, local, now: now, out: &out) }
    case .changes:
      for log in batch.mismatched where peer.pending.contains(log) { mismatched(log, batch, local, out: &out) }
      if batch.reached.isEmpty {
        peer.setAside(peer.pending.sorted())
      } else if !isHeldByPeer {
        sendChanges(batch.reached.map { SyncRow($0) }, batch.pack, local, now: now, out: &out)
      }
    }
    fill(local, out: &out)
  }

  /// The peer has a change of a log that is not here, where it should be. It is told what is here, and sends what is
  /// lacking; what it lacks itself goes to it when it has said as much, or when its change has come.
  private mutating func mismatched(
    _ log: LogID,
    _ batch: LoadedBatch,
    _ local: LocalRows,
    out: inout [SyncEffect]
  ) {
    if peer.dispute(log, local) { out.append(.forked(log, sequence: peer.has(of: log))) }
    peer.setAside([log])
    let landmarks = batch.landmarks.filter { $0.log == log }.prefix(SyncLimits.landmarksMax).map { SyncRow($0) }
    if !landmarks.isEmpty, peer.tells(log, local) { send(.branches(landmarks), out: &out) }
  }

  private mutating func sendChanges(
    _ reached: [SyncRow],
    _ pack: [UInt8],
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) {
    precondition(pack.count <= SyncLimits.batchBytesMax, "a pack of \(pack.count) bytes, over its budget")
    let cost = OpenSession.cost(pack)
    creditBytes -= cost
    inFlight.append(Flight(reached: reached, cost: cost))
    for row in reached { peer.markSent(row, local) }
    let mark = peer.pending.isEmpty ? local.mark : nil
    send(.changes(Frame.Changes(reached: reached, mark: mark, pack: pack)), out: &out)
    noteActivity(now)
  }

  /// This replica has committed: pushed whole at once when the peer has all that was before, else it follows that.
  mutating func committed(
    _ rows: [SyncRow],
    before: [UInt64],
    pack: [UInt8],
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) {
    let wasUpToDate = areRowsKnown && !isHeldByPeer && peer.pending.isEmpty && isIdleReader
    noteLocal(rows, local, out: &out)
    noteActivity(now)
    let follows = zip(rows, before).allSatisfy { peer.sent(of: $0.log) == $1 }
    let fits = pack.count <= SyncLimits.batchBytesMax && OpenSession.cost(pack) <= creditBytes
    // A pack for all names changes by their places, which may mean others to this peer.
    if wasUpToDate && follows && fits && peer.isClear(local) {
      sendChanges(rows, pack, local, now: now, out: &out)
    } else {
      relayDue = nil
      fill(local, out: &out)
      announce(rows, out: &out)
    }
  }

  /// This replica has stored what another sent: passed on a little later, unless the peer has it by then.
  mutating func relayed(
    _ rows: [SyncRow],
    _ local: LocalRows,
    jitter: Duration,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) {
    // Who is being streamed to gets it in the stream.
    let isStreaming = relayDue == nil && !(peer.pending.isEmpty && isIdleReader)
    noteLocal(rows, local, out: &out)
    noteActivity(now)
    guard !peer.pending.isEmpty else { return }
    if !isStreaming && relayDue == nil { relayDue = now.advanced(by: jitter) }
    announce(rows, out: &out)
    fill(local, out: &out)
  }

  private var isIdleReader: Bool {
    if case .none = reading { true } else { false }
  }

  private mutating func noteLocal(_ rows: [SyncRow], _ local: LocalRows, out: inout [SyncEffect]) {
    for group in rows.byLog where peer.localChanged(group[0].log, local) {
      out.append(.forked(group[0].log, sequence: group[0].count))
    }
  }

  /// Tells what is new without sending it, while it can't or needn't be sent yet. Bounded while the peer is mute.
  private mutating func announce(_ rows: [SyncRow], out: inout [SyncEffect]) {
    guard areRowsKnown, !isHeldByPeer, relayDue != nil || creditBytes < SyncLimits.batchBytesMax,
      announcedBytes < SyncLimits.unansweredAnnouncementBytesMax
    else { return }
    let news = rows.filter { peer.pending.contains($0.log) }
    if news.isEmpty { return }
    announcedBytes += 16 * news.count
    send(.have(Frame.Have(mark: nil, wantsAnswer: false, rows: news)), out: &out)
  }

  mutating func receivedCredit(
    _ credit: Frame.Credit,
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) throws(Violation) {
    guard credit.batches > 0, credit.batches <= UInt64(inFlight.count) else { throw .creditInvented }
    for flight in inFlight.prefix(Int(credit.batches)) {
      creditBytes += flight.cost
      // What the peer has stored is ours: no fork can show.
      _ = peer.note(flight.reached, local)
    }
    inFlight.removeFirst(Int(credit.batches))
    if let mark = credit.mark { peerMark = mark }
    fill(local, out: &out)
  }

  /// Missing content; what doesn't fit into the queue is asked for again.
  mutating func receivedWant(_ changes: [ChangeID], _ local: LocalRows, out: inout [SyncEffect]) {
    if wantedByPeer.count < 4 && !changes.isEmpty { wantedByPeer.append(changes) }
    fill(local, out: &out)
  }
}
