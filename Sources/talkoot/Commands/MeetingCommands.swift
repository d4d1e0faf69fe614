internal import ArgumentParser
internal import TalkootAPI
internal import TalkootLanguage

struct MeetingCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    about("meeting", .aboutMeeting, [List.self, Show.self, Start.self, End.self, Minutes.self], default: List.self)
  }

  struct List: SessionCommand {
    static var configuration: CommandConfiguration { about("list", .aboutMeetingList) }
    @OptionGroup var options: ListOptions
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.list(try session.client.send(Endpoints.meetings), ids: options.ids, \.id) { $1.meetings($0) }
    }
  }

  struct Show: SessionCommand {
    static var configuration: CommandConfiguration { about("show", .aboutMeetingShow) }
    @Argument var meeting: String
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.meeting, meeting)) { $1.meeting($0) }
    }
  }

  struct Start: SessionCommand {
    static var configuration: CommandConfiguration { about("start", .aboutMeetingStart) }
    @Argument var title: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      try session.show(try session.client.send(Endpoints.startMeeting, body: NewMeeting(title: title))) {
        $1.line($0.short)
      }
    }
  }

  struct End: SessionCommand {
    static var configuration: CommandConfiguration { about("end", .aboutMeetingEnd) }
    @Argument var meeting: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(stringLiteral: say(.optionMinutes))) var minutes: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var end = MeetingEnd(meeting: meeting, minutes: try LongText(session: session).textOrFile(minutes))
      if end.minutes == nil {
        guard session.mayAsk else { throw ErrorDescription(.usage, say(.textMissing)) }
        let before = try meeting.map { id throws(ErrorDescription) in
          try session.client.send(Endpoints.meeting, id).decoded()
        }
        end.minutes = try Editor.edit(before?.minutes ?? "")
        end.seen = before?.seen
      }
      try session.show(try session.client.send(Endpoints.endMeeting, body: end)) { $1.meetings([$0]) }
    }
  }

  struct Minutes: SessionCommand {
    static var configuration: CommandConfiguration { about("minutes", .aboutMeetingMinutes) }
    @Argument var meeting: String?
    @Option(name: .shortAndLong, help: ArgumentHelp(stringLiteral: say(.optionOutput)), completion: .file())
    var output: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      var newest: String?
      if meeting == nil { newest = try session.client.send(Endpoints.meetings).decoded().first?.id }
      guard let held = meeting ?? newest else { throw ErrorDescription(.noSuchObject, say(.noMeetings)) }
      let document = try session.client.send(Endpoints.meetingReport, held)
      if session.isJSON { return try Output.write(document.json.text + "\n") }
      let text = try MinutesText(document.decoded()).markdown
      if let output, output != "-" { return try Files.write(text, to: output) }
      try Output.write(text)
    }
  }
}

struct SinceCommand: ParsableCommand {
  static var configuration: CommandConfiguration { about("since", .aboutSince, [SinceMeeting.self]) }

  struct SinceMeeting: SessionCommand {
    static var configuration: CommandConfiguration { about("meeting", .aboutSinceMeeting) }
    @Argument var meeting: String?
    @OptionGroup var global: GlobalOptions

    func run(_ session: Session) throws(ErrorDescription) {
      let report = try session.client.send(Endpoints.since, query: SinceFilter(meeting: meeting))
      try session.show(report) { $1.since($0) }
    }
  }
}
