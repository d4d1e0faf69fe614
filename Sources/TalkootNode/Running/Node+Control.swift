internal import Foundation
internal import Synchronization
public import TalkootAPI
internal import TalkootCrypto
public import TalkootHTTP
public import TalkootLanguage
public import TalkootLog
internal import TalkootModel
internal import TalkootReplica
internal import TalkootSync

extension Node: NodeControl {
  // MARK: The node

  /// See `NodeControl`.
  public func nodeStatus() async -> NodeStatus {
    await page.comesUp()
    let snapshot = replica.snapshot
    return NodeStatus(
      state: pending == nil && admission == nil ? "running" : "joining",
      pid: Int(ProcessInfo.processInfo.processIdentifier),
      listen: listenText,
      node: snapshot.workspace.idText(ObjectID(snapshot.node), .node),
      member: snapshot.member.map { snapshot.workspace.idText(ObjectID($0), .organisation) },
      version: Version.current,
      home: home.path,
      network: snapshot.workspace.network.digest.hex,
      started: Timestamp.text(startedMilliseconds),
      web: page.address,
      tlsLeaf: tls.leafHash.hex,
      tlsIssued: Timestamp.text(tls.issuedMilliseconds),
      notices: notices.map(\.rawValue) + troubles
    )
  }

  /// See `NodeControl`.
  public func stop() { requestStop() }

  /// See `NodeControl`.
  public func whoami() -> SelfDescription {
    let snapshot = replica.snapshot
    let workspace = snapshot.workspace
    let node = ObjectID(snapshot.node)
    let organisation = snapshot.member.map { ObjectID($0) }
    return SelfDescription(
      id: workspace.idText(node, .node),
      short: workspace.shortID(node, .node),
      kind: "node",
      network: NetworkReference(id: workspace.network.digest.hex, name: workspace.networkName ?? ""),
      member: organisation.map { workspace.idText($0, .organisation) },
      memberName: organisation.flatMap { workspace.name(of: $0) } ?? pending?.name,
      status: snapshot.member.flatMap { workspace.settled.standing(of: $0) }.map(\.word) ?? "joining",
      person: configuration.person,
      listen: listenText,
      addresses: addresses,
      fingerprint: Fingerprint.words(of: snapshot.node),
      fingerprintHex: snapshot.node.digest.hex
    )
  }

  /// See `NodeControl`.
  public func webSignIn(person: String) async throws -> WebSignIn { try await page.offer(to: person) }

  /// See `NodeControl`.
  public func doctor(in language: Language) async -> DoctorReport {
    var checks = Doctor.checks(of: home)
    checks.append(Doctor.listening(configuration.listen, bound: listenText))
    checks.append(databaseCheck)
    checks.append(Doctor.room(links.room))
    checks.append(Doctor.voice(voice()))
    checks.append(Doctor.content(incomplete: replica.snapshot.workspace.incompleteVersions.count))
    checks += notices.map { Doctor.history($0) }
    checks += Doctor.peers(await syncStatus())
    return Doctor.report(checks, in: language)
  }

