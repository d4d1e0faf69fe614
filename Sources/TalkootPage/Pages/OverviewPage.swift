internal import TalkootAPI
internal import TalkootLanguage

/// What people open every morning: what the network is for, what stalls, what is new, who is there.
enum OverviewPage {
  static let page = Page(
    section: .overview,
    words: PageWords.overviewPage,
    templates: [
      Template("overview", PackageResources.overview_mustache), Template("changes", PackageResources.changes_mustache),
    ],
    routes: [
      .get("/", readsPast: true) { try await show($0) },
      .post("/seen") { context in
        let last = context.request.form["last"] ?? ""
        return .redirect("/", done: .seen, remember: [.lastSeen(last)])
      },
    ]
  )

  /// How much of what stalls is seen without unfolding.
  private static let attentionShown = 5
  /// How many changes are told; the history has the others.
  private static let changesShown = 12
  /// How many are counted at most.
  private static let changesCounted = 500

  private static func show(_ context: PageContext) async throws -> PageOutcome {
    if context.asOf != nil { return try await past(context) }
    let status = try await context.get(Endpoints.status)
    let news = try await self.news(context)
    let (title, rest) = (status.network.name, status.attention.count - attentionShown)
    let values: [String: PageValue] = [
      "name": .text(title),
      "memberName": .maybe(status.memberName),
      "memberStatus": .text(Words.of(status.memberStatus, in: context.language)),
      "membersCount": .text(context.say("membersCount", "\(status.members)", "\(status.participants)")),
      "goalsCount": .text(context.say("goalsCount", "\(status.goalCount)")),
      "openDecisions": .text(context.say("openDecisions", "\(status.openDecisions)")),
      "goals": .list(status.goals.map { GoalRow.values($0, context) }),
      "hasGoals": .flag(!status.goals.isEmpty),
      "attention": .list(status.attention.prefix(attentionShown).map { AttentionRow.values($0, context) }),
      "attentionRest": .list(status.attention.dropFirst(attentionShown).map { AttentionRow.values($0, context) }),
      "attentionMore": rest > 0 ? .text(context.say("attentionMore", "\(rest)")) : .none,
      "hasAttention": .flag(!status.attention.isEmpty),
      "trend": .text(context.say("attentionTrend", "\(status.stalled)", "\(status.stalledNew)", "\(status.mended)")),
      "peers": .list(status.peers.map { PeerRow.values($0, context) }),
      "hasPeers": .flag(!status.peers.isEmpty),
      "isPresent": true,
    ]
    return .page(title, "overview", .fields(values.merging(news.values) { $1 }), remember: news.remember)
  }

  /// What the network was for, then.
  private static func past(_ context: PageContext) async throws -> PageOutcome {
    let goals = try await context.get(Endpoints.goals, query: GoalFilter()).filter { $0.depth == 0 }
    let name = try await context.now.get(Endpoints.whoami).network.name
    return .page(
      name,
      "overview",
      [
        "name": .text(name), "goals": .list(goals.map { GoalRow.values($0, context) }),
        "hasGoals": .flag(!goals.isEmpty), "isPresent": false,
      ]
    )
  }

  /// What came since this browser last looked; of one that never did, the latest.
  private static func news(
    _ context: PageContext
  ) async throws -> (values: [String: PageValue], remember: [PageResponse.Remembered]) {
    if let seen = context.request.memory.lastSeen, !seen.isEmpty {
      let query = EventQuery(since: seen, limit: changesCounted, timeout: 0)
      // A change that this replica doesn't have is another network's cookie: then as for one that never looked.
      if let events = try? await context.get(Endpoints.events, query: query) {
        let newest = events.events.reversed()
        let values: [String: PageValue] = [
          "changes": .list(newest.prefix(changesShown).map { ChangeRow.values($0, context) }),
          "hasChanges": .flag(!events.events.isEmpty), "isSince": true, "last": .maybe(events.last),
          "earlier": events.events.count > changesShown
            ? .text(context.say("changedMore", "\(events.events.count - changesShown)")) : .none,
        ]
        return (values, [])
      }
    }
    let changes = try await context.get(Endpoints.changes, query: ChangeFilter(limit: 8))
    let last = try await context.get(Endpoints.events, query: EventQuery(limit: 1)).last
    return (
      [
        "changes": .list(changes.map { ChangeRow.values($0, context) }), "hasChanges": .flag(!changes.isEmpty),
        "isSince": false,
      ],
      last.map { [.lastSeen($0)] } ?? []
    )
  }
}
