internal import TalkootLog

/// A link on which both sides have greeted: changes stream both ways, then only news.
///
/// Files: this one the state and the frames' arrival, `+Sending` what the peer lacks, `+Receiving` what it sends,
/// `+Timers` what goes by time.
struct OpenSession: Sendable {
  var codec: FrameCodec
  let ownLog: LogID?

  // What the peer has.
  var peer = PeerRows()
  var areRowsKnown = false
  var peerMark: HeadsMark?
  /// Frames of ROWS that came before the last one of a telling.
  var partialRows: [SyncRow] = []

  // Sending.
  var isHeldByPeer = false
  var creditBytes = SyncLimits.creditWindowBytes
  var inFlight: [Flight] = []
  var reading: Reading = .none
  var wantedByPeer: [[ChangeID]] = []
  /// When received changes are passed on; until then the peer may say that it has them.
  var relayDue: SyncInstant?
  var announcedBytes = 0

  // Receiving.
  var isHoldingPeer: Bool
  var receivedBytes = 0
  var storing: [Storing] = []
  var nextTag: UInt64 = 0
  var forkFrames = 0
  var branchesFrames = 0
  /// When the peer last brought something on.
  var lastProgress: SyncInstant

  // Time.
  var lastReceived: SyncInstant
  /// When a PING or a HAVE that asks went out, on which nothing has come yet.
  var pingSent: SyncInstant?
  var headsCheckDue: SyncInstant?
  var isAskingHeads = false
  /// When the heads are compared because only they are missing, and for which state that was last done.
  var settleDue: SyncInstant?
  var settledFor: HeadsMark?
  var headsCheckInterval = SyncLimits.headsCheckFirst
  var rowsToldAt: SyncInstant?
  var roundTrip: Duration?
  var reported: LinkStatus?

  /// A CHANGES frame whose credit has not come back.
  struct Flight: Sendable {
    var reached: [SyncRow]
    var cost: Int
  }

  /// A pack that the shell stores.
  struct Storing: Sendable {
    var tag: UInt64
    var cost: Int
    var isDone = false
  }

  /// What the shell reads for this link: one thing at a time.
  enum Reading: Sendable {
    case none
    case changes
    case content
    /// What comes is no longer wanted: the peer's rows were told anew.
    case stale
  }

  init(codec: FrameCodec, ownLog: LogID?, isHoldingPeer: Bool, roundTrip: Duration?, now: SyncInstant) {
    self.codec = codec
    self.ownLog = ownLog
    self.isHoldingPeer = isHoldingPeer
    self.roundTrip = roundTrip
    lastProgress = now
    lastReceived = now
  }

  mutating func send(_ frame: Frame, out: inout [SyncEffect]) { out.append(codec.encode(frame)) }

  /// Begins after the greetings: the sender computes what the other lacks and streams it.
  mutating func begin(
    _ theirs: Frame.Greeting,
    told: (mark: HeadsMark, rows: Bool),
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) {
    peerMark = theirs.mark
    isHeldByPeer = theirs.hold
    noteActivity(now)
    if let rows = theirs.rows {
      resetPeer(to: rows, local, out: &out)
    } else if theirs.mark == local.mark {
      areRowsKnown = true
      peer.resetToEqual(local)
    }
    if !told.rows && theirs.mark != told.mark && !isHoldingPeer { tellRows(local, asking: false, now: now, out: &out) }
    fill(local, out: &out)
  }

  /// Whether the session goes on.
  mutating func received(
    _ frame: Frame,
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) throws(Violation) -> Bool {
    lastReceived = now
    announcedBytes = 0
    defer { pingSent = nil }
    switch frame {
    case .hello, .welcome: throw .unexpected(frame: frame.name)
    case .rows(let rows): try receivedRows(rows, local, now: now, out: &out)
    case .changes(let changes): try receivedChanges(changes, local, now: now, out: &out)
    case .have(let have): receivedHave(have, local, now: now, out: &out)
    case .wantContent(let changes): receivedWant(changes, local, out: &out)
    case .fork(let evidence):
      forkFrames += 1
      if forkFrames <= SyncLimits.forkFramesMax { out.append(.evidence(evidence)) }
    case .credit(let credit): try receivedCredit(credit, local, now: now, out: &out)
    case .ping(let token): send(.pong(token), out: &out)
    case .pong: measureRoundTrip(now)
    case .bye(let bye):
      out.append(.close(.byPeer(bye.code, text: bye.text)))
      return false
    case .branches(let landmarks): receivedBranches(landmarks, local, out: &out)
    case .ignorable: break  // A later version's; it must do without an answer.
    }
    return true
  }

  /// Nothing is under way in either direction, so equal replicas would have equal heads.
  var isQuiet: Bool {
    guard case .none = reading else { return false }
    return areRowsKnown && inFlight.isEmpty && storing.isEmpty && peer.pending.isEmpty && !isHeldByPeer
      && !isHoldingPeer
  }

  func status(_ local: LocalRows) -> LinkStatus {
    LinkStatus(
      ahead: peer.aheadCount,
      behind: peer.behindCount,
      isInSync: peerMark == local.mark,
      roundTrip: roundTrip
    )
  }

  mutating func reportIfChanged(_ local: LocalRows, out: inout [SyncEffect]) {
    let status = status(local)
    if status != reported {
      reported = status
      out.append(.report(status))
    }
  }
}
