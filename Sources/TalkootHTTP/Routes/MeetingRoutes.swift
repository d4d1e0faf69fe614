internal import TalkootAPI
internal import TalkootCRDT
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum MeetingRoutes {
  static let all = [
    Route(Endpoints.meetings) { call, _, _ in call.view.meetings },
    Route(Endpoints.startMeeting) { call, _, new in
      let title = new.title ?? call.today.description
      return try document(of: try await call.writeOne { try $0.startMeeting(title, $1) }, call)
    },
    Route(Endpoints.meeting) { call, _, _ in try document(of: try call.object(0, .meeting), call) },
    Route(Endpoints.endMeeting) { call, _, end in
      let id = try end.meeting.map { try call.view.wholeID($0, [.meeting]) }
      let made = try await call.writeOne(seen: end.seen) { try $0.endMeeting(id, minutes: end.minutes, $1) }
      return try document(of: made, call)
    },
    Route(Endpoints.since) { call, filter, _ in
      let view = call.view
      let meeting = try filter.meeting.map { try view.resolve($0, [.meeting]) }.flatMap { view.workspace.meeting($0) }
      let last = meeting ?? view.workspace.lastMeeting
      return view.since(last, try await call.attention(), try await conflictFacts(call))
    },
    Route(Endpoints.meetingReport) { call, _, _ in
      let view = call.view
      let id = try call.object(0, .meeting)
      let (attention, facts) = (try await call.attention(), try await conflictFacts(call))
      guard let meeting = view.workspace.meeting(id),
        let document = view.report(meeting, attention, facts, on: call.today)
      else { throw ErrorDescription(.noSuchObject, "there is no such meeting; see talkoot meeting list") }
      return document
    },
  ]

  private static func conflictFacts(_ call: Call) async throws -> [LocalVersion: ChangeFacts] {
    let view = call.view
    return try await call.facts(of: view.versions(in: view.workspace.conflicts(view.index)))
  }

  private static func document(of id: ObjectID?, _ call: Call) throws -> Meeting {
    guard let document = id.flatMap({ call.view.meeting($0) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such meeting; see talkoot meeting list")
    }
    return document
  }
}