  /// See `NodeControl`.
  public func readyToWrite() async {
    // Rules 2.11: after a start, peers get two seconds to tell what this node may have lost.
    let deadline = SyncInstant(microseconds: 2_000_000)
    while clock.now < deadline {
      if await links.isPaused { return }
      let report = await links.report
      if report.isEmpty || report.contains(where: \.isConnected) || !report.contains(where: \.isDialling) { return }
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  // MARK: Joining

  /// See `NodeControl`.
  public func awaitJoin(
    timeout: Duration,
    progress: @escaping @Sendable (TalkootAPI.Progress) async -> Void
  ) async throws -> MemberID {
    let deadline = ContinuousClock.now + timeout
    var last = -1
    while ContinuousClock.now < deadline {
      let snapshot = replica.snapshot
      if pending == nil, admission == nil, let member = snapshot.member { return member }
      if let failure = joinFailure, failure.known != .timedOut { throw failure }
      if snapshot.index.count != last {
        last = snapshot.index.count
        await progress(TalkootAPI.Progress(phase: "syncing", done: last, total: nil))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw joinFailure
      ?? ErrorDescription(.timedOut, "the first sync is not complete yet; this node goes on in the background")
  }

  /// See `NodeControl`.
  public func invitationCode(invitation: ObjectID, secret: [UInt8]) throws -> String {
    let snapshot = replica.snapshot
    guard let secret = InvitationSecret(secret), !addresses.isEmpty else {
      throw ErrorDescription(
        .refused,
        "this node listens nowhere, so nobody could join by it; set listen in \(home.configuration)"
      )
    }
    return InvitationCode(
      invitation: invitation,
      secret: secret,
      network: snapshot.workspace.network,
      inviter: snapshot.node,
      roster: snapshot.workspace.settled.currentEpoch?.id.digest ?? .zero,
      addresses: addresses
    ).text
  }

  // MARK: Sync

  /// See `NodeControl`.
  public func syncStatus() async -> SyncStatus {
    let report = await links.report
    let isPaused = await links.isPaused
    let workspace = replica.snapshot.workspace
    let peers = report.map { peer in
      let node = ObjectID(peer.node.id)
      let organisation = ObjectID(peer.node.organisation)
      return PeerStatus(
        node: workspace.idText(node, .node),
        nodeShort: workspace.shortID(node, .node),
        member: workspace.idText(organisation, .organisation),
        memberName: workspace.name(of: organisation),
        address: peer.address,
        state: peer.state(isPaused: isPaused),
        // How far behind this node is is what the peer claims: any number.
        ahead: peer.status.map { Int(clamping: $0.ahead) },
        behind: peer.status.map { Int(clamping: $0.behind) },
        lastSync: peer.status?.isInSync ?? false
          ? Timestamp.text(SystemTime.milliseconds) : peer.lastSyncMilliseconds.map { Timestamp.text($0) },
        roundTripMilliseconds: peer.status?.roundTrip.map { max(1, Int($0 / .milliseconds(1))) },
        detail: peer.detail
      )
    }
    let connected = report.filter(\.isConnected)
    return SyncStatus(
      paused: isPaused,
      // Who has no peers is behind nobody.
      inSync: report.isEmpty || !connected.isEmpty && connected.allSatisfy { $0.status?.isInSync ?? false },
      peers: peers
    )
  }

  /// See `NodeControl`.
  public func pauseSync() async throws -> SyncStatus {
    try Pause.set(true, in: home)
    await links.pause()
    return await syncStatus()
  }

  /// See `NodeControl`.
  public func resumeSync() async throws -> SyncStatus {
    try Pause.set(false, in: home)
    await links.resume()
    return await syncStatus()
  }

  /// See `NodeControl`.
  public func syncNow(
    wait: Bool,
    replicas: Int?,
    timeout: Duration,
    progress: @escaping @Sendable (TalkootAPI.Progress) async -> Void
  ) async throws -> SyncStatus {
    if await links.isPaused {
      throw ErrorDescription(.refused, "sync is paused; resume it with: talkoot sync resume")
    }
    await links.retryAll()
    guard wait || replicas != nil else { return await syncStatus() }
    let begun = ContinuousClock.now
    while true {
      let report = await links.report
      if report.isEmpty, replicas == nil { return await syncStatus() }
      let done = report.filter { $0.isConnected && ($0.status?.isInSync ?? false) }
      await progress(TalkootAPI.Progress(phase: "syncing", done: done.count, total: report.count))
      if await isDone(report, replicas) { return await syncStatus() }
      let waited = ContinuousClock.now - begun
      if waited >= timeout || waited >= Node.unreachableAfter && isNobodyThere(report) { throw unfinished(report) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// How long peers are given to come by themselves when none can be reached.
  private static let unreachableAfter = Duration.seconds(2)

  private func isNobodyThere(_ report: [Links.PeerReport]) -> Bool {
    !report.contains { $0.isConnected || $0.isComing }
  }

  private func isDone(_ report: [Links.PeerReport], _ replicas: Int?) async -> Bool {
    if let replicas {
      let own = replica.snapshot.member
      let holders = Set(report.filter { $0.status?.ahead == 0 && $0.isConnected }.map(\.node.organisation))
      return holders.subtracting([own].compactMap { $0 }).count >= replicas
    }
    let connected = report.filter(\.isConnected)
    return !connected.isEmpty && !report.contains(where: \.isComing)
      && connected.allSatisfy { $0.status?.isInSync ?? false }
  }

  private func unfinished(_ report: [Links.PeerReport]) -> ErrorDescription {
    report.contains(where: \.isConnected)
      ? ErrorDescription(.timedOut, "not everyone has everything yet; sync goes on in the background")
      : ErrorDescription(.noPeerReachable, "no peer can be reached; sync goes on when one can")
  }

  /// See `NodeControl`.
  public func rows(of node: NodeID) async -> [LogID: UInt64]? { await links.rows(of: node) }

  // MARK: Addresses

  /// See `NodeControl`.
  public func peerAddresses() async -> [PeerAddress] {
    let workspace = replica.snapshot.workspace
    let report = await links.report
    var list: [PeerAddress] = []
    for peer in report {
      let organisation = ObjectID(peer.node.organisation)
      for address in peer.node.addresses where !configuredPeers.contains(address) {
        list.append(
          PeerAddress(
            address: address,
            source: "network",
            node: workspace.idText(ObjectID(peer.node.id), .node),
            member: workspace.idText(organisation, .organisation),
            memberName: workspace.name(of: organisation),
            state: peer.isConnected ? "connected" : "offline"
          )
        )
      }
    }
    return configuredPeers.map { PeerAddress(address: $0, source: "config") } + list
  }

  /// See `NodeControl`.
  public func addPeer(_ address: String) async throws -> PeerAddress {
    guard let parsed = NodeAddress(address), parsed.port > 0 else {
      throw ErrorDescription(.malformedValue, "\"\(address)\" is not HOST:PORT")
    }
    if !configuredPeers.contains(parsed.text) {
      try ConfiguredPeers.write(ConfiguredPeers.read(home) + [parsed.text], home)
      configuredPeers.append(parsed.text)
      await refreshRoster()
    }
    return PeerAddress(address: parsed.text, source: "config")
  }

  /// See `NodeControl`.
  public func removePeer(_ address: String) async throws -> [PeerAddress] {
    let added = ConfiguredPeers.read(home)
    guard added.contains(address) else {
      throw ErrorDescription(
        .noSuchObject,
        "\(address) was not added by hand; what the network tells or config.toml says can't be removed here"
      )
    }
    try ConfiguredPeers.write(added.filter { $0 != address }, home)
    configuredPeers.removeAll { $0 == address }
    await refreshRoster()
    return await peerAddresses()
  }
}

extension Links.PeerReport {
  /// Whether it is being dialled and nothing has come of that yet.
  fileprivate var isComing: Bool { !isConnected && isDialling && detail == nil && !wasRefused }

  fileprivate func state(isPaused: Bool) -> String {
    if isPaused { return "paused" }
    if isConnected { return "connected" }
    if wasRefused { return "refused" }
    if hasPaused { return "paused" }
    return isDialling && detail == nil ? "connecting" : "offline"
  }
}

extension Standing {
  /// The word in JSON.
  fileprivate var word: String {
    switch self {
    case .participant: "participant"
    case .member: "member"
    case .left: "left"
    case .removed: "removed"
    }
  }
}
