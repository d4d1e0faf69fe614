internal import TalkootLog

extension OpenSession {
  mutating func receivedChanges(
    _ changes: Frame.Changes,
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) throws(Violation) {
    let cost = OpenSession.cost(changes.pack)
    guard receivedBytes + cost <= SyncLimits.creditWindowBytes else { throw .creditExceeded }
    receivedBytes += cost
    lastProgress = now
    noteActivity(now)
    note(changes.reached, local, out: &out)
    peerMark = changes.mark
    storing.append(Storing(tag: nextTag, cost: cost))
    out.append(.store(pack: changes.pack, tag: nextTag))
    nextTag += 1
  }

  /// A pack is durable: its credit goes back, in the order the packs came.
  mutating func stored(tag: UInt64, _ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    guard let index = storing.firstIndex(where: { $0.tag == tag }) else {
      preconditionFailure("stored pack \(tag), which this link did not bring")
    }
    storing[index].isDone = true
    lastProgress = now
    let done = storing.prefix { $0.isDone }
    guard !done.isEmpty else { return }
    receivedBytes -= done.reduce(0) { $0 + $1.cost }
    let batches = UInt64(done.count)
    storing.removeFirst(done.count)
    let mark = storing.isEmpty ? local.mark : nil
    send(.credit(Frame.Credit(batches: batches, mark: mark)), out: &out)
  }

  mutating func receivedHave(_ have: Frame.Have, _ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    note(have.rows, local, out: &out)
    if let mark = have.mark { peerMark = mark }
    if peer.pending.isEmpty { relayDue = nil }
    // Two questions that crossed answer each other.
    let isAnswered = isAskingHeads
    if have.mark != nil { isAskingHeads = false }
    if have.wantsAnswer { postponeHeadsCheck(now) } else if isAnswered { measureRoundTrip(now) }
    if have.mark != nil, peerMark != local.mark, isQuiet {
      tellRows(local, asking: true, now: now, out: &out)
    } else if have.wantsAnswer && !isAnswered {
      send(.have(Frame.Have(mark: local.mark, wantsAnswer: false, rows: [])), out: &out)
    }
    fill(local, out: &out)
  }

  mutating func receivedRows(
    _ rows: Frame.Rows,
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) throws(Violation) {
    if rows.hold {
      isHeldByPeer = true
      relayDue = nil
      return
    }
    guard partialRows.count + rows.rows.count <= SyncLimits.logsMax else {
      throw .malformed(FrameError(.tooManyRows, at: 0))
    }
    partialRows += rows.rows
    guard rows.isLast else { return }
    isHeldByPeer = false
    peerMark = rows.mark
    resetPeer(to: partialRows, local, out: &out)
    partialRows = []
    if rows.wantsAnswer { tellRows(local, asking: false, now: now, out: &out) }
    fill(local, out: &out)
  }

  /// The peer's rows are told whole: nothing that was believed of it before counts.
  mutating func resetPeer(to rows: [SyncRow], _ local: LocalRows, out: inout [SyncEffect]) {
    areRowsKnown = true
    relayDue = nil
    branchesFrames = 0
    if case .changes = reading { reading = .stale }
    let forks = peer.reset(to: rows, inFlight: inFlight.flatMap { $0.reached }, local)
    for log in forks { out.append(.forked(log, sequence: local.count(of: log))) }
    for row in rows where row.log == ownLog && row.count > local.count(of: row.log) {
      out.append(.ownLogAhead(row.log, peerCount: row.count))
    }
  }

  private mutating func note(_ rows: [SyncRow], _ local: LocalRows, out: inout [SyncEffect]) {
    for log in peer.note(rows, local) { out.append(.forked(log, sequence: peer.has(of: log))) }
    for row in rows where row.log == ownLog && row.count > local.count(of: row.log) {
      out.append(.ownLogAhead(row.log, peerCount: row.count))
    }
  }

  /// Where the peer's branches of some logs part from ours.
  mutating func receivedBranches(_ landmarks: [SyncRow], _ local: LocalRows, out: inout [SyncEffect]) {
    branchesFrames += 1
    guard branchesFrames <= SyncLimits.branchesFramesMax else { return }
    peer.learn(landmarks, local)
    fill(local, out: &out)
  }

  /// Tells all rows, as the answer to a difference that the usual ways didn't end.
  mutating func tellRows(_ local: LocalRows, asking: Bool, now: SyncInstant, out: inout [SyncEffect]) {
    if let told = rowsToldAt, told.duration(to: now) < SyncLimits.rowsAgainAfter { return }
    sendRows(local, asking: asking, now: now, out: &out)
  }

  /// Tells all rows unasked: what the peer sent can't be understood, for it does not know what is here.
  mutating func correct(_ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    sendRows(local, asking: false, now: now, out: &out)
  }

  private mutating func sendRows(_ local: LocalRows, asking: Bool, now: SyncInstant, out: inout [SyncEffect]) {
    rowsToldAt = now
    isHoldingPeer = false
    var rest = local.all[...]
    repeat {
      let part = rest.prefix(SyncLimits.rowsPerFrameMax)
      rest = rest.dropFirst(part.count)
      let frame = Frame.Rows(
        mark: local.mark,
        isLast: rest.isEmpty,
        wantsAnswer: asking && rest.isEmpty,
        hold: false,
        rows: Array(part)
      )
      send(.rows(frame), out: &out)
    } while !rest.isEmpty
  }

  /// Asks the peer to send nothing: another brings the same.
  mutating func hold(_ local: LocalRows, out: inout [SyncEffect]) {
    isHoldingPeer = true
    send(
      .rows(Frame.Rows(mark: local.mark, isLast: true, wantsAnswer: false, hold: true, rows: [])),
      out: &out
    )
  }

  /// Lets the peer send from where this replica stands now.
  mutating func release(_ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    sendRows(local, asking: false, now: now, out: &out)
  }
}
