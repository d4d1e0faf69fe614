internal import TalkootAPI
internal import TalkootLanguage

/// The state of the network on one printed page: what is listed is cut to what fits, and says how much is left out.
struct NetworkSummary {
  private let network: NetworkExport
  private let attention: AttentionReport
  private var page = Markdown()

  private static let goalsMax = 12
  private static let pointsMax = 10
  private static let datesMax = 8
  private static let decisionsMax = 4

  init(_ network: NetworkExport, _ attention: AttentionReport) {
    (self.network, self.attention) = (network, attention)
    page.heading(1, network.network.name)
    page.paragraph(counts)
    goals()
    points()
    dates()
    decisions()
  }

  var text: String { page.text }

  private var counts: String {
    let goals = network.goals.filter { !$0.archived }
    return say(
      .summaryCounts,
      attention.day,
      String(network.members.count { $0.status == "member" }),
      String(goals.count),
      String(network.decisions.count { $0.status == "open" && !$0.archived }),
      String(network.agreements.count { $0.status == "inForce" && !$0.archived }),
      String(network.questions.count { $0.status == "open" && !$0.archived })
    )
  }

  private mutating func goals() {
    let top = network.goals.filter { $0.depth == 0 && !$0.archived }
    page.heading(2, say(.headingGoals))
    page.table(
      [say(.columnTitle), say(.columnProgress), say(.columnStatus), say(.columnSteward), say(.columnDue)],
      top.prefix(Self.goalsMax).map { goal in
        [
          Self.short(goal.title), goal.progress.map { Self.bar($0) } ?? "", Words.of(goal.status),
          goal.stewardName ?? say(.nobodyYet), goal.due ?? "",
        ]
      }
    )
    more(top.count - Self.goalsMax)
  }

  private mutating func points() {
    page.heading(2, say(.headingAttention))
    if attention.items.isEmpty { page.paragraph(say(.nothingStalls)) }
    for item in attention.items.prefix(Self.pointsMax) { page.item(0, strong: nil, Self.short(item.point)) }
    more(attention.total - Self.pointsMax)
  }

  private mutating func dates() {
    let coming = network.comingDates.filter { "\($0.day)" >= attention.day }
    guard !coming.isEmpty else { return }
    page.heading(2, say(.headingDates))
    for date in coming.prefix(Self.datesMax) { page.item(0, strong: "\(date.day)", Self.short(date.summary)) }
    more(coming.count - Self.datesMax)
  }

  private mutating func decisions() {
    let settled = network.decisions.filter { $0.status == "settled" && !$0.archived }
    guard !settled.isEmpty else { return }
    page.heading(2, say(.headingDecidedLately))
    for decision in settled.suffix(Self.decisionsMax).reversed() {
      page.item(0, strong: Self.short(decision.title), Words.of(decision.outcome ?? "none"))
    }
    more(settled.count - Self.decisionsMax)
  }

  private mutating func more(_ count: Int) {
    if count > 0 { page.item(0, strong: nil, say(.andMore, String(count))) }
    page.blank()
  }

  /// Lines that wrap would not fit the page.
  private static func short(_ text: String) -> String { Inert.line(text).cut(to: 80) }

  static func bar(_ percent: Int) -> String {
    let full = min(10, max(0, (percent + 5) / 10))
    return String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full) + " \(percent) %"
  }
}
