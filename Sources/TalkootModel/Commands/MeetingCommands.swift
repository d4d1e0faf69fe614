internal import TalkootLanguage
internal import TalkootLog

extension Workspace {
  /// Begins a meeting: notes what everyone has before them.
  public func startMeeting(_ title: String, _ context: CommandContext) throws(CommandError) -> Draft {
    if let going = meetings.last(where: { $0.endedAt == nil }) {
      throw CommandError(
        .notOpen,
        "\(shortID(going.id, .meeting)) goes on; end it first: talkoot meeting end \(shortID(going.id, .meeting))"
      )
    }
    var draft = try draft(context)
    let fields: [Creation.FieldValue] = [
      .init(MeetingField.title, try Input.line(title, "title", required: true)),
      .init(MeetingField.startedAt, Self.point(context)),
    ]
    draft.subject = draft.append(.create(Creation(kind: .meeting, fields: fields)))
    draft.subjectKind = .meeting
    return draft
  }

  /// Ends a meeting: notes the second point in history, and what was said. Of one that has ended, only the minutes are
  /// written, edit by edit.
  /// - Parameter id: nil is the one that goes on.
  public func endMeeting(_ id: String?, minutes: String?, _ context: CommandContext) throws(CommandError) -> Draft {
    let named = if let id { id } else { try goingMeeting() }
    let state = try editable(named, [.meeting])
    var draft = try editing(state, context)
    if state.value(MeetingField.endedAt) == .null {
      set(MeetingField.endedAt, of: state, to: Self.point(context), in: &draft, context)
    } else if minutes == nil {
      throw CommandError(.notOpen, "\(shortID(id: state)) has ended; give --minutes to change what was written down.")
    }
    if let minutes { try edit(MeetingField.minutes, of: state, to: minutes, in: &draft, context) }
    return draft
  }

  private static func point(_ context: CommandContext) -> Value {
    .list(context.index.heads.prefix(Value.listCountMax).map { .bytes($0.digest.bytes) })
  }

  private func goingMeeting() throws(CommandError) -> String {
    guard let going = meetings.last(where: { $0.endedAt == nil }) else {
      throw CommandError(.notOpen, "No meeting goes on; begin one with: talkoot meeting start")
    }
    return idText(going.id, .meeting)
  }
}
