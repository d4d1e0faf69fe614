internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum AttentionRoutes {
  /// How far back the inbox goes where nobody says.
  private static let inboxDays = 14

  static let all = [
    Route(Endpoints.attention) { call, filter, _ in
      if let limit = filter.limit, limit < 0 { throw ErrorDescription(.usage, "limit is a number from 0 on") }
      return call.view.attention(try await call.attention(), filter, on: call.today)
    },
    Route(Endpoints.inbox) { call, filter, _ in
      let today = call.today
      let since = try filter.since.map { text in
        guard let date = CalendarDate(text) else {
          throw ErrorDescription(
            .malformedValue,
            "\(Plain.line(text)) is not a date for since (expected YYYY, YYYY-MM or YYYY-MM-DD)"
          )
        }
        return date
      }
      let start = since ?? CalendarDate(dayNumber: today.dayNumber - inboxDays) ?? today
      return call.view.inbox(try await call.attention(), since: start)
    },
    Route(Endpoints.matrix) { call, _, _ in call.view.matrix },
    Route(Endpoints.balance) { call, _, _ in call.view.balances },
  ]
}
