internal import TalkootAPI
internal import TalkootLanguage

/// The nodes and links, the replica and its log, and what is amiss with them, in plain words.
enum NetworkPage {
  static let page = Page(
    section: .network,
    words: PageWords.networkPage,
    templates: [
      Template("network", PackageResources.network_mustache), Template("verified", PackageResources.verified_mustache),
    ],
    routes: [
      .get("/network") { try await show($0) },
      .post("/network/verify") { context in
        let report = try await context.send(Endpoints.verify, body: Nothing())
        return .page(
          context.say("verified"),
          "verified",
          [
            "ok": .flag(report.ok), "fault": .maybe(report.fault),
            "changes": .text(context.say("verifiedChanges", "\(report.changes)")),
          ]
        )
      },
      .post("/network/sync") { context in
        switch context.request.form["act"] {
        case "pause": try await context.send(Endpoints.pause, body: Nothing())
        case "resume": try await context.send(Endpoints.resume, body: Nothing())
        default: try await context.send(Endpoints.syncNow, body: SyncNow())
        }
        return .redirect("/network", done: .synced)
      },
      .post("/network/bring-back/{change}") { context in
        try await context.send(Endpoints.bringBack, context.parameters[0], body: Nothing())
        return .redirect("/network", done: .saved)
      },
    ]
  )

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    let sync = try await context.get(Endpoints.sync)
    let replica = try await context.get(Endpoints.replica)
    let node = try await context.get(Endpoints.node)
    let nodes = try await context.get(Endpoints.nodes)
    let setAside = try await context.get(Endpoints.setAside)
    let notices = node.notices.map { notice($0, context) } + (replica.contested ? [context.say(.voiceContested)] : [])
    return .page(
      context.say("network"),
      "network",
      [
        "peers": .list(sync.peers.map { PeerRow.values($0, context) }), "hasPeers": .flag(!sync.peers.isEmpty),
        "paused": .flag(sync.paused), "inSync": .flag(sync.inSync && !sync.peers.isEmpty),
        "notices": .texts(notices), "listen": .maybe(node.listen), "version": .text(node.version),
        "networkName": .text(replica.network.name), "networkID": .text(replica.network.id),
        "changes": .number(replica.changes), "objects": .number(replica.objects),
        "pending": .number(replica.pending), "bytes": .text(size(replica.bytes)), "digest": .maybe(replica.digest),
        "voice": .maybe(replica.voice.map { voice($0, context) }), "epoch": .maybe(replica.epoch),
        "nodes": .list(nodes.map { self.node($0, context) }),
        "setAside": .list(setAside.map { ChangeRow.values($0, context) }), "hasSetAside": .flag(!setAside.isEmpty),
        "doubleVoices": .list(
          replica.doubleVoices.map { .text($0.memberName ?? $0.member) }
        ),
        "hasDoubleVoices": .flag(!replica.doubleVoices.isEmpty),
      ]
    )
  }

  private static func node(_ node: NodeDescription, _ context: PageContext) -> PageValue {
    [
      "id": .text(node.id), "short": .text(node.short), "memberName": .maybe(node.memberName),
      "fingerprint": .text(node.fingerprint), "voice": .flag(node.voice), "retired": .flag(node.retired),
      "closing": .flag(node.closing), "own": .flag(node.own),
      "addresses": .maybe(node.addresses.joined(separator: ", ")),
    ]
  }

  private static func notice(_ word: String, _ context: PageContext) -> String {
    switch word {
    case "restored": context.say(.noticeRestored)
    case "copied": context.say(.noticeCopied)
    case "forked": context.say(.noticeForked)
    case "twin": context.say(.noticeTwin)
    default: word
    }
  }

  private static func voice(_ voice: VoiceStatus, _ context: PageContext) -> String {
    switch voice.state {
    case "speaking": context.say(.voiceSpeaks)
    case "abstaining": context.say(.voiceAbstains)
    case "outdated": context.say(.voiceOutdated)
    case "contested": context.say(.voiceContested)
    case "other": context.say(.voiceOther)
    case "closed": context.say(.voiceClosed)
    default: context.say(.voiceNone)
    }
  }

  /// Bytes for a reader.
  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\((bytes + 1023) >> 10) KiB" : "\((bytes + (1 << 19)) >> 20) MiB"
  }
}
