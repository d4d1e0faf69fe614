public import TalkootLog

/// All links of one replica: their sessions, the rows they share and the plan of whom to fetch from.
///
/// Pure: time and randomness come in, effects and `nextWake` go out. The shell is one owner (an actor, an event loop)
/// that calls a method for each thing that happens and performs the returned effects in order before the next call.
/// `docs/protocol/sync.md`, *Driving the machine*, is the whole contract.
public struct Exchange: Sendable {
  private var identity: SyncIdentity
  private var local: LocalRows
  private var sessions: [LinkID: PeerSession] = [:]
  private var links: [LinkID] = []  // ascending
  private var plan = FetchPlan()

  /// - Parameter rows: all that the replica holds, with its heads hash.
  public init(_ identity: SyncIdentity, rows: [LogRow], mark: HeadsMark) {
    self.identity = identity
    local = LocalRows(rows, mark: mark)
  }

  /// When `woke` is to be called; changes with every call.
  public var nextWake: SyncInstant? {
    let wakes = links.compactMap { sessions[$0]?.nextWake } + [plan.stallDue(candidates)].compactMap { $0 }
    return wakes.min()
  }

  /// How a peer's replica stands to this one; nil before the link is established.
  public func status(of link: LinkID) -> LinkStatus? { sessions[link]?.open?.status(local) }

  /// What a peer has of each log, as far as it said or was sent; nil before the link is established.
  public func rows(of link: LinkID) -> [LogID: UInt64]? { sessions[link]?.open?.peer.counts }

  /// The log this node writes has changed; links that greet from now on say so.
  public mutating func writes(_ log: LogID) { identity.log = log }

  /// A link is authenticated as `peer`.
  public mutating func connected(
    _ link: LinkID,
    role: LinkRole,
    peer: NodeID,
    now: SyncInstant
  ) -> [LinkEffect] {
    precondition(sessions[link] == nil, "\(link) connected twice")
    var out: [SyncEffect] = []
    let hold = role == .dialling ? plan.begin(link, now: now) : false
    sessions[link] = PeerSession(
      dialling: role == .dialling,
      peer: peer,
      identity: identity,
      local: local,
      hold: hold,
      now: now,
      out: &out
    )
    links.insert(link, at: links.firstIndex { $0 > link } ?? links.count)
    return finish(link, out, now)
  }

  /// A frame has come. Frames of a link that has been closed are ignored.
  public mutating func received(_ link: LinkID, _ frame: [UInt8], now: SyncInstant) -> [LinkEffect] {
    with(link, now) { session, local, plan, out in
      session.received(frame, local, hold: plan.isFetching && plan.source != link, now: now, out: &out)
    }
  }

  /// The store has read what a `load` or `loadContent` asked for.
  public mutating func loaded(_ link: LinkID, _ batch: LoadedBatch, now: SyncInstant) -> [LinkEffect] {
    with(link, now) { session, local, _, out in
      session.whenOpen { $0.loaded(batch, local, now: now, out: &out) }
    }
  }

  /// The pack of a `store` is durable (verified, or held for its dependencies within the bounds). What it changed in
  /// this replica's rows has been told by `relayed` before.
  public mutating func stored(_ link: LinkID, tag: UInt64, now: SyncInstant) -> [LinkEffect] {
    with(link, now) { session, local, _, out in
      session.whenOpen { $0.stored(tag: tag, local, now: now, out: &out) }
    }
  }

  /// The pack of a `store` can't be right, whatever else this replica held.
  public mutating func refused(_ link: LinkID, reason: String, now: SyncInstant) -> [LinkEffect] {
    with(link, now) { session, _, _, out in session.end(.badChanges(reason), out: &out) }
  }

  /// A pack named changes by places where this replica holds several. It counts as stored, and the peer is told the
  /// rows: it sends again what they lack, with whole names.
  public mutating func misunderstood(_ link: LinkID, tag: UInt64, now: SyncInstant) -> [LinkEffect] {
    with(link, now) { session, local, _, out in
      session.whenOpen {
        $0.stored(tag: tag, local, now: now, out: &out)
        $0.correct(local, now: now, out: &out)
      }
    }
  }

  /// Evidence of a fork for the peer.
  public mutating func send(_ evidence: ForkNotice, on link: LinkID, now: SyncInstant) -> [LinkEffect] {
    with(link, now) { session, _, _, out in
      session.whenOpen { $0.send(.fork(evidence), out: &out) }
    }
  }

  /// Asks the peer for the content of changes that lack it: at most `SyncLimits.wantedChangesMax`.
  public mutating func want(_ changes: [ChangeID], from link: LinkID, now: SyncInstant) -> [LinkEffect] {
    precondition(changes.count <= SyncLimits.wantedChangesMax, "wants the content of \(changes.count) changes")
    return with(link, now) { session, _, _, out in
      session.whenOpen { $0.send(.wantContent(changes), out: &out) }
    }
  }

