internal import TalkootLog

/// A link on which not both sides have greeted. Nothing of the replica but rows has been told.
struct GreetingSession: Sendable {
  let isDialling: Bool
  let peer: NodeID
  let identity: SyncIdentity
  let begun: SyncInstant
  var codec = FrameCodec()
  /// The mark and whether rows were in our own greeting.
  private var told: (mark: HeadsMark, rows: Bool)?
  private var hasAskedToHold = false

  var deadline: SyncInstant { begun.advanced(by: SyncLimits.greetingTimeout) }

  init(isDialling: Bool, peer: NodeID, identity: SyncIdentity, now: SyncInstant) {
    self.isDialling = isDialling
    self.peer = peer
    self.identity = identity
    begun = now
  }

  mutating func sayHello(_ local: LocalRows, hold: Bool, out: inout [SyncEffect]) {
    let greeting = greeting(SyncLimits.versions, local, hold: hold)
    out.append(codec.encode(.hello(greeting)))
  }

  private mutating func greeting(_ versions: ClosedRange<UInt64>, _ local: LocalRows, hold: Bool) -> Frame.Greeting {
    let rows = local.logs.count <= SyncLimits.greetingRowsMax ? local.all : nil
    told = (local.mark, rows != nil)
    hasAskedToHold = hold
    return Frame.Greeting(
      versions: versions,
      features: identity.features,
      network: identity.network,
      node: identity.node,
      log: identity.log,
      mark: local.mark,
      hold: hold,
      rows: rows
    )
  }

  /// The open session that a greeting makes; nil when the peer ends the link.
  mutating func received(
    _ frame: Frame,
    _ local: LocalRows,
    hold: Bool,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) throws(Violation) -> OpenSession? {
    switch frame {
    case .hello(let theirs):
      guard !isDialling else { throw .unexpected(frame: frame.name) }
      let version = try check(theirs)
      out.append(codec.encode(.welcome(greeting(version...version, local, hold: hold))))
      return opened(theirs, version, local, now: now, out: &out)
    case .welcome(let theirs):
      guard isDialling else { throw .unexpected(frame: frame.name) }
      let version = try check(theirs)
      return opened(theirs, version, local, now: now, out: &out)
    case .bye(let bye):
      out.append(.close(.byPeer(bye.code, text: bye.text)))
      return nil
    case .rows, .changes, .have, .wantContent, .fork, .credit, .ping, .pong, .branches, .ignorable:
      throw .unexpected(frame: frame.name)
    }
  }

  /// The greatest version both speak.
  private func check(_ theirs: Frame.Greeting) throws(Violation) -> UInt64 {
    guard theirs.network == identity.network else { throw .wrongNetwork(theirs.network) }
    guard theirs.node != identity.node else { throw .sameNode }
    guard theirs.node == peer else { throw .wrongNode(theirs.node) }
    let version = min(theirs.versions.upperBound, SyncLimits.versions.upperBound)
    guard version >= max(theirs.versions.lowerBound, SyncLimits.versions.lowerBound) else {
      throw .noSharedVersion(theirs: theirs.versions)
    }
    return version
  }

  private func opened(
    _ theirs: Frame.Greeting,
    _ version: UInt64,
    _ local: LocalRows,
    now: SyncInstant,
    out: inout [SyncEffect]
  ) -> OpenSession {
    guard let told else { preconditionFailure("a link opens before this side has greeted") }
    out.append(
      .established(
        PeerGreeting(node: theirs.node, log: theirs.log, version: version, features: theirs.features)
      )
    )
    var open = OpenSession(
      codec: codec,
      ownLog: identity.log,
      isHoldingPeer: hasAskedToHold,
      roundTrip: isDialling ? begun.duration(to: now) : nil,
      now: now
    )
    open.begin(theirs, told: told, local, now: now, out: &out)
    return open
  }
}
