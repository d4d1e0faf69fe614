internal import TalkootLog

/// One link's anti-entropy: what the peer has, what it has been sent, what is in flight.
///
/// Pure: no socket, clock or randomness of its own; nothing of it is kept on disk. `Exchange` holds the sessions of a
/// replica, passes inputs in and effects out. What must hold:
///
/// - The peer is sent only what its rows don't cover, each change once in a session, in topological order, within the
///   credit it gives.
/// - Credit goes back only for what is durable, in the order it came.
/// - A wrong frame ends the link with a named violation; nothing a peer sends traps or grows without a bound.
struct PeerSession: Sendable {
  private enum State: Sendable {
    case greeting(GreetingSession)
    case open(OpenSession)
    case closed
  }

  private var state: State

  /// A link is there: the dialling side says hello, the answering side waits for it.
  init(
    dialling: Bool,
    peer: NodeID,
    identity: SyncIdentity,
    local: LocalRows,
    hold: Bool,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) {
    var greeting = GreetingSession(isDialling: dialling, peer: peer, identity: identity, now: now)
    if dialling { greeting.sayHello(local, hold: hold, out: &out) }
    state = .greeting(greeting)
  }

  var isClosed: Bool {
    if case .closed = state { true } else { false }
  }

  /// The open session, for those who only look.
  var open: OpenSession? {
    if case .open(let open) = state { open } else { nil }
  }

  var nextWake: SyncInstant? {
    switch state {
    case .greeting(let greeting): greeting.deadline
    case .open(let open): open.nextWake
    case .closed: nil
    }
  }

  /// A frame has come. `hold`: whether an answering greeting must ask the peer to wait.
  mutating func received(
    _ bytes: [UInt8],
    _ local: LocalRows,
    hold: Bool,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) {
    do throws(Violation) {
      // Taken out and put back, so that the payload is changed in place; gone when the link ends in between.
      if case .open(var open) = state {
        state = .closed
        let frame = try open.codec.decode(bytes)
        if try open.received(frame, local, now: now, out: &out) { state = .open(open) }
      } else if case .greeting(var greeting) = state {
        state = .closed
        let frame = try greeting.codec.decode(bytes)
        if let open = try greeting.received(frame, local, hold: hold, now: now, out: &out) { state = .open(open) }
      }
    } catch {
      SyncEffect.close(for: error, out: &out)
    }
  }

  /// Calls `body` with the open session, if it is open, and puts back what becomes of it.
  mutating func whenOpen(_ body: (inout OpenSession) -> Void) {
    guard case .open(var open) = state else { return }
    state = .closed
    body(&open)
    state = .open(open)
  }

  mutating func woke(_ local: LocalRows, now: SyncInstant, out: inout [SyncEffect]) {
    switch state {
    case .greeting(let greeting):
      if now >= greeting.deadline { end(.greetingTimeout, out: &out) }
    case .open(let open):
      if open.isSilent(now) { end(.silent, out: &out) } else { whenOpen { $0.woke(local, now: now, out: &out) } }
    case .closed: break
    }
  }

  /// Ends the link for what the peer did.
  mutating func end(_ violation: Violation, out: inout [SyncEffect]) {
    if isClosed { return }
    state = .closed
    SyncEffect.close(for: violation, out: &out)
  }

  /// Ends the link because this side wants to.
  mutating func end(_ code: ByeCode, _ text: String, out: inout [SyncEffect]) {
    if isClosed { return }
    state = .closed
    out.append(.bye(code, text))
    out.append(.close(.byUs(code)))
  }
}

/// The frames' coder of one link: each direction numbers its logs.
struct FrameCodec: Sendable {
  private var outgoing = LogNumbering()
  private var incoming = LogNumbering()

  mutating func encode(_ frame: Frame) -> SyncEffect {
    let bytes = frame.encoded(&outgoing)
    precondition(bytes.count <= SyncLimits.frameBytesMax, "a frame of \(bytes.count) bytes")
    return .send(bytes)
  }

  mutating func decode(_ bytes: [UInt8]) throws(Violation) -> Frame {
    do { return try Frame.decoded(bytes, &incoming) } catch { throw .malformed(error) }
  }
}

extension SyncEffect {
  /// A BYE names no log, so it needs no numbering.
  static func bye(_ code: ByeCode, _ text: String) -> SyncEffect {
    var numbering = LogNumbering()
    return .send(Frame.bye(Frame.Bye(code: code, text: text)).encoded(&numbering))
  }

  static func close(for violation: Violation, out: inout [SyncEffect]) {
    out.append(.bye(violation.byeCode, violation.description))
    out.append(.close(.violation(violation)))
  }
}

extension Frame {
  var name: String {
    switch self {
    case .hello: "HELLO"
    case .welcome: "WELCOME"
    case .rows: "ROWS"
    case .changes: "CHANGES"
    case .have: "HAVE"
    case .wantContent: "WANT-CONTENT"
    case .fork: "FORK"
    case .credit: "CREDIT"
    case .ping: "PING"
    case .pong: "PONG"
    case .bye: "BYE"
    case .branches: "BRANCHES"
    case .ignorable: "an unknown frame"
    }
  }
}