  /// This replica has committed and it is durable: `rows` have grown by what `pack` holds.
  public mutating func committed(
    _ rows: [LogRow],
    mark: HeadsMark,
    pack: [UInt8],
    now: SyncInstant
  ) -> [LinkEffect] {
    let rows = rows.map { SyncRow($0) }
    let before = rows.map { local.count(of: $0.log) }
    local.update(rows, mark: mark)
    return all(now) { session, local, out in
      session.whenOpen { $0.committed(rows, before: before, pack: pack, local, now: now, out: &out) }
    }
  }

  /// This replica has stored what a peer sent and it is durable: `rows` have grown.
  public mutating func relayed(
    _ rows: [LogRow],
    mark: HeadsMark,
    now: SyncInstant,
    using generator: inout some RandomNumberGenerator
  ) -> [LinkEffect] {
    let rows = rows.map { SyncRow($0) }
    local.update(rows, mark: mark)
    var effects: [LinkEffect] = []
    for link in links {
      let jitter = Duration.milliseconds(UInt64.random(in: SyncLimits.relayJitterMilliseconds, using: &generator))
      effects += with(link, now, balancing: false) { session, local, _, out in
        session.whenOpen { $0.relayed(rows, local, jitter: jitter, now: now, out: &out) }
      }
    }
    return effects + balance(now)
  }

  /// Time has come to `nextWake`.
  public mutating func woke(now: SyncInstant) -> [LinkEffect] {
    all(now) { session, local, out in session.woke(local, now: now, out: &out) }
  }

  /// This side ends a link: the peer is told why. Works for links too that this exchange has never been told of.
  public mutating func end(_ link: LinkID, _ code: ByeCode, _ text: String, now: SyncInstant) -> [LinkEffect] {
    guard sessions[link] != nil else {
      return [LinkEffect(link: link, effect: .bye(code, text)), LinkEffect(link: link, effect: .close(.byUs(code)))]
    }
    return with(link, now) { session, _, _, out in session.end(code, text, out: &out) }
  }

  /// This side ends all links: it pauses or stops.
  public mutating func endAll(_ code: ByeCode, _ text: String, now: SyncInstant) -> [LinkEffect] {
    all(now) { session, _, out in session.end(code, text, out: &out) }
  }

  /// The connection is gone. What it was sent and had not confirmed is sent again on the next one, if still lacking.
  public mutating func disconnected(_ link: LinkID, now: SyncInstant) -> [LinkEffect] {
    sessions[link] = nil
    links.removeAll { $0 == link }
    plan.forget(link)
    return balance(now)
  }

  private mutating func with(
    _ link: LinkID,
    _ now: SyncInstant,
    balancing: Bool = true,
    _ body: (inout PeerSession, LocalRows, FetchPlan, inout [SyncEffect]) -> Void
  ) -> [LinkEffect] {
    guard var session = sessions.removeValue(forKey: link) else { return [] }
    var out: [SyncEffect] = []
    body(&session, local, plan, &out)
    session.whenOpen {
      $0.settle(local, now: now)
      $0.reportIfChanged(local, out: &out)
    }
    sessions[link] = session
    return balancing ? finish(link, out, now) : out.map { LinkEffect(link: link, effect: $0) }
  }

  private mutating func all(
    _ now: SyncInstant,
    _ body: (inout PeerSession, LocalRows, inout [SyncEffect]) -> Void
  ) -> [LinkEffect] {
    var effects: [LinkEffect] = []
    for link in links {
      effects += with(link, now, balancing: false) { session, local, _, out in body(&session, local, &out) }
    }
    return effects + balance(now)
  }

  private mutating func finish(_ link: LinkID, _ out: [SyncEffect], _ now: SyncInstant) -> [LinkEffect] {
    out.map { LinkEffect(link: link, effect: $0) } + balance(now)
  }

  private var candidates: [FetchPlan.Candidate] {
    links.compactMap { link in
      guard let session = sessions[link], !session.isClosed else { return nil }
      guard let open = session.open else {
        return FetchPlan.Candidate(
          link: link,
          isOpen: false,
          isHeld: false,
          behind: 0,
          lastProgress: SyncInstant(microseconds: 0)
        )
      }
      return FetchPlan.Candidate(
        link: link,
        isOpen: true,
        isHeld: open.isHoldingPeer,
        behind: open.peer.behindCount,
        lastProgress: open.lastProgress
      )
    }
  }

  private mutating func balance(_ now: SyncInstant) -> [LinkEffect] {
    var effects: [LinkEffect] = []
    for step in plan.balance(candidates, now: now) {
      switch step {
      case .hold(let link):
        effects += with(link, now, balancing: false) { session, local, _, out in
          session.whenOpen { $0.hold(local, out: &out) }
        }
      case .release(let link):
        effects += with(link, now, balancing: false) { session, local, _, out in
          session.whenOpen { $0.release(local, now: now, out: &out) }
        }
      }
    }
    return effects
  }
}
