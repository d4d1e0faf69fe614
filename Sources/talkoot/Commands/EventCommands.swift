internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct EventsCommand: SessionCommand {
  static var configuration: CommandConfiguration { about("events", .aboutEvents, discussion: .eventsDiscussion) }
  @Option(help: ArgumentHelp(stringLiteral: say(.optionEventsSince))) var since: String?
  @Option(name: .customShort("n"), help: ArgumentHelp(stringLiteral: say(.optionEventsCount))) var count: Int?
  @Option(help: ArgumentHelp(stringLiteral: say(.optionEventsTimeout))) var timeout: Int?
  @OptionGroup var global: GlobalOptions

  /// How long a node is asked to wait at a time (seconds).
  private static let turn = 30
  private static let atOnce = 100

  func validate() throws {
    if (count ?? 1) < 1 { throw ValidationError(say(.countNotPositive)) }
    if (timeout ?? 0) < 0 { throw ValidationError(say(.timeoutNegative)) }
  }

  func run(_ session: Session) throws(ErrorDescription) {
    let deadline = timeout.map { ContinuousClock.now + .seconds($0) }
    var (since, rest) = (since, count)
    if since == nil { since = try session.client.send(Endpoints.events, query: EventQuery()).decoded().last }
    while rest != 0 {
      let left = deadline.map { Int(max(0, ($0 - .now) / .seconds(1)).rounded(.up)) }
      let query = EventQuery(
        since: since,
        limit: min(rest ?? Self.atOnce, Self.atOnce),
        timeout: min(left ?? Self.turn, Self.turn)
      )
      let answer = try session.client.send(Endpoints.events, query: query)
      guard case .array(let events)? = answer.json["events"] else { return }
      for event in events { try Output.write(event.text + "\n") }
      rest = rest.map { $0 - events.count }
      since = try answer.decoded().last ?? since
      guard events.isEmpty, let deadline, deadline <= .now else { continue }
      if let rest, rest > 0 { throw ErrorDescription(.timedOut, say(.eventsTimedOut, String(rest))) }
      return
    }
  }
}
