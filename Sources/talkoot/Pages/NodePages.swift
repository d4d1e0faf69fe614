internal import TalkootAPI
internal import TalkootLanguage

extension Page {
  /// What was made, and what to do next.
  mutating func homeCreated(_ home: HomeCreated) {
    line(say(.homeReady, home.name, home.home))
    fields([
      (.fieldNetwork, home.network?.name), (.fieldMember, home.short), (.fieldListen, home.listen),
      (.fieldFingerprint, home.fingerprint), (.fieldSource, home.from?.name),
      (.fieldRestored, home.restored.map(Self.time)),
    ])
    if let card = home.recoveryCard { line(say(.moveCardAway, card)) }
    line(say(.startNext))
  }

  /// A newcomer that is in.
  mutating func joined(_ member: Member) {
    line(say(.joined, member.name, Words.of(member.status)))
    if let fingerprint = member.fingerprint { line(say(.readFingerprint, fingerprint)) }
  }

  /// A running node.
  mutating func nodeStatus(_ node: NodeStatus) {
    line(say(.nodeRuns, Words.of(node.state), String(node.pid)))
    fields([
      (.fieldListen, node.listen), (.fieldNode, node.node), (.fieldMember, node.member),
      (.fieldVersion, node.version), (.fieldHome, node.home), (.fieldPage, node.web),
    ])
    for notice in node.notices {
      switch notice {
      case "restored": line(say(.noticeRestored))
      case "copied": line(say(.noticeCopied))
      case "forked": line(say(.noticeForked))
      case "twin": line(say(.noticeTwin))
      case "damaged": line(say(.noticeDamaged))
      case "rebuilt": line(say(.noticeRebuilt))
      case "noRoom": line(say(.noticeNoRoom))
      default: line(notice)
      }
    }
  }

  /// The one-screen answer.
  mutating func status(_ status: StatusReport) {
    heading("\(status.network.name) · \(status.memberName ?? "?") (\(Words.of(status.memberStatus)))")
    line(
      say(
        .statusCounts,
        String(status.members),
        String(status.participants),
        String(status.goalCount),
        String(status.openDecisions)
      )
    )
    if !status.goals.isEmpty {
      line()
      goals(status.goals)
    }
    line()
    heading(say(.headingAttention))
    if status.attention.isEmpty { line("  " + say(.nothingStalls)) }
    for item in status.attention { attentionItem(item) }
    if status.stalled > 0 {
      line("  " + say(.stallsTrend, String(status.stalled), String(status.stalledNew), String(status.mended)))
    }
    if !status.mandates.isEmpty {
      line()
      mandates(status.mandates)
    }
    line()
    heading(say(.headingPeers))
    peerLinks(status.peers)
  }

  /// What the doctor found.
  mutating func doctor(_ report: DoctorReport) {
    for check in report.checks {
      line("\(check.ok ? "✓" : "✗") \(check.name): \(check.message)")
      if let remedy = check.remedy, !check.ok { line("    → " + remedy) }
    }
    line(say(report.ok ? .allIsWell : .somethingIsWrong))
  }

  /// How this node stands with the others.
  mutating func sync(_ status: SyncStatus) {
    line(say(status.paused ? .syncPaused : status.inSync ? .syncEqual : .syncUnequal))
    peerLinks(status.peers)
  }

  /// Links one a line.
  mutating func peerLinks(_ peers: [PeerStatus]) {
    if peers.isEmpty { return line("  " + say(.noPeers)) }
    table(
      [
        say(.columnName), say(.columnNode), say(.columnState), say(.columnAhead), say(.columnBehind),
        say(.columnLastSync), say(.columnAddress),
      ],
      peers.map { peer in
        [
          peer.memberName ?? "?", peer.nodeShort ?? "", Words.of(peer.state), peer.ahead.map(String.init) ?? "",
          peer.behind.map(String.init) ?? "", peer.lastSync.map(Self.time) ?? "", peer.address ?? "",
        ]
      },
      flexible: 0
    )
    for peer in peers {
      if let detail = peer.detail { line("  \(peer.memberName ?? peer.address ?? "?"): \(detail)") }
    }
  }

  /// Addresses one a line.
  mutating func peers(_ peers: [PeerAddress]) {
    if peers.isEmpty { return line(say(.noPeers)) }
    table(
      [say(.columnAddress), say(.columnSource), say(.columnName), say(.columnState)],
      peers.map { [$0.address, Words.of($0.source), $0.memberName ?? "", Words.of($0.state)] },
      flexible: 0
    )
  }
}
